import { expect, test } from 'vitest';
import { shownBy } from './shown-by.ts';

test.each<[string, string, string]>([
  ['argoproj.io/v1alpha1', 'Application', 'kubectl get -A application.argoproj.io'],
  ['v1', 'Secret', 'kubectl get -A secret'],
])('%s %s', (apiVersion, kind, command) => {
  expect(shownBy({ apiVersion, kind })).toBe(command);
});
