import { expect, test } from 'vitest';
import { findingWith } from '../../../test/support/finding.ts';
import type { FindingEvidence } from '../../assessment/assessment.ts';
import { groupFindings } from './group-findings.ts';

function secretIn(file: string, line: number, path = 'data.password'): FindingEvidence {
  const source = { file, line, column: 1 };
  return { kind: 'Secret', apiVersion: 'v1', namespace: 'bank', name: 'db', path, source };
}

test('a subject is shown with each other file in which the same field stands, once', () => {
  const evidence = [
    secretIn('a.yaml', 1),
    secretIn('a.yaml', 9),
    secretIn('b.yaml', 2, 'data.token'),
    secretIn('b.yaml', 3),
    { ...secretIn('c.yaml', 4), name: 'cache' },
    secretIn('d.yaml', 5),
  ];
  const [group] = groupFindings([findingWith({ evidence })]);
  expect(group?.subjects[0]).toMatchObject({
    evidence: [{ source: { file: 'a.yaml', line: 1 } }],
    copies: [
      { file: 'b.yaml', line: 3 },
      { file: 'd.yaml', line: 5 },
    ],
  });
});

test('each container is shown with its own place', () => {
  const container = (name: string, line: number) =>
    findingWith({
      subject: { ...findingWith().subject, container: name },
      evidence: [secretIn('a.yaml', line, `containers.${name}`), secretIn('a.yaml', 99)],
    });
  const [group] = groupFindings([container('app', 4), container('proxy', 8)]);
  expect(group?.subjects[0]?.containers).toEqual(['app', 'proxy']);
  expect(group?.subjects[0]?.evidence.map(({ source }) => source?.line)).toEqual([4, 8]);
});

test('without evidence there are no copies', () => {
  expect(groupFindings([findingWith()])[0]?.subjects[0]).toMatchObject({ evidence: [], copies: [] });
});

test('what is asked for several tiers is shown once, with the tiers', () => {
  const of = (tier: 'critical' | 'important' | 'best-effort', verdict: 'fail' | 'advice') =>
    findingWith({ tier, verdict, evidence: [secretIn('a.yaml', 1)] });
  const groups = groupFindings([of('important', 'fail'), of('critical', 'fail'), of('best-effort', 'advice')]);
  expect(groups.map(({ verdict, subjects }) => [verdict, subjects.map(({ tiers }) => tiers)])).toEqual([
    ['fail', [['critical', 'important']]],
    ['advice', [['best-effort']]],
  ]);
  expect(groups[0]?.subjects[0]?.evidence).toHaveLength(1);
});

test.each([
  ['passes', 'pass' as const, ['system:… grants less'], ['system:a grants less', 'system:b:c grants less']],
  ['one pass says which', 'pass' as const, ['system:a grants less'], ['system:a grants less']],
  [
    'faults',
    'fail' as const,
    ['system:a grants all', 'system:b grants all'],
    ['system:a grants all', 'system:b grants all'],
  ],
])('of what every API server makes: %s', (_what, verdict, expected, said) => {
  const findings = said.map((because) => findingWith({ verdict, because }));
  expect(groupFindings(findings).map(({ because }) => because)).toEqual(expected);
});
