/** The names along a path. */
export function stepsOf(path: string): string[] {
  return path.split('/').filter((step) => step !== '' && step !== '.');
}

/** What the wildcards of a pattern stand for, as expressions. */
export interface Wildcards {
  readonly '**/': string;
  readonly '**': string;
  readonly '*': string;
  readonly '?': string;
}

/** As Go's path.Match has it, for folders: nothing goes through folders. */
export const ofOneStep: Wildcards = { '**/': '[^/]*/', '**': '[^/]*', '*': '[^/]*', '?': '[^/]' };
/** As Git lists files, which the controller does unless it is told otherwise: everything goes through folders. */
export const ofGitFiles: Wildcards = { '**/': '.*/', '**': '.*', '*': '.*', '?': '.' };
/** As the controller lists them when it is told so: only `**` goes through folders. */
export const ofNewGlobs: Wildcards = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };

/** Whether a path is one of those that a pattern names. */
export function matches(path: string, pattern: string, wildcards: Wildcards): boolean {
  const whole = stepsOf(pattern).join('/');
  const expression = whole
    .replaceAll(/[.+^$(){}|\\]/g, String.raw`\$&`)
    .replaceAll(/\*\*\/|\*\*+|\*|\?/g, (wild) => wildcards[wild.startsWith('***') ? '**' : (wild as keyof Wildcards)]);
  try {
    return new RegExp(`^${expression}$`).test(path) || (wildcards === ofGitFiles && path.startsWith(`${whole}/`));
  } catch {
    return false;
  }
}
