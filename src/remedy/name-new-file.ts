/** The file of a new object beside that of another one: `poddisruptionbudget.yaml` beside `deployment.yaml`, `ledger-poddisruptionbudget.yaml` beside `ledger.yaml`. */
export function nameNewFile(
  beside: string,
  subjectKind: string,
  kind: string,
  isTaken: (file: string) => boolean,
): string {
  const slash = beside.lastIndexOf('/') + 1;
  const [folder, name] = [beside.slice(0, slash), beside.slice(slash)];
  const stem = name.replace(/\.[^.]+$/, '');
  const isNamedByKind = stem.toLowerCase() === subjectKind.toLowerCase();
  const own = isNamedByKind ? kind.toLowerCase() : `${stem}-${kind.toLowerCase()}`;
  const suffix = name.endsWith('.yml') ? '.yml' : '.yaml';
  for (let nth = 1; ; nth++) {
    const file = `${folder}${own}${nth === 1 ? '' : `-${nth}`}${suffix}`;
    if (!isTaken(file)) return file;
  }
}
