import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { Assessment } from '../assessment/assessment.ts';
import { UserError } from '../collect/user-error.ts';
import { assessInput } from './assess-input.ts';
import type { TypedInputOptions } from './input-options.ts';
import { readAssessment } from './read-assessment.ts';

/** One side of a comparison, and the folders before its paths, where they are known. */
export interface ComparedSide {
  readonly assessment: Assessment;
  readonly roots: readonly string[] | null;
}

/**
 * Reads one side of a comparison: a stored assessment as it is, a snapshot (`.kcs`) or manifests assessed on the way, with all that passes, so that what
 * is gone can be told from what holds. UserError for what can be read as none of them.
 */
export async function readSide(path: string, options: TypedInputOptions): Promise<ComparedSide> {
  if (path === '-')
    throw new UserError('standard input cannot be compared: it is one text, and two are needed', {
      hint: 'Write it to a file, and name that.',
    });
  const kind = kindOf(path);
  if (kind === 'assessment') return { assessment: await readAssessment(path, { anyDefinition: true }), roots: null };
  const isSnapshot = kind === 'snapshot';
  const { now: _now, ...timeless } = options;
  const { assessment } = isSnapshot
    ? await assessInput([], { ...timeless, snapshot: path }, { all: true })
    : await assessInput([path], options, { all: true });
  return { assessment, roots: isSnapshot ? [] : [path.replace(/(?<=.)\/+$/, '')] };
}

function kindOf(path: string): 'assessment' | 'snapshot' | 'manifests' {
  if (path.endsWith('.kcs')) return 'snapshot';
  if (!path.endsWith('.json') || !statSync(path, { throwIfNoEntry: false })?.isFile()) return 'manifests';
  return /"schema"\s*:\s*"kubecompass\./.test(headOf(path)) ? 'assessment' : 'manifests';
}

/** The beginning of a file, where its schema is named; empty where it cannot be read, which whoever reads it whole will tell. */
function headOf(path: string): string {
  try {
    const file = openSync(path, 'r');
    try {
      const buffer = Buffer.alloc(4096);
      return buffer.toString('utf8', 0, readSync(file, buffer));
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}
