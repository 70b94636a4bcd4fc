import { describe, expect, test } from 'vitest';
import { refuseObject } from '../../src/collect/objects/refuse-object.ts';

/** An object, or a part of one. */
export type Json = Record<string, unknown>;

type Written = Parameters<typeof refuseObject>[0];

/** The labels of the pods of every workload here. */
export const podLabels = { app: 'ledger' };

/** A pod that the API server takes, but for what is given. */
export function podOf(spec: Json = {}, container: Json = {}): Json {
  return { containers: [{ name: 'app', image: 'ledger:1', ...container }], ...spec };
}

/** An object of a kind. */
export function objectOf(apiVersion: string, kind: string, rest: Json): Written {
  return { apiVersion, kind, metadata: { name: 'a', namespace: 'bank' }, ...rest };
}

/** A Deployment that the API server takes, but for what is given. */
export function deploymentOf(pod: Json, spec: Json = {}): Written {
  const template = { metadata: { labels: podLabels }, spec: pod };
  return objectOf('apps/v1', 'Deployment', { spec: { selector: { matchLabels: podLabels }, template, ...spec } });
}

/** What an object is refused for, in words. */
export function refusalsOf(written: Written, isUnfinished = false): string[] {
  return refuseObject(written, isUnfinished).map(({ message }) => message);
}

/** Tests that each change of an object is refused for one thing, and that others are taken. */
export function refuses(
  title: string,
  write: (change: Json) => Written,
  rows: readonly (readonly [change: Json, message: string])[],
  taken: readonly Json[],
): void {
  describe(`${title}, of which`, () => {
    test.each(rows)('%j is refused', (change, message) => {
      expect(refusalsOf(write(change))).toEqual([expect.stringContaining(message)]);
    });
    test.each(taken)('%j is taken', (change) => {
      expect(refusalsOf(write(change))).toEqual([]);
    });
  });
}
