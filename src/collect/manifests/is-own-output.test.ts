import { expect, test } from 'vitest';
import { isOwnOutput } from './is-own-output.ts';

test.each<[unknown, boolean]>([
  [{ schema: 'kubecompass.assessment/v1' }, true],
  [{ schema: 'kubecompass.baseline/v1', findings: [] }, true],
  [{ schema: 'other/v1' }, false],
  [{ schema: 1 }, false],
  [{}, false],
  [[], false],
  [null, false],
])('%j: %s', (value, own) => {
  expect(isOwnOutput(value)).toBe(own);
});
