import type { Service } from '../../../estate/service.ts';
import { add, type Change, definePatch, type Json, type NewObject, type Patch } from '../../define-patch.ts';

/** Pods of every namespace; nothing outside the cluster. */
const wholeCluster: Json = { namespaceSelector: {} };

/** The cluster's own name server, as CoreDNS and kube-dns label it. */
const nameServer: Json = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
};

export const defaultDenyPatches: readonly Patch[] = [
  definePatch({
    answers: 'network/default-deny',
    fixes: ['ingress-open'],
    of: 'namespace',
    needs: ['services', 'networkPolicies'],
    risk: 'connections to ports that no Service of the namespace declares are cut (scrapes of metrics, pods that are asked by their address), and so are those from the network of a node, where some ingress controllers run',
    make(namespace, { services, networkPolicies }) {
      if (!namespace.declared) return 'its Namespace is in no file that was read, so there is nowhere to put a policy';
      const own = services.filter((one) => one.namespace === namespace.name);
      const differing = own.find((one) => own.some((other) => other.name === one.name && !isSame(one, other)));
      if (differing) return `the Service ${differing.name} says different things in different places`;
      const served = [...new Map(own.map((one) => [one.name, one])).values()].filter(
        ({ selector }) => selector !== null && Object.keys(selector).length > 0,
      );
      const policies = [
        policy('default-deny-ingress', { podSelector: {}, policyTypes: ['Ingress'] }),
        ...served.map(allowTo),
      ];
      return addAll(namespace, policies, networkPolicies);
    },
  }),
  definePatch({
    answers: 'network/default-deny',
    fixes: ['egress-open'],
    of: 'namespace',
    needs: ['networkPolicies'],
    risk: 'connections to what lies outside the cluster are cut: databases, other APIs and, where it is on no pod, the API server',
    make(namespace, { networkPolicies }) {
      if (!namespace.declared) return 'its Namespace is in no file that was read, so there is nowhere to put a policy';
      const dns = [53].flatMap((port) => ['UDP', 'TCP'].map((protocol) => ({ protocol, port })));
      const policies = [
        policy('default-deny-egress', { podSelector: {}, policyTypes: ['Egress'] }),
        policy('allow-dns', { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [nameServer], ports: dns }] }),
        policy('allow-within-cluster', { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [wholeCluster] }] }),
      ];
      return addAll(namespace, policies, networkPolicies);
    },
  }),
];

function policy(name: string, spec: { readonly [key: string]: Json }): NewObject {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name }, spec };
}

/** Lets in what a Service sends to its pods: from the cluster, and from everywhere where the Service itself is open to it. */
function allowTo({ name, selector, type, ports }: Service): NewObject {
  const isOpen = type === 'LoadBalancer' || type === 'NodePort';
  return policy(`allow-to-${name}`, {
    podSelector: { matchLabels: selector ?? {} },
    policyTypes: ['Ingress'],
    ingress: [
      {
        ...(isOpen ? {} : { from: [wholeCluster] }),
        ports: ports.map(({ target, protocol }) => ({ protocol, port: target })),
      },
    ],
  });
}

function isSame(one: Service, other: Service): boolean {
  const said = ({ selector, type, ports }: Service): string => JSON.stringify([selector, type, ports]);
  return said(one) === said(other);
}

function addAll(
  namespace: Parameters<typeof add>[0],
  policies: readonly NewObject[],
  known: readonly { readonly namespace: string; readonly name: string }[],
): readonly Change[] | string {
  const taken = policies.find(({ metadata: { name } }) =>
    known.some((one) => one.namespace === namespace.name && one.name === name),
  );
  if (taken) return `a NetworkPolicy ${taken.metadata.name} is there and does not deny: correct it`;
  return policies.map((one) => add(namespace, one));
}
