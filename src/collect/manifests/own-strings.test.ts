import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import { ownStrings } from './own-strings.ts';

test('a fact says the same as before', () => {
  const long = 'a text that is long';
  const fact = {
    long,
    short: 'short',
    odd: `half a pair: \ud800, nul: \0, ${'é'.repeat(20)}`,
    list: [long, { deep: `${long}er` }, null, 1, true],
    labels: Object.assign(Object.create(null) as object, JSON.parse('{"__proto__": "a value that is long"}')),
  };
  const before = JSON.stringify(fact);
  ownStrings()(fact);
  expect(JSON.stringify(fact)).toBe(before);
  expect(Object.getPrototypeOf(fact.labels)).toBeNull();
});

test('an estate does not keep the texts that it was read from', () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const used = (): number => {
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const read = (number: number): ReturnType<typeof estateOf> =>
    estateOf(
      `apiVersion: v1\nkind: Service\nmetadata: {name: a-name-that-is-long-${number}, namespace: a-namespace-${number}}\n# ${'x'.repeat(2_000_000)}\n`,
    );
  read(0);
  const before = used();
  const estates = Array.from({ length: 20 }, (_none, number) => read(number));
  expect(estates).toHaveLength(20);
  expect(used() - before).toBeLessThan(10_000_000);
});
