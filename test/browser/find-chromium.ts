import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/** The machine's Chromium, from KUBECOMPASS_CHROMIUM or the PATH; null, which is said, where there is none. */
export function findChromium(): string | null {
  const named = process.env['KUBECOMPASS_CHROMIUM'];
  if (named) return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
  if (found !== undefined) return found;
  process.stderr.write(
    'No Chromium is on the PATH: the tests in a browser are skipped. Debian has it as the package chromium; KUBECOMPASS_CHROMIUM names another one.\n',
  );
  return null;
}
