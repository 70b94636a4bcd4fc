import { expect, test } from 'vitest';
import { remember } from './remember.ts';

test('an answer is worked out once for each object, however alike', () => {
  const asked: string[] = [];
  const lengthOf = remember(({ text }: { readonly text: string }) => {
    asked.push(text);
    return { length: text.length };
  });
  const [one, other] = [{ text: 'ledger' }, { text: 'ledger' }];
  expect([lengthOf(one), lengthOf(one), lengthOf(other)]).toEqual([{ length: 6 }, { length: 6 }, { length: 6 }]);
  expect(lengthOf(one)).toBe(lengthOf(one));
  expect(asked).toEqual(['ledger', 'ledger']);
});
