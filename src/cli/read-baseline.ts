import { readFileSync } from 'node:fs';
import type { Baseline } from '../assessment/baseline-schema.ts';
import { UserError } from '../collect/user-error.ts';
import { endOfValidity } from '../estate/instant.ts';

/** Reads a file that `kubecompass baseline write` wrote. UserError when there is none, or it is something else. */
export async function readBaseline(file: string): Promise<Baseline> {
  const value = parse(file, readText(file));
  const [Value, { baselineSchema }] = await Promise.all([
    import('typebox/value'),
    import('../assessment/baseline-schema.ts'),
  ]);
  const [error] = Value.Errors(baselineSchema, value);
  if (!error) {
    const baseline = value as Baseline;
    const bad = baseline.findings.find(({ expires }) => expires !== undefined && endOfValidity(expires) === null);
    if (!bad) return baseline;
    throw new UserError(`${file} is no baseline: ${JSON.stringify(bad.expires)} is no day and no time`, {
      hint: 'Write an end as 2027-01-31.',
    });
  }
  throw new UserError(`${file} is no baseline: ${error.instancePath || 'the whole'} ${error.message}`, {
    hint: writeAnew,
  });
}

const writeAnew = '`kubecompass baseline write` writes one.';

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`the baseline ${file} ${code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`}`, {
      hint: writeAnew,
      cause: error,
    });
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`${file} is no baseline: it is no JSON`, { hint: writeAnew, cause: error });
  }
}
