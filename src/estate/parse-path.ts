/** The steps of a path as `writePath` writes it. What cannot be read of it is left out: the place above is pointed at. */
export function parsePath(path: string): (string | number)[] {
  const step = /\.?(?:\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+))/y;
  const steps: (string | number)[] = [];
  while (step.lastIndex < path.length) {
    const [whole, index, quoted, name] = step.exec(path) ?? [];
    if (whole === undefined) return steps;
    if (index !== undefined) steps.push(Number(index));
    else steps.push(quoted === undefined ? (name as string) : unquote(quoted));
  }
  return steps;
}

function unquote(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}
