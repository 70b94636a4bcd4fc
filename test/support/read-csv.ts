/** Reads CSV as RFC 4180 has it: its rows and their cells. Throws where a quote stands in a bare cell, or one is not closed. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  while (cell.lastIndex < text.length) {
    const from = cell.lastIndex;
    const [all, quoted, bare = '', end] = cell.exec(text) ?? [];
    if (all === undefined) throw new Error(`what is ${JSON.stringify(text.slice(from, from + 60))}?`);
    row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
