import { describe, expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { type PriorityRanks, priorityRanks } from './priority-ranks.ts';

function workload(name: string, spec = '', { namespace = 'bank', tier = '', kind = 'Deployment' } = {}): string {
  const labels = tier === '' ? '' : `, labels: {kubecompass.io/tier: ${tier}}`;
  const group = kind === 'Job' ? 'batch/v1' : 'apps/v1';
  return `
---
apiVersion: ${group}
kind: ${kind}
metadata: {name: ${name}, namespace: ${namespace}${labels}}
spec: {selector: {matchLabels: {app: ${name}}}, template: {metadata: {labels: {app: ${name}}}, spec: {${spec}containers: [{name: app, image: app:1}]}}}
`;
}

function priorityClass(name: string, value: number | string, isDefault = false): string {
  return `
---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: {name: ${name}}
value: ${value}
globalDefault: ${isDefault}
`;
}

const high = 'priorityClassName: high, ';
const low = 'priorityClassName: low, ';

function ranksIn(yaml: string): PriorityRanks {
  const facts = viewFacts(estateOf(yaml));
  const [subject] = facts.workloads.items;
  if (!subject) throw new Error('no workload was read');
  const answer = priorityRanks.compute(facts as never) as (of: unknown, from: unknown) => PriorityRanks;
  return answer(subject, { place: subject.places[0] ?? null, nth: 0 });
}

describe('the priority of a workload', () => {
  test.each<[string, string, number | null, string | null]>([
    ['is that of its class', workload('ledger', high) + priorityClass('high', 1000), 1000, 'high'],
    ['is not known where its class was not seen', workload('ledger', high) + priorityClass('low', 10), null, null],
    ['is that of the default where it names none', workload('ledger') + priorityClass('all', 5, true), 5, 'all'],
    [
      'is not known where it names none and none is the default',
      workload('ledger') + priorityClass('all', 5),
      null,
      null,
    ],
    [
      'is known where two classes of one name, or two defaults, say the same',
      workload('ledger') + priorityClass('all', 5, true) + priorityClass('each', 5, true),
      5,
      'all',
    ],
    [
      'is not known where two defaults differ',
      workload('ledger') + priorityClass('all', 5, true) + priorityClass('each', 6, true),
      null,
      null,
    ],
    [
      'is not known where a class cannot be read, which may be another of this name',
      workload('ledger', high) + priorityClass('high', 1000) + priorityClass('high', 'much'),
      null,
      null,
    ],
    [
      'is that of the API server for its own classes, which nobody declares',
      workload('ledger', 'priorityClassName: system-node-critical, '),
      2_000_001_000,
      null,
    ],
  ])('%s', (_, yaml, priority, by) => {
    const ranks = ranksIn(yaml);
    expect([ranks.priority, ranks.by?.name ?? null]).toEqual([priority, by]);
  });
});

/** The API server writes the selector of a Job itself. */
const endsByItself = workload('a', `${high}restartPolicy: Never, `, { kind: 'Job' })
  .replace('apps/v1', 'batch/v1')
  .replace(/selector: \{matchLabels: \{[^}]*\}\}, /, '');

describe('the groups that workloads are ranked in', () => {
  const classes = priorityClass('high', 1000) + priorityClass('low', 10);

  test.each<[string, string, string[]]>([
    [
      'hold the highest of one namespace and tier',
      workload('a', low) + workload('b', high) + workload('c', low),
      ['bank null b 1000'],
    ],
    ['name the first of equals', workload('a', high) + workload('b', high), ['bank null a 1000']],
    [
      'are apart by namespace and by tier',
      workload('a', low) + workload('b', low, { tier: 'critical' }) + workload('c', low, { namespace: 'shop' }),
      ['bank null a 10', 'bank critical b 10', 'shop null c 10'],
    ],
    [
      'keep apart what is not known',
      workload('a', high) + workload('b', 'priorityClassName: other, '),
      ['bank null a 1000', 'bank null b null'],
    ],
    [
      'leave out the classes of the API server, which stand above every tier',
      workload('a', 'priorityClassName: system-cluster-critical, '),
      [],
    ],
    ['leave out what comes to an end', endsByItself, []],
    [
      'take the tier of the namespace',
      `${workload('a', low)}\n---\n{apiVersion: v1, kind: Namespace, metadata: {name: bank, labels: {kubecompass.io/tier: important}}}`,
      ['bank important a 10'],
    ],
  ])('%s', (_, yaml, expected) => {
    const { groups } = ranksIn(yaml + classes);
    expect(groups.map((one) => `${one.namespace} ${one.tier} ${one.workload.name} ${one.priority}`)).toEqual(expected);
  });

  test('are all of them only where all workloads were seen', () => {
    const broken = '\n---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: broken, namespace: bank}, spec: 7}';
    expect(ranksIn(workload('a') + broken).complete).toBe(false);
  });
});
