import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { assessExample } from '../../../test/support/assess-example.ts';
import { findingWith, outcomeWith } from '../../../test/support/finding.ts';
import { hostileAssessment, hostileTexts } from '../../../test/support/hostile-assessment.ts';
import { readXml, type XmlElement } from '../../../test/support/read-xml.ts';
import type { Assessment, CriterionOutcome, Finding } from '../../assessment/assessment.ts';
import { showInvisible } from '../show-invisible.ts';
import { renderJunit } from './render-junit.ts';

let council: Assessment;
beforeAll(async () => {
  council = await assessExample('examples/council');
});

const samples: readonly (readonly [string, () => Assessment])[] = [
  ['council', () => council],
  ['hostile names', () => hostileAssessment(council)],
  ['nothing found', () => ({ ...council, findings: [], outcomes: [] })],
];

const schema = `${process.env['KUBECOMPASS_REFERENCE'] ?? ''}/schemas/junit.xsd`;
const canValidate = existsSync(schema) && spawnSync('xmllint', ['--version']).error === undefined;
describe.skipIf(!canValidate)(
  'is valid for the XSD (skipped unless KUBECOMPASS_REFERENCE holds schemas/junit.xsd and xmllint is on the PATH):',
  () => {
    test.each(samples)('%s', (_what, assessment) => {
      const run = spawnSync('xmllint', ['--noout', '--schema', schema, '-'], { input: renderJunit(assessment()) });
      expect(String(run.stderr)).toBe('- validates\n');
    });
  },
);

/** What an element holds, in its order, and which attributes it has: as the XSD of JUnit says. */
const shape: Readonly<Record<string, { children: RegExp; attributes: readonly string[] }>> = {
  'testsuites': { children: /^(testsuite )*$/, attributes: [] },
  'testsuite': {
    children: /^properties (testcase )*system-out system-err $/,
    attributes: ['id', 'name', 'package', 'timestamp', 'hostname', 'tests', 'failures', 'errors', 'skipped', 'time'],
  },
  'properties': { children: /^(property )*$/, attributes: [] },
  'property': { children: /^$/, attributes: ['name', 'value'] },
  'testcase': { children: /^((failure|error|skipped) )?$/, attributes: ['name', 'classname', 'time'] },
  'failure': { children: /^$/, attributes: ['message', 'type'] },
  'error': { children: /^$/, attributes: ['message', 'type'] },
  'skipped': { children: /^$/, attributes: ['message'] },
  'system-out': { children: /^$/, attributes: [] },
  'system-err': { children: /^$/, attributes: [] },
};

function allOf(element: XmlElement): XmlElement[] {
  return [element, ...element.children.flatMap(allOf)];
}

describe('can be read strictly, and has the shape of JUnit:', () => {
  test.each(samples)('%s', (_what, assessment) => {
    const odd = allOf(readXml(renderJunit(assessment()))).filter(({ name, attributes, children }) => {
      const { children: order, attributes: names } = shape[name] ?? { children: /^never$/, attributes: [] };
      const inside = children.map((child) => `${child.name} `).join('');
      return !order.test(inside) || Object.keys(attributes).join() !== names.join();
    });
    expect(odd).toEqual([]);
  });

  test.each(samples)(
    '%s: the numbers of each suite add up, and no test is called like another',
    (_what, assessment) => {
      const { children: suites } = readXml(renderJunit(assessment()));
      for (const [index, { attributes, children }] of suites.entries()) {
        const tests = children.filter(({ name }) => name === 'testcase');
        const having = (name: string): string =>
          String(tests.filter(({ children: [result] }) => result?.name === name).length);
        expect(attributes).toMatchObject({
          id: String(index),
          tests: String(tests.length),
          failures: having('failure'),
          errors: having('error'),
          skipped: having('skipped'),
          timestamp: '2026-11-24T12:00:00',
        });
        expect(new Set(tests.map((one) => one.attributes['name'])).size).toBe(tests.length);
      }
    },
  );
});

test('every text comes back as it was, but for what cannot be shown', () => {
  const read = allOf(readXml(renderJunit(hostileAssessment(council))))
    .flatMap(({ attributes, text }) => [...Object.values(attributes), text])
    .join('\n');
  const lost = hostileTexts.filter(
    (text) => !read.includes(showInvisible(text).replace('\uffff', '\\uffff').replace('\ufffe', '\\ufffe')),
  );
  expect(lost).toEqual([]);
});

const accepted = { owner: 'me', justification: 'known', expires: '2027-01-31', by: 'exception' } as const;
const fails = findingWith();
const unknown = findingWith({ verdict: 'unknown', reason: 'not-seen', because: 'no budget was seen', fix: null });

/** The tests of the suite of disruption budgets: their names, and how each ended. */
function testsOf(
  findings: readonly Finding[],
  counts: Record<string, number>,
  given: Partial<Assessment> = {},
): readonly (readonly [string, string, string])[] {
  const tier: CriterionOutcome['tiers'][string] = { level: 'required', verdict: 'unknown', counts };
  const outcome = {
    ...outcomeWith('availability/disruption-budgets', 'unknown', { important: tier }),
    because: 'nothing was seen',
  };
  const { children } = readXml(renderJunit({ ...council, findings: [...findings], outcomes: [outcome], ...given }));
  const tests = children[1]?.children.filter(({ name }) => name === 'testcase') ?? [];
  return tests.map(({ attributes, children: [result] }) => [
    attributes['name'] ?? '',
    [result?.name, result?.attributes['type']].filter((word) => word !== undefined).join(' '),
    result?.attributes['message'] ?? '',
  ]);
}

test.each<[string, Finding[], Record<string, number>, [string, string, string][]]>([
  [
    'what fails',
    [fails],
    { fail: 1 },
    [['Deployment bank/ledger', 'failure fail', 'no-budget: no budget selects its pods']],
  ],
  [
    'what is partial',
    [findingWith({ verdict: 'partial' })],
    { partial: 1 },
    [['Deployment bank/ledger', 'failure partial', 'no-budget: no budget selects its pods']],
  ],
  [
    'what is unproven',
    [unknown],
    { unknown: 1 },
    [['Deployment bank/ledger', 'skipped', 'unproven: no budget was seen']],
  ],
  [
    'what is accepted',
    [findingWith({ exception: accepted })],
    { fail: 1 },
    [
      [
        'Deployment bank/ledger',
        'skipped',
        'fail, accepted by me until 2027-01-31: no-budget: no budget selects its pods',
      ],
    ],
  ],
  [
    'two faults of one subject, one of which is accepted',
    [findingWith({ exception: accepted }), findingWith({ reason: 'two-budgets', because: 'two' })],
    { fail: 1 },
    [['Deployment bank/ledger', 'failure fail', 'two-budgets: two']],
  ],
  ['what passes', [findingWith({ verdict: 'pass' })], { pass: 1 }, [['Deployment bank/ledger', '', '']]],
  [
    'what does not apply',
    [findingWith({ verdict: 'notApplicable', because: 'one replica' })],
    { notApplicable: 1 },
    [['Deployment bank/ledger', 'skipped', 'not applicable: one replica']],
  ],
  [
    'advice, and passes that are only counted',
    [findingWith({ verdict: 'advice' })],
    { pass: 3 },
    [['3 subjects of tier important not listed (pass)', '', '']],
  ],
  ['a tier without subjects', [], {}, [['tier important, without subjects', 'skipped', 'unproven: nothing was seen']]],
  [
    'two subjects of one name',
    [fails, findingWith({ subject: { ...fails.subject, apiVersion: 'extensions/v1beta1' } })],
    { fail: 2 },
    [
      ['Deployment bank/ledger', 'failure fail', 'no-budget: no budget selects its pods'],
      ['Deployment bank/ledger (2)', 'failure fail', 'no-budget: no budget selects its pods'],
    ],
  ],
])('%s', (_what, findings, counts, expected) => {
  expect(testsOf(findings, counts)).toEqual(expected);
});

test('a check that crashed is an error', () => {
  const crashes = [{ criterion: 'availability/disruption-budgets', message: 'it broke', stack: 'at once' }];
  expect(testsOf([], {}, { crashes })).toEqual([['the check', 'error crash', 'it broke']]);
});

test('whether the gate holds is a test, too', () => {
  const gateOf = (holds: boolean): string | undefined =>
    readXml(renderJunit({ ...council, gate: { ...council.gate, holds } })).children[0]?.attributes['failures'];
  expect([gateOf(true), gateOf(false)]).toEqual(['0', '1']);
});
