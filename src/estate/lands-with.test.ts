import { expect, test } from 'vitest';
import { notStated } from './identity.ts';
import { landsWith } from './lands-with.ts';

function object(namespace: string, ...places: string[]): { namespace: string; places: string[] } {
  return { namespace, places };
}

test.each<[string, boolean, ReturnType<typeof object>, ReturnType<typeof object>]>([
  ['the same namespace, wherever', true, object('bank', 'platform'), object('bank', 'apps')],
  ['another namespace', false, object('bank', 'apps'), object('shop', 'apps')],
  ['none stated, in one folder', true, object(notStated, 'apps'), object(notStated, 'apps')],
  ['none stated, in a folder above', true, object(notStated, ''), object(notStated, 'apps/ledger')],
  ['none stated, in a folder below', false, object(notStated, 'apps/ledger'), object(notStated, 'apps')],
  ['none stated, in folders side by side', false, object(notStated, 'apps/ledger'), object(notStated, 'apps/web')],
  [
    'none stated, and only one of two copies lies beside it',
    false,
    object(notStated, 'dev'),
    object(notStated, 'dev', 'prod'),
  ],
  ['stated by one only', false, object('bank', 'apps'), object(notStated, 'apps')],
])('%s: %s', (_name, lands, one, other) => {
  expect(landsWith(one, other)).toBe(lands);
});
