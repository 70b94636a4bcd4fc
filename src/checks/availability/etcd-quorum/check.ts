import type { RunningControlPlane, StoreMember } from '../../../analyses/running-control-plane.ts';
import { tellsOfItsCluster } from '../../../estate/control-plane.ts';
import { elsewhere, gap, type Gap, notSeenToRun } from '../../../estate/gap.ts';
import { type About, type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';

export const etcdQuorum: Check = defineCheck({
  answers: 'availability/etcd-quorum',
  title: 'Quorum of etcd',
  question: 'Does etcd keep its majority when one member, or one zone, is lost?',
  why: 'Without a majority of its members etcd takes no writes, and then the API server takes none either.',
  fix: 'Run an odd number of members, three or five, in three zones.',
  needs: ['controlPlanes', 'liveClusters', 'runningControlPlane'],
  targets: ['etcdMembers'],
  reasons: {
    'members-live': 'its etcd has {members}, of which {spare} may be lost{where}',
    'of-this-cluster': 'it tells of the cluster in which it lies, and that is judged by what runs',
    'too-few-members': [
      'FFa',
      'its etcd has {members}, and {least} are asked for: the loss of {deadly} stops all writes',
    ],
    'even-members': [
      'PPa',
      'its etcd has {members} members, which survive no more losses than {fewer} would, and agree more slowly',
      'Add a member or take one away, so that the number is odd.',
    ],
    'majority-in-one-zone': [
      'Faa',
      '{members} lie in {zone}, so the loss of that zone takes the majority',
      'Spread the members over three zones, so that none holds more than half of them.',
    ],
    'members-down': [
      'FPa',
      '{ready} of the {members} members of its etcd are ready, so the loss of one more stops all writes',
      'Bring the members back (`etcdctl endpoint status --cluster` names those that do not answer), or replace them.',
    ],
  },
  outages: ['members-down'],

  over: ({ controlPlanes, liveClusters }) => [...liveClusters, ...controlPlanes],

  judge: {
    liveCluster(_cluster, { runningControlPlane: running }, { tier, values: { etcdMembers: least = 0 } }) {
      const { runBy, members, podsHidden, nodesHidden } = running;
      if (runBy !== 'owner')
        return unseen(elsewhere(runBy === 'provider' ? withProvider : withNobodyKnown, 'running-platform'));
      if (podsHidden !== null) return unseen(podsHidden);
      if (members.length === 0) return unseen(nodesHidden ?? elsewhere(notInPods, 'running-platform'));
      const count = members.length;
      const majority = Math.floor(count / 2) + 1;
      const ready = members.filter(({ isReady }) => isReady).length;
      const shown = members.map(({ shownBy }) => shownBy);
      const fullest = fullestZone(members);
      const isFatal = nodesHidden === null && fullest !== null && count - fullest.count < majority;
      const hidden = zonesHidden(running);
      const faults = [
        ...sizeFaults(count, least, ...shown),
        ...(count > 1 && isFatal
          ? [
              fault('majority-in-one-zone', ...shown, {
                members: fullest.count * 2 === count ? 'half of its members' : 'more than half of its members',
                zone: fullest.zone,
              }),
            ]
          : []),
        ...(count >= least && ready - 1 < majority
          ? [fault('members-down', ...shown.filter((_, index) => !members[index]?.isReady), { ready, members: count })]
          : []),
      ];
      // Only Critical is promised to survive a zone.
      if (tier === 'critical' && hidden !== null) return [...faults, unseen(hidden)];
      const spare = count - majority === 1 ? 'one' : String(count - majority);
      const where = hidden === null ? ', and no zone holds so many that its loss takes the majority' : '';
      return [...faults, pass('members-live', ...shown, { members: inWords(count), spare, where })];
    },

    controlPlane(declared, _known, { values: { etcdMembers: least = 0 } }) {
      const { storeMembers, zones, majorityIn, store, at } = declared;
      if (store === 'managed') return unseen(elsewhere(withProvider, 'running-platform'));
      // An etcd without a member is none: it sleeps, or is still to come.
      const members = storeMembers === 0 ? null : storeMembers;
      const where = here(at.store);
      const faults = [
        ...(members === null ? [] : sizeFaults(members, least, where)),
        // Of a single member it is said already that nothing may happen to it.
        ...(zones === 1 && members !== 1
          ? [fault('majority-in-one-zone', where, { members: 'all its members', zone: 'one zone' })]
          : majorityIn !== undefined && members !== 1
            ? [fault('majority-in-one-zone', where, { members: 'more than half of its members', zone: majorityIn })]
            : []),
      ];
      // An etcd of its own runs wherever it was told to, and not in pods of the cluster.
      if (tellsOfItsCluster(declared) && store !== 'external') return [...faults, notApplicable('of-this-cluster')];
      return [
        ...faults,
        unseen(
          members === null
            ? elsewhere(notStated, 'running-platform')
            : notSeenToRun(
                `an etcd of ${inWords(members)}`,
                'kubectl get pods -n kube-system -l component=etcd -o wide',
              ),
        ),
      ];
    },
  },
});

function sizeFaults(members: number, least: number, ...where: readonly About[]) {
  if (members < least)
    return [
      fault('too-few-members', ...where, {
        members: inWords(members),
        least,
        deadly: inWords(Math.ceil(members / 2)),
      }),
    ];
  // Five and seven are as good as three (F24); of an even number the last one only adds to the majority that is needed.
  return members % 2 === 0 ? [fault('even-members', ...where, { members, fewer: members - 1 })] : [];
}

/** The zone that holds the most members; null where none is known. */
function fullestZone(members: readonly StoreMember[]): { zone: string; count: number } | null {
  const counts = new Map<string, number>();
  for (const { zone } of members) if (zone !== null) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  const [fullest] = [...counts].toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  return fullest ? { zone: fullest[0], count: fullest[1] } : null;
}

function zonesHidden({ members, nodesHidden }: RunningControlPlane): Gap | null {
  if (nodesHidden !== null) return nodesHidden;
  const without = members.filter(({ zone }) => zone === null);
  if (without.length === 0) return null;
  const names = without.map(({ shownBy }) => shownBy.name).join(', ');
  return gap(
    'not-collected',
    `the nodes of ${names} bear no label topology.kubernetes.io/zone, so their zones are not known`,
  );
}

function inWords(members: number): string {
  return members === 1 ? 'one member' : `${members} members`;
}

const withProvider = 'etcd is run by the provider of the control plane, and is seen by nobody else';
const withNobodyKnown =
  'nothing tells who runs the control plane, and no node of it is seen: whoever runs it can say how many members etcd has';
const notInPods =
  'no pod of etcd is seen: it runs outside of the cluster or beside its pods, and `etcdctl member list` there counts its members';
const notStated =
  'how many members etcd has is not stated here: etcdctl member list on a node of the control plane counts them';
