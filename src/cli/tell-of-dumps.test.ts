import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { tellOfDumps } from './tell-of-dumps.ts';

const folder = mkdtempSync(join(tmpdir(), 'kubecompass-tell-'));
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  vi.restoreAllMocks();
});

function told(path: string, ...files: readonly string[]): string {
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), '{}');
  }
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  tellOfDumps([path === '-' ? path : join(folder, path)]);
  return written.mock.calls.join('');
}

test.each([
  ['is a support bundle', ['support-bundle-1/cluster-resources/pods/shop.json']],
  ['is an archive of Sonobuoy', ['meta/query-time.json']],
  ['is a must-gather', ['must-gather/quay-io/cluster-scoped-resources/core/nodes/a.yaml']],
  ['is an Insights archive', ['config/clusteroperator/dns.json']],
  ['is a dump of `kubectl cluster-info dump`', ['nodes.json', 'kube-system/pods.json']],
])('a folder that %s is told so, with what reads it', (what, files) => {
  expect(told('', ...files)).toBe(
    `kubecompass: ${folder} ${what}: \`kubecompass assess --snapshot ${folder}\` reads it as a cluster\n`,
  );
});

test('so are files that may be one', () => {
  expect(told('estate.kcs')).toContain('may be a snapshot or a dump of a cluster');
  expect(told('bundle.tar.gz')).toContain('--snapshot');
});

test.each([
  ['manifests', ['kustomization.yaml', 'apps/web/deployment.yaml', 'nodes.json']],
  [
    'manifests in folders of such names',
    ['cluster-scoped-resources/kustomization.yaml', 'namespaces/shop/apps/web.yaml', 'config/version.json'],
  ],
  ['a dump deep in a repository', ['test/data/old/meta/query-time.json']],
])('%s are no dump', (_what, files) => {
  expect(told('', ...files)).toBe('');
  expect(told('-')).toBe('');
});
