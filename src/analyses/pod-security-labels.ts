import { clustersInWords, overlapOf } from '../estate/clusters.ts';
import { type Gap, gap, supplied } from '../estate/gap.ts';
import { notStated } from '../estate/identity.ts';
import type { Namespace } from '../estate/namespace.ts';
import { gapsOf, seenIn } from '../estate/seen.ts';
import type { Workload } from '../estate/workload.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { type PodSecurityLevel, podSecurityLevels } from './pod-security-standard.ts';

/** What Pod Security Admission does about a pod that breaks a level: refuse it, write it to the audit log, or warn whoever applies it. */
export const podSecurityModes = ['enforce', 'audit', 'warn'] as const;

/** One of these. */
export type PodSecurityMode = (typeof podSecurityModes)[number];

/** What a namespace's labels ask for in one mode. */
export interface PodSecurityLabel {
  /** null: no label says, and the API server's own default counts, which no object shows. */
  readonly level: PodSecurityLevel | null;
  /** The version of the standard, 31 for v1.31; null where none is fixed, so that an upgrade of the cluster can make the same level stricter. */
  readonly minor: number | null;
}

/** What a namespace's labels ask of Pod Security Admission, as it reads them. */
export interface PodSecurityLabels extends Readonly<Record<PodSecurityMode, PodSecurityLabel>> {
  /** Labels whose values it cannot read, in their order. */
  readonly invalid: readonly { readonly path: string; readonly value: string }[];
  /** Labels of its domain that it does not know, such as `enforced`, and passes over. */
  readonly passedOver: readonly string[];
  /** The level that its labels warn about, where what only a stricter one forbids is neither refused nor warned about; null where it is, or may be. */
  readonly quietAbove: PodSecurityLevel | null;
  /** Whether an upgrade of the cluster can refuse pods that were allowed before: the level that is enforced has no fixed version. */
  readonly mayTighten: boolean;
}

/** The same, and whether these labels are all that counts for what stands in a namespace of this name. */
export interface OwnLabels extends PodSecurityLabels {
  /** Why not: something in it goes to a cluster to which no Namespace that was seen goes; null where nothing does. */
  readonly unseenIn: Gap | null;
}

const prefix = 'pod-security.kubernetes.io/';
const version = /^(?:latest|v1\.(0|[1-9][0-9]*))$/;

/** Where the label stands that gives a mode its level. */
export function levelPath(mode: PodSecurityMode): string {
  return pathOf(levelLabel(mode));
}

/** Where the label stands that gives a mode its version. */
export function versionPath(mode: PodSecurityMode): string {
  return pathOf(versionLabel(mode));
}

/** What a namespace leaves unsaid is the API server's default, which no object shows, and another admission webhook may do the same work. */
export function defaultUnseen(
  mode: 'enforce' | 'warn',
  needed: PodSecurityLevel,
  [strange]: readonly string[] = [],
): Gap {
  const misspelt = strange === undefined ? '' : `; ${strange} is no label of Pod Security, and does nothing`;
  const does =
    mode === 'enforce'
      ? 'is enforced; the API server has a default, and Kyverno or another webhook may enforce one'
      : 'is warned about; the API server has a default';
  return gap(
    'not-collected',
    `no label says which Pod Security level ${does}, which was not seen (to state it: ${levelLabel(mode)}: ${needed}${misspelt})`,
  );
}

const labelsUnseen = gap('not-collected', 'the Namespace itself was not seen, and so not its Pod Security labels');

/**
 * What a namespace's labels ask of Pod Security Admission; a gap where the Namespace was not seen.
 * Source: kubernetes/pod-security-admission, api/helpers.go, PolicyToEvaluate.
 */
export const podSecurityLabels: Analysis<'namespace', OwnLabels> = defineAnalysis({
  needs: ['workloads', 'namespaces'],
  per: 'namespace',
  compute: ({ workloads, namespaces }) => {
    const reachOf = Map.groupBy(
      namespaces.items.filter(({ declared }) => declared),
      ({ name }) => name,
    );
    const heldBy = Map.groupBy(
      workloads.items.filter(({ clusters }) => clusters !== undefined),
      (one) => one.namespace,
    );
    const hiddenIn = (name: string): readonly Gap[] =>
      gapsOf(seenIn(workloads.seen, name)).filter((one) => one.elsewhere !== true);
    return (namespace) => {
      const { name } = namespace;
      if (!namespace.declared) return supplied(labelsUnseen, name === notStated ? 'stated-namespace' : 'namespaces');
      return {
        ...readLabels(namespace),
        unseenIn: clusterUnseen(reachOf.get(name) ?? [], heldBy.get(name) ?? [], hiddenIn(name)),
      };
    };
  },
});

function clusterUnseen(
  namespaces: readonly Namespace[],
  held: readonly Workload[],
  hidden: readonly Gap[],
): Gap | null {
  if (namespaces.some(({ clusters }) => clusters === undefined)) return null;
  const reached = namespaces.flatMap(({ clusters = [] }) => clusters);
  const beyond = held.find(({ clusters = [] }) => overlapOf(clusters, true, reached) !== 'all');
  // What is hidden may go to any.
  if (!beyond) return hidden[0] ?? null;
  const where = clustersInWords(beyond.clusters ?? []);
  return gap(
    'not-collected',
    `${beyond.kind} ${beyond.name} goes to ${where}, and no Namespace that surely goes there was seen, and so not its Pod Security labels`,
  );
}

/** Reads the labels of one namespace. */
export function readLabels({ labels }: Pick<Namespace, 'labels'>): PodSecurityLabels {
  const invalid: { path: string; value: string }[] = [];

  function valueOf(label: string): string | null {
    return Object.hasOwn(labels, label) ? (labels[label] ?? '') : null;
  }

  function read(mode: PodSecurityMode): PodSecurityLabel {
    const level = valueOf(levelLabel(mode));
    const found = podSecurityLevels.find((one) => one === level);
    // Enforcing fails closed; a warning that cannot be read is none.
    const fallback = mode === 'enforce' ? 'restricted' : 'privileged';
    if (level !== null && found === undefined) invalid.push({ path: levelPath(mode), value: level });
    const pin = valueOf(versionLabel(mode));
    const matched = pin === null ? null : version.exec(pin);
    if (pin !== null && !matched) invalid.push({ path: versionPath(mode), value: pin });
    const minor = matched?.[1] === undefined ? null : Number(matched[1]);
    return { level: level === null ? null : (found ?? fallback), minor };
  }

  const [enforce, audit, ownWarn] = [read('enforce'), read('audit'), read('warn')];
  // Without a warn label, one is warned at least of what is refused. An enforce level that cannot be read does not count here.
  const readable = !invalid.some(({ path }) => path === levelPath('enforce'));
  const warnedToo = ownWarn.level === null && enforce.level === 'restricted' && readable;
  const warn = warnedToo ? enforce : ownWarn;
  const isLoose = enforce.level !== null && enforce.level !== 'restricted';
  return {
    enforce,
    audit,
    warn,
    invalid,
    passedOver: Object.keys(labels).filter((key) => key.startsWith(prefix) && !known.has(key)),
    quietAbove: isLoose && warn.level !== 'restricted' ? warn.level : null,
    mayTighten:
      invalid.length === 0 && enforce.level !== null && enforce.level !== 'privileged' && enforce.minor === null,
  };
}

const known: ReadonlySet<string> = new Set(podSecurityModes.flatMap((mode) => [levelLabel(mode), versionLabel(mode)]));

function levelLabel(mode: PodSecurityMode): string {
  return `${prefix}${mode}`;
}

function versionLabel(mode: PodSecurityMode): string {
  return `${prefix}${mode}-version`;
}

function pathOf(label: string): string {
  return `metadata.labels["${label}"]`;
}
