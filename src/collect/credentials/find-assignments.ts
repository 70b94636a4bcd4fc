import { readCredentialName, readCredentialNameInSecret } from './credential-name.ts';
import { isCredential } from './credential-value.ts';
import { type FoundCredential, mostFound } from './found-credential.ts';

/** The end of a name that may announce a credential, and the sign that gives it a value; also where a quote was escaped. */
const assignment =
  /(?:pass|PASS|Pass|pwd|PWD|Pwd|pw|token|TOKEN|Token|secret|SECRET|Secret|redential|REDENTIAL|key|KEY|Key|masterauth)[\w.]{0,16}\\{0,2}["']?[ \t]{0,8}(?:=>|[:=])/g;
const namePart = /[\w.-]/;
const longestName = 100;
const longestValue = 1000;
const mostAssignments = 10_000;

/**
 * Finds values that are given to a name which announces a credential, in any text that has lines of `name = value`, `name: value` or
 * `"name": "value"`: variables, properties, YAML, JSON, INI, connection strings, command lines, and literals in scripts. `where` says
 * whether the text is the data of a Secret.
 */
export function findAssignments(text: string, where: 'secret' | 'setting' = 'setting'): FoundCredential[] {
  if (text.search(assignment) < 0) return [];
  const found: FoundCredential[] = [];
  let code: boolean | null = null;
  let tries = 0;
  for (const match of text.matchAll(assignment)) {
    if ((tries += 1) > mostAssignments || found.length >= mostFound) break;
    const end = match.index + match[0].length;
    const written = nameBefore(text, match.index, match[0]);
    const name = where === 'secret' ? readCredentialNameInSecret(written) : readCredentialName(written);
    if (!name) continue;
    const value = readValue(text, end, match[0], beginsLine(text, match.index));
    if (!value || !isCredential(value.text, written, name, 'setting')) continue;
    code ??= isCode(text);
    if (!value.quoted && code && !text.startsWith('#!')) continue;
    if (isNameOfItself(value.text, value.quoted)) continue;
    if (/^[A-Za-z_.-]+$/.test(value.text) && isCommentedOut(text, match.index)) continue;
    found.push({ kind: name.kind, start: value.start, length: value.text.length, inUrl: false });
  }
  return found;
}

function nameBefore(text: string, index: number, matched: string): string {
  let start = index;
  while (start > 0 && index - start < longestName && namePart.test(text[start - 1] as string)) start -= 1;
  const end = matched.search(/[\\"']|[ \t]*(?:=>|[:=])$/);
  // A variable that is read: `[ "$password" = … ]`.
  if (text[start - 1] === '$') return '';
  if (text[start - 1] === '{' && !opensFlow(text, start - 1, index + matched.length)) return '';
  return text.slice(start, index + end).replace(/^[-.]+/, '');
}

/**
 * Whether a brace begins a map of YAML, `{password: …}`, and no variable or template: `${password…}`, `{{password…}}`, `/{token:uuid}`. `end` is
 * where the value begins: in YAML behind a space.
 */
function opensFlow(text: string, brace: number, end: number): boolean {
  return text[end - 1] === ':' && /[ \t]/.test(text[end] ?? '') && !/[${#%@\\\w/]/.test(text[brace - 1] ?? ' ');
}

/** Whether only the name stands before this on its line, as in properties and variables. */
function beginsLine(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - longestName), index);
  return /(?:^|[\r\n])[ \t]*(?:export[ \t]+)?[\w.-]*$/.test(before);
}

/** Whether the line begins as a comment. What stands there shows how a value is given, as long as it is a mere word. */
function isCommentedOut(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - longestName), index);
  return /(?:^|[\r\n])[ \t]*(?:#|\/\/|;|--)(?!!)[^\r\n]*$/.test(before);
}

interface Value {
  readonly text: string;
  readonly start: number;
  readonly quoted: boolean;
}

function readValue(text: string, from: number, matched: string, wholeLine: boolean): Value | null {
  let start = from;
  while (start - from < 16 && (text[start] === ' ' || text[start] === '\t')) start += 1;
  const rest = text.slice(start, start + longestValue);
  const quote = /^\\{0,2}["'`]/.exec(rest)?.[0];
  if (quote !== undefined) {
    const end = rest.indexOf(quote, quote.length);
    return end < 0 ? null : { text: rest.slice(quote.length, end), start: start + quote.length, quoted: true };
  }
  // A value that ends its line may hold what ends it elsewhere.
  const line = wholeLine ? /^([^\s"'`<>|{}\\]+?)[,;]?[ \t]*(?:[\r\n]|$)/.exec(rest)?.[1] : undefined;
  if (line !== undefined && !/^[=:~(]/.test(line)) return { text: line, start, quoted: false };
  // Another sign of equality, a type, a call, a block: no value.
  const value = /^[^\s"'`,;&|<>(){}[\]\\]+/.exec(rest)?.[0];
  if (value === undefined || /^[=:~>]/.test(value)) return null;
  const behind = rest.slice(value.length, value.length + 200);
  // In prose a colon is followed by a sentence.
  if (!matched.endsWith('=') || start > from) {
    if (!/^[ \t]*(?:[\r\n,;}\])&"'\\]|#|$)/.test(behind)) return null;
  } else if (/^[(<{[]/.test(behind)) return null;
  return { text: value, start, quoted: false };
}

/** Programs, whose unquoted values are variables. */
function isCode(text: string): boolean {
  return /^[ \t]{0,40}(?:import [\w.{*"']|from [\w.]+ import |def \w|function[ \w(]|const \w|let \w|local \w|public \w|private \w|func |class \w|package \w|return[ ;]|require\(|use [\w:]+;)/m.test(
    text.slice(0, 200_000),
  );
}

/** `password = password`, `token: accessToken`: variables that are handed on. */
function isNameOfItself(value: string, quoted: boolean): boolean {
  return (
    !quoted && /^[A-Za-z_][\w.]*(?:password|passwd|token|secret|key|credentials?)$/i.test(value) && !/\d/.test(value)
  );
}
