import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CriterionId, criterionIds } from '../definition/criteria.ts';
import { catalogs } from '../frameworks/catalogs.ts';
import { type FrameworkId, frameworkIds } from '../frameworks/frameworks.ts';
import { checks } from '../checks/registry.generated.ts';
import { linksTo } from '../frameworks/links-to.ts';
import { answerControls, atBest, countControls, type Judged } from './answer-controls.ts';
import type { ControlAnswer, Verdict } from './assessment.ts';
import { isMet, verdictsFromWorst } from './verdicts.ts';

function judged(
  verdictOf: Judged['verdictOf'],
  faults: Partial<Record<CriterionId, string[]>> = {},
  more: Partial<Judged> = {},
): Judged {
  return {
    verdictOf,
    faultsOf: (criterion) => new Set(faults[criterion]),
    undeclaredOf: () => null,
    partOnly: null,
    ...more,
  };
}

function answerTo(framework: FrameworkId, control: string, of: Judged): ControlAnswer | undefined {
  return answerControls(framework, of).find((one) => one.control === control);
}

function answered(
  control: string,
  verdicts: Partial<Record<CriterionId, Verdict>>,
  otherwise: Verdict = 'unknown',
): ControlAnswer {
  // The faults of a criterion are all that its check knows: how these split by control is tested apart.
  const faultsOf: Judged['faultsOf'] = (criterion) =>
    new Set(Object.keys(checks.find(({ answers }) => answers === criterion)?.reasons ?? {}));
  const of = judged((criterion) => verdicts[criterion] ?? otherwise, {}, { faultsOf });
  return answerTo('iso27001', control, of) as ControlAnswer;
}

/** The direct criteria of a control of ISO 27001. */
function directOf(control: string): CriterionId[] {
  return (linksTo('iso27001').get(control) ?? []).filter(({ role }) => role === 'direct').map((one) => one.criterion);
}

describe('a control', () => {
  test('is evidenced when every criterion that asks for it is met', () => {
    expect(answered('A.8.6', {}, 'pass')).toMatchObject({ state: 'evidenced', platformPart: false });
  });

  test('is unproven while one of them is unknown', () => {
    const [first] = directOf('A.8.6');
    expect(answered('A.8.6', { [first as CriterionId]: 'unknown' }, 'pass')).toMatchObject({
      state: 'unproven',
      because: `not proven yet: ${first}`,
    });
  });

  test.each(['fail', 'partial'] as const)('is failing when one of them is %s, whatever the others are', (verdict) => {
    const [first] = directOf('A.8.6');
    expect(answered('A.8.6', { [first as CriterionId]: verdict })).toMatchObject({ state: 'failing' });
  });

  test('is not evidenced by what applies to nothing', () => {
    expect(answered('A.8.6', {}, 'notApplicable')).toMatchObject({ state: 'unproven' });
    const [first, ...others] = directOf('A.8.6');
    expect(others.length).toBeGreaterThan(0);
    expect(answered('A.8.6', { [first as CriterionId]: 'pass' }, 'notApplicable')).toMatchObject({
      state: 'evidenced',
      because: expect.stringContaining(`met in what was judged: ${first}`) as string,
    });
  });

  test('that is partly a process stays unproven with its platform part evidenced', () => {
    expect(answered('A.5.15', {}, 'pass')).toMatchObject({ kind: 'mixed', state: 'unproven', platformPart: true });
  });

  test('that rests on a person’s word alone is human', () => {
    expect(answered('A.8.6', {}, 'attested')).toMatchObject({ state: 'human' });
  });

  test('of which the criteria cover a part is neither evidenced nor failing by them', () => {
    expect(directOf('A.5.21')).toEqual([]);
    expect(answered('A.5.21', {}, 'pass').state).toBe('unproven');
    expect(answered('A.5.21', {}, 'fail').state).toBe('unproven');
  });

  test.each([
    ['A.5.4', 'organisational'],
    ['A.7.4', 'physical'],
  ])('%s is human: no machine can show it', (control, kind) => {
    expect(answered(control, {}, 'pass')).toMatchObject({ kind, state: 'human' });
  });
});

describe('a control that asks for less than its criterion', () => {
  const fails = (reason: string, control: string): ControlAnswer | undefined =>
    answerControls(
      'cis',
      judged((criterion) => (criterion === 'workload/pod-security' ? 'fail' : 'pass'), {
        'workload/pod-security': [reason],
      }),
    ).find((one) => one.control === control);

  test('fails by the reasons that it asks about', () => {
    expect(fails('host-pid', '5.2.3')).toMatchObject({ state: 'failing', because: 'workload/pod-security fails' });
  });

  test('is unproven where the criterion fails by others', () => {
    expect(fails('host-network', '5.2.3')).toMatchObject({
      state: 'unproven',
      because: 'what fails does not say that this control is not met; workload/pod-security fails',
      criteria: [{ criterion: 'workload/pod-security', verdict: 'fail' }],
    });
  });

  test('is never evidenced where it speaks of what the criterion lets be', () => {
    const one = answerControls(
      'cis',
      judged(() => 'pass'),
    ).find(({ control }) => control === '5.3.2');
    expect(one).toMatchObject({ state: 'unproven', because: expect.stringContaining('lets namespaces') as string });
  });

  test('tells what fails although it is no evidence', () => {
    const one = answerControls(
      'cis',
      judged(() => 'fail'),
    ).find(({ state }) => state === 'unproven');
    expect(one?.because).toMatch(/ fails$/);
  });

  test('names reasons that the check of the criterion has', () => {
    const unknown = frameworkIds.flatMap((framework) =>
      [...linksTo(framework)].flatMap(([control, links]) =>
        links.flatMap(({ criterion, failsBy }) => {
          const known = checks.find(({ answers }) => answers === criterion)?.reasons ?? {};
          return (failsBy ?? []).filter((reason) => !(reason in known)).map((reason) => `${control} ${reason}`);
        }),
      ),
    );
    expect(unknown).toEqual([]);
  });
});

describe('a control that several criteria bear on', () => {
  const parts = (control: string): CriterionId[] =>
    (linksTo('gdpr').get(control) ?? []).filter(({ role }) => role === 'partial').map(({ criterion }) => criterion);

  test('is not evidenced by what asks for the very thing while a part of it is open', () => {
    const [part] = parts('Art.32(1)(b)');
    expect(
      answerTo(
        'gdpr',
        'Art.32(1)(b)',
        judged((one) => (one === part ? 'unknown' : 'pass')),
      ),
    ).toMatchObject({
      state: 'unproven',
      because: `not proven yet: of a part of it ${part}`,
    });
  });

  test('is not evidenced while it is not known that what supports it does not fail', () => {
    const link = linksTo('bsi')
      .get('A11')
      ?.find(({ role }) => role === 'supporting');
    expect(
      answerTo(
        'bsi',
        'A11',
        judged((one) => (one === link?.criterion ? 'unknown' : 'pass')),
      ),
    ).toMatchObject({
      state: 'unproven',
      because: `not proven yet: of what supports it ${link?.criterion}`,
    });
  });

  test.each(['partial', 'supporting'] as const)('is not evidenced while a %s one fails, which is named', (role) => {
    const link = linksTo('gdpr')
      .get('Art.32(1)(b)')
      ?.find((one) => one.role === role);
    expect(
      answerTo(
        'gdpr',
        'Art.32(1)(b)',
        judged((one) => (one === link?.criterion ? 'fail' : 'pass')),
      ),
    ).toMatchObject({
      state: 'unproven',
      because: `${link?.criterion} fails`,
    });
  });

  test('that fails names beside it what fails in another role', () => {
    const fails = ['network/default-deny', 'identity/tenant-isolation'];
    const of = judged((one) => (fails.includes(one) ? 'fail' : 'pass'), { 'network/default-deny': ['ingress-open'] });
    expect(answerTo('nis2', 'IR.6.8', of)).toMatchObject({
      state: 'failing',
      because: 'network/default-deny fails; beside that, identity/tenant-isolation fails',
    });
  });

  test.each([
    ['pci', '1.3.2'],
    ['pci', '1.4.2'],
    ['nist80053', 'SC-7'],
    ['nis2', 'IR.6.8'],
    ['bsi', 'A7'],
  ] as const)('%s %s is not evidenced by policies that nothing is known to enforce', (framework, control) => {
    const of = judged((one) => (one === 'network/policy-enforcement' ? 'unknown' : 'pass'));
    expect(answerTo(framework, control, of)?.state).toBe('unproven');
    expect(
      answerTo(
        framework,
        control,
        judged(() => 'pass'),
      )?.state,
    ).toBe('evidenced');
  });

  test('is not evidenced by what is not asked because its framework is not declared, and says so', () => {
    const verdictOf: Judged['verdictOf'] = (one) => (one === 'compliance/pci-dss' ? 'notApplicable' : 'pass');
    const undeclaredOf: Judged['undeclaredOf'] = (one) => (one === 'compliance/pci-dss' ? 'pci' : null);
    expect(answerTo('pci', '1.3.1', judged(verdictOf, {}, { undeclaredOf }))).toMatchObject({
      state: 'unproven',
      because: 'compliance/pci-dss is not judged, for the policy file does not declare pci',
    });
  });

  test.each(['technical', 'mixed'] as const)('is not evidenced by a part of a platform: %s', (kind) => {
    const answers = answerControls(
      'iso27001',
      judged(() => 'pass', {}, { partOnly: 'this is a part' }),
    );
    const some = answers.filter((one) => one.kind === kind && one.because.endsWith('; but this is a part'));
    expect(some.length).toBeGreaterThan(0);
    expect(answers.filter(({ state, platformPart }) => state === 'evidenced' || platformPart)).toEqual([]);
  });
});

describe('what fails by some reasons', () => {
  const stateBy = (criterion: CriterionId, reason: string, framework: FrameworkId, control: string) =>
    answerTo(
      framework,
      control,
      judged((one) => (one === criterion ? 'fail' : 'pass'), { [criterion]: [reason] }),
    )?.state;

  test.each([
    ['network/default-deny', 'egress-open', 'pci', ['1.3.2'], ['1.3.1', '1.4.2']],
    ['network/default-deny', 'ingress-open', 'pci', ['1.3.1', '1.4.2'], ['1.3.2']],
    ['network/default-deny', 'egress-open', 'cis', [], ['5.3.2']],
    ['network/default-deny', 'ingress-open', 'cis', [], ['5.3.2']],
    ['network/default-deny', 'no-policy', 'cis', ['5.3.2'], []],
    ['network/default-deny', 'egress-open', 'nist80053', ['SC-7', 'SC-7(5)', 'AC-4'], []],
    // 10.2.1.2 names the interactive use of system accounts, which exec into pods is.
    ['audit/api-audit-log', 'sessions-unlogged', 'pci', ['10.2.1.2'], ['10.2.1', '10.2.1.4', '10.2.1.5', '10.2.1.7']],
    ['audit/api-audit-log', 'sessions-unlogged', 'nist80053', ['AU-2'], ['AU-3']],
    ['audit/api-audit-log', 'refused-unlogged', 'pci', ['10.2.1.4'], ['10.2.1.2', '10.2.2']],
    ['audit/api-audit-log', 'not-enabled', 'pci', ['10.2.1', '10.2.1.2', '10.2.1.4', '10.2.1.5', '10.2.2'], []],
    ['identity/least-privilege', 'secrets-read', 'pci', ['7.2.2'], ['7.3.1', '7.3.2', '7.3.3']],
    ['identity/least-privilege', 'allows-everything', 'pci', ['7.2.2', '7.3.3'], []],
    ['identity/tenant-isolation', 'explicit-default-namespace', 'pci', [], ['A1.1.1', 'A1.1.2', '6.5.3']],
    ['compliance/encryption-at-rest', 'key-of-provider', 'gdpr', [], ['Art.32(1)(a)']],
    ['workload/image-scanning', 'audit-only', 'pci', [], ['6.3.1']],
    ['audit/cis-benchmark', 'failed-items', 'cis', [], ['1.1.1', '4.3.1']],
  ] as const)('%s: %s, of %s fails %s and not %s', (criterion, reason, framework, fails, not) => {
    expect(fails.map((control) => stateBy(criterion, reason, framework, control))).toEqual(fails.map(() => 'failing'));
    expect(not.map((control) => stateBy(criterion, reason, framework, control))).toEqual(not.map(() => 'unproven'));
  });
});

describe.each(frameworkIds)('%s', (framework) => {
  const verdicts = fc.array(fc.constantFrom(...verdictsFromWorst), {
    minLength: criterionIds.length,
    maxLength: criterionIds.length,
  });

  test('counts every control in one state', () => {
    fc.assert(
      fc.property(verdicts, (some) => {
        const verdictOf = (criterion: CriterionId): Verdict => some[criterionIds.indexOf(criterion)] as Verdict;
        const answers = answerControls(framework, judged(verdictOf));
        const counts = countControls(framework, judged(verdictOf));
        const { controls, evidenced, failing, unproven, platformPart, human } = counts;
        for (const state of ['evidenced', 'failing', 'unproven', 'human'] as const)
          expect(counts[state]).toBe(answers.filter((one) => one.state === state).length);
        expect(controls).toBe(catalogs[framework].length);
        expect(evidenced + failing + unproven + human).toBe(controls);
        expect(platformPart).toBeLessThanOrEqual(unproven);
      }),
      { numRuns: 20 },
    );
  });

  test('evidences a control only where all that is linked to it is met', () => {
    fc.assert(
      fc.property(verdicts, (some) => {
        const verdictOf = (criterion: CriterionId): Verdict => some[criterionIds.indexOf(criterion)] as Verdict;
        const open = answerControls(framework, judged(verdictOf))
          .filter(({ state, platformPart }) => state === 'evidenced' || platformPart)
          .flatMap((one) => one.criteria)
          .filter(({ verdict }) => !isMet(verdict));
        expect(open).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  test('claims nothing from what is unknown: seeing less never evidences a control', () => {
    fc.assert(
      fc.property(verdicts, fc.nat(criterionIds.length - 1), (some, hidden) => {
        const verdictOf = (criterion: CriterionId): Verdict => some[criterionIds.indexOf(criterion)] as Verdict;
        const before = answerControls(framework, judged(verdictOf));
        const seesLess = judged((criterion) => (criterion === criterionIds[hidden] ? 'unknown' : verdictOf(criterion)));
        const after = answerControls(framework, seesLess);
        const gained = after.filter(
          ({ state }, index) => state === 'evidenced' && before[index]?.state !== 'evidenced',
        );
        // What failed and is not seen any more leaves the others to decide only where it was asked for nothing.
        expect(gained).toEqual([]);
      }),
      {
        numRuns: 50,
        examples: [
          [
            criterionIds.map((one) => (one === 'operations/self-healing' ? 'fail' : 'pass')),
            criterionIds.indexOf('operations/self-healing'),
          ],
        ],
      },
    );
  });

  test('shows with all criteria met what each control can be at best', () => {
    const best = countControls(framework, atBest);
    expect(best.failing).toBe(0);
    expect({ evidenced: best.evidenced, platformPart: best.platformPart }).toEqual(potential[framework]);
  });
});

// The best states that the mappings allow, as they were counted when the lists were made.
const potential: Readonly<Record<(typeof frameworkIds)[number], object>> = {
  iso27001: { evidenced: 16, platformPart: 19 },
  soc2: { evidenced: 8, platformPart: 12 },
  gdpr: { evidenced: 4, platformPart: 4 },
  hipaa: { evidenced: 8, platformPart: 8 },
  pci: { evidenced: 43, platformPart: 9 },
  nist80053: { evidenced: 59, platformPart: 22 },
  fedramp20x: { evidenced: 22, platformPart: 9 },
  // 131 by the links alone: 14 speak also of what the criteria let be.
  cis: { evidenced: 117, platformPart: 0 },
  dora: { evidenced: 8, platformPart: 28 },
  nis2: { evidenced: 9, platformPart: 17 },
  bsi: { evidenced: 10, platformPart: 3 },
};
