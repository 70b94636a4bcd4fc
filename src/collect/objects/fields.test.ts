import { expect, test } from 'vitest';
import { describeFound, Fields } from './fields.ts';

test.each<[unknown, string, string, string]>([
  ['three', 'a whole number', 'spec', 'text "three"'],
  ['15 minutes', 'a duration, such as 1h', 'spec', 'text "15 minutes"'],
  ['yes', 'true or false', 'spec', 'text "yes"'],
  ['ALWAYS', 'STRICT, PERMISSIVE, DISABLE or UNSET', 'spec', 'text "ALWAYS"'],
  ['nobody', 'the name of a receiver that is there', 'spec', 'text "nobody"'],
  // What may be a credential that slipped to where it stands stays out.
  ['Tr0ub4dor&3', 'a whole number', 'spec', 'text'],
  ['c0rrecth0rsebatterystaple', 'a whole number', 'spec', 'text'],
  ['hunter', 'an object', 'spec', 'text'],
  ['hunter', 'a list', 'spec', 'text'],
  ['yes', 'true or false', 'immutable', 'text'],
  ['three', 'a number', 'data', 'text'],
  [true, 'text', 'spec', 'a boolean'],
  [7, 'text', 'spec', 'a number'],
])('%j where %s is expected', (value, expected, first, words) => {
  expect(describeFound(value, expected, [first, 'x'])).toBe(words);
});

test.each([
  ['ConfigMap', 'data.for: expected a duration, found text "5 minutes"'],
  ['Secret', 'data.for: expected a duration, found text'],
])('what stands below data of a %s', (kind, words) => {
  const data = new Fields({ for: '5 minutes' }, new Fields({ kind }), ['data']);
  expect(() => data.refuse('for', 'a duration')).toThrow(words);
  expect(() => data.refuse('for', 'a duration')).toThrow(/(?:"5 minutes"|text)$/);
});
