import { expect, test } from 'vitest';
import { assessedBy, judgedBy } from '../../../../test/support/judged.ts';
import type { Policy } from '../../../estate/policy.ts';
import { pciDss } from './check.ts';

const workload =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: ledger, namespace: bank}\nspec: {containers: [{name: app, image: app}]}\n';
const declared: Partial<Policy> = {
  file: 'kubecompass.yaml',
  frameworks: ['iso27001', 'pci'],
  dataClasses: ['internal', 'cardholder data'],
};

test.each<[string, Partial<Policy>, string[]]>([
  ['declared with its data', {}, ['unknown not-seen Organisation//']],
  ['however it is spelt', { frameworks: ['PCI-DSS'] }, ['unknown not-seen Organisation//']],
  ['not-declared', { frameworks: ['iso27001'] }, ['notApplicable not-declared Organisation//']],
  ['no-data-classes', { dataClasses: [] }, ['partial no-data-classes Organisation//']],
  ['a file that names no framework says nothing of this one', { frameworks: [] }, ['unknown not-seen Organisation//']],
  ['no file at all', { file: null, frameworks: [] }, ['unknown not-seen Organisation//']],
  ['logs-shortened', { targets: { important: { logRetentionDays: 364 } } }, ['fail logs-shortened Organisation//']],
  [
    'logs kept just long enough',
    { targets: { important: { logRetentionDays: 365 } } },
    ['unknown not-seen Organisation//'],
  ],
])('%s', (_name, policy, expected) => {
  expect(judgedBy(pciDss, workload, { policy: { ...declared, ...policy } })).toEqual(expected);
});

test('what is missing is said', () => {
  const outcome = assessedBy(pciDss, workload, { policy: declared }).outcomes.find(
    ({ criterion }) => criterion === 'compliance/pci-dss',
  );
  expect(outcome).toMatchObject({ verdict: 'unknown', gaps: [{ gap: 'not-collected' }] });
  expect(outcome?.because).toContain('`kubecompass assess --framework pci`');
});
