import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { showValue } from './show-value.ts';

test.each<[unknown, string]>([
  [1, '= 1'],
  [true, '= true'],
  [null, '= null'],
  ['ClusterFirst', '= ClusterFirst'],
  ['registry.bank.example/ledger:1.4', '= registry.bank.example/ledger:1.4'],
  ['25%', '= "25%"'],
  ['true', '= "true"'],
  ['', '= ""'],
  ['e0', '= "e0"'],
  [{}, '= {}'],
  [{ 'app': 'ledger', 'app.kubernetes.io/part-of': 'bank' }, '= {app: ledger, app.kubernetes.io/part-of: bank}'],
  [{ matchLabels: { app: 'web' }, all: ['a', 2] }, '= {matchLabels: {app: web}, all: [a, 2]}'],
  [{ credential: 'password', length: 16 }, '(password, 16 characters)'],
  [{ credential: 'private key', length: 1704, line: 3 }, '(private key, 1704 characters, line 3)'],
  [{ credential: 'app' }, '= {credential: app}'],
])('%j is shown as %s', (value, expected) => {
  expect(showValue(value)).toBe(expected);
});

test('what is shown is the value, as YAML reads it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const shown = showValue(value);
      fc.pre(shown.startsWith('= '));
      expect(parse(shown.slice(2), { schema: 'yaml-1.1' })).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
