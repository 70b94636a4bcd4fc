import type { Assessment } from '../assessment/assessment.ts';
import type { Output } from './output-options.ts';
import type { TerminalWishes } from './render-for-terminal.ts';
import { renderOutput } from './render-output.ts';
import { writeOut, writeWhole } from './write-output.ts';

/** Writes an assessment to all outputs, to files first: who sees the result can rely on them. UserError for a file that cannot be written. */
export async function writeOutputs(
  assessment: Assessment,
  outputs: readonly Output[],
  wishes: TerminalWishes,
): Promise<void> {
  for (const output of outputs)
    if (output.file !== null) writeWhole(output.file, await renderOutput(assessment, output, wishes));
  for (const output of outputs)
    if (output.file === null) await writeOut(await renderOutput(assessment, output, wishes));
}
