import { mostInOneDomain, type SpreadTerm, unsureOf, zoneTermsOf } from '../../../analyses/spread.ts';
import type { ZonePlacement } from '../../../analyses/zone-placement.ts';
import { gap } from '../../../estate/gap.ts';
import {
  at,
  type Check,
  defineCheck,
  type Evidence,
  fault,
  here,
  notApplicable,
  type Outcome,
  pass,
  type Target,
  unseen,
} from '../../define-check.ts';
import { podsOfMaker } from '../../pods-of-maker.ts';

export const zoneSpread: Check = defineCheck({
  answers: 'availability/zone-spread',
  title: 'Spread over zones',
  question: 'Does the workload keep serving when a whole zone is lost?',
  why: 'Zones fail as a whole; replicas that all run in one of them fail with it, and the scheduler spreads them only by preference unless told otherwise.',
  fix:
    "Add a topologySpreadConstraint with topologyKey: topology.kubernetes.io/zone, maxSkew: 1, nodeTaintsPolicy: Honor and a labelSelector of the pod's own labels; " +
    'whenUnsatisfiable: DoNotSchedule guarantees it (first see that every node has the zone label), ScheduleAnyway prefers it.',
  needs: ['workloads', 'spread', 'zonePlacement', 'podHealth'],
  targets: ['zones', 'maxShareOfReplicasInOneZone'],
  reasons: {
    'spread': 'its pods are spread over zones, and the scheduler keeps them so',
    'stands-spread': 'its {ready} ready pods stand in {zones}',
    'spread-softly': 'its pods are spread over zones where there is room',
    'switched-off': 'it may be scaled to zero, so nothing of it has to keep running',
    'held-by-volume':
      'its data lies on a volume that one node at a time can attach, so more replicas alone would not help',
    'one-replica': [
      'FPa',
      'it runs a single replica, which is gone with its zone',
      'Run at least two replicas (spec.replicas, or the minimum of its autoscaler; a bare Pod needs a Deployment) and spread them over zones, if the application can run twice.',
    ],
    'one-replica-volume-bound': [
      'Paa',
      'it runs a single replica, held by a volume that one node at a time can attach',
      'Let the application replicate its data, or give it a volume that several nodes can attach, before adding replicas; until then, know how it comes back in another zone.',
    ],
    'no-spread': ['FPa', 'nothing that it declares spreads its {replicas} replicas over zones'],
    'hostname-only': ['Faa', 'it is spread over nodes, all of which may be in one zone'],
    'soft-only': [
      'Paa',
      'its spread over zones is a preference only, so a zone may hold all of its replicas',
      "Require it: a topologySpreadConstraint with topologyKey: topology.kubernetes.io/zone, maxSkew: 1, whenUnsatisfiable: DoNotSchedule (first see that every node has the zone label), nodeTaintsPolicy: Honor, so that a lost zone blocks nothing, and a labelSelector of the pod's own labels.",
    ],
    'selector-misses-own-pods': [
      'FFa',
      'the selector of its zone constraint selects none of its own pods, so it spreads nothing',
      'Make the labelSelector of the zone constraint match the labels of the pod template (spec.template.metadata.labels).',
    ],
    'skew-too-wide': [
      'PPa',
      'its zone constraint lets one zone hold {most} of {replicas} replicas',
      'Set maxSkew: 1 on the topologySpreadConstraint of the zones.',
    ],
    'in-one-zone': [
      'FPa',
      'all its {ready} ready pods stand in {zone}{only}, and are gone with it',
      'See that there are nodes with room in other zones, let a topologySpreadConstraint spread the pods over them, and then restart the workload (kubectl rollout restart): what is placed already is not moved.',
    ],
    'zone-overfull': [
      'Paa',
      '{most} of its {ready} ready pods stand in {zone}, where its tier lets {allowed} stand',
      'See that there is room in the other zones, and restart the workload (kubectl rollout restart): what is placed already is not moved.',
    ],
    'spread-by-chance': [
      'Paa',
      'its {ready} ready pods stand in {zones} now, and nothing that it declares keeps them so',
    ],
  },

  over: ({ workloads }) =>
    workloads.filter((one) => one.form !== 'DaemonSet' && one.longRunning && !one.isStatic && one.ofSet === undefined),

  judge(
    { kind, controller, pod, replicas: declared, replicasDeclared, replicasPath },
    {
      spread: { replicas, scaledBy, counted, terms, doubt, together, onlyZone, mayHaveTwin, shared, heldBy },
      zonePlacement: placed,
      podHealth,
    },
    { values },
  ) {
    if (!counted) return unseen('autoscalers');
    if (replicas === 0) return notApplicable('switched-off');
    const minimum = scaledBy ? [at(scaledBy, 'spec.minReplicas', scaledBy.minReplicas)] : [];
    // One pod speaks here for all that something else made of it.
    if (kind === 'Pod' && controller !== null) return unseen(podsOfMaker(controller, podHealth));
    if (replicas === 1) {
      if (shared !== null) return unseen(shared);
      const written = replicasDeclared && declared !== null ? declared : undefined;
      if (heldBy === 'unseen') return unseen('volumeClaims');
      return heldBy === null
        ? fault('one-replica', ...minimum, kind === 'Pod' ? here(pod.path) : here(replicasPath, written))
        : [fault('one-replica-volume-bound', here(heldBy.path, heldBy.claim)), notApplicable('held-by-volume')];
    }

    const { hard, soft, astray, nodes } = zoneTermsOf(terms);
    const faults =
      hard.length === 0 && astray.length > 0
        ? [fault('selector-misses-own-pods', ...fieldsOf(astray, '.labelSelector'))]
        : [];
    // Of a cluster the pods decide, and what is declared says whether they stay so.
    if (placed.is !== 'file') {
      if (onlyZone !== null && mayHaveTwin) return [...faults, unseen(onlyZone)];
      const declared = [...faults, ...tooWide(hard, replicas, values)];
      if (placed.is === 'hidden') return [...declared, unseen(placed.why)];
      if (placed.missing !== null) return [...declared, unseen(placed.missing)];
      return [...declared, ...crowded(placed, values), ...asDeclared(placed, { hard, soft, doubt: doubt !== null })];
    }
    if (onlyZone !== null) return [...faults, unseen(onlyZone)];
    const kept = (reason: 'spread' | 'spread-softly', by: readonly SpreadTerm[]): Outcome<typeof reason, never> =>
      together === null ? pass(reason, ...fieldsOf(by)) : unseen(together);
    const wide = tooWide(hard, replicas, values);
    if (hard.some(({ byZone }) => byZone)) return [...wide, kept('spread', hard)];
    // Volumes may do better than a preference; only a tier that promises how much one zone may hold hangs on it.
    const hangsOnDoubt = !soft.some(({ byZone }) => byZone) || values.maxShareOfReplicasInOneZone !== undefined;
    const unsure = doubt ?? unsureOf([...hard, ...soft.filter(({ byZone }) => !byZone)]);
    if (unsure !== null && hangsOnDoubt) return [...faults, ...wide, unseen(unsure)];
    if (soft.length > 0) return [...faults, fault('soft-only', ...fieldsOf(soft)), kept('spread-softly', soft)];
    if (nodes.length > 0) return [...faults, fault('hostname-only', ...fieldsOf(nodes)), unseen(zonesOfNodes)];
    return faults.length > 0 ? faults : fault('no-spread', here(pod.path), ...minimum, { replicas });
  },
});

/** Ready pods of which one zone holds all, or more than the tier lets it hold: as few as the zones of the cluster admit are always let. */
function crowded(
  { ready: { length: ready }, fullest, zonesOfCluster }: ZonePlacement,
  { zones = 2, maxShareOfReplicasInOneZone: share }: Target<'zones' | 'maxShareOfReplicasInOneZone'>['values'],
): Outcome<never, 'in-one-zone' | 'zone-overfull'>[] {
  if (fullest === null) return [];
  const { zone, count } = fullest;
  const only = zonesOfCluster < 2 ? ', the only zone of the cluster' : '';
  if (count === ready) return [fault('in-one-zone', here(''), { ready, zone, only })];
  if (share === undefined) return [];
  const allowed = Math.max(Math.floor(ready * share), Math.ceil(ready / Math.max(1, Math.min(zones, zonesOfCluster))));
  return count > allowed ? [fault('zone-overfull', here(''), { most: count, ready, zone, allowed })] : [];
}

/** What holds of pods that stand in several zones, by what keeps them there. */
function asDeclared(
  { ready, zones }: ZonePlacement,
  { hard, soft, doubt }: { hard: readonly SpreadTerm[]; soft: readonly SpreadTerm[]; doubt: boolean },
): Outcome<'spread' | 'spread-softly' | 'stands-spread', 'soft-only' | 'spread-by-chance'>[] {
  const numbers = { ready: ready.length, zones: zones.length === 1 ? 'one zone' : `${zones.length} zones` };
  if (hard.length > 0) return [pass('spread', ...fieldsOf(hard))];
  // Volumes, or labels of nodes that nobody here knows, may keep them where they are.
  const kept = doubt || zones.length < 2;
  if (soft.length > 0)
    return [...(kept ? [] : [fault('soft-only', ...fieldsOf(soft))]), pass('spread-softly', ...fieldsOf(soft))];
  return [...(kept ? [] : [fault('spread-by-chance', here(''), numbers)]), pass('stands-spread', here(''), numbers)];
}

const zonesOfNodes = gap('not-collected', 'its pods are spread over nodes; in which zones those stand was not seen');

function fieldsOf(terms: readonly SpreadTerm[], field = ''): Evidence[] {
  return terms.map(({ path }) => here(`${path}${field}`));
}

/**
 * A spread that admits more into one zone than the tier promises or, where it promises nothing, all replicas. The tightest term decides; a maxSkew of 1,
 * which anti-affinity amounts to, is as tight as can be. Replicas are weighed over as many zones as the tier promises.
 */
function tooWide(
  hard: readonly SpreadTerm[],
  replicas: number,
  values: Target<'zones' | 'maxShareOfReplicasInOneZone'>['values'],
): Outcome<never, 'skew-too-wide'>[] {
  const [tightest] = hard.toSorted((one, other) => (one.maxSkew ?? 1) - (other.maxSkew ?? 1));
  const maxSkew = tightest?.maxSkew ?? 1;
  const most = mostInOneDomain(replicas, maxSkew, Math.max(2, values.zones ?? 2));
  const share = values.maxShareOfReplicasInOneZone;
  const allowed = share === undefined ? replicas - 1 : replicas * share;
  if (!tightest || maxSkew === 1 || most <= allowed) return [];
  return [fault('skew-too-wide', here(`${tightest.path}.maxSkew`, maxSkew), { most, replicas })];
}
