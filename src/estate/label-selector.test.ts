import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  describeSelector,
  indexByLabels,
  isEmptySelector,
  labelsProblem,
  matchesLabels,
  matchesSelector,
  selectorOfLabels,
  selectorProblem,
} from './label-selector.ts';
import type { Labels, LabelSelector, SelectorRequirement } from './label-selector.ts';

const expression = (key: string, operator: SelectorRequirement['operator'], ...values: string[]): LabelSelector => ({
  matchExpressions: [{ key, operator, ...(values.length > 0 ? { values } : {}) }],
});

/** Own keys of any name, as a parser makes them. */
const parsed = (text: string): Labels => JSON.parse(text) as Labels;

describe('matchesSelector', () => {
  const web: Labels = { app: 'web', tier: 'front', empty: '' };

  test.each<[string, LabelSelector | null | undefined, boolean]>([
    ['an absent selector selects nothing', null, false],
    ['an undefined selector selects nothing', undefined, false],
    ['an empty selector selects everything', {}, true],
    ['empty parts are no conditions', { matchLabels: {}, matchExpressions: [] }, true],
    ['null parts are no conditions', { matchLabels: null, matchExpressions: null }, true],
    ['one label', { matchLabels: { app: 'web' } }, true],
    ['all labels', { matchLabels: { app: 'web', tier: 'front' } }, true],
    ['a different value', { matchLabels: { app: 'api' } }, false],
    ['one label of two', { matchLabels: { app: 'web', tier: 'back' } }, false],
    ['a label that is not there', { matchLabels: { zone: 'a' } }, false],
    ['the empty value is a value', { matchLabels: { empty: '' } }, true],
    ['the empty value is not the absent label', { matchLabels: { zone: '' } }, false],
    ['In', expression('app', 'In', 'api', 'web'), true],
    ['In without the value', expression('app', 'In', 'api'), false],
    ['In without the key', expression('zone', 'In', 'a'), false],
    ['In of the empty value without the key', expression('zone', 'In', ''), false],
    ['NotIn', expression('app', 'NotIn', 'api'), true],
    ['NotIn with the value', expression('app', 'NotIn', 'api', 'web'), false],
    ['NotIn without the key', expression('zone', 'NotIn', 'a'), true],
    ['Exists', expression('empty', 'Exists'), true],
    ['Exists without the key', expression('zone', 'Exists'), false],
    ['DoesNotExist', expression('zone', 'DoesNotExist'), true],
    ['DoesNotExist with the key', expression('app', 'DoesNotExist'), false],
    ['values that are null', { matchExpressions: [{ key: 'app', operator: 'Exists', values: null }] }, true],
    ['both parts must hold', { ...expression('tier', 'Exists'), matchLabels: { app: 'api' } }, false],
    [
      'every expression must hold',
      {
        matchExpressions: [
          { key: 'app', operator: 'Exists' },
          { key: 'zone', operator: 'Exists' },
        ],
      },
      false,
    ],
  ])('%s', (_, selector, expected) => expect(matchesSelector(selector, web)).toBe(expected));

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('the key %s is a key like any other', (key) => {
    const wanted = parsed(`{${JSON.stringify(key)}: "x"}`);
    expect(matchesSelector({ matchLabels: wanted }, wanted)).toBe(true);
    expect(matchesSelector({ matchLabels: wanted }, { app: 'web' })).toBe(false);
    expect(matchesSelector(expression(key, 'Exists'), {})).toBe(false);
    expect(matchesSelector(expression(key, 'Exists'), wanted)).toBe(true);
    expect(matchesSelector(expression(key, 'DoesNotExist'), {})).toBe(true);
    expect(matchesLabels(wanted, {})).toBe(false);
    expect(indexByLabels([wanted], (labels) => labels)({ matchLabels: wanted })).toEqual([wanted]);
    expect(indexByLabels([{}], (labels) => labels)({ matchLabels: wanted })).toEqual([]);
  });
});

describe('plain maps', () => {
  test.each<[string, Labels | null | undefined, boolean]>([
    ['absent selects nothing', null, false],
    ['undefined selects nothing', undefined, false],
    ['empty selects nothing', {}, false],
    ['some of the labels', { app: 'web' }, true],
    ['a different value', { app: 'api' }, false],
  ])('%s', (_, map, expected) => {
    expect(matchesLabels(map, { app: 'web', tier: 'front' })).toBe(expected);
    expect(matchesSelector(selectorOfLabels(map), { app: 'web', tier: 'front' })).toBe(expected);
  });
});

test.each<[LabelSelector | null | undefined, boolean, string]>([
  [null, false, '<nothing>'],
  [undefined, false, '<nothing>'],
  [{}, true, '<everything>'],
  [{ matchLabels: {}, matchExpressions: [] }, true, '<everything>'],
  [{ matchLabels: null }, true, '<everything>'],
  [{ matchLabels: { tier: 'front', app: 'web' } }, false, 'app=web,tier=front'],
  [{ matchLabels: { a: '' } }, false, 'a='],
  [expression('a', 'In', 'y', 'x'), false, 'a in (x,y)'],
  [expression('a', 'NotIn', 'x'), false, 'a notin (x)'],
  [expression('a', 'Exists'), false, 'a'],
  [expression('a', 'DoesNotExist'), false, '!a'],
  [
    { matchLabels: { b: 'c', Z: '1' }, matchExpressions: [...expression('a', 'DoesNotExist').matchExpressions!] },
    false,
    'Z=1,!a,b=c',
  ],
])('%j: empty %s, described %s', (selector, empty, words) => {
  expect(isEmptySelector(selector)).toBe(empty);
  expect(describeSelector(selector)).toBe(words);
});

describe('selectorProblem', () => {
  test.each([
    null,
    undefined,
    {},
    { matchLabels: null, matchExpressions: null },
    { matchLabels: { 'app.kubernetes.io/name': 'web', 'empty': '' } },
    { matchExpressions: [{ key: 'a', operator: 'In', values: ['b', ''] }] },
    { matchExpressions: [{ key: 'a', operator: 'Exists', values: [] }] },
    { matchExpressions: [{ key: 'a', operator: 'DoesNotExist', values: null }] },
  ])('%j is well-formed', (selector) => expect(selectorProblem(selector)).toBe(null));

  test.each<[unknown, string]>([
    ['app=web', 'selector is a text, not a map'],
    [['app'], 'selector is a list, not a map'],
    [7, 'selector is a number, not a map'],
    [false, 'selector is a boolean, not a map'],
    [{ app: 'web' }, 'selector has the unknown field "app"; labels belong under matchLabels'],
    [{ matchlabels: {} }, 'selector has the unknown field "matchlabels"; labels belong under matchLabels'],
    [{ matchLabels: 'app=web' }, 'selector.matchLabels is a text, not a map'],
    [{ matchLabels: [] }, 'selector.matchLabels is a list, not a map'],
    [{ matchLabels: { version: 1 } }, 'selector.matchLabels["version"] is a number, not a text'],
    [{ matchLabels: { a: null } }, 'selector.matchLabels["a"] is missing, not a text'],
    [{ matchLabels: { 'a b': 'c' } }, 'selector.matchLabels has "a b", which is no valid label key'],
    [{ matchLabels: { a: 'b/c' } }, 'selector.matchLabels["a"] is "b/c", which is no valid label value'],
    [
      JSON.parse('{"matchLabels":{"__proto__":"x"}}'),
      'selector.matchLabels has "__proto__", which is no valid label key',
    ],
    [JSON.parse('{"__proto__":{}}'), 'selector has the unknown field "__proto__"; labels belong under matchLabels'],
    [{ matchExpressions: {} }, 'selector.matchExpressions is a map, not a list'],
    [{ matchExpressions: ['a in (b)'] }, 'selector.matchExpressions[0] is a text, not a map'],
    [{ matchExpressions: [null] }, 'selector.matchExpressions[0] is missing, not a map'],
    [{ matchExpressions: [{ operator: 'Exists' }] }, 'selector.matchExpressions[0].key is missing, not a text'],
    [
      { matchExpressions: [{ key: '', operator: 'Exists' }] },
      'selector.matchExpressions[0].key is "", which is no valid label key',
    ],
    [
      { matchExpressions: [{ key: 'a', operator: 'in', values: ['b'] }] },
      'selector.matchExpressions[0].operator is "in", not In, NotIn, Exists or DoesNotExist',
    ],
    [
      { matchExpressions: [{ key: 'a' }] },
      'selector.matchExpressions[0].operator is missing, not In, NotIn, Exists or DoesNotExist',
    ],
    [
      { matchExpressions: [{ key: 'a', operator: 'In' }] },
      'selector.matchExpressions[0].values is empty, and In needs at least one value',
    ],
    [
      { matchExpressions: [{ key: 'a', operator: 'NotIn', values: [] }] },
      'selector.matchExpressions[0].values is empty, and NotIn needs at least one value',
    ],
    [
      { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }] },
      'selector.matchExpressions[0].values is given, and Exists takes none',
    ],
    [
      { matchExpressions: [{ key: 'a', operator: 'In', values: 'b' }] },
      'selector.matchExpressions[0].values is a text, not a list',
    ],
    [
      { matchExpressions: [{ key: 'a', operator: 'In', values: ['b', 1] }] },
      'selector.matchExpressions[0].values[1] is a number, not a text',
    ],
    [
      { matchExpressions: [{ key: 'a', operator: 'In', values: ['b c'] }] },
      'selector.matchExpressions[0].values[0] is "b c", which is no valid label value',
    ],
    [
      { matchExpressions: [{ key: 'a', operator: 'Exists', value: 'b' }] },
      'selector.matchExpressions[0] has the unknown field "value"',
    ],
  ])('%j', (selector, problem) => expect(selectorProblem(selector)).toBe(problem));

  test('names the path it is given', () => {
    expect(selectorProblem([], 'spec.podSelector')).toBe('spec.podSelector is a list, not a map');
    expect(labelsProblem([], 'spec.selector')).toBe('spec.selector is a list, not a map');
  });

  test('quotes what it found cut and escaped', () => {
    expect(labelsProblem({ a: `\u001b[31m\u009b\u202e${'x'.repeat(500)}` })).toBe(
      String.raw`labels["a"] is "\u001b[31m\u009b\u202e${'x'.repeat(63)}…", which is no valid label value`,
    );
  });

  test('never throws, and agrees with a slow reading of the rules', () => {
    const key = fc.constantFrom('app', 'x/y', '', 'a b', '__proto__');
    const value = fc.oneof(
      fc.constantFrom('web', '', 'a/b'),
      fc.constantFrom<unknown>(1, null, undefined, true, ['x']),
    );
    const anything = fc.anything({ key, maxDepth: 3 });
    const requirement = fc.record(
      {
        key: fc.oneof(key, value),
        operator: fc.constantFrom<unknown>('In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', null, 3),
        values: fc.oneof(fc.array(value, { maxLength: 3 }), value),
      },
      { requiredKeys: [] },
    );
    const selector = fc.oneof(
      anything,
      fc.record(
        {
          matchLabels: fc.oneof(fc.dictionary(key, value, { maxKeys: 3 }), anything),
          matchExpressions: fc.oneof(fc.array(fc.oneof(requirement, anything), { maxLength: 3 }), anything),
          extra: fc.constant(1),
        },
        { requiredKeys: [] },
      ),
    );

    const absent = (it: unknown): boolean => it === null || it === undefined;
    const isMap = (it: unknown): it is Record<string, unknown> =>
      !absent(it) && typeof it === 'object' && !Array.isArray(it);
    // Of keys there are only those above; values are any text.
    const isKey = (it: unknown): boolean => ['app', 'x/y', 'web', 'a/b'].includes(it as string);
    const isValue = (it: unknown): boolean =>
      typeof it === 'string' && /^(?:[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?)?$/.test(it);
    const only = (it: object, fields: string[]): boolean => Object.keys(it).every((field) => fields.includes(field));
    const wellFormed = (it: unknown): boolean => {
      if (absent(it)) return true;
      if (!isMap(it) || !only(it, ['matchLabels', 'matchExpressions'])) return false;
      const { matchLabels: labels, matchExpressions: expressions } = it;
      if (!absent(labels) && !(isMap(labels) && Object.entries(labels).every(([k, v]) => isKey(k) && isValue(v)))) {
        return false;
      }
      if (absent(expressions)) return true;
      return (
        Array.isArray(expressions) &&
        Array.from(expressions).every((item: unknown) => {
          if (!isMap(item) || !only(item, ['key', 'operator', 'values']) || !isKey(item.key)) return false;
          const values: unknown = item.values ?? [];
          if (!Array.isArray(values) || !Array.from(values).every(isValue)) return false;
          return ['In', 'NotIn'].includes(String(item.operator))
            ? values.length > 0
            : ['Exists', 'DoesNotExist'].includes(String(item.operator)) && values.length === 0;
        })
      );
    };
    fc.assert(
      fc.property(selector, (candidate) => {
        expect(selectorProblem(candidate) === null).toBe(wellFormed(candidate));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('properties', () => {
  const key = fc.constantFrom('a', 'b', 'c', '__proto__');
  const value = fc.constantFrom('x', 'y', '');
  const labels: fc.Arbitrary<Labels> = fc
    .array(fc.tuple(key, value), { maxLength: 4 })
    .map((pairs) => parsed(`{${pairs.map(([k, v]) => `"${k}":"${v}"`).join(',')}}`));
  const requirement: fc.Arbitrary<SelectorRequirement> = fc.oneof(
    fc.record({
      key,
      operator: fc.constantFrom<SelectorRequirement['operator']>('In', 'NotIn'),
      values: fc.array(value, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ key, operator: fc.constantFrom<SelectorRequirement['operator']>('Exists', 'DoesNotExist') }),
  );
  const selector: fc.Arbitrary<LabelSelector | null> = fc.option(
    fc.record({ matchLabels: labels, matchExpressions: fc.array(requirement, { maxLength: 3 }) }, { requiredKeys: [] }),
  );

  /** Every condition as a set of pairs that may be there, looked up in a list of pairs. */
  const slow = (candidate: LabelSelector | null, of: Labels): boolean => {
    if (candidate === null) return false;
    const pairs = new Map(Object.entries(of));
    const conditions = [
      ...Object.entries(candidate.matchLabels ?? {}).map(([k, v]) => pairs.get(k) === v),
      ...(candidate.matchExpressions ?? []).map(({ key: k, operator, values }) => {
        const found = [...pairs].filter(([name, text]) => name === k && (values ?? [text]).includes(text));
        return operator === 'In' || operator === 'Exists' ? found.length === 1 : found.length === 0;
      }),
    ];
    return !conditions.includes(false);
  };

  test('agrees with a slow reading', () => {
    fc.assert(
      fc.property(selector, labels, (candidate, of) => {
        expect(matchesSelector(candidate, of)).toBe(slow(candidate, of));
      }),
      { numRuns: 3000 },
    );
  });

  test('a negated condition selects the rest', () => {
    const opposite = { In: 'NotIn', NotIn: 'In', Exists: 'DoesNotExist', DoesNotExist: 'Exists' } as const;
    fc.assert(
      fc.property(requirement, labels, (one, of) => {
        const other = { ...one, operator: opposite[one.operator] };
        expect(matchesSelector({ matchExpressions: [one] }, of)).toBe(
          !matchesSelector({ matchExpressions: [other] }, of),
        );
      }),
    );
  });

  test('a selector without conditions, and no other, is called empty', () => {
    fc.assert(
      fc.property(selector, (candidate) => {
        const conditions = [...Object.keys(candidate?.matchLabels ?? {}), ...(candidate?.matchExpressions ?? [])];
        expect(isEmptySelector(candidate)).toBe(candidate !== null && conditions.length === 0);
      }),
    );
  });

  test('a description does not depend on the order in which conditions and values are written', () => {
    fc.assert(
      fc.property(fc.uniqueArray(requirement, { selector: (one) => one.key }), (requirements) => {
        const turned = requirements.toReversed().map(({ key: name, operator, values }) => {
          return { key: name, operator, values: values?.toReversed() ?? null };
        });
        expect(describeSelector({ matchExpressions: turned })).toBe(
          describeSelector({ matchExpressions: requirements }),
        );
      }),
    );
  });

  test('the index finds what a look at every item finds, in their order', () => {
    fc.assert(
      fc.property(fc.array(labels, { maxLength: 12 }), selector, (all, candidate) => {
        const find = indexByLabels(all.entries(), ([, of]) => of);
        expect(find(candidate)).toEqual([...all.entries()].filter(([, of]) => matchesSelector(candidate, of)));
      }),
      { numRuns: 2000 },
    );
  });
});

test('10,000 selectors find their pods among 10,000 without looking at each', () => {
  const pods = Array.from({ length: 10_000 }, (_, index) => ({
    app: `app-${index}`,
    team: `team-${index % 20}`,
    env: 'prod',
  }));
  let asked = 0;
  const find = indexByLabels(pods, (labels) => {
    asked += 1;
    return labels;
  });
  for (const { app } of pods) expect(find({ matchLabels: { env: 'prod', app } })).toHaveLength(1);
  expect(asked).toBeLessThanOrEqual(20_000);
});
