import { describe, expect, test } from 'vitest';
import { assessedBy, judgedBy, type JudgedOptions } from '../../../../test/support/judged.ts';
import { tenantIsolation } from './check.ts';

const pod = (namespace: string): string =>
  `\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: ledger${namespace === '' ? '' : `, namespace: ${namespace}`}}\nspec: {containers: [{name: app, image: ledger}]}\n`;

const bound = (subject: string, namespace = 'bank'): string => `
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: b, namespace: ${namespace}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects: [${subject}]
`;
const account = (namespace: string): string => `{kind: ServiceAccount, name: ci, namespace: ${namespace}}`;

function said(yaml: string, options: JudgedOptions = {}): string[] {
  return judgedBy(tenantIsolation, yaml, options).filter((one) => !one.endsWith(' Platform//'));
}

describe('verdicts', () => {
  test.each<[string, string, JudgedOptions, string[]]>([
    ['explicit-default-namespace', pod('default'), {}, ['partial explicit-default-namespace Pod/default/ledger']],
    ['a namespace that is not stated is nobody knows which', pod(''), {}, []],
    ['another namespace', pod('bank'), {}, []],
    [
      'cross-namespace-grant',
      bound(account('shop')),
      {},
      ['advice cross-namespace-grant RoleBinding/bank/b', 'notApplicable maybe-one-tenant RoleBinding/bank/b'],
    ],
    [
      'an account of the same namespace',
      bound(account('bank')),
      {},
      ['notApplicable own-namespace RoleBinding/bank/b'],
    ],
    [
      'an account of the platform',
      bound(account('build')),
      { policy: { platformNamespaces: ['kube-*', 'build'] } },
      ['notApplicable own-namespace RoleBinding/bank/b'],
    ],
    [
      'into a namespace of the platform',
      bound(account('bank'), 'kube-system'),
      {},
      ['notApplicable own-namespace RoleBinding/kube-system/b'],
    ],
    ['a person', bound('{kind: User, name: ada}'), {}, ['notApplicable own-namespace RoleBinding/bank/b']],
  ])('%s', (_name, yaml, options, expected) => {
    expect(said(yaml, options)).toEqual(expected);
  });

  test('for best-effort the default namespace is advice', () => {
    const casual =
      '\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: default, labels: {kubecompass.io/tier: best-effort}}\n';
    expect(said(casual + pod('default'))).toEqual([
      'advice explicit-default-namespace Pod/default/ledger',
      'unknown not-seen Pod/default/ledger',
    ]);
  });
});

test('a folder never shows that tenants are apart, even if it is all there is', () => {
  for (const authority of ['default', 'complete'] as const) {
    const outcome = assessedBy(tenantIsolation, pod('bank'), { authority }).outcomes.find(
      ({ criterion }) => criterion === 'identity/tenant-isolation',
    );
    expect(outcome?.verdict).toBe('unknown');
  }
});
