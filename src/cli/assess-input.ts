import { type AssessOptions, assessInSteps } from '../assessment/assess.ts';
import type { Assessment } from '../assessment/assessment.ts';
import { sha256 } from '../collect/sha256.ts';
import { sanitize } from '../report/terminal/sanitize.ts';
import type { TypedInputOptions } from './input-options.ts';
import { type Input, readInput } from './read-input.ts';
import { showProgress } from './show-progress.ts';
import { takeSteps } from './take-steps.ts';
import { version } from './version.ts';

/**
 * Reads what is given and judges it, shows how far it is, and tells of crashes; with `covers` every framework is answered, asked for or not. UserError for
 * what cannot be read as asked.
 */
export async function assessInput(
  paths: readonly string[],
  typed: TypedInputOptions,
  { covers = false, ...options }: Omit<AssessOptions, 'version' | 'cover' | 'hash'> & { readonly covers?: boolean },
): Promise<Input & { readonly assessment: Assessment }> {
  const progress = showProgress(typed.quiet ? 'never' : typed.progress);
  try {
    // A control of a framework hangs on criteria that it does not ask for, too.
    const needed = (options.frameworks ?? []).length > 0 ? [] : (options.criteria ?? []);
    const { estate, policy, texts } = await readInput(paths, typed, progress, needed);
    // The first screen tells of the frameworks that are declared; where nothing tells of any, their catalogs need not be loaded.
    const isCovered = covers || policy.frameworks.length + (options.frameworks ?? []).length > 0;
    const cover = isCovered ? (await import('../assessment/cover-frameworks.ts')).coverFrameworks : undefined;
    const steps = assessInSteps(estate, policy, { version, ...options, cover, hash: (text) => sha256([text]) });
    const assessment = await takeSteps(steps, (criterion) => progress.say(`judging ${criterion}`));
    progress.end();
    for (const { criterion, message } of assessment.crashes) {
      process.stderr.write(
        `kubecompass: the check of ${criterion} crashed, which is a fault of ours, please report it: ${sanitize(message)}\n`,
      );
    }
    return { estate, policy, texts, assessment };
  } finally {
    progress.end();
  }
}
