import { expect, test } from 'vitest';
import { doubledVariables } from './doubled-variables.ts';

const pod = (env: unknown): Parameters<typeof doubledVariables>[0] => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a' },
  spec: { containers: [{ name: 'app', env }] },
});

test('of variables of one name all but the last count for nothing', () => {
  const env = [{ name: 'A', value: '1' }, { name: 'B' }, { name: 'A', value: '2' }];
  expect(doubledVariables(pod(env))).toEqual([
    {
      path: ['spec', 'containers', 0, 'env', 0],
      message: 'spec.containers[0].env[0]: a later variable bears the same name, and only that one counts',
    },
  ]);
});

test.each<[string, unknown]>([
  ['none', undefined],
  ['no list', 'A=1'],
  ['names apart', [{ name: 'A' }, { name: 'B' }]],
  ['no names', [{}, {}]],
])('%s: nothing is said', (_name, env) => {
  expect(doubledVariables(pod(env))).toEqual([]);
});
