import type { Identified } from '../../estate/identity.ts';
import type { PodOwner, RunningPod } from '../../estate/running-pod.ts';
import { isRaw, type Raw } from '../objects/fields.ts';
import type { Head } from '../objects/object-metadata.ts';
import type { ServedKind } from './cluster-record.ts';
import { type Controller, controllerOf, isNode, onlyOwnerOf } from './controller-of.ts';
import { makerRank, speaksForPods } from './maker-kinds.ts';

/** Knows what made what, over any chain. */
export interface Owners {
  /** Remembers an object, which may have made others; of one with `isHead` nothing else was told. */
  tell(raw: Raw, head: Head, isHead: boolean): void;
  /** Whether what made an object was told, or another one of its making was. */
  isSpokenFor(raw: Raw, kind: Pick<ServedKind, 'group' | 'kind'>): boolean;
  /** Remembers what a pod was made by, and gives the pod back. */
  placed(raw: Raw, pod: RunningPod): RunningPod;
  /** The labels of a pod, where what made it in the end may not be known by its owners; null: they were not kept. */
  labelsOf(pod: RunningPod): Readonly<Record<string, string>> | null;
  /** Pods with what made them in the end. */
  settled(pods: readonly Identified[]): RunningPod[];
  /** What made this one, of what was told; null: nothing did, or it was not. */
  makerOf(one: Identified): PodOwner | null;
  /**
   * Whether something that was told, or told later, made this one: it is not there by itself. So is what was made by something of a kind that was told to
   * the end (`isWhole`) and was not among it: that came after its list was read, or went.
   */
  isMade(one: Identified, isWhole: (kind: Pick<ServedKind, 'group' | 'kind'>) => boolean): boolean;
}

/** An object that may have made others: what it is, and what made it. */
interface Told {
  readonly owner: PodOwner;
  readonly by: Controller | null;
  /** Nothing but its name was told. */
  readonly isHead: boolean;
  /** Whether it is a workload, which speaks for what it made. */
  readonly speaks: boolean;
}

/** Companions of workloads that other objects make, which say the same of them. */
const madeKinds: ReadonlySet<string> = new Set(['HorizontalPodAutoscaler', 'PodDisruptionBudget']);

/** The groups of Kubernetes' own kinds that make pods. */
const ownGroups: ReadonlySet<string> = new Set(['', 'apps', 'batch']);

/** Starts with nothing told. */
export function startOwners(): Owners {
  const told = new Map<string, Told>();
  const speakers = new Map<string, string>();
  const makers = new Map<string, Controller>();
  // Of a hundred thousand pods each holds one of these, and no copy of its own.
  const named = new Map<string, Controller>();
  const madeBy = new Map<RunningPod, Controller>();
  const labels = new Map<RunningPod, Raw>();
  const roots = new Map<string, PodOwner>();
  /** Workloads by their names, and what the names of makers that were not told say of who made these. */
  const byName = new Map<string, PodOwner>();
  const made = new Map<string, string>();

  function controllerNamed(raw: Raw): Controller | null {
    const by = controllerOf(raw);
    if (by === null) return null;
    const known = named.get(by.uid) ?? by;
    named.set(by.uid, known);
    return known;
  }

  /** What made a maker that was not told, where the names say it and it was told itself. */
  function namedMaker({ uid }: Controller): PodOwner | null {
    return told.has(uid) ? null : (byName.get(made.get(uid) ?? '') ?? null);
  }

  function rootOf(controller: Controller): PodOwner {
    const root = roots.get(controller.uid) ?? climb(controller);
    roots.set(controller.uid, root);
    return root;
  }

  function climb(controller: Controller): PodOwner {
    const seen = new Set<string>();
    // Of what is no workload no fact speaks: the last one that is does.
    let known: PodOwner = { apiVersion: controller.apiVersion, kind: controller.kind, name: controller.name };
    for (let at: Controller | null = controller; at !== null && !seen.has(at.uid);) {
      seen.add(at.uid);
      const one = told.get(at.uid);
      known = (one?.speaks ? one.owner : namedMaker(at)) ?? known;
      at = one?.by ?? null;
    }
    return known;
  }

  /** Whether a chain of owners ends in what Kubernetes itself makes pods of, which nothing else made: its template says what they bear. */
  function endsInKubernetes(controller: Controller): boolean {
    const seen = new Set<string>();
    for (let at: Controller | null = controller; at !== null && !seen.has(at.uid);) {
      seen.add(at.uid);
      const one = told.get(at.uid);
      if (!one?.by) return one?.speaks === true && ownGroups.has(groupIn(one.owner.apiVersion));
      at = one.by;
    }
    return false;
  }

  return {
    tell(raw, { apiVersion, kind, name, namespace }, isHead) {
      const uid = isRaw(raw['metadata']) ? raw['metadata']['uid'] : null;
      const by = controllerOf(raw) ?? (madeKinds.has(kind) ? onlyOwnerOf(raw) : null);
      const isWorkload = speaksForPods({ group: groupIn(apiVersion), kind });
      if (by && (isWorkload || madeKinds.has(kind))) makers.set(keyOf({ kind, namespace, name }), by);
      if (isWorkload && !isHead && kind !== 'Pod')
        byName.set(keyOf({ kind, namespace, name }), { apiVersion, kind, name });
      if (typeof uid === 'string' && kind !== 'Pod' && kind !== 'Node')
        told.set(uid, { owner: { apiVersion, kind, name }, by, isHead, speaks: isWorkload && !isHead });
    },
    isSpokenFor(raw, kind) {
      const by = controllerOf(raw);
      // What a kubelet runs from a file is its node's, and no node speaks for what that is.
      if (by === null || isNode(by) || makerRank(kind) === 0) return false;
      if (told.get(by.uid)?.speaks) return true;
      const { name: ofRaw, namespace } = isRaw(raw['metadata']) ? raw['metadata'] : {};
      const name = String(ofRaw);
      if (kind.kind === 'Pod') {
        const maker = makerByName(raw, by);
        if (maker) made.set(by.uid, keyOf({ ...maker, namespace: String(namespace) }));
      }
      if (kind.kind === 'Pod') makers.set(keyOf({ kind: 'Pod', namespace: String(namespace), name }), by);
      const speaker = speakers.get(by.uid);
      if (speaker === undefined) speakers.set(by.uid, name);
      return speaker !== undefined && speaker !== name;
    },
    placed(raw, pod) {
      const by = controllerNamed(raw);
      if (by) madeBy.set(pod, by);
      const own = isRaw(raw['metadata']) ? raw['metadata']['labels'] : null;
      if (isRaw(own) && !(by && endsInKubernetes(by))) labels.set(pod, own);
      return pod;
    },
    labelsOf: (pod) => (labels.get(pod) as Readonly<Record<string, string>> | undefined) ?? null,
    settled: (pods) =>
      (pods as readonly RunningPod[]).map((pod) => {
        const by = madeBy.get(pod);
        if (!by) return pod;
        const settled: RunningPod = {
          ...pod,
          owner: rootOf(by),
          ...(ownGroups.has(by.group) && !isNode(by) ? { keptByKubernetes: true } : {}),
        };
        const own = labels.get(pod);
        if (own) labels.set(settled, own);
        return settled;
      }),
    makerOf(one) {
      const maker = told.get(makers.get(keyOf(one))?.uid ?? '');
      return maker && !maker.isHead ? maker.owner : null;
    },
    isMade(one, isWhole) {
      let by = makers.get(keyOf(one)) ?? null;
      for (const seen = new Set<string>(); by !== null && !seen.has(by.uid);) {
        seen.add(by.uid);
        const maker = told.get(by.uid);
        if (maker?.speaks || (maker === undefined && isWhole(by)) || namedMaker(by)) return true;
        by = maker?.by ?? null;
      }
      return false;
    },
  };
}

function keyOf({ kind, namespace, name }: Pick<Identified, 'kind' | 'namespace' | 'name'>): string {
  return `${namespace}/${kind}/${name}`;
}

/** What made the maker of a pod, by how Kubernetes and Argo Rollouts call what they make: `<name>-<hash>`, as the pod bears it, and `<name>-<minutes>`. */
function makerByName(raw: Raw, { group, kind, name }: Controller): Pick<Identified, 'kind' | 'name'> | null {
  const own = isRaw(raw['metadata']) ? raw['metadata']['labels'] : null;
  const labels = isRaw(own) ? own : {};
  if (`${group}/${kind}` === 'batch/Job') {
    const job = /^(.+)-\d{8,}$/.exec(name);
    return job?.[1] ? { kind: 'CronJob', name: job[1] } : null;
  }
  if (`${group}/${kind}` !== 'apps/ReplicaSet') return null;
  for (const [label, of] of [
    ['rollouts-pod-template-hash', 'Rollout'],
    ['pod-template-hash', 'Deployment'],
  ] as const) {
    const end = `-${String(labels[label])}`;
    if (Object.hasOwn(labels, label) && name.endsWith(end)) return { kind: of, name: name.slice(0, -end.length) };
  }
  return null;
}

function groupIn(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}
