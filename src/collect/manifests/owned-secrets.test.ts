import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { collectManifests } from './collect-manifests.ts';
import { defaultMaxFileBytes } from './open-input.ts';

test('a Secret that a kustomization uses stands in Git all the same: it is searched, and nothing else is read of it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubecompass-'));
  try {
    writeFileSync(join(folder, 'kustomization.yaml'), 'resources: [app.yaml]\n');
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'db', namespace: 'bank' },
      stringData: { password: 'harbour-Lantern-62' },
    };
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', namespace: 'bank' },
      spec: { containers: [{ name: 'web', image: 'web:1' }] },
    };
    const malformed = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'odd', namespace: 'bank' }, data: 'text' };
    writeFileSync(join(folder, 'app.yaml'), [secret, pod, malformed].map((one) => JSON.stringify(one)).join('\n---\n'));
    const { facts, objects } = collectManifests([folder], {
      authority: 'default',
      raw: false,
      now: '2026-11-24T12:00:00Z',
      maxFileBytes: defaultMaxFileBytes,
      stdin: null,
    });
    expect(
      facts.credentialCarriers.items.flatMap(({ name, credentials }) =>
        credentials.map(({ path }) => `${name} ${path}`),
      ),
    ).toEqual(['db stringData.password']);
    expect(facts.credentialCarriers.seen.everywhere.state).toBe('partial');
    expect(facts.workloads.items).toEqual([]);
    expect(objects).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
