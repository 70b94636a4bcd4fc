/** Markdown without its code spans and without what a backslash takes the meaning of: what is left is acted upon. */
export function stripCode(markdown: string): string {
  let left = '';
  let index = 0;
  while (index < markdown.length) {
    const [run] = /^`+/.exec(markdown.slice(index, index + 100)) ?? [];
    if (markdown[index] === '\\' && /[!-/:-@[-`{-~]/.test(markdown[index + 1] ?? '')) {
      index += 2;
    } else if (run === undefined) {
      left += markdown[index];
      index += 1;
    } else {
      const close = new RegExp(`(?<!\`)${run}(?!\`)`, 'g');
      close.lastIndex = index + run.length;
      const end = close.exec(markdown);
      index = end ? end.index + run.length : index + run.length;
      left += end ? '' : run;
    }
  }
  return left;
}
