import { describe, expect, test } from 'vitest';
import { criterionIds } from '../definition/criteria.ts';
import { type FrameworkId, frameworkIds } from './frameworks.ts';
import { type Mapping, mappingsOf } from './mappings.ts';

const all = criterionIds.flatMap((criterion) =>
  mappingsOf(criterion).map((mapping): [string, Mapping] => [criterion, mapping]),
);

// How each framework numbers its controls.
const numbering: Record<FrameworkId, RegExp> = {
  iso27001: /^A\.[5-8]\.\d{1,2}$/,
  soc2: /^(?:CC[1-9]|A1|C1|PI1|P[1-8])\.\d{1,2}$/,
  gdpr: /^Art\.\d{1,2}(?:\(\d\))?(?:\([a-z]\))?$/,
  hipaa: /^164\.3\d\d(?:\([a-z]\))(?:\(\d\))?(?:\([ivx]+\))?(?:\([A-Z]\))?$/,
  pci: /^(?:A1|\d{1,2})\.\d{1,2}(?:\.\d{1,2}){0,2}$/,
  nist80053: /^[A-Z]{2}-\d{1,2}(?:\(\d{1,2}\))?$/,
  fedramp20x: /^KSI-[A-Z]{3}-[A-Z]{3}$/,
  cis: /^[1-5]\.\d{1,2}(?:\.\d{1,2})?$/,
  dora: /^(?:Art\.\d{1,2}(?:\(\d{1,2}\))?(?:\([a-z]\))?|RTS\.\d{1,2})$/,
  nis2: /^(?:Art\.2[13](?:\(\d\))?(?:\([a-j]\))?|IR\.\d{1,2}(?:\.\d{1,2}){0,2})$/,
  bsi: /^A\d{1,2}$/,
};

test('every criterion is mapped, and nothing else is', () => {
  expect(criterionIds.filter((criterion) => mappingsOf(criterion).length === 0)).toEqual([]);
});

describe.each(frameworkIds)('%s', (framework) => {
  const own = all.filter(([, mapping]) => mapping.framework === framework);

  test('is mapped, directly too', () => {
    expect(own.some(([, { role }]) => role === 'direct')).toBe(true);
  });

  test('numbers its controls in its own way', () => {
    const numbers = own.flatMap(([, { controls }]) => controls);

    expect(numbers.filter((number) => !numbering[framework].test(number))).toEqual([]);
  });

  test('is named once per criterion and control: a control has one role', () => {
    const pairs = own.flatMap(([criterion, { controls }]) => controls.map((control) => `${criterion} ${control}`));

    expect(pairs.filter((pair, index) => pairs.indexOf(pair) !== index)).toEqual([]);
  });
});

test('every link says why', () => {
  expect(all.filter(([, { why }]) => !/\w{2}/.test(why))).toEqual([]);
  expect(all.filter(([, { controls }]) => controls.length === 0)).toEqual([]);
});

test('the mappings of a criterion follow the order of the frameworks', () => {
  const order = (criterion: (typeof criterionIds)[number]) =>
    mappingsOf(criterion).map(({ framework }) => frameworkIds.indexOf(framework));

  expect(criterionIds.map(order)).toEqual(criterionIds.map((criterion) => order(criterion).toSorted((a, b) => a - b)));
});
