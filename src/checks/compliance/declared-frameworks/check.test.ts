import { describe, expect, test } from 'vitest';
import { assessedBy, findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import type { Policy } from '../../../estate/policy.ts';
import { declaredFrameworks } from './check.ts';

const workload =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: ledger, namespace: bank}\nspec: {containers: [{name: app, image: app}]}\n';
const whole: Partial<Policy> = {
  file: 'kubecompass.yaml',
  frameworks: ['iso27001', 'gdpr'],
  owner: 'platform-team@bank.example',
  dataClasses: ['public', 'personal'],
};

describe('verdicts', () => {
  test.each<[string, Partial<Policy>, string[]]>([
    ['declared', whole, ['pass declared Organisation//']],
    ['no-frameworks', { ...whole, frameworks: [] }, ['fail no-frameworks Organisation//']],
    ['no-owner', { ...whole, owner: null }, ['partial no-owner Organisation//']],
    ['no-data-classes', { ...whole, dataClasses: [] }, ['partial no-data-classes Organisation//']],
    [
      'an empty file lacks all three',
      { file: 'kubecompass.yaml' },
      [
        'fail no-frameworks Organisation//',
        'partial no-data-classes Organisation//',
        'partial no-owner Organisation//',
      ],
    ],
    ['without a file: unknown', {}, ['unknown not-seen Organisation//']],
  ])('%s', (_name, policy, expected) => {
    expect(judgedBy(declaredFrameworks, workload, { policy })).toEqual(expected);
  });

  test('what to write is said where there is no file', () => {
    const outcome = assessedBy(declaredFrameworks, workload).outcomes.find(
      ({ criterion }) => criterion === 'compliance/declared-frameworks',
    );
    expect(outcome).toMatchObject({ verdict: 'unknown', gaps: [{ gap: 'not-collected' }] });
    expect(outcome?.because).toContain('write kubecompass.yaml with frameworks, owner and dataClasses');
  });

  test('words name the file and the frameworks', () => {
    expect(findingsBy(declaredFrameworks, workload, { policy: whole })).toMatchObject([
      { because: 'kubecompass.yaml names iso27001, gdpr, an owner, and the classes of data' },
    ]);
  });

  test('it is asked once for every tier that is hosted', () => {
    const other = workload.replace('{name: ledger,', '{name: web, labels: {kubecompass.io/tier: critical},');
    const outcome = assessedBy(declaredFrameworks, `${workload}---\n${other}`, { policy: whole }).outcomes.find(
      ({ criterion }) => criterion === 'compliance/declared-frameworks',
    );
    expect(outcome?.tiers).toMatchObject({ critical: { verdict: 'pass' }, important: { verdict: 'pass' } });
  });
});
