import { expect, test } from 'vitest';
import { assessedBy, judgedBy } from '../../../../test/support/judged.ts';
import type { Policy } from '../../../estate/policy.ts';
import { hipaa } from './check.ts';

const workload =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: ledger, namespace: bank}\nspec: {containers: [{name: app, image: app}]}\n';
const declared: Partial<Policy> = {
  file: 'kubecompass.yaml',
  frameworks: ['iso27001', 'hipaa'],
  dataClasses: ['internal', 'health data'],
};

test.each<[string, Partial<Policy>, string[]]>([
  ['declared with its data', {}, ['unknown not-seen Organisation//']],
  ['however it is spelt', { frameworks: ['HIPAA'] }, ['unknown not-seen Organisation//']],
  ['not-declared', { frameworks: ['iso27001'] }, ['notApplicable not-declared Organisation//']],
  ['no-data-classes', { dataClasses: [] }, ['partial no-data-classes Organisation//']],
  ['a file that names no framework says nothing of this one', { frameworks: [] }, ['unknown not-seen Organisation//']],
  ['no file at all', { file: null, frameworks: [] }, ['unknown not-seen Organisation//']],
])('%s', (_name, policy, expected) => {
  expect(judgedBy(hipaa, workload, { policy: { ...declared, ...policy } })).toEqual(expected);
});

test('what is missing is said', () => {
  const outcome = assessedBy(hipaa, workload, { policy: declared }).outcomes.find(
    ({ criterion }) => criterion === 'compliance/hipaa',
  );
  expect(outcome).toMatchObject({ verdict: 'unknown', gaps: [{ gap: 'not-collected' }] });
  expect(outcome?.because).toContain('`kubecompass assess --framework hipaa`');
});
