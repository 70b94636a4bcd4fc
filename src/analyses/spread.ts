import type { Autoscaler } from '../estate/autoscaler.ts';
import type { FactName } from '../estate/facts.ts';
import { elsewhere, gap, type Gap } from '../estate/gap.ts';
import type { Companions, FactView, Vantage } from '../estate/fact-view.ts';
import { isEmptySelector, type LabelSelector, matchesSelector } from '../estate/label-selector.ts';
import type { PodAffinityTerm, SpreadConstraint } from '../estate/pod.ts';
import { gapsOf, seenIn } from '../estate/seen.ts';
import type { StorageClass } from '../estate/storage-class.ts';
import type { VolumeClaim } from '../estate/volume-claim.ts';
import type { Workload } from '../estate/workload.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { partialTemplate } from './partial-template.ts';
import { floorFrom } from './replica-floor.ts';

/** What a term spreads pods over: failure domains, nodes, something that is no failure domain, or something that nobody here knows. */
export type SpreadDomain = 'zone' | 'node' | 'none' | 'unknown';

/** A topology spread constraint, or a term of pod anti-affinity. */
export interface SpreadTerm {
  /** Path in the workload's object. */
  readonly path: string;
  readonly topologyKey: string;
  readonly over: SpreadDomain;
  /** Of zones: whether its key is the label of zones; else nodes need not bear it, or may all bear the same value of it. */
  readonly byZone: boolean;
  /** Whether the scheduler leaves a pod pending rather than break it. */
  readonly hard: boolean;
  /** null for anti-affinity, which admits one pod per domain. */
  readonly maxSkew: number | null;
  /** Whether it counts the workload's own pods; null: that hangs on labels of namespaces. */
  readonly countsOwnPods: boolean | null;
}

/** How a workload's pods are spread by what it declares. */
export interface Spread {
  /** The fewest replicas that it runs; 0 where it is switched off. */
  readonly replicas: number;
  /** Whose minimum those are; null where the workload itself declares them. */
  readonly scaledBy: Autoscaler | null;
  /** Whether the fewest replicas are known: no autoscaler is hidden. */
  readonly counted: boolean;
  readonly terms: readonly SpreadTerm[];
  /** What may spread its pods or keep them together although no term shows it; null when nothing does. */
  readonly doubt: Gap | null;
  /** What may keep its pods in one zone although its terms spread them, or the fact that may hold it and was not seen; null when nothing does. */
  readonly together: Gap | FactName | null;
  /** That its node selector or affinity allows one zone only, where a twin may cover the others; null when it allows more. */
  readonly onlyZone: Gap | null;
  /** Whether another workload of its namespace may be held to another zone, as its twin there would be. */
  readonly mayHaveTwin: boolean;
  /** What of other resources may do the same in the system that its pods belong to, and stand elsewhere; null where nothing does. */
  readonly shared: Gap | null;
  /** The volume that only one node can attach and that its only pod must leave before another takes it; `unseen`: its claim was not. */
  readonly heldBy: HoldingVolume | 'unseen' | null;
}

/** A volume claim that holds a workload to one pod. */
export interface HoldingVolume {
  readonly claim: string;
  /** Path in the workload's object. */
  readonly path: string;
}

/** How a workload's pods are spread over zones by what it declares. */
export const spread: Analysis<'workload', Spread> = defineAnalysis({
  needs: ['workloads', 'autoscalers', 'volumeClaims', 'storageClasses'],
  per: 'workload',
  compute: ({ workloads, autoscalers, volumeClaims, storageClasses }) => {
    const floorOf = floorFrom(autoscalers);
    const pinned = Map.groupBy(
      workloads.items.filter(({ pod: { zones } }) => zones?.length === 1),
      ({ namespace }) => namespace,
    );
    const mayHaveTwin = ({ namespace, pod: { zones } }: Workload): boolean =>
      gapsOf(seenIn(workloads.seen, namespace)).length > 0 ||
      (pinned.get(namespace) ?? []).some(({ pod }) => pod.zones?.[0] !== zones?.[0]);
    const inSystems = Map.groupBy(
      workloads.items.filter(({ made }) => made?.system !== undefined),
      ({ namespace, made }) => `${namespace} ${made?.system?.name}`,
    );
    const sharedWith = ({ namespace, kind, name, made }: Workload): Gap | null => {
      const system = made?.system;
      if (!system) return null;
      const other = (inSystems.get(`${namespace} ${system.name}`) ?? []).find(
        (one) =>
          one.name !== name && one.replicas !== 0 && haveRoleInCommon(one.made?.system?.roles ?? [], system.roles),
      );
      if (other) return sharedRole(system.name, other);
      const [hidden] = gapsOf(seenIn(workloads.seen, namespace));
      return hidden ? sharedRole(system.name, { kind, name: null }) : null;
    };
    return (workload, vantage): Spread | Gap => {
      const part = partialTemplate(workload, 'labels', 'replicas', 'spread');
      if (part) return part;
      const floor = floorOf(workload, vantage);
      const terms = [
        ...workload.pod.spread.map((one, index) => ofConstraint(one, index, workload)),
        ...antiAffinityTerms(workload),
      ];
      return {
        replicas: floor.replicas ?? 0,
        scaledBy: floor.autoscaler,
        counted: floor.complete,
        terms,
        doubt: doubtOf(workload, terms),
        together:
          togetherBy(workload, volumeClaims.near(workload, vantage)) ??
          zoneOfVolumes(workload, storageClasses, vantage),
        onlyZone: onlyZoneOf(workload),
        mayHaveTwin: mayHaveTwin(workload),
        shared: sharedWith(workload),
        heldBy: holderOf(workload, volumeClaims.near(workload, vantage)),
      };
    };
  },
});

/** Of one that does not say what it is for it is not known. */
function haveRoleInCommon(some: readonly string[], others: readonly string[]): boolean {
  return some.length === 0 || others.length === 0 || some.some((one) => others.includes(one));
}

function sharedRole(system: string, { kind, name }: { readonly kind: string; readonly name: string | null }): Gap {
  return elsewhere(
    `it is one pod, and ${name === null ? `another ${kind} that was not seen` : `${kind}/${name}`} may do the same for ${system} in another zone; \`kubectl get pods -o wide\` shows where they stand`,
    'running-platform',
  );
}

/**
 * The keys of the API's own failure domains; a region is made of zones, so what is spread over regions is spread over zones, where there are several. The
 * deprecated keys are labels that nodes need not bear any more (node labels, kubernetes.io/docs/reference/labels-annotations-taints).
 */
const zoneKeys = new Set([
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region',
]);

/** Labels of nodes that tell what a node is, not where it stands. */
const otherKeys = new Set([
  'kubernetes.io/arch',
  'kubernetes.io/os',
  'node.kubernetes.io/instance-type',
  'beta.kubernetes.io/arch',
  'beta.kubernetes.io/instance-type',
  'karpenter.sh/capacity-type',
]);

function domainOf(topologyKey: string): SpreadDomain {
  if (zoneKeys.has(topologyKey)) return 'zone';
  if (topologyKey === 'kubernetes.io/hostname') return 'node';
  return otherKeys.has(topologyKey) ? 'none' : 'unknown';
}

const zoneKey = 'topology.kubernetes.io/zone';

function ofConstraint(constraint: SpreadConstraint, index: number, workload: Workload): SpreadTerm {
  const { topologyKey, maxSkew, whenUnsatisfiable } = constraint;
  return {
    path: `${workload.pod.path}.topologySpreadConstraints[${index}]`,
    topologyKey,
    over: domainOf(topologyKey),
    byZone: topologyKey === zoneKey,
    hard: whenUnsatisfiable === 'DoNotSchedule',
    maxSkew,
    countsOwnPods: constraintCounts(constraint, workload),
  };
}

/** Labels that a controller adds to its pods, the same for every pod of one revision. */
const revisionLabels: Readonly<Partial<Record<string, string>>> = {
  Deployment: 'pod-template-hash',
  StatefulSet: 'controller-revision-hash',
  Rollout: 'rollouts-pod-template-hash',
};

/**
 * Whether a constraint counts the workload's own pods. An absent selector counts nothing, and so does an empty one, unlike everywhere else
 * (podtopologyspread/common.go countPodsMatchSelector). The values of matchLabelKeys are the pod's own, so they never exclude a pod of its
 * revision, and make an empty selector count when the pod has one of the keys; keys that it has not are ignored (KEP-3243).
 */
function constraintCounts({ selector, matchLabelKeys }: SpreadConstraint, { kind, pod }: Workload): boolean {
  if (!matchesSelector(selector, pod.labels)) return false;
  return (
    !isEmptySelector(selector) ||
    matchLabelKeys.some((key) => Object.hasOwn(pod.labels, key) || key === revisionLabels[kind])
  );
}

function antiAffinityTerms(workload: Workload): SpreadTerm[] {
  const { antiAffinity, path } = workload.pod;
  const ofKind = (required: boolean, where: (index: number) => string): SpreadTerm[] =>
    antiAffinity
      .filter((term) => term.required === required)
      .map((term, index) => ({
        path: `${path}.affinity.podAntiAffinity.${where(index)}`,
        topologyKey: term.topologyKey,
        over: domainOf(term.topologyKey),
        byZone: term.topologyKey === zoneKey,
        hard: required,
        maxSkew: null,
        countsOwnPods: termCounts(term, workload),
      }));
  return [
    ...ofKind(true, (index) => `requiredDuringSchedulingIgnoredDuringExecution[${index}]`),
    ...ofKind(false, (index) => `preferredDuringSchedulingIgnoredDuringExecution[${index}].podAffinityTerm`),
  ];
}

/**
 * Whether a term of anti-affinity counts the workload's own pods: an absent selector counts none, an empty one all, pods of other namespaces only
 * where it names them, and mismatchLabelKeys only pods whose values differ, which the pod's own never do (core/v1 PodAffinityTerm).
 */
function termCounts(
  { selector, mismatchLabelKeys, namespaces, namespaceSelector }: PodAffinityTerm,
  { namespace, pod }: Workload,
): boolean | null {
  if (!matchesSelector(selector, pod.labels)) return false;
  if (mismatchLabelKeys.some((key) => Object.hasOwn(pod.labels, key))) return false;
  if (namespaces.length === 0 && namespaceSelector === null) return true;
  return namespaces.includes(namespace) || reaches(namespaceSelector, namespace);
}

function reaches(selector: LabelSelector | null, namespace: string): boolean | null {
  if (selector === null) return false;
  if (isEmptySelector(selector)) return true;
  // The one label that every namespace has; for others its labels had to be seen.
  return matchesSelector(selector, { 'kubernetes.io/metadata.name': namespace }) || null;
}

/**
 * What makes it impossible to say that nothing spreads the pods. The pods of a StatefulSet return to the zones of their volumes: a storage class that
 * binds at once places the volumes of one set over the zones, one that waits for the first pod keeps them where the scheduler put it, and shared or
 * replicated storage has no zone at all. None of that stands in the workload, so its claim templates prove nothing, neither way.
 */
function doubtOf(workload: Workload, terms: readonly SpreadTerm[]): Gap | null {
  const odd = terms.find(({ over, countsOwnPods }) => over === 'unknown' && countsOwnPods === true);
  if (odd)
    return gap(
      'not-collected',
      `it is spread over ${odd.topologyKey}; whether those domains are zones, the labels of the nodes show`,
    );
  const wide = terms.find(({ over, countsOwnPods }) => over === 'zone' && countsOwnPods === null);
  if (wide)
    return gap(
      'not-collected',
      'it keeps away from pods of namespaces by their labels; whether its own namespace is one of them was not seen',
    );
  if (workload.form === 'StatefulSet' && workload.claimTemplates.length > 0) {
    return gap(
      'not-collected',
      'its pods follow their volumes; in which zones those lie, the storage class and the volumes show',
    );
  }
  return null;
}

/**
 * What may keep its pods in one zone, whatever spreads them. None of it is a fault by itself: a twin may run elsewhere, the pods that an affinity follows may
 * already stand in several zones, some storage does not hold what its claim says, and another scheduler may know better.
 */
function togetherBy({ pod, ...workload }: Workload, claims: Companions<VolumeClaim>): Gap | FactName | null {
  const { onlyNode, scheduler, affinity } = pod;
  if (onlyNode)
    return gap(
      'not-collected',
      `it may run on node ${onlyNode.name} only (${onlyNode.path}); whether a twin of it runs in another zone was not seen`,
    );
  const follows = affinity.find(
    (term) => ['zone', 'node'].includes(domainOf(term.topologyKey)) && termCounts(term, { ...workload, pod }) !== false,
  );
  if (follows)
    return gap(
      'not-collected',
      `its required pod affinity keeps it where pods like its own run already (${follows.topologyKey}); that those stand in several zones was not seen`,
    );
  const shared = sharedClaim(pod.volumes, claims);
  if (shared !== null) return shared;
  if (scheduler !== null)
    return gap(
      'not-collected',
      `the scheduler ${scheduler} places its pods; what it makes of what they declare was not seen`,
    );
  return null;
}

/** A claim in the template of its pods is one for all of them. One that is not in a folder counts as one that several nodes can attach. */
function sharedClaim(volumes: Workload['pod']['volumes'], claims: Companions<VolumeClaim>): Gap | FactName | null {
  let unseen: FactName | null = null;
  for (const { claim } of volumes) {
    if (claim === null) continue;
    const found = claims.found.find(({ name }) => name === claim);
    if (found && attachesOnce(found.accessModes))
      return gap(
        'not-collected',
        `its pods share the claim ${claim}, which one node at a time can attach; that they stand in several zones was not seen`,
      );
    if (!found && !claims.complete) unseen = 'volumeClaims';
  }
  return unseen;
}

/** That the class of its volumes makes them in one zone, which every pod of a StatefulSet needs one of. */
function zoneOfVolumes(
  { claimTemplates, places, clusters }: Workload,
  classes: FactView<StorageClass>,
  vantage: Vantage,
): Gap | FactName | null {
  const names = new Set(claimTemplates.flatMap(({ storageClass }) => storageClass || []));
  let unseen: FactName | null = null;
  for (const name of names) {
    const { found, settled } = classes.near({ namespace: '', places, clusters }, vantage, name);
    const bound = found.find(({ zones }) => zones?.length === 1);
    if (bound)
      return gap(
        'not-collected',
        `its volumes are of StorageClass/${name}, which makes them in zone ${bound.zones?.[0]} only, so its pods run there or stay pending; that other volumes keep them in several zones was not seen`,
      );
    if (found.length === 0 && !settled) unseen = 'storageClasses';
  }
  return unseen;
}

function onlyZoneOf({ pod: { zones } }: Workload): Gap | null {
  if (zones?.length !== 1) return null;
  return gap('not-collected', `it may run in zone ${zones[0]} only; whether a twin of it runs in another was not seen`);
}

/** That terms by other keys than that of zones spread its pods over zones only if the labels of the nodes are so. */
export function unsureOf([term]: readonly SpreadTerm[]): Gap | null {
  if (!term) return null;
  return gap(
    'not-collected',
    `it is spread by ${term.topologyKey}; whether the nodes bear that label, and more than one value of it, was not seen`,
  );
}

/** The terms that matter for zones. */
export interface ZoneTerms {
  /** Keep the workload's own pods in different zones. */
  readonly hard: readonly SpreadTerm[];
  /** Prefer to. */
  readonly soft: readonly SpreadTerm[];
  /** Constraints by zone that select none of its own pods; anti-affinity that does so keeps away from others, as it says. */
  readonly astray: readonly SpreadTerm[];
  /** Keep its own pods on different nodes, or prefer to. */
  readonly nodes: readonly SpreadTerm[];
}

/** Sorts a workload's terms by what they do for its spread over zones. */
export function zoneTermsOf(terms: readonly SpreadTerm[]): ZoneTerms {
  const own = terms.filter(({ countsOwnPods }) => countsOwnPods === true);
  return {
    hard: own.filter(({ over, hard }) => over === 'zone' && hard),
    soft: own.filter(({ over, hard }) => over === 'zone' && !hard),
    astray: terms.filter(
      ({ over, countsOwnPods, maxSkew }) => over === 'zone' && countsOwnPods === false && maxSkew !== null,
    ),
    nodes: own.filter(({ over }) => over === 'node'),
  };
}

const singleAttachModes = new Set(['ReadWriteOnce', 'ReadWriteOncePod']);

/** Whether a volume with these access modes can be attached to one node at a time only. */
export function attachesOnce(accessModes: readonly string[]): boolean {
  return accessModes.length > 0 && accessModes.every((mode) => singleAttachModes.has(mode));
}

/**
 * The volume that holds a workload to one pod. Its update must stop the old pod before it starts the new one, which a Deployment does with Recreate and a
 * StatefulSet always: who writes that knows about the volume. For a StatefulSet a second replica would start, with an empty volume of its own,
 * unless an operator sees to it that the data is copied.
 */
function holderOf(
  { form, made, updateStrategy, claimTemplates, pod }: Workload,
  claims: Companions<VolumeClaim>,
): Spread['heldBy'] {
  if (made?.copiesData || (form !== 'StatefulSet' && updateStrategy !== 'Recreate')) return null;
  const template = claimTemplates.findIndex(({ accessModes }) => attachesOnce(accessModes));
  if (template >= 0)
    return { claim: claimTemplates[template]?.name ?? '', path: `spec.volumeClaimTemplates[${template}]` };

  let unseen = false;
  for (const [index, { claim }] of pod.volumes.entries()) {
    if (claim === null) continue;
    const found = claims.found.find((one) => one.name === claim);
    if (found && attachesOnce(found.accessModes)) return { claim, path: `${pod.path}.volumes[${index}]` };
    unseen ||= !found && !claims.complete;
  }
  return unseen ? 'unseen' : null;
}

/**
 * The most of `replicas` pods that one domain can hold under a maxSkew, when there are `domains` of them: each new pod may enter a domain whose count,
 * with it, is at most maxSkew above the smallest count.
 */
export function mostInOneDomain(replicas: number, maxSkew: number, domains: number): number {
  // With m pods in each other domain the fullest holds at most m + maxSkew, and what the others leave; the best m is where both meet.
  const meeting = Math.max(0, Math.floor((replicas - maxSkew) / domains));
  const held = [meeting, meeting + 1].map((others) => Math.min(others + maxSkew, replicas - (domains - 1) * others));
  return Math.max(...held);
}
