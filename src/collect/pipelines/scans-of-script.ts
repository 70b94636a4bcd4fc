import type { PipelineScan } from '../../estate/pipeline.ts';
import { type Environment, scanOfCommand } from './scan-command.ts';
import { shellCommands } from './shell-commands.ts';

/** How a shell runs a script: whether it stops at the first command that fails, and at one that hands its output on. */
export interface Shell {
  readonly stopsAtError: boolean;
  readonly pipefail: boolean;
}

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
  const pipefail = shell.pipefail || sets(/pipefail/);
  return commands.flatMap(({ words, ignored, piped }, index) => {
    const scan = scanOfCommand(words, environment);
    if (!scan) return [];
    if (scan.stops === false) return [{ ...scan, path }];
    if (ignored !== null) return [{ ...scan, path, stops: false, because: `its exit code is ignored (${ignored})` }];
    // Who reads the exit code later decides.
    const last = index === commands.length - 1;
    const sure = (stopsAtError || last) && (pipefail || !piped);
    return [{ ...scan, path, stops: sure ? scan.stops : null }];
  });
}
