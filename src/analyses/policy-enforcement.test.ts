import { expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { policyEnforcement } from './policy-enforcement.ts';

const policy = (name: string, action: string): string =>
  `apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {name: ${name}}\nspec: {validationFailureAction: ${action}, rules: [{name: a, match: {}, validate: {}}]}\n`;

function answered(text: string): unknown {
  const { admissionPolicies, namespaces, workloads } = viewFacts(estateOf(text));
  const [first] = admissionPolicies.items;
  const compute = policyEnforcement.compute as unknown as (views: unknown) => (subject: unknown) => unknown;
  return compute({ admissionPolicies, namespaces, workloads })(first);
}

test.each([
  [policy('a', 'Audit'), { refuses: false, hidden: [] }],
  [`${policy('a', 'Audit')}---\n${policy('b', 'Enforce')}`, { refuses: true, hidden: [] }],
  [`${policy('a', 'Audit')}---\n${policy('b', '"${ACTION}"')}`, { refuses: null, hidden: [] }],
  [`${policy('a', 'Audit')}---\n${policy('b', 'Perhaps')}`, { refuses: false, hidden: [{ gap: 'malformed' }] }],
])('%s', (text, expected) => {
  expect(answered(text)).toMatchObject(expected);
});
