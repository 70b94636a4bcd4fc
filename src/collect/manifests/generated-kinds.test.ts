import { describe, expect, test } from 'vitest';
import { judgedBy } from '../../../test/support/judged.ts';
import { defaultDeny } from '../../checks/network/default-deny/check.ts';
import { generatedKindsOf } from './generated-kinds.ts';

describe('what a policy engine generates', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    [
      'by kind',
      {
        apiVersion: 'kyverno.io/v1',
        kind: 'ClusterPolicy',
        spec: { rules: [{ generate: { kind: 'NetworkPolicy' } }] },
      },
      ['NetworkPolicy'],
    ],
    [
      'by a list',
      {
        apiVersion: 'kyverno.io/v1',
        kind: 'Policy',
        spec: { rules: [{ generate: { cloneList: { kinds: ['v1/Secret', 'v1/LimitRange'] } } }] },
      },
      ['Secret', 'LimitRange'],
    ],
    [
      'by expression',
      { apiVersion: 'policies.kyverno.io/v1', kind: 'GeneratingPolicy', spec: {} },
      ['NetworkPolicy', 'ResourceQuota', 'LimitRange', 'ServiceAccount', 'Role', 'RoleBinding'],
    ],
    [
      'nothing by validation',
      { apiVersion: 'kyverno.io/v1', kind: 'ClusterPolicy', spec: { rules: [{ validate: {} }] } },
      [],
    ],
    [
      'nothing by others',
      { apiVersion: 'v1', kind: 'ConfigMap', spec: { rules: [{ generate: { kind: 'NetworkPolicy' } }] } },
      [],
    ],
    ['nothing readable', { apiVersion: 'kyverno.io/v1', kind: 'ClusterPolicy', spec: { rules: 'text' } }, []],
  ])('%s', (_name, raw, kinds) => {
    expect(generatedKindsOf(raw)).toEqual(kinds);
  });

  test('is not said to be missing', () => {
    const namespace = '{apiVersion: v1, kind: Namespace, metadata: {name: bank}}';
    const policy =
      '{apiVersion: kyverno.io/v1, kind: ClusterPolicy, metadata: {name: deny}, spec: {rules: [{name: deny, generate: {kind: NetworkPolicy}}]}}';
    expect(judgedBy(defaultDeny, namespace)).toContain('fail ingress-open Namespace/bank/bank');
    expect(judgedBy(defaultDeny, `${namespace}\n---\n${policy}`)).toEqual(['unknown not-seen Namespace/bank/bank']);
  });
});
