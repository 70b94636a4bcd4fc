import type { PipelineScan } from '../../estate/pipeline.ts';
import { type Environment, scanOfCommand } from './scan-command.ts';
import { shellCommands } from './shell-commands.ts';

/** How a shell runs a script: whether it stops at the first command that fails, and at one that hands its output on. */
export interface Shell {
  readonly stopsAtError: boolean;
  /** null where that was not seen. */
  readonly pipefail: boolean | null;
}

/** Commands that only print. */
const tells = /^(?:echo|printf|cat|:|true)$/;

/** The scans that a script calls, with the path of the script. */
export function scansOfScript(
  script: string,
  path: string,
  shell: Shell,
  environment: Environment = {},
): PipelineScan[] {
  const commands = shellCommands(script);
  const sets = (option: RegExp): boolean =>
    commands.some(({ words }) => words[0] === 'set' && option.test(words.join(' ')));
  const stopsAtError = shell.stopsAtError || sets(/ -\w*e/);
  const pipefail = sets(/pipefail/) || shell.pipefail;
  return commands.flatMap(({ words, ignored, piped, into, asked }, index) => {
    const scan = scanOfCommand(words, environment);
    if (!scan) return [];
    if (scan.stops === false) return [{ ...scan, path }];
    if (ignored !== null) return [{ ...scan, path, stops: false, because: `its exit code is ignored (${ignored})` }];
    if (asked) {
      const rest = commands.slice(index + 1);
      const end = rest.findIndex((one) => one.words[0] === 'fi');
      const isOnlyTold = end !== -1 && rest.slice(0, end).every((one) => tells.test(one.words[0] ?? ''));
      return isOnlyTold
        ? [{ ...scan, path, stops: false, because: 'its exit code only decides what is printed (if)' }]
        : [{ ...scan, path, stops: null }];
    }
    if (pipefail === false && into === 'tee' && scan.stops === true)
      return [{ ...scan, path, stops: false, because: 'its exit code is lost in the pipe (no pipefail)' }];
    // Who reads the exit code later decides.
    const last = index === commands.length - 1;
    const sure = (stopsAtError || last) && (pipefail === true || !piped);
    return [{ ...scan, path, stops: sure ? scan.stops : null }];
  });
}
