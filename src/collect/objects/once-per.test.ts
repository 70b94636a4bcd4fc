import { expect, test } from 'vitest';
import { oncePer } from './once-per.ts';

test('an object is read once, and each object by itself', () => {
  let readings = 0;
  const read = oncePer(({ name }: { name: string }) => `${name} ${++readings}`);
  const [a, b] = [{ name: 'a' }, { name: 'b' }];
  expect([read(a), read(b), read(a)]).toEqual(['a 1', 'b 2', 'a 1']);
});

test('what is refused is refused each time', () => {
  const read = oncePer(() => {
    throw new Error('malformed');
  });
  const object = {};
  expect(() => read(object)).toThrow('malformed');
  expect(() => read(object)).toThrow('malformed');
});
