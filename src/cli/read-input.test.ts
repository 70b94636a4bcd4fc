import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readInput } from './read-input.ts';

const progress = { say: () => undefined, end: () => undefined };

async function factsIn(name: string, text: string): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'kubecompass-'));
  try {
    writeFileSync(join(folder, name), text);
    const { estate } = await readInput([folder], { now: '2026-11-24T12:00:00Z', progress: 'never' }, progress);
    return Object.fromEntries(
      Object.entries(estate.facts).flatMap(([fact, { items }]) => (items.length > 0 ? [[fact, items.length]] : [])),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each<[string, string, string, string]>([
  ['options of a server', 'config.yaml', 'cluster-init: true\nsecrets-encryption: false\n', 'controlPlanes'],
  ['a pipeline', '.gitlab-ci.yml', 'a: {script: [trivy image a]}\n', 'pipelines'],
  ['rules', 'rules.yml', 'groups: [{name: a, rules: [{alert: A, expr: up == 0}]}]\n', 'alertRules'],
  [
    'an Alertmanager configuration',
    'alertmanager.yml',
    'route: {receiver: a}\nreceivers: [{name: a, webhook_configs: [{url: "http://a.example"}]}]\n',
    'alertRoutes',
  ],
])('%s alone is an input', async (_name, file, text, fact) => {
  expect(await factsIn(file, text)).toMatchObject({ [fact]: 1 });
});

test.each<[string, string, string]>([
  ['what only changes images', 'kustomization.yaml', 'images: [{name: a, newTag: b}]\n'],
  ['values', 'values.yaml', 'replicas: 1\n'],
])('%s alone is none', async (_name, file, text) => {
  await expect(factsIn(file, text)).rejects.toThrow(/^there is no Kubernetes object in the input/);
});
