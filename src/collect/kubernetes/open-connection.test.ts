import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
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
  await expect(openConnection({ kubeconfig: folder })).rejects.toThrow('cannot be read: it is a folder');
});

test('one context that there is', async () => {
  const kubeconfig = join(folder, 'config');
  writeFileSync(kubeconfig, 'apiVersion: v1\nkind: Config\ncontexts: [{name: test, context: {cluster: a, user: b}}]\n');
  await expect(openConnection({ kubeconfig, context: 'x' })).rejects.toMatchObject({ hint: 'There is test.' });
});
