/**
 * The value of a field as a reader of manifests writes it: `= 1`, `= {app: ledger}`. A credential is told by what it is and how long, for its value
 * is never known: `(password, 16 characters)`.
 */
export function showValue(value: unknown): string {
  if (isMapping(value) && typeof value['credential'] === 'string' && typeof value['length'] === 'number') {
    const { credential, length, line } = value;
    return `(${credential}, ${length} characters${typeof line === 'number' ? `, line ${line}` : ''})`;
  }
  return `= ${writeFlow(value)}`;
}

function writeFlow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeFlow).join(', ')}]`;
  if (isMapping(value)) {
    const entries = Object.entries(value).map(([key, one]) => `${writeText(key)}: ${writeFlow(one)}`);
    return `{${entries.join(', ')}}`;
  }
  return typeof value === 'string' ? writeText(value) : JSON.stringify(value);
}

/** Quoted where YAML would read something else than this text; some readers take `e0` for a number. */
function writeText(text: string): string {
  const isPlain =
    /^[a-z_/][\w./-]*(?:[:@][\w./-]+)*$/i.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n|e\d+)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
