import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { countOwnFiles } from './count-own-files.ts';

test('the policy file in force and baselines are our own, and nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubecompass-own-'));
  const lay = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const countOf = (policy: string | null, ...paths: (string | null)[]): number =>
    countOwnFiles(new Map(paths.map((path, index) => [`${index}`, { path, text: null, digest: '' }])), policy);
  try {
    const policy = lay('kubecompass.yaml', 'apiVersion: kubecompass.io/v1\nkind: Policy\n');
    const values = lay('values.yaml', 'a: 1\n');
    const baseline = lay('kubecompass.baseline.json', '{"schema":"kubecompass.baseline/v1"}');
    expect(countOf(policy, policy, values, baseline, null)).toBe(2);
    // A policy that is not in force was skipped indeed.
    expect(countOf(null, policy, values)).toBe(0);
    lay('kubecompass.baseline.json', '{"schema":"other/v1"}');
    expect(countOf(null, baseline)).toBe(0);
    lay('kubecompass.baseline.json', '{');
    expect(countOf(null, baseline)).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
