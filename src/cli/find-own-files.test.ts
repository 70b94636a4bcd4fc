import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findOwnFiles } from './find-own-files.ts';

test('policy files are our own, and nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubecompass-own-'));
  const lay = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const foundOf = (policy: string | null, ...paths: (string | null)[]) =>
    findOwnFiles(new Map(paths.map((path, index) => [`file ${index}`, { path, text: null, checksum: 0 }])), policy);
  const countOf = (policy: string | null, ...paths: (string | null)[]): number => foundOf(policy, ...paths).number;
  try {
    const policy = lay('kubecompass.yaml', 'apiVersion: kubecompass.io/v1\nkind: Policy\n');
    const values = lay('values.yaml', 'a: 1\n');
    expect(countOf(policy, policy, values, null)).toBe(1);
    // A policy that is not in force is named, so that nobody believes that it counts.
    expect(foundOf(null, values, policy)).toEqual({ number: 1, otherPolicies: ['file 1'] });
    expect(foundOf(values, policy, values)).toEqual({ number: 2, otherPolicies: ['file 0'] });
    expect(foundOf(policy, policy)).toEqual({ number: 1, otherPolicies: [] });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
