import type { FactName } from '../../../estate/facts.ts';
import { isServedKind, kindsRead } from '../../objects/kinds.ts';
import { namespaceOf } from '../../objects/scope.ts';
import { kubernetesVersions } from '../../schemas/field-tables.ts';
import { factsOfList } from '../facts-of-list.ts';
import { askedOnlyIn, liveKinds } from '../live/live-kinds.ts';
import { resourceOf } from './resource-of.ts';

/** A kind that an API server is asked for, where it serves it. */
export interface AskedKind {
  readonly group: string;
  /** `*`: all kinds of the group. */
  readonly kind: string;
  readonly resource: string;
  readonly isNamespaced: boolean;
  /** The only namespace in which it is asked for; null: all. */
  readonly onlyIn: string | null;
  /** Whether Kubernetes itself brings it; else a tool does, and it is asked for only where that tool is. */
  readonly isBuiltIn: boolean;
  /** The facts that are not whole without it. */
  readonly facts: readonly FactName[];
}

/** What stands in files alone: no API server serves it. */
const onlyInFiles = new Set(['/DeploymentConfig', 'eksctl.io/ClusterConfig']);

/** Of those that belong to no namespace, the ones of which a file does not tell. */
const ofTheCluster = new Set([
  'autoscaling.openshift.io/ClusterAutoscaler',
  'cloudwatchlogs.aws.upbound.io/Group',
  'container.gcp.upbound.io/NodePool',
  'containerservice.azure.upbound.io/KubernetesClusterNodePool',
  'crd.antrea.io/ClusterNetworkPolicy',
  'eks.aws.upbound.io/NodeGroup',
  'elbv2.k8s.aws/IngressClassParams',
  'remediation.medik8s.io/NodeHealthCheck',
]);

/** Every kind that a cluster may be asked for, Kubernetes' own first, then by group and name. */
export function askedKinds(): readonly AskedKind[] {
  const keys = [...new Set([...kindsRead, ...liveKinds])].filter((key) => !onlyInFiles.has(key));
  return keys
    .map(split)
    .filter(({ group, kind }) => liveKinds.includes(`${group}/${kind}`) || isServedKind(group, kind))
    .map(askedKind)
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

function split(key: string): { group: string; kind: string } {
  const slash = key.indexOf('/');
  return { group: key.slice(0, slash), kind: key.slice(slash + 1) };
}

function askedKind({ group, kind }: { group: string; kind: string }): AskedKind {
  const isBuiltIn = !group.includes('.') || kubernetesVersions(group, kind).length > 0;
  const version = 'v1';
  const apiVersion = group === '' ? version : `${group}/${version}`;
  return {
    group,
    kind,
    resource: resourceOf(group, kind),
    isNamespaced: !ofTheCluster.has(`${group}/${kind}`) && namespaceOf(apiVersion, kind, 'any') !== '',
    onlyIn: askedOnlyIn(group, kind),
    isBuiltIn,
    facts: factsOfList({ group, version, kind }),
  };
}

function orderOf({ isBuiltIn, group, resource }: AskedKind): string {
  return `${isBuiltIn ? 0 : 1}\0${group}\0${resource}`;
}
