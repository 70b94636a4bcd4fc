import { describe, expect, test } from 'vitest';
import { hostsMeet, isInsideHost, namesHost } from './host-name.ts';

test.each<[string | null, string | null, boolean]>([
  ['a.bank.example', 'a.bank.example', true],
  ['a.bank.example', 'A.Bank.Example', true],
  ['a.bank.example', 'b.bank.example', false],
  ['*.bank.example', 'a.bank.example', true],
  ['a.b.bank.example', '*.bank.example', true],
  ['*.bank.example', 'bank.example', false],
  [null, 'a.bank.example', true],
  ['a.bank.example', null, true],
])('%s and %s meet: %s', (one, other, meet) => {
  expect(hostsMeet(one, other)).toBe(meet);
});

test.each<[string[], string, boolean]>([
  [['bank.example'], 'bank.example', true],
  [['BANK.example'], 'bank.EXAMPLE', true],
  [['*.bank.example'], 'a.bank.example', true],
  [['*.bank.example'], 'bank.example', false],
  [['*.bank.example'], 'a.b.bank.example', false],
  [['*.bank.example'], '*.bank.example', true],
  [['a.bank.example'], '*.bank.example', false],
  [[], 'bank.example', false],
])('a certificate for %j is for %s: %s', (names, host, isFor) => {
  expect(namesHost(names, host)).toBe(isFor);
});

describe('a host of the inside', () => {
  test.each(['ledger', 'ledger.bank.svc', 'ledger.bank.svc.cluster.local', 'shop.internal', 'nas.home.arpa'])(
    '%s',
    (host) => expect(isInsideHost(host)).toBe(true),
  );
  test.each(['bank.example', '*.bank.example', '${HOST}', 'local.bank.example', 'mylocal.example'])(
    '%s is none',
    (host) => expect(isInsideHost(host)).toBe(false),
  );
});
