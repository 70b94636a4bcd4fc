import { expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import { assess } from '../../assessment/assess.ts';
import type { Assessment } from '../../assessment/assessment.ts';
import { undeclaredPolicy } from '../../estate/policy.ts';
import { choosePaint } from './palette.ts';
import { writeSeen } from './write-seen.ts';

const bank = `apiVersion: v1
kind: Namespace
metadata: {name: bank}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: bank}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: app, image: registry.bank.example/app:1.0}]}
`;
const tenant = `---
apiVersion: minio.min.io/v2
kind: Tenant
metadata: {name: k8s, namespace: bank}
`;
const broken = '---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: [x]}\n';

test.each([
  ['pods that only an operator makes', bank + tenant, /^! not seen: the pods of Tenant\/k8s /],
  ['and how many more', bank + tenant + tenant.replace('k8s', 'two'), /\(and 1 more, --verbose\)$/],
])('what hides workloads is said: %s', (_what, yaml, expected) => {
  expect(warningsOf(yaml)).toEqual([expect.stringMatching(expected)]);
});

test('what is counted as unreadable is not said twice', () => {
  expect(warningsOf(bank + broken)).toEqual([
    '! 1 object is not valid: manifests.yaml:16 Deployment: metadata.name: expected text, found a list',
  ]);
});

test('nothing is said where nothing is hidden', () => {
  expect(warningsOf(bank)).toEqual([]);
});

test('what .gitignore leaves out is counted, and policy files that are not in force are named', () => {
  const assessment = assess(estateOf(bank), undeclaredPolicy, { version: 'test' });
  const told = (ignored: Assessment['estate']['ignored'], otherPolicies: string[]): string =>
    writeSeen({ ...assessment, estate: { ...assessment.estate, ignored }, otherPolicies }, wide).join('\n');
  expect(told({ files: 0, folders: 0 }, [])).not.toMatch(/gitignore|in force/);
  expect(told({ files: 2, folders: 1 }, [])).toMatch(/^ +left out, because .gitignore says so: 2 files, 1 folder$/m);
  expect(told({ files: 0, folders: 3 }, ['dev/kubecompass.yaml'])).toMatch(
    /says so: 3 folders\n +! not in force, unless --policy names one: dev\/kubecompass.yaml\n/,
  );
});

const wide = { columns: 500, paint: choosePaint(false) };

/** What stands out among the lines of what was seen. */
function warningsOf(yaml: string): string[] {
  return linesOf(yaml).filter((line) => line.startsWith('!'));
}

function linesOf(yaml: string): string[] {
  const assessment = assess(estateOf(yaml), undeclaredPolicy, { version: 'test' });
  return writeSeen(assessment, wide).map((line) => line.trim());
}

test.each([
  ['2 objects in ', bank],
  ['2 objects (3 copies of the same not counted) in ', [bank, bank, bank.split('---')[0]].join('---\n')],
])('what is counted: %s', (expected, yaml) => {
  expect(linesOf(yaml).join('\n')).toContain(expected);
});

test('whole sentences of what went wrong are not joined into one', () => {
  const assessment = assess(estateOf(bank), undeclaredPolicy, { version: 'test' });
  const gaps = ['a', 'b'].map((link) => ({
    fact: null,
    gap: 'not-collected' as const,
    detail: `the link ${link} leads out of what was given and is not followed`,
  }));
  const lines = writeSeen({ ...assessment, estate: { ...assessment.estate, gaps } }, wide);
  expect(lines.join('\n')).toContain(
    '! the link a leads out of what was given and is not followed (and 1 more, --verbose)',
  );
});

test('a folder in which nothing was judged is told so, and none in which something was said', () => {
  const policies = estateOf(
    'apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {name: a}\nspec: {validationFailureAction: Audit, rules: []}\n',
  );
  const assessment = assess(policies, undeclaredPolicy, { version: 'test' });
  expect(writeSeen(assessment, wide).join('\n')).toMatch(/nothing in it could be judged/);
  expect(writeSeen(assessment, wide, 1).join('\n')).not.toMatch(/nothing in it could be judged/);
});
