/** Where in a dump the paths begin that a format has: the shortest way to one of them; null where there is none. */
export function rootBefore(paths: readonly string[], has: RegExp): string | null {
  let root: string | null = null;
  for (const path of paths) {
    const found = has.exec(path);
    if (!found) continue;
    const before = path.slice(0, found.index);
    if ((before === '' || before.endsWith('/')) && (root === null || before.length < root.length)) root = before;
  }
  return root;
}
