import { notStated } from '../../../estate/identity.ts';
import type { LimitRange } from '../../../estate/limit-range.ts';
import type { Namespace } from '../../../estate/namespace.ts';
import type { NetworkPeer, NetworkPolicy, NetworkRule } from '../../../estate/network-policy.ts';
import type { ResourceQuota } from '../../../estate/resource-quota.ts';
import type { LongLivedToken, ServiceAccount } from '../../../estate/service-account.ts';
import { type Fields, MalformedField, writePath } from '../fields.ts';
import { readTierLabel, type Subject } from '../object-metadata.ts';
import { isPlaceholder } from '../scope.ts';
import { readSelector } from '../selector.ts';

/** Reads a Namespace object. Its own namespace is its name, so that it lies among what it holds. */
export function readNamespace({ metadata, head }: Subject): Namespace {
  const labels = metadata.labels('labels');
  // The API server adds this label to every namespace (KEP-2161).
  labels['kubernetes.io/metadata.name'] = head.name;
  const namespace = isPlaceholder(head.name) ? notStated : head.name;
  return { ...head, namespace, noun: 'namespace', declared: true, labels, tierLabel: readTierLabel(metadata) };
}

/** Reads a NetworkPolicy. */
export function readNetworkPolicy({ spec, head }: Subject): NetworkPolicy {
  const types = spec.texts('policyTypes');
  const wrong = types.find((type) => type !== 'Ingress' && type !== 'Egress');
  if (wrong !== undefined)
    throw new MalformedField([...spec.path, 'policyTypes'], 'spec.policyTypes: only Ingress and Egress are known');
  return {
    ...head,
    noun: 'networkPolicy',
    pods: readSelector(spec, 'podSelector') ?? {},
    isolates: {
      ingress: types.length === 0 || types.includes('Ingress'),
      egress: types.length === 0 ? spec.list('egress').length > 0 : types.includes('Egress'),
    },
    ingress: spec.objects('ingress').map((rule) => readRule(rule, 'from')),
    egress: spec.objects('egress').map((rule) => readRule(rule, 'to')),
  };
}

function readRule(rule: Fields, peers: 'from' | 'to'): NetworkRule {
  return {
    peers: rule.objects(peers).map(readPeer),
    ports: rule.objects('ports').map((port) => ({
      protocol: port.text('protocol') ?? 'TCP',
      port: port.integerOrText('port'),
      endPort: port.integer('endPort'),
    })),
  };
}

function readPeer(peer: Fields): NetworkPeer {
  const block = peer.object('ipBlock');
  return {
    pods: readSelector(peer, 'podSelector'),
    namespaces: readSelector(peer, 'namespaceSelector'),
    block: block ? { cidr: block.text('cidr') ?? '', except: block.texts('except') } : null,
  };
}

/** Reads a ResourceQuota. */
export function readResourceQuota({ spec, head }: Subject): ResourceQuota {
  return {
    ...head,
    noun: 'resourceQuota',
    hard: spec.quantities('hard'),
    scoped: spec.list('scopes').length > 0 || spec.has('scopeSelector'),
  };
}

/** Reads an OpenShift ClusterResourceQuota, which spans the namespaces that it selects. Its own namespace is none. */
export function readClusterResourceQuota({ spec, head }: Subject): ResourceQuota {
  const quota = spec.objectOrEmpty('quota');
  const scoped = quota.list('scopes').length > 0 || quota.has('scopeSelector');
  return { ...head, noun: 'resourceQuota', hard: quota.quantities('hard'), scoped };
}

/** Reads a LimitRange. */
export function readLimitRange({ spec, head }: Subject): LimitRange {
  return {
    ...head,
    noun: 'limitRange',
    items: spec.objects('limits').map((item) => ({
      type: item.text('type') ?? '',
      defaultLimits: item.quantities('default'),
      defaultRequests: item.quantities('defaultRequest'),
      min: item.quantities('min'),
      max: item.quantities('max'),
    })),
  };
}

const cloudIdentities = [
  'eks.amazonaws.com/role-arn',
  'iam.gke.io/gcp-service-account',
  'azure.workload.identity/client-id',
];

/** Reads a ServiceAccount. */
export function readServiceAccount({ fields, metadata, head }: Subject): ServiceAccount {
  const annotations = Object.keys(metadata.annotations());
  return {
    ...head,
    noun: 'serviceAccount',
    automountToken: fields.boolean('automountServiceAccountToken'),
    cloudIdentity: annotations.some((key) => cloudIdentities.includes(key)),
  };
}

const accountAnnotation = 'kubernetes.io/service-account.name';

/** Reads a Secret, if it asks for a ServiceAccount's token that never ends. */
export function readLongLivedToken({ fields, metadata, head }: Subject): LongLivedToken | null {
  for (const map of ['data', 'stringData']) fields.object(map)?.eachText();
  if (fields.text('type') !== 'kubernetes.io/service-account-token') return null;
  const account = metadata.annotations()[accountAnnotation];
  // The API server refuses such a Secret that says no account (ValidateSecret of core/v1).
  if (typeof account !== 'string' || account === '') {
    const path = [...metadata.path, 'annotations', accountAnnotation];
    throw new MalformedField(path, `${writePath(path)}: a Secret of this type must name its account here`);
  }
  return { ...head, noun: 'longLivedToken', account };
}
