import { expect, test } from 'vitest';
import { isGap } from '../estate/gap.ts';
import type { Kubeconfig, KubeconfigLogin } from '../estate/kubeconfig.ts';
import { heldCredentials } from './held-credentials.ts';

function answer(...logins: KubeconfigLogin[]) {
  const users = logins.map((login, index) => ({ name: `user${index}`, login, path: `users[${index}].user` }));
  const subject = { noun: 'kubeconfig', users } as unknown as Kubeconfig;
  return heldCredentials.compute({} as never)(subject as never, { place: null, nth: 0 });
}

test.each<[string, KubeconfigLogin[], string[], boolean]>([
  ['nothing', [], [], false],
  ['users without a credential', ['nothing'], [], false],
  ['a user who signs in anew', ['nothing', 'login'], [], true],
  ['a token', ['token'], ['a token of user0 at users[0].user'], false],
  ['a password', ['password'], ['a password of user0 at users[0].user'], false],
  ['a certificate', ['certificate'], ['the key of a client certificate of user0 at users[0].user'], false],
  [
    'several, beside one who signs in anew',
    ['password', 'login', 'token'],
    ['a password of user0 at users[0].user', 'a token of user2 at users[2].user'],
    true,
  ],
  ['what another file holds hides none that is here', ['file', 'token'], ['a token of user1 at users[1].user'], false],
])('%s', (_name, logins, held, asksAnew) => {
  const value = answer(...logins);
  if (isGap(value)) throw new Error(value.detail);
  expect(value.held.map(({ name, what, path }) => `${what} of ${name} at ${path}`)).toEqual(held);
  expect(value.asksAnew).toBe(asksAnew);
});

test('a file that is not here may hold one, though another user signs in anew', () => {
  expect(answer('login', 'file')).toMatchObject({ gap: 'not-collected', elsewhere: true });
});
