import { createInterface } from 'node:readline/promises';
import type { Patched } from '../remedy/make-patches.ts';
import { sanitize } from '../report/terminal/sanitize.ts';

/** What is asked of a terminal, and what it shows. */
export interface Conversation {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/**
 * Shows patches one by one and asks of each whether it is to be made: accept, skip, or quit, which skips the rest. `diffOf` gives the diff of one patch
 * alone. The end of the input is quit.
 */
export async function choosePatches(
  patched: readonly Patched[],
  diffOf: (one: Patched) => string,
  { input, output }: Conversation,
): Promise<Patched[]> {
  const lines = createInterface({ input, output, terminal: false });
  const answers = lines[Symbol.asyncIterator]();
  const accepted: Patched[] = [];
  try {
    for (const [index, one] of patched.entries()) {
      const { finding } = one.fault;
      const { kind, namespace, name } = finding.subject;
      output.write(
        `\n${index + 1} of ${patched.length}: ${sanitize(`${kind} ${namespace}/${name}: ${finding.because}`)}\n`,
      );
      if (one.risk !== null) output.write(`risky: ${sanitize(one.risk)}\n`);
      output.write(diffOf(one));
      const answer = await ask();
      if (answer === 'quit') break;
      if (answer === 'accept') accepted.push(one);
    }
  } finally {
    lines.close();
  }
  return accepted;

  async function ask(): Promise<'accept' | 'skip' | 'quit'> {
    for (;;) {
      output.write('accept, skip or quit? [a/s/q] ');
      const next = await answers.next();
      if (next.done) return 'quit';
      const typed = next.value.trim().toLowerCase();
      const meant = (['accept', 'skip', 'quit'] as const).find((word) => typed !== '' && word.startsWith(typed));
      if (meant) return meant;
    }
  }
}
