import { expect, test } from 'vitest';
import { isRaw } from '../objects/fields.ts';
import { policySchema } from './policy-schema.ts';

/** Every key below a schema, with what it says of itself. */
function keysBelow(schema: unknown, path: string): [string, unknown][] {
  if (!isRaw(schema)) return [];
  const properties = isRaw(schema['properties']) ? schema['properties'] : {};
  return [
    ...Object.entries(properties).flatMap(([key, one]): [string, unknown][] => [
      [`${path}.${key}`, isRaw(one) ? one['description'] : null],
      ...keysBelow(one, `${path}.${key}`),
    ]),
    ...keysBelow(schema['items'], `${path}[]`),
  ];
}

test('every key says what it means', () => {
  const keys = keysBelow(policySchema(['zones']), '');
  expect(keys.map(([key]) => key)).toEqual(
    expect.arrayContaining(['.owner', '.exceptions[].subject.name', '.targets.critical.zones']),
  );
  expect(keys.filter(([, words]) => typeof words !== 'string' || words === '')).toEqual([]);
});
