import type { Command } from 'commander';
import { buildProgram } from '../../src/cli/program.ts';
import { type Block, heading, paragraph } from '../../src/report/reference/block.ts';

/** The page of the command line: the help of every command, as it is printed. */
export async function commandsReference(): Promise<Block[]> {
  const program = await buildProgram(
    () => true,
    () => undefined,
  );
  return [
    heading(1, 'Commands'),
    paragraph(
      'What `kubecompass --help` and `kubecompass COMMAND --help` print. As `kubectl-compass` it is also `kubectl compass`.',
    ),
    ...describe(program, ''),
    ...program.commands.flatMap((command) => describe(command, `${program.name()} `)),
  ];
}

function describe(command: Command, above: string): Block[] {
  const name = `${above}${command.name()}`;
  const below = command.parent === null ? [] : command.commands.flatMap((one) => describe(one, `${name} `));
  return [heading(2, name), { type: 'code', info: '', text: helpOf(command) }, ...below];
}

function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({
    writeOut: (part) => (text += part),
    getOutHelpWidth: () => 100,
    getOutHasColors: () => false,
  });
  command.outputHelp();
  return text.trimEnd();
}
