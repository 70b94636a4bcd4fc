import { kindsRead } from '../../src/collect/objects/kinds.ts';
import type { ServerMetrics } from '../../src/estate/live-cluster.ts';

/** What an API server shows of itself: the copy of the pod that a node runs from a file, and the node. */
export const apiServerPod = (...flags: string[]): string => `apiVersion: v1
kind: Node
metadata: {name: cp-1, uid: node-1}
---
apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver-cp-1
  namespace: kube-system
  annotations: {kubernetes.io/config.mirror: "1"}
  ownerReferences: [{apiVersion: v1, kind: Node, name: cp-1, uid: node-1, controller: true}]
spec:
  nodeName: cp-1
  hostNetwork: true
  containers: [{name: kube-apiserver, image: registry.k8s.io/kube-apiserver:v1.37.2, command: ${JSON.stringify(['kube-apiserver', '--authorization-mode=Node,RBAC', ...flags])}}]
`;

/** What an API server counts that has done nothing yet, with what it has done. */
export const counting = (done: Partial<ServerMetrics> = {}): ServerMetrics => ({
  encrypted: {},
  readPlain: null,
  auditEvents: null,
  auditLevels: {},
  auditErrors: 0,
  signsInByIssuer: false,
  deprecatedAsked: [],
  ...done,
});

/** The configuration that kubeadm keeps of a cluster. */
export const kubeadmConfig = `apiVersion: v1
kind: ConfigMap
metadata: {name: kubeadm-config, namespace: kube-system}
data:
  ClusterConfiguration: |
    apiVersion: kubeadm.k8s.io/v1beta4
    kind: ClusterConfiguration
`;

/** Kinds that only OpenShift serves, by which a cluster is known to be one. */
export const ofOpenShift: readonly string[] = kindsRead.filter((kind) => kind.startsWith('config.openshift.io/'));
