import { expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import { assess } from '../../assessment/assess.ts';
import { undeclaredPolicy } from '../../estate/policy.ts';
import { choosePaint } from './palette.ts';
import { writeNext } from './write-next.ts';

const web = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: app, image: registry.bank.example/app:1.0}]}
`;

test('a fault that is only recommended says so: it does not stop the gate', () => {
  const assessment = assess(estateOf(web), undeclaredPolicy, {
    version: 'test',
    criteria: ['availability/disruption-budgets', 'availability/zone-spread'],
  });
  const text = writeNext(assessment, { columns: 140, paint: choosePaint(false) }, { remedies: 5, evidence: 3 }).join(
    '\n',
  );
  expect(assessment.gate.holds).toBe(true);
  expect(text).toContain('✗ fail availability/disruption-budgets no-budget, only recommended');
  expect(text).toMatch(/availability\/zone-spread no-spread$/m);
});
