import { readFileSync } from 'node:fs';
import type { Assessment } from '../assessment/assessment.ts';
import { findDisagreement } from '../assessment/find-disagreement.ts';
import { definitionVersion } from '../definition/version.ts';
import { UserError } from '../collect/user-error.ts';

/** Reads a file that `kubecompass assess --format json` wrote; `-` is standard input. UserError when it is something else, of another version (or, unless any is taken, of another definition), or does not agree with itself. */
export async function readAssessment(
  file: string,
  { anyDefinition = false }: { readonly anyDefinition?: boolean } = {},
): Promise<Assessment> {
  const shown = file === '-' ? 'standard input' : file;
  const value = parse(shown, readText(file));
  refuseOther(shown, value, anyDefinition);
  const [Value, { assessmentSchema }] = await Promise.all([
    import('typebox/value'),
    import('../assessment/assessment.ts'),
  ]);
  const [error] = Value.Errors(assessmentSchema, value);
  if (error)
    throw new UserError(`${shown} is no whole assessment: ${error.instancePath || 'the whole'} ${error.message}`, {
      hint: writeAnew,
    });
  const assessment = value as Assessment;
  const disagreement = findDisagreement(assessment);
  if (disagreement !== null)
    throw new UserError(`${shown} does not agree with itself, so it was cut or edited: ${disagreement}`, {
      hint: writeAnew,
    });
  return assessment;
}

const writeAnew = '`kubecompass assess --output assessment.json` writes one.';

function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'does not exist' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code})`;
    throw new UserError(`the assessment ${file} ${why}`, { hint: writeAnew, cause: error });
  }
}

function parse(shown: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const isCut = /^\ufeff?\s*\{/.test(text);
    throw new UserError(`${shown} is no assessment: ${isCut ? 'its JSON is broken or cut off' : 'it is no JSON'}`, {
      hint: writeAnew,
      cause: error,
    });
  }
}

/** Says what something that is JSON is instead. */
function refuseOther(shown: string, value: unknown, anyDefinition: boolean): void {
  const { schema, tool } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (schema !== 'kubecompass.assessment/v1') {
    const is =
      typeof schema !== 'string'
        ? 'it names no schema of ours'
        : schema.startsWith('kubecompass.assessment/')
          ? `it is of another version (${schema}), and this one reads kubecompass.assessment/v1`
          : `it is a ${schema}`;
    throw new UserError(`${shown} is no assessment that can be read: ${is}`, { hint: writeAnew });
  }
  const { definition } = (typeof tool === 'object' && tool !== null ? tool : {}) as Record<string, unknown>;
  if (definition !== definitionVersion && !anyDefinition)
    throw new UserError(
      `${shown} was made with the definition ${String(definition)}, and this version has ${definitionVersion}`,
      { hint: 'Assess again, or use the version that made it.' },
    );
}
