import { expect, test } from 'vitest';
import type { ControlPlane } from '../estate/control-plane.ts';
import { serverLogins } from './server-logins.ts';

function answer(flags: ControlPlane['flags'], store: ControlPlane['store'] = 'local') {
  const subject = { noun: 'controlPlane', flags, store } as unknown as ControlPlane;
  return serverLogins.compute({} as never)(subject as never, { place: null, nth: 0 });
}

const nobody = { takesTokens: false, takesPasswords: false, anybody: null };

test.each<[string, Record<string, string>, object]>([
  ['nobody', { 'anonymous-auth': 'false' }, nobody],
  ['anybody, where nothing forbids it', {}, { ...nobody, anybody: 'left' }],
  ['anybody, as a flag says', { 'anonymous-auth': 'true' }, { ...nobody, anybody: 'said' }],
  ['whom a configuration beside the flags says', { 'authentication-config': '/etc/a.yaml' }, nobody],
  [
    'whoever knows a token',
    { 'anonymous-auth': 'false', 'token-auth-file': '/etc/tokens.csv' },
    { ...nobody, takesTokens: true },
  ],
  [
    'whoever knows a password',
    { 'anonymous-auth': 'false', 'basic-auth-file': '/etc/passwords.csv' },
    { ...nobody, takesPasswords: true },
  ],
  [
    'nobody by files that are named nowhere',
    { 'anonymous-auth': 'false', 'token-auth-file': '', 'basic-auth-file': '', 'authentication-config': '' },
    nobody,
  ],
])('%s', (_name, flags, expected) => {
  expect(answer(flags)).toEqual(expected);
});

test('an API server that allows everything lets nobody in who has not signed in', () => {
  const subject = { noun: 'controlPlane', flags: {}, store: 'local', authorizers: ['AlwaysAllow'] };
  expect(serverLogins.compute({} as never)(subject as never, { place: null, nth: 0 })).toEqual(nobody);
});

test('flags that are not stated, and those of a provider, say nothing', () => {
  const unknown = { gap: 'not-collected', elsewhere: true, suppliedBy: 'running-platform' };
  expect(answer(null)).toMatchObject(unknown);
  expect(answer({ 'anonymous-auth': 'false' }, 'managed')).toMatchObject(unknown);
});
