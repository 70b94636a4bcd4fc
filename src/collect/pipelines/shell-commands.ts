/** One command of a shell script: its words, and what follows when it fails. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** Why the script goes on where the command fails; null where it stops. */
  readonly ignored: string | null;
  /** Whether its output goes on to another command, which then decides how the script ends unless pipefail is set. */
  readonly piped: boolean;
  /** What its output goes on to; null where that is nothing. */
  readonly into: string | null;
  /** Whether it is the condition of an `if` or a loop, or turned round by `!`, so that its failure ends nothing by itself. */
  readonly asked: boolean;
}

const asking = /^\s*(?:(?:if|elif|while|until)\b|!\s)/;

/**
 * The commands of a script, roughly: quoted text is one word, variables stay as they are written, and loops and conditions are looked through. Good
 * enough to see which scanners are called with which flags.
 */
export function shellCommands(script: string): ShellCommand[] {
  const commands: ShellCommand[] = [];
  let goesOn = false;
  for (const line of script.replace(/\\\r?\n/g, ' ').split(/\r?\n/)) {
    const parts = splitLine(line);
    parts.forEach(({ text, after }, index) => {
      const words = wordsOf(text);
      if (words[0] === 'set') {
        if (words.some((word) => /^\+\w*e/.test(word))) goesOn = true;
        if (words.some((word) => /^-\w*e/.test(word))) goesOn = false;
      }
      const next = parts[index + 1]?.text ?? '';
      // `|| exit 1` and `|| { echo no; exit 1; }` stop all the same.
      const rescue =
        after === '||' && /^\s*(true|:|exit 0|echo\b|printf\b|\/bin\/true)/.test(next) ? next.trim() : null;
      if (words.length > 0)
        commands.push({
          words,
          ignored: rescue === null ? (goesOn ? 'set +e' : null) : `|| ${wordsOf(rescue).slice(0, 2).join(' ')}`,
          piped: after === '|',
          into: after === '|' ? (wordsOf(next)[0] ?? null) : null,
          asked: asking.test(text),
        });
    });
  }
  return commands;
}

function splitLine(line: string): { text: string; after: string }[] {
  const parts: { text: string; after: string }[] = [];
  let text = '';
  for (const token of line.match(/"(?:[^"\\]|\\.)*"|'[^']*'|\|\||&&|[|;]|(?:^|\s)#.*|[^"'|;&#\s]+|\s+|./g) ?? []) {
    if (/^\s*#/.test(token)) break;
    if (token === '||' || token === '&&' || token === '|' || token === ';') {
      parts.push({ text, after: token });
      text = '';
    } else text += token;
  }
  return [...parts, { text, after: '' }];
}

/** Words before which a command may stand. */
const before =
  /^(sudo|time|exec|then|do|else|if|while|!|\{|\(|npx|yarn|pnpm|bunx|run|dlx|--yes|-y|command|xargs|uvx|pipx)$/;

function wordsOf(text: string): string[] {
  const words = (text.match(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'])+/g) ?? []).map((word) =>
    word.replaceAll(/["']/g, ''),
  );
  let first = 0;
  while (first < words.length && (before.test(words[first] as string) || /^[A-Za-z_]\w*=/.test(words[first] as string)))
    first += 1;
  return words.slice(first);
}
