import type { Direction, Stance } from '../../../analyses/network-isolation.ts';
import type { NetworkPolicy } from '../../../estate/network-policy.ts';
import { isTenant } from '../../../estate/tenancy.ts';
import {
  at,
  type Check,
  defineCheck,
  type Evidence,
  fault,
  here,
  notApplicable,
  pass,
  unseen,
} from '../../define-check.ts';

export const defaultDeny: Check = defineCheck({
  answers: 'network/default-deny',
  title: 'Default deny',
  question: 'Is traffic into and out of every tenant namespace denied unless a policy allows it?',
  why: 'A pod that no NetworkPolicy selects can be reached by everything and can reach everything: whoever takes over one pod is at the door of all others.',
  fix: 'First allow the traffic that the namespace needs, then add a NetworkPolicy with podSelector: {}, policyTypes: [Ingress, Egress] and no rules.',
  needs: ['namespaces', 'policy', 'networkIsolation', 'idleNamespace'],
  reasons: {
    'nothing-runs-there': 'nothing runs in it',
    'denied': 'a policy for all its pods denies the traffic in and out that nothing allows',
    'ingress-denied': 'a policy for all its pods denies the traffic in that nothing allows',
    'ingress-open': [
      'FFF',
      'no policy restricts traffic into {pods}, so everything may connect to them',
      'First allow the incoming traffic that the namespace needs, then add a NetworkPolicy with podSelector: {}, policyTypes: [Ingress] and no rules.',
    ],
    'egress-open': [
      'FPa',
      'no policy restricts traffic out of {pods}, so they may connect to everything',
      'First allow the outgoing traffic that the namespace needs, DNS among it, then add a NetworkPolicy with podSelector: {}, policyTypes: [Egress] and no rules.',
    ],
    'allows-everything': [
      'FFF',
      'a policy for all its pods admits everyone on every port, so no traffic in is denied',
      'Name the peers and ports that the namespace needs in the ingress rule that names neither.',
    ],
    'egress-allows-everything': [
      'FPa',
      'a policy for all its pods lets them connect to everyone on every port, so no traffic out is denied',
      'Name the peers and ports that the namespace needs, DNS among them, in the egress rule that names neither.',
    ],
    'only-selected': [
      'PPP',
      'policies that each select some pods restrict traffic into {pods}: a new pod may be selected by none, and is then open',
    ],
    // A namespace that is open weighs no less than one whose pods are all selected, so Best Effort hears of both as advice.
    'egress-only-selected': [
      'PPa',
      'policies that each select some pods restrict traffic out of {pods}: a new pod may be selected by none, and is then open',
    ],
    'no-policy': ['aaa', 'no NetworkPolicy is in it, whatever it would say'],
    'policy-selects-nothing': [
      'aaa',
      'a policy in it selects the pods of no workload, so it does nothing',
      'Correct the podSelector of the policy, or delete the policy if its pods are gone.',
    ],
    'dns-cut': [
      'aaa',
      'traffic out is denied, and no policy lets a pod ask a name server',
      'If pods of the namespace resolve names, allow them to connect to the DNS of the cluster on port 53, UDP and TCP.',
    ],
  },

  over: ({ namespaces, policy }) => namespaces.filter(({ name }) => isTenant(name, policy)),

  judge(_namespace, { networkIsolation, idleNamespace }, { tier }) {
    if (idleNamespace) return notApplicable('nothing-runs-there');
    const { ingress, egress, bare, workloads, onHost, idle, cutsDns } = networkIsolation;
    const faults = [
      ...faultIn('ingress', ingress, workloads, onHost),
      ...faultIn('egress', egress, workloads, onHost),
      ...(bare ? [fault('no-policy', here('metadata.name'))] : []),
      ...(idle.length > 0 ? [fault('policy-selects-nothing', ...idle.map(selectorOf))] : []),
      ...(cutsDns.length > 0 ? [fault('dns-cut', ...cutsDns.map((policy) => at(policy, 'spec.egress')))] : []),
    ];
    if (ingress.is === 'unseen') return [...faults, unseen(ingress.what)];
    // The definition asks nothing of the traffic out of a best-effort namespace.
    if (egress.is === 'unseen' && tier !== 'best-effort') return [...faults, unseen(egress.what)];
    // The faults of ingress decide in every tier.
    if (ingress.is !== 'denied') return faults;
    if (egress.is !== 'denied') return [...faults, pass('ingress-denied', ...ingress.policies.map(selectorOf))];
    return [...faults, pass('denied', ...[...new Set([...ingress.policies, ...egress.policies])].map(selectorOf))];
  },
});

const faultsIn = {
  ingress: { open: 'ingress-open', admitted: 'allows-everything', selected: 'only-selected' },
  egress: { open: 'egress-open', admitted: 'egress-allows-everything', selected: 'egress-only-selected' },
} as const;

function faultIn(direction: Direction, stance: Stance, workloads: number, onHost: number) {
  const names = faultsIn[direction];
  if (stance.is === 'admitted')
    return [fault(names.admitted, ...stance.policies.map((policy) => at(policy, `spec.${direction}`)))];
  if (stance.is === 'selected')
    return [fault(names.selected, { pods: podsOf(workloads, workloads, onHost) }, ...stance.policies.map(selectorOf))];
  if (stance.is !== 'open') return [];
  const { exposed } = stance;
  // Where nothing selects anything, the namespace is the place to look at, not each of its workloads.
  const where =
    exposed.length === workloads
      ? [here('metadata.name')]
      : exposed.map((workload) =>
          at(workload, workload.pod.path.replace(/spec$/, 'metadata.labels'), workload.pod.labels),
        );
  return [fault(names.open, { pods: podsOf(exposed.length, workloads, onHost) }, ...where)];
}

function podsOf(some: number, all: number, onHost: number): string {
  if (all === 0) return 'its pods';
  // Who counts the workloads finds those on the host's network too, for which no policy holds.
  const apart = onHost > 0 ? ' outside hostNetwork' : '';
  return some === all
    ? `the pods of ${all === 1 ? 'its one workload' : `its ${all} workloads`}${apart}`
    : `the pods of ${some} of its ${all} workloads${apart}`;
}

function selectorOf(policy: NetworkPolicy): Evidence {
  return at(policy, 'spec.podSelector', policy.pods);
}
