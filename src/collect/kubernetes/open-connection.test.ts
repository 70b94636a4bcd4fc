import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openConnection } from './open-connection.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubecompass-connection-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

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
