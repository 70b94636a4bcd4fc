import { readFileSync } from 'node:fs';
import type { Baseline } from '../assessment/baseline-schema.ts';
import { UserError } from '../collect/user-error.ts';

/** Reads a file that `kubecompass baseline write` wrote. UserError when there is none, or it is something else. */
export async function readBaseline(file: string): Promise<Baseline> {
  const value = parse(file, readText(file));
  const [Value, { baselineSchema }] = await Promise.all([
    import('typebox/value'),
    import('../assessment/baseline-schema.ts'),
  ]);
  const [error] = Value.Errors(baselineSchema, value);
  if (!error) return value as Baseline;
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
