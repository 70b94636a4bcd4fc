/** What a document that cannot be read still says of itself; null where it does not say it, or says two things. */
export type Identity = {
  readonly apiVersion: string | null;
  readonly kind: string | null;
  readonly namespace: string | null;
  readonly name: string | null;
};

const ENTRY = /^[ \t]*["']?(apiVersion|kind|metadata|namespace|name)["']?[ \t]*:(?:[ \t\r]|$)/;
const VALUE = /^(["']?)([A-Za-z0-9][A-Za-z0-9._/:-]{0,316})\1$/;
/** Stands for a value that cannot be read: like a second value it makes the answer null. */
const UNREADABLE = '';

/**
 * Reads the `apiVersion:`, `kind:`, `metadata.namespace:` and `metadata.name:` lines of a document that is not valid YAML or
 * JSON, by their indentation. A document that lacks a separator says two kinds, and so none.
 */
export function readIdentity(text: string): Identity {
  const found: Record<'apiVersion' | 'kind' | 'namespace' | 'name', Set<string>> = {
    apiVersion: new Set(),
    kind: new Set(),
    namespace: new Set(),
    name: new Set(),
  };
  let top = -1;
  let below = -1;
  let inMetadata = false;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, end);
    start = end + 1;
    const indent = indentOf(line);
    if (indent === -1 || line.startsWith('---') || line.startsWith('%')) continue;
    // JSON's first brace is no key: what stands below it is the top.
    if (top === -1 && line.charAt(indent) !== '{') top = indent;
    if (top === -1) continue;
    if (indent <= top) {
      inMetadata = false;
      below = -1;
    } else if (inMetadata && below === -1) {
      below = indent;
    }
    if (indent !== top && !(inMetadata && indent === below)) continue;
    const entry = ENTRY.exec(line);
    const key = entry?.[1];
    if (entry === null || key === undefined) continue;
    if (indent === top && key === 'metadata') inMetadata = true;
    else if (indent === top && (key === 'apiVersion' || key === 'kind'))
      found[key].add(valueOf(line.slice(entry[0].length)));
    else if (indent !== top && (key === 'namespace' || key === 'name'))
      found[key].add(valueOf(line.slice(entry[0].length)));
  }
  return {
    apiVersion: onlyOne(found.apiVersion),
    kind: onlyOne(found.kind),
    namespace: onlyOne(found.namespace),
    name: onlyOne(found.name),
  };
}

function valueOf(rest: string): string {
  const comment = rest.search(/(?:^|[ \t])#/);
  const written = (comment === -1 ? rest : rest.slice(0, comment)).trim();
  return VALUE.exec(written.endsWith(',') ? written.slice(0, -1) : written)?.[2] ?? UNREADABLE;
}

/** Leading spaces of a line; -1 for a blank or comment line. */
function indentOf(line: string): number {
  let at = 0;
  while (line.charCodeAt(at) === 0x20 || line.charCodeAt(at) === 0x09) at++;
  const first = line.charAt(at);
  return first === '' || first === '#' || first === '\r' ? -1 : at;
}

function onlyOne(values: ReadonlySet<string>): string | null {
  const [value] = values;
  return values.size === 1 && value !== undefined && value !== UNREADABLE ? value : null;
}
