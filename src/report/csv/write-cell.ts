import { showInvisible } from '../show-invisible.ts';

/** What a spreadsheet would take for a formula: https://owasp.org/www-community/attacks/CSV_Injection. */
const formula = /^[=+\-@\t\r]/;

/** Writes one cell as RFC 4180 has it. Text that a spreadsheet would calculate gets an apostrophe before it; what hides or reorders text is shown as its escape. */
export function writeCell(value: string): string {
  const shown = value.split('\n').map(showInvisible).join('\n');
  const harmless = formula.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
