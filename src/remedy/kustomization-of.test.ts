import { expect, test } from 'vitest';
import { kustomizationOf } from './kustomization-of.ts';
import { nameNewFile } from './name-new-file.ts';
import type { Sources } from './sources.ts';

function sourcesOf(files: Readonly<Record<string, string>>): Sources {
  return {
    read: (file) => (files[file] === undefined ? { why: `${file} is not there` } : { text: files[file] }),
    exists: (file) => files[file] !== undefined,
    takesNew: () => true,
  };
}

test.each<[string, Record<string, string>, string | null]>([
  ['beside it', { 'a/kustomization.yaml': 'resources: [web.yaml]\n' }, 'new.yaml'],
  ['above it', { 'kustomization.yml': '---\nresources:\n- ./a/web.yaml\n' }, './a/new.yaml'],
  ['none', { 'b/kustomization.yaml': 'resources: [web.yaml]\n' }, null],
])('the kustomization of a file: %s', (_name, files, named) => {
  const owner = kustomizationOf('a/web.yaml', sourcesOf(files));
  expect(owner === null || typeof owner === 'string' ? owner : owner.nameOf('a/new.yaml')).toBe(named);
});

test.each([
  ['names others', 'resources: [other.yaml]\n'],
  ['names none', 'namespace: shop\n'],
  ['cannot be read', 'resources: [\n'],
])('a kustomization that %s tells of no place for a new file', (_name, text) => {
  expect(kustomizationOf('a/web.yaml', sourcesOf({ 'a/kustomization.yaml': text }))).toContain(
    'does not name its file',
  );
});

test.each([
  ['a/web.yaml', [], 'a/web-poddisruptionbudget.yaml'],
  ['a/deployment.yml', [], 'a/poddisruptionbudget.yml'],
  ['web.json', [], 'web-poddisruptionbudget.yaml'],
  ['a/web.yaml', ['a/web-poddisruptionbudget.yaml'], 'a/web-poddisruptionbudget-2.yaml'],
])('a new file beside %s, where there is %j, is %s', (beside, taken, name) => {
  expect(nameNewFile(beside, 'Deployment', 'PodDisruptionBudget', (one) => taken.includes(one))).toBe(name);
});
