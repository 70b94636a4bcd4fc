import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openConnection } from './open-connection.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubecompass-connection-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test('a plugin that hangs is waited for no longer than it may take', async () => {
  const kubeconfig = join(folder, 'config');
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: process.execPath,
    args: ['-e', 'setInterval(() => {}, 1000)'],
  };
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      'apiVersion': 'v1',
      'kind': 'Config',
      'current-context': 'prod',
      'clusters': [{ name: 'prod', cluster: { server: 'https://127.0.0.1:1' } }],
      'users': [{ name: 'me', user: { exec } }],
      'contexts': [{ name: 'prod', context: { cluster: 'prod', user: 'me' } }],
    }),
  );
  const { optionsFor } = await openConnection({ kubeconfig, pluginLimit: 300 });
  await expect(optionsFor()).rejects.toThrow(
    `the credentials of the context "prod" cannot be had: the plugin ${process.execPath}: it gave no credentials within 0.3 s`,
  );
});

test('without a kubeconfig nobody is asked', async () => {
  vi.stubEnv('KUBECONFIG', '');
  vi.stubEnv('HOME', folder);
  await expect(openConnection({})).rejects.toThrow(
    'there is nothing to assess: no path is named, and there is no kubeconfig',
  );
});

test('a kubeconfig that is not there, or no YAML, is said to be so, by its name', async () => {
  const absent = join(folder, 'absent');
  vi.stubEnv('KUBECONFIG', absent);
  await expect(openConnection({})).rejects.toThrow(`the kubeconfig ${absent} does not exist`);
  const broken = join(folder, 'broken');
  writeFileSync(broken, 'apiVersion: v1\nusers: [{token: horse\n');
  await expect(openConnection({ kubeconfig: broken })).rejects.toThrow(
    /^the kubeconfig .*broken cannot be read: it is no YAML \(line \d\)$/,
  );
  writeFileSync(broken, '# nothing\n');
  await expect(openConnection({ kubeconfig: broken })).rejects.toThrow('cannot be read: it is empty');
  writeFileSync(broken, '<html><body>Sign in</body></html>\n');
  await expect(openConnection({ kubeconfig: broken })).rejects.toThrow('cannot be read: it is no kubeconfig');
  await expect(openConnection({ kubeconfig: folder })).rejects.toThrow('cannot be read: it is a folder');
});

describe('several kubeconfigs', () => {
  const lay = (name: string, config: object): string => {
    const file = join(folder, name, 'config');
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'Config', ...config }));
    return file;
  };
  const cluster = (server: string): object => ({ name: 'prod', cluster: { server } });
  const context = { name: 'a', context: { cluster: 'prod', user: 'me' } };

  test('are one: the first that says something counts, and paths are those beside it', async () => {
    const files = [
      lay('one', { 'current-context': 'a', 'contexts': [context] }),
      join(folder, 'absent'),
      lay('two', { users: [{ name: 'me', user: { tokenFile: 'token' } }] }),
      lay('three', { 'current-context': 'b', 'clusters': [cluster('https://10.0.0.1:6443')] }),
      lay('four', {
        'current-context': 'c',
        'clusters': [cluster('https://10.0.0.2:6443')],
        'users': [{ name: 'me', user: { token: 'other', tokenFile: 'other' } }],
        'contexts': [{ name: 'a', context: { cluster: 'other', user: 'other' } }],
      }),
    ];
    vi.stubEnv('KUBECONFIG', files.join(':'));
    writeFileSync(join(folder, 'two', 'token'), 'first\n');
    const { server, context: chosen, optionsFor } = await openConnection({});
    expect([chosen, server]).toEqual(['a', 'https://10.0.0.1:6443']);
    const bearer = async (): Promise<unknown> =>
      ((await optionsFor()).headers as Record<string, unknown>)['authorization'];
    expect(await bearer()).toBe('Bearer first');
    writeFileSync(join(folder, 'two', 'token'), 'second');
    expect(await bearer()).toBe('Bearer second');
    writeFileSync(join(folder, 'two', 'token'), '\n');
    await expect(optionsFor()).rejects.toThrow('token, is empty');
    rmSync(join(folder, 'two', 'token'));
    await expect(optionsFor()).rejects.toThrow('cannot be read (ENOENT)');
  });

  const single = (user: object): string =>
    lay('one', {
      'current-context': 'a',
      'contexts': [context],
      'clusters': [cluster('https://10.0.0.1:6443')],
      'users': [{ name: 'me', user }],
    });

  test('where the file of the token is not there the token of the kubeconfig holds', async () => {
    const { optionsFor } = await openConnection({ kubeconfig: single({ token: 'a', tokenFile: 'absent' }) });
    expect((await optionsFor()).headers).toMatchObject({ authorization: 'Bearer a' });
  });

  test('a plugin that is named by a path lies beside the kubeconfig', async () => {
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: './plug.sh', interactiveMode: 'Never' };
    const kubeconfig = single({ exec });
    const status = { token: 'of-plugin' };
    const answer = JSON.stringify({ apiVersion: exec.apiVersion, kind: 'ExecCredential', status });
    writeFileSync(join(folder, 'one', 'plug.sh'), `#!/bin/sh\necho '${answer}'\n`, { mode: 0o755 });
    const { optionsFor } = await openConnection({ kubeconfig });
    expect((await optionsFor()).headers).toMatchObject({ authorization: 'Bearer of-plugin' });
  });

  test('whose proxy it is, and whether its address holds a user, is known', async () => {
    const named = (proxy: string): string =>
      lay('one', {
        'current-context': 'a',
        'contexts': [context],
        'clusters': [{ name: 'prod', cluster: { 'server': 'https://10.0.0.1:6443', 'proxy-url': proxy } }],
      });
    vi.stubEnv('HTTPS_PROXY', 'http://10.9.9.9:3128');
    vi.stubEnv('NO_PROXY', '');
    expect(await openConnection({ kubeconfig: named('http://u:horse@p:3128') })).toMatchObject({
      proxy: 'http://p:3128',
      proxyIs: { withUser: true, ofKubeconfig: true },
    });
    expect(await openConnection({ kubeconfig: single({}) })).toMatchObject({
      proxy: 'http://10.9.9.9:3128',
      proxyIs: { withUser: false, ofKubeconfig: false },
    });
  });

  test('the groups in whose place a user asks are told', async () => {
    const user = { 'token': 'a', 'as': 'auditor', 'as-groups': ['audit', 5] };
    const kubeconfig = lay('one', {
      'current-context': 'a',
      'contexts': [context],
      'clusters': [cluster('https://10.0.0.1:6443')],
      'users': [{ name: 'me', user }],
    });
    const { headers } = await (await openConnection({ kubeconfig })).optionsFor();
    expect(headers).toMatchObject({
      'Impersonate-User': 'auditor',
      'Impersonate-Group': ['audit'],
      'authorization': 'Bearer a',
    });
  });
});

test.each([
  ['horse\n', 'Bearer horse'],
  ['horse', 'Bearer horse'],
  ['horse\nmare', null],
  ['h\u00f6rse', null],
])('the token %j', async (token, expected) => {
  const kubeconfig = join(folder, 'config');
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      'apiVersion': 'v1',
      'kind': 'Config',
      'current-context': 'a',
      'clusters': [{ name: 'a', cluster: { server: 'https://10.0.0.1' } }],
      'contexts': [{ name: 'a', context: { cluster: 'a', user: 'b' } }],
      'users': [{ name: 'b', user: { token } }],
    }),
  );
  const { optionsFor } = await openConnection({ kubeconfig });
  const said = await optionsFor().then(
    ({ headers }) => (headers as Record<string, unknown>)['authorization'],
    (error: Error) => error.message,
  );
  expect(said).toBe(expected ?? 'the token of the context "a" holds characters that no token has');
});

test('a proxy is that of the kubeconfig, else that of the environment, and is told without its password', async () => {
  const kubeconfig = join(folder, 'config');
  const write = (more: object): void =>
    writeFileSync(
      kubeconfig,
      JSON.stringify({
        'apiVersion': 'v1',
        'kind': 'Config',
        'current-context': 'a',
        'clusters': [{ name: 'a', cluster: { server: 'https://api.bank.example', ...more } }],
        'contexts': [{ name: 'a', context: { cluster: 'a', user: 'b' } }],
      }),
    );
  vi.stubEnv('NO_PROXY', '');
  vi.stubEnv('HTTPS_PROXY', 'http://u:horse@proxy.bank.example:3128');
  write({});
  expect((await openConnection({ kubeconfig })).proxy).toBe('http://proxy.bank.example:3128');
  write({ 'proxy-url': 'socks5://other:1080' });
  expect((await openConnection({ kubeconfig })).proxy).toBe('socks5://other:1080');
  write({ 'proxy-url': 'other' });
  await expect(openConnection({ kubeconfig })).rejects.toThrow(
    'the proxy that is named for this cluster is no address',
  );
  vi.stubEnv('NO_PROXY', 'bank.example');
  write({});
  expect((await openConnection({ kubeconfig })).proxy).toBe(null);
});

test('one context that there is', async () => {
  const kubeconfig = join(folder, 'config');
  writeFileSync(kubeconfig, 'apiVersion: v1\nkind: Config\ncontexts: [{name: test, context: {cluster: a, user: b}}]\n');
  await expect(openConnection({ kubeconfig, context: 'x' })).rejects.toMatchObject({ hint: 'There is test.' });
});
