import { describe, expect, test } from 'vitest';
import { findingWith, outcomeWith } from '../../test/support/finding.ts';
import { checks } from '../checks/registry.generated.ts';
import type { AssessedGap, Finding, FindingSubject } from './assessment.ts';
import { planNextSteps, workloadKey } from './next-steps.ts';

function subjectOf(name: string, kind = 'Deployment', more: Partial<FindingSubject> = {}): FindingSubject {
  return { kind, apiVersion: 'v1', namespace: 'bank', name, ...more };
}

function workloadsOf(findings: readonly Finding[]): ReadonlySet<string> {
  const making = findings.filter(({ subject }) => ['Deployment', 'CronJob'].includes(subject.kind));
  return new Set(making.map(({ subject }) => workloadKey(subject)));
}

function remediesOf(
  findings: readonly Finding[],
  outcomes = [outcomeWith('availability/disruption-budgets', 'fail')],
): string[] {
  return planNextSteps(outcomes, findings, workloadsOf(findings), checks).remedies.map(
    ({ verdict, reason, required, subjects, workloads }) =>
      `${verdict} ${reason} ${required ? 'required' : 'recommended'} ${subjects} (${workloads})`,
  );
}

const level = { level: 'required', verdict: 'fail', counts: {} } as const;
const bothTiers = [outcomeWith('availability/disruption-budgets', 'fail', { critical: level, important: level })];

describe('remedies', () => {
  test('one per criterion, reason and fix; a subject counts once, whatever its containers', () => {
    const [a, b] = ['app', 'proxy'].map((container) =>
      findingWith({ subject: subjectOf('ledger', 'Deployment', { container }) }),
    );
    expect(remediesOf([a!, b!, findingWith({ subject: subjectOf('web') })])).toEqual(['fail no-budget required 2 (2)']);
    expect(remediesOf([a!, findingWith({ fix: 'Give it two.' })])).toEqual([
      'fail no-budget required 1 (1)',
      'fail no-budget required 1 (1)',
    ]);
  });

  test('variants of one identity are subjects of their own', () => {
    const variants = ['dev', 'prod'].map((scope) =>
      findingWith({ subject: subjectOf('ledger', 'Deployment', { scope }) }),
    );
    expect(remediesOf(variants)).toEqual(['fail no-budget required 2 (2)']);
  });

  test('only what makes pods is a workload', () => {
    const findings = ['Namespace', 'Secret', 'PodDisruptionBudget', 'CronJob', 'constructor'].map((kind) =>
      findingWith({ subject: subjectOf('x', kind) }),
    );
    expect(remediesOf(findings)).toEqual(['fail no-budget required 5 (1)']);
  });

  test('what fails comes first, then what is partial, then what is only recommended; in each what frees most', () => {
    const outcomes = [
      outcomeWith('availability/disruption-budgets', 'fail', {
        important: { level: 'recommended', verdict: 'fail', counts: {} },
      }),
      outcomeWith('availability/health-probes', 'fail'),
    ];
    const probes = (reason: string, verdict: 'fail' | 'partial', names: readonly string[]): Finding[] =>
      names.map((name) =>
        findingWith({ criterion: 'availability/health-probes', reason, verdict, subject: subjectOf(name) }),
      );
    const findings = [
      findingWith(),
      ...probes('identical-probes', 'partial', ['a']),
      ...probes('no-startup', 'partial', ['a', 'b']),
      ...probes('no-readiness', 'fail', ['a']),
    ];
    expect(remediesOf(findings, outcomes)).toEqual([
      'fail no-readiness required 1 (1)',
      'partial no-startup required 2 (2)',
      'partial identical-probes required 1 (1)',
      'fail no-budget recommended 1 (1)',
    ]);
  });

  test('of what weighs alike the highest tier comes first, whatever it frees', () => {
    const many = ['a', 'b', 'c'].map((name) => findingWith({ reason: 'two-budgets', subject: subjectOf(name) }));
    const critical = findingWith({ tier: 'critical', reason: 'no-budget' });
    const partial = findingWith({ tier: 'critical', reason: 'blocks-drain', verdict: 'partial' });
    expect(remediesOf([...many, partial, critical], bothTiers)).toEqual([
      'fail no-budget required 1 (1)',
      'fail two-budgets required 3 (3)',
      'partial blocks-drain required 1 (1)',
    ]);
  });

  test('of one tier comes first what does not work now, however little it weighs for the others', () => {
    const outcomes = [...bothTiers, outcomeWith('availability/health-probes', 'fail')];
    const criterion = 'availability/health-probes';
    const port = findingWith({ criterion, reason: 'named-port-missing' });
    const down = findingWith({ criterion, reason: 'none-ready' });
    const partly = findingWith({ criterion, reason: 'crash-looping', verdict: 'partial' });
    expect(remediesOf([partly, port, down], outcomes)).toEqual([
      'fail none-ready required 1 (1)',
      'fail named-port-missing required 1 (1)',
      'partial crash-looping required 1 (1)',
    ]);
  });

  test('of one tier comes first what weighs most for all of them, whatever it frees', () => {
    const outcomes = [...bothTiers, outcomeWith('availability/health-probes', 'fail')];
    const probes = ['a', 'b', 'c'].flatMap((name) =>
      ['no-liveness', 'no-readiness'].map((reason) =>
        findingWith({ criterion: 'availability/health-probes', reason, subject: subjectOf(name) }),
      ),
    );
    const port = findingWith({ criterion: 'availability/health-probes', reason: 'named-port-missing' });
    const unknown = findingWith({ reason: 'of-no-check' });
    // FPa, FFP, FFF, FFa, and none.
    expect(remediesOf([...probes, unknown, port, findingWith()], outcomes)).toEqual([
      'fail named-port-missing required 1 (1)',
      'fail no-readiness required 3 (3)',
      'fail no-budget required 1 (1)',
      'fail no-liveness required 3 (3)',
      'fail of-no-check required 1 (1)',
    ]);
  });

  test('a remedy stands where it weighs most: the Critical subject that only lacks a part of it does not lift it', () => {
    const [both, other] = ['no-budget', 'two-budgets'].map((reason) => findingWith({ reason }));
    const part = findingWith({ tier: 'critical', verdict: 'partial', subject: subjectOf('web') });
    const more = findingWith({ reason: 'two-budgets', subject: subjectOf('b') });
    const third = findingWith({ reason: 'two-budgets', subject: subjectOf('c') });
    expect(remediesOf([both!, part, other!, more, third], bothTiers)).toEqual([
      'fail two-budgets required 3 (3)',
      'fail no-budget required 2 (2)',
    ]);
  });

  test('the verdict is the worst of its findings', () => {
    expect(remediesOf([findingWith({ verdict: 'partial' }), findingWith({ subject: subjectOf('web') })])).toEqual([
      'fail no-budget required 2 (2)',
    ]);
  });

  test('what an exception accepts needs no remedy, and what the baseline holds comes last', () => {
    const accepted = { owner: 'a', justification: 'b', expires: '2027-01-31' };
    const excepted = findingWith({ exception: { ...accepted, by: 'exception' } });
    const frozen = ['a', 'b'].map((name) =>
      findingWith({ reason: 'two-budgets', subject: subjectOf(name), exception: { ...accepted, by: 'baseline' } }),
    );
    const fresh = findingWith({ reason: 'blocks-drain', verdict: 'partial' });
    expect(remediesOf([excepted, ...frozen, fresh])).toEqual([
      'partial blocks-drain required 1 (1)',
      'fail two-budgets required 2 (2)',
    ]);
  });

  test('advice, unknown and passes need none', () => {
    expect(
      remediesOf((['advice', 'unknown', 'pass', 'notApplicable'] as const).map((verdict) => findingWith({ verdict }))),
    ).toEqual([]);
  });
});

describe('missing evidence', () => {
  const chart: AssessedGap = { fact: 'Services', gap: 'not-collected', detail: 'a chart', suppliedBy: 'rendering' };
  const namespace: AssessedGap = {
    fact: 'NetworkPolicies',
    gap: 'not-collected',
    detail: 'no Namespace',
    suppliedBy: 'namespaces',
  };
  const nodes: AssessedGap = { fact: null, gap: 'not-collected', detail: 'no nodes' };

  test('gaps are grouped by what supplies them, what most criteria wait for first and what nothing supplies last', () => {
    const outcomes = [
      { ...outcomeWith('availability/disruption-budgets', 'unknown'), gaps: [chart, nodes] },
      { ...outcomeWith('availability/health-probes', 'fail'), gaps: [chart, nodes] },
      { ...outcomeWith('network/default-deny', 'unknown'), gaps: [namespace] },
    ];
    const findings = [
      findingWith({ verdict: 'unknown', gaps: [chart, nodes] }),
      findingWith({ verdict: 'unknown', gaps: [chart], subject: subjectOf('web') }),
    ];
    expect(planNextSteps(outcomes, findings, workloadsOf(findings), []).evidence).toEqual([
      {
        suppliedBy: 'rendering',
        criteria: ['availability/disruption-budgets', 'availability/health-probes'],
        subjects: 2,
        details: ['a chart'],
      },
      { suppliedBy: 'namespaces', criteria: ['network/default-deny'], subjects: 0, details: ['no Namespace'] },
      {
        suppliedBy: null,
        criteria: ['availability/disruption-budgets', 'availability/health-probes'],
        subjects: 1,
        details: ['no nodes'],
      },
    ]);
  });

  test('the detail that most findings wait for comes first', () => {
    const other = { ...chart, detail: 'another chart' };
    const outcomes = [{ ...outcomeWith('availability/disruption-budgets', 'unknown'), gaps: [chart, other] }];
    const findings = [findingWith({ verdict: 'unknown', gaps: [chart] })];
    expect(planNextSteps(outcomes, findings, workloadsOf(findings), []).evidence[0]?.details).toEqual([
      'a chart',
      'another chart',
    ]);
  });

  test('nothing is missing for criteria that no check judges, or that no tier asks for', () => {
    const unjudged = { ...outcomeWith('availability/health-probes', 'unknown'), judged: false, gaps: [chart] };
    const notAsked = outcomeWith('availability/disruption-budgets', 'notApplicable', {
      'best-effort': { level: 'notRequired', verdict: 'notApplicable', counts: {} },
    });
    expect(planNextSteps([unjudged, { ...notAsked, gaps: [chart] }], [], new Set(), []).evidence).toEqual([]);
  });
});
