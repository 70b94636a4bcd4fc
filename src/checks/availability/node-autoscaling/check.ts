import type { NodeGroup } from '../../../estate/node-scaler.ts';
import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';

export const nodeAutoscaling: Check = defineCheck({
  answers: 'availability/node-autoscaling',
  title: 'Node autoscaling',
  question: 'Are nodes added when pods find no room, in every zone, and up to a limit?',
  why: 'When a zone is lost, or the load doubles, the pods that are left to place need nodes that are not there yet; without an autoscaler that may add them they stay Pending until somebody does.',
  fix: 'Let the groups of nodes grow: set the most well above what runs today, so that the load of a lost zone finds room in the others.',
  needs: ['nodeScalers', 'liveClusters', 'clusterScalers'],
  reasons: {
    'scales': 'it may add nodes, and runs: {says}',
    'said-of-its-scalers': 'what adds nodes is said of what does it',
    'not-running': ['FPa', 'it adds no node: {says}', 'Let kubectl describe say why it does not run, and mend that.'],
    'no-headroom': ['Paa', 'no node can be added: {what}'],
    'fixed-size': [
      'Paa',
      'no autoscaler may add a node: {what}',
      'Give the group a range of sizes that an autoscaler may use, or keep a capacity plan where machines cannot be ordered.',
    ],
    'some-fixed': ['aaa', '{groups} may not grow, while other groups may: what only runs there finds no room'],
    'one-zone': [
      'Faa',
      'all its nodes lie in one zone: when that is lost, no other zone may grow',
      'Let the groups of nodes lie in three zones.',
    ],
    'no-limits': [
      'Paa',
      'nothing bounds what it orders, so a runaway workload takes the whole quota of the account',
      'Set limits for cpu and memory that leave room for the loss of a zone and lie below the quota of the account.',
    ],
    'devices-bounded-only': [
      'aaa',
      'its limits bound devices and neither cpu nor memory, so nodes without such devices are ordered without a limit',
      'Set limits for cpu and memory too.',
    ],
    'switched-off': ['Faa', 'it runs no pod, so nothing scales', 'Set replicas to one or more.'],
    'no-groups': [
      'Faa',
      'it is told of no group of nodes and of no way to find them, so it scales none',
      'Name the groups, or the tags by which they are found.',
    ],
    'not-balanced': [
      'aaa',
      'it may put all new nodes into one zone, as it does not keep similar groups equally large',
      'Switch the balancing of similar node groups on.',
    ],
    'all-at-once': [
      'aaa',
      'it may replace all its nodes at the same time',
      'Let a share of the nodes be replaced at once, such as 10 %.',
    ],
    'never-replaced': [
      'aaa',
      'none of its nodes is ever replaced when what it is made from changes, so a patched image does not arrive',
      'Allow at least one node at a time, or forbid it only for a part of the day.',
    ],
  },

  over: ({ nodeScalers, liveClusters }) => [...liveClusters, ...nodeScalers],

  judge: {
    // Providers run theirs out of sight, so that none is seen proves nothing.
    liveCluster: ({ provider }, { clusterScalers }) =>
      clusterScalers.length > 0
        ? notApplicable('said-of-its-scalers', ...clusterScalers)
        : unseen(elsewhere(provider?.isManaged ? byProvider(provider.title) : noneSeen, 'running-platform')),

    nodeScaler(scaler) {
      const { declaredBy, groups, zones, bound, replaces, idle, balances, at, proof, running, scales } = scaler;
      const stuck = groups.filter(({ least, most }) => least !== null && most !== null && most <= least);
      const cannotGrow = stuck.length > 0 && stuck.length === groups.length;
      const isFixed = stuck.every((one) => one.isFixed);
      return [
        ...(cannotGrow
          ? [fault(isFixed ? 'fixed-size' : 'no-headroom', ...placesOf(stuck), { what: sizesOf(stuck) })]
          : []),
        ...(bound?.state === 'zero'
          ? [fault('no-headroom', here(bound.at), { what: 'one of its limits is zero' })]
          : []),
        ...(stuck.length > 0 && !cannotGrow
          ? [fault('some-fixed', ...placesOf(stuck), { groups: stuck.map(({ name }) => name).join(', ') })]
          : []),
        ...(zones === 1 ? [fault('one-zone', here(at))] : []),
        ...(bound?.state === 'missing' ? [fault('no-limits', here(bound.at))] : []),
        ...(bound?.state === 'devices' ? [fault('devices-bounded-only', here(bound.at))] : []),
        ...(idle ? [fault(idle.reason === 'switched-off' ? 'switched-off' : 'no-groups', here(idle.at))] : []),
        ...(balances === false ? [fault('not-balanced', here(at))] : []),
        ...(replaces ? [fault(replaces.share === 'all' ? 'all-at-once' : 'never-replaced', here(replaces.at))] : []),
        // Whether the nodes come when they are needed, and whether the account may have them, no folder shows.
        scales && running?.works === true
          ? pass('scales', here(running.at, running.says), { says: running.says })
          : scales && running?.works === false && idle === null
            ? fault('not-running', here(running.at, running.says), { says: running.says })
            : unseen(notSeenToRun(declaredBy, proof)),
      ];
    },
  },
});

const byProvider = (title: string): string =>
  `no autoscaler of nodes is seen; ${title} may run one out of sight: the settings of its groups of nodes say so`;
const noneSeen =
  'no autoscaler of nodes is seen: if something adds nodes from outside of the cluster, its own settings say so; if nothing does, a capacity plan has to';

function placesOf(groups: readonly NodeGroup[]) {
  return groups.map(({ at, most }) => here(at, most));
}

function sizesOf(groups: readonly NodeGroup[]): string {
  const [first] = groups;
  const same = groups.every(({ most }) => most === first?.most);
  const names = groups.length === 1 ? 'it' : groups.map(({ name }) => name).join(', ');
  const verb = groups.length === 1 ? 'has' : 'have';
  return same
    ? `${names} ${verb} ${inWords(first?.most ?? 0)} at the least and at the most`
    : `${names} each have as many nodes at the least as at the most`;
}

function inWords(count: number): string {
  return count === 1 ? 'one node' : `${count} nodes`;
}
