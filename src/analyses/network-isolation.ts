import { readRange } from '../estate/address-range.ts';
import type { FactName } from '../estate/facts.ts';
import { type Gap, gap } from '../estate/gap.ts';
import { type Identified, notStated } from '../estate/identity.ts';
import { isEmptySelector, type LabelSelector, matchesSelector } from '../estate/label-selector.ts';
import { landsWith } from '../estate/lands-with.ts';
import type { NetworkPolicy, NetworkPort, NetworkRule } from '../estate/network-policy.ts';
import { straysIn } from '../estate/strays.ts';
import type { Workload } from '../estate/workload.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** The two directions of traffic that a NetworkPolicy can isolate pods in, one by one. */
export type Direction = 'ingress' | 'egress';

/**
 * How a namespace stands in one direction. `denied`: a policy for all its pods isolates them, whatever its rules admit. `admitted`: so it does,
 * and one of its rules admits everyone. `selected`: every pod seen is isolated by policies for some pods, so a new pod may not be. `open`: some
 * pod is isolated by none or by one that admits everyone to it, or would be isolated by none if it came. `unseen`: it hangs on what is named.
 */
export type Stance =
  | { readonly is: 'denied' | 'admitted' | 'selected'; readonly policies: readonly NetworkPolicy[] }
  | { readonly is: 'open'; readonly exposed: readonly Workload[] }
  | { readonly is: 'unseen'; readonly what: FactName | Gap };

/** What the network policies of a namespace do for all its pods. */
export interface NetworkIsolation {
  readonly ingress: Stance;
  readonly egress: Stance;
  /** Whether it is known that no policy stands in it, nor one that an operator makes. */
  readonly bare: boolean;
  /** How many workloads were seen whose pods have a network of their own: policies do not select pods on the host's. */
  readonly workloads: number;
  /** And how many whose pods are on the host's. */
  readonly onHost: number;
  /** Policies for some pods that select none, where all pods are known. */
  readonly idle: readonly NetworkPolicy[];
  /** Policies that deny all pods to go out, where it is known that no policy lets any pod ask a name server. */
  readonly cutsDns: readonly NetworkPolicy[];
}

/** How many bits the addresses of a family have: IPv4, IPv6. */
type Width = 32 | 128;

/** The stretches of addresses of one family that a block holds, without its exceptions. */
function stretchesOf(
  { cidr, except }: NonNullable<NetworkRule['peers'][number]['block']>,
  width: Width,
): [bigint, bigint][] {
  const ends = (text: string): [bigint, bigint] | null => {
    const range = readRange(text);
    if (range === null || range.width !== width) return null;
    const free = BigInt(width - range.fixed);
    const start = (range.bits >> free) << free;
    return [start, start + 2n ** free - 1n];
  };
  const whole = ends(cidr);
  if (whole === null) return [];
  const holes = except.flatMap((one) => [ends(one) ?? whole]).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const [first, last] = whole;
  let next = first;
  const found: [bigint, bigint][] = [];
  for (const [from, to] of holes) {
    if (from > next) found.push([next, from - 1n]);
    if (to >= next) next = to + 1n;
  }
  return next <= last ? [...found, [next, last]] : found;
}

/** Whether blocks hold every address of a family together, as `0.0.0.0/0` does, or `0.0.0.0/1` beside `128.0.0.0/1`. */
function holdEveryAddress(peers: NetworkRule['peers'], width: Width): boolean {
  const stretches = peers.flatMap(({ block }) => (block === null ? [] : stretchesOf(block, width)));
  let next = 0n;
  for (const [from, to] of stretches.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (from > next) return false;
    if (to >= next) next = to + 1n;
  }
  return next >= 2n ** BigInt(width);
}

/**
 * Whether rules for the same ports speak of everyone: one names no peer, or together they name every address of a family. The API leaves open whether
 * address blocks hold the cluster's own pods (Calico says yes, Cilium no); rules that admit the whole world outside are no default deny either way.
 */
function areForEveryone(rules: readonly NetworkRule[], width: Width): boolean {
  return (
    rules.some(({ peers }) => peers.length === 0) ||
    holdEveryAddress(
      rules.flatMap(({ peers }) => peers),
      width,
    )
  );
}

/** Whether an entry of `ports` holds every port of its protocol. */
function isEveryPort({ port, endPort }: NetworkPort): boolean {
  return port === null || (typeof port === 'number' && port <= 1 && endPort !== null && endPort >= 65535);
}

/** Whether a policy's rules let every peer of a family through on every port. TCP and UDP are every port: hardly anything speaks SCTP. */
export function admitsEverything(rules: readonly NetworkRule[], width: Width = 32): boolean {
  const byPorts = Map.groupBy(rules, ({ ports }) => JSON.stringify(ports));
  const forEveryone = [...byPorts.values()].filter((some) => areForEveryone(some, width)).flat();
  if (forEveryone.some(({ ports }) => ports.length === 0)) return true;
  const whole = new Set(forEveryone.flatMap(({ ports }) => ports.filter(isEveryPort).map(({ protocol }) => protocol)));
  return whole.has('TCP') && whole.has('UDP');
}

/** The policies for the same pods that let every peer through on every port: each of some by itself or, as they add up, all that admit anybody together. */
function admittingTogether(
  policies: readonly NetworkPolicy[],
  direction: Direction,
  width: Width,
): readonly NetworkPolicy[] {
  const alone = policies.filter((policy) => admitsEverything(policy[direction], width));
  if (alone.length > 0 || policies.length < 2) return alone;
  const together = policies.flatMap((policy) => policy[direction]);
  return admitsEverything(together, width) ? policies.filter((policy) => policy[direction].length > 0) : [];
}

/**
 * Whether a rule may let a pod ask a name server: UDP on port 53 (5353 is where OpenShift's listens, and policies see the pod's own port; the
 * number behind a port's name is not known) to anything but the pods of the namespace itself. Which namespace or address serves names is
 * not asked: clusters differ, and labels of foreign namespaces are not known.
 */
function mayResolveNames({ peers, ports }: NetworkRule): boolean {
  const asks = ports.some(
    ({ protocol, port, endPort }) =>
      protocol === 'UDP' &&
      (typeof port !== 'number' || [53, 5353].some((dns) => port <= dns && dns <= (endPort ?? port))),
  );
  const leaves = peers.some(({ namespaces, block }) => namespaces !== null || block !== null);
  return (ports.length === 0 || asks) && (peers.length === 0 || leaves);
}

const ofEverySix =
  'admits every IPv6 address on every port, and whether pods here have IPv6 addresses was not seen (`kubectl get pods -A -o jsonpath={..podIPs}` shows it)';

const notToldTogether = gap('not-collected', 'which namespace these objects land in is not stated');

/** Labels that pods get from their controllers and from operators, by the start of the key: no template shows them. */
const addedLabels = [
  'acme.cert-manager.io/',
  'apps.kubernetes.io/',
  'batch.kubernetes.io/',
  'controller-revision-hash',
  'job-name',
  'pod-template-hash',
  'rollouts-pod-template-hash',
  'statefulset.kubernetes.io/',
];

function asksForAddedLabels({ matchLabels, matchExpressions }: LabelSelector): boolean {
  const keys = [...Object.keys(matchLabels ?? {}), ...(matchExpressions ?? []).map(({ key }) => key)];
  return keys.some((key) => addedLabels.some((start) => key.startsWith(start)));
}

/** Whether pods of a namespace are isolated by default, in each direction (networking.k8s.io/v1 NetworkPolicy). */
export const networkIsolation: Analysis<'namespace', NetworkIsolation> = defineAnalysis({
  needs: ['networkPolicies', 'otherNetworkPolicies', 'workloads', 'podMakers'],
  per: 'namespace',
  compute: ({ networkPolicies, otherNetworkPolicies, workloads, podMakers }) => {
    const straysNear = straysIn(networkPolicies);
    const workloadsIn = Map.groupBy(workloads.items, (workload) => workload.namespace);

    /** Every variant of a workload counts, and every workload that may land anywhere: a policy is idle only if it is for none of them. */
    function isIdle({ namespace, pods }: NetworkPolicy): boolean {
      if (isEmptySelector(pods) || asksForAddedLabels(pods)) return false;
      const candidates = [namespace, notStated].flatMap((where) => workloadsIn.get(where) ?? []);
      return !candidates.some(({ pod }) => matchesSelector(pods, pod.labels));
    }

    return (namespace, vantage): NetworkIsolation => {
      const policies = networkPolicies.near(namespace, vantage);
      const strays = straysNear(namespace);
      const neighbours = workloads.near(namespace, vantage);
      const others = [namespace, anywhere('')].map((where) => otherNetworkPolicies.near(where, vantage));
      const makers = [namespace, anywhere(''), anywhere(notStated)].map((where) => podMakers.near(where, vantage));

      const pods = neighbours.found.filter(({ pod }) => !pod.hostNetwork);
      // What an operator makes may have labels that are not known, and policies that the operator makes with it.
      const [told, untold] = partition(pods, ({ made }) => !made?.unseen.labels && !made?.makesPolicies);
      const hasOthers = others.some(({ found, complete }) => found.length > 0 || !complete);
      const maker = makers.flatMap(({ found }) => found)[0];
      const mayHaveMorePods = maker !== undefined || makers.some(({ complete }) => !complete);
      // A namespace that is not stated: only what lies in one folder is known to land together.
      const landsWithAll = (policy: NetworkPolicy): boolean =>
        namespace.namespace !== notStated ||
        (neighbours.complete && neighbours.found.every((workload) => landsWith(policy, workload)));

      function stanceIn(direction: Direction): Stance {
        // Theirs may allow, deny and come before or after: until they are evaluated, they can change every answer.
        if (hasOthers) return { is: 'unseen', what: 'otherNetworkPolicies' };

        const isolating = policies.found.filter((policy) => policy.isolates[direction]);
        const defaults = isolating.filter((policy) => isEmptySelector(policy.pods));
        // NetworkPolicies only ever add what is allowed, so nothing that was not seen can take this back.
        const admitting = admittingTogether(defaults, direction, 32);
        if (admitting.length > 0) return { is: 'admitted', policies: admitting };
        // On a cluster without IPv6, `::/0` admits nobody; on any other it admits everyone who has such an address.
        const [ofSix] = admittingTogether(defaults, direction, 128);
        if (ofSix) return { is: 'unseen', what: mayBe(ofSix, ofEverySix) };
        if (defaults.length > 0) {
          if (!policies.settled) return { is: 'unseen', what: 'networkPolicies' };
          if (!defaults.some(landsWithAll)) return { is: 'unseen', what: notToldTogether };
          return { is: 'denied', policies: defaults };
        }
        if (!policies.complete) return { is: 'unseen', what: 'networkPolicies' };
        const stray = strays.found.find((policy) => policy.isolates[direction]);
        if (stray) return { is: 'unseen', what: mayBe(stray, 'states no namespace and may land in this one') };
        if (strays.mayBeMore) return { is: 'unseen', what: 'networkPolicies' };

        // A pod that a policy selects only to admit everyone is selected, not protected.
        const exposed = told.filter(({ pod }) => {
          const selecting = isolating.filter((policy) => matchesSelector(policy.pods, pod.labels));
          return selecting.length === 0 || admittingTogether(selecting, direction, 32).length > 0;
        });
        if (exposed.length > 0 || isolating.length === 0) return { is: 'open', exposed };
        const [first] = untold;
        if (first)
          return {
            is: 'unseen',
            what: first.made?.unseen.labels ?? mayBe(first, 'may have policies that its operator makes'),
          };
        // A pod that was not seen may be one that nothing isolates, which is worse than `selected`.
        if (!neighbours.complete) return { is: 'unseen', what: 'workloads' };
        if (pods.length > 0) return { is: 'selected', policies: isolating };
        if (maker) return { is: 'unseen', what: mayBe(maker, 'may make pods here') };
        return mayHaveMorePods ? { is: 'unseen', what: 'podMakers' } : { is: 'open', exposed };
      }

      const [ingress, egress] = [stanceIn('ingress'), stanceIn('egress')];
      const knowsPods = neighbours.complete && !mayHaveMorePods && namespace.namespace !== notStated;
      const resolves = [...policies.found, ...strays.found].some(
        (policy) => policy.isolates.egress && policy.egress.some(mayResolveNames),
      );
      return {
        ingress,
        egress,
        bare:
          !hasOthers &&
          policies.complete &&
          policies.found.length + strays.found.length === 0 &&
          !strays.mayBeMore &&
          neighbours.complete &&
          neighbours.found.every(({ made }) => !made?.makesPolicies),
        workloads: pods.length,
        onHost: neighbours.found.length - pods.length,
        idle: knowsPods && neighbours.found.length > 0 ? policies.found.filter(isIdle) : [],
        cutsDns: egress.is === 'denied' && policies.complete && !resolves ? egress.policies : [],
      };
    };
  },
});

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((one) => !test(one))];
}

function anywhere(namespace: string): { namespace: string; places: [] } {
  return { namespace, places: [] };
}

function mayBe({ kind, name }: Identified, what: string): Gap {
  return gap('not-collected', `${kind}/${name} ${what}`);
}
