import { assess } from '../../src/assessment/assess.ts';
import type { Assessment } from '../../src/assessment/assessment.ts';
import { rememberPlaces } from '../../src/cli/place-evidence.ts';
import { readInput } from '../../src/cli/read-input.ts';
import { showProgress } from '../../src/cli/show-progress.ts';

/** Assesses a folder with its policy file as the command does, at a fixed time and as version `golden`. */
export async function assessExample(folder: string): Promise<Assessment> {
  const { estate, policy, texts } = await readInput(
    [folder],
    { now: '2026-11-24T12:00:00Z', progress: 'never', quiet: true },
    showProgress('never'),
  );
  const places = rememberPlaces();
  const assessment = assess(estate, policy, { version: 'golden', rethrow: true, sourceOf: places.sourceOf });
  places.locate(assessment.findings, texts);
  return assessment;
}
