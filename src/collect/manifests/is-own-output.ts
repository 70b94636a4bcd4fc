import { isRaw } from '../objects/fields.ts';

/** Whether a document is what this program wrote, such as an assessment or a baseline: it lies in the folder, and is nothing that was skipped. */
export function isOwnOutput(value: unknown): boolean {
  return isRaw(value) && typeof value['schema'] === 'string' && value['schema'].startsWith('kubecompass.');
}
