import type { Raw } from '../../src/collect/objects/fields.ts';

/** What the operator of OpenShift's API servers is told. */
export function toldSettings(spec: Raw): Raw {
  return { apiVersion: 'config.openshift.io/v1', kind: 'APIServer', metadata: { name: 'cluster' }, spec };
}

/** What that operator says of encryption; without a reason nothing. */
export function saidSettings(status?: 'True' | 'False', reason?: string): Raw {
  return {
    apiVersion: 'operator.openshift.io/v1',
    kind: 'KubeAPIServer',
    metadata: { name: 'cluster' },
    status: { conditions: status === undefined ? [] : [{ type: 'Encrypted', status, reason }] },
  };
}

/** A pod of an API server of OpenShift, whose command line is not all that it is given. */
export const keptServer: Raw = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'kube-apiserver-cp-1',
    namespace: 'openshift-kube-apiserver',
    ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: 'cp-1', uid: 'node-1', controller: true }],
  },
  spec: {
    nodeName: 'cp-1',
    containers: [
      {
        name: 'kube-apiserver',
        image: 'registry.bank.example/hyperkube:4.19',
        command: ['/bin/bash', '-ec'],
        args: ['exec watch-termination -- hyperkube kube-apiserver --openshift-config=/etc/config.yaml'],
      },
      { name: 'again', image: 'a', command: ['kube-apiserver', '--openshift-config=/etc/config.yaml'] },
    ],
  },
};

/** The audit policy that its operator writes for it. */
export const keptPolicy: Raw = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'kube-apiserver-audit-policies-7', namespace: 'openshift-kube-apiserver' },
  data: { 'policy.yaml': 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{level: Metadata}]\n' },
};
