import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, unseen } from '../../define-check.ts';

export const etcdQuorum: Check = defineCheck({
  answers: 'availability/etcd-quorum',
  title: 'Quorum of etcd',
  question: 'Does etcd keep its majority when one member, or one zone, is lost?',
  why: 'Without a majority of its members etcd takes no writes, and then the API server takes none either.',
  fix: 'Run an odd number of members, three or five, in three zones.',
  needs: ['controlPlanes'],
  targets: ['etcdMembers'],
  reasons: {
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
  },

  over: ({ controlPlanes }) => controlPlanes,

  judge({ storeMembers, zones, majorityIn, store, at }, _known, { values: { etcdMembers: least = 0 } }) {
    if (store === 'managed') return unseen(elsewhere(withProvider, 'running-platform'));
    // An etcd without a member is none: it sleeps, or is still to come.
    const members = storeMembers === 0 ? null : storeMembers;
    const where = here(at.store);
    const isFew = members !== null && members < least;
    const isEven = members !== null && !isFew && members % 2 === 0;
    return [
      ...(isFew
        ? [
            fault('too-few-members', where, {
              members: inWords(members),
              least,
              deadly: inWords(Math.ceil(members / 2)),
            }),
          ]
        : []),
      // Five and seven are as good as three (F24); of an even number the last one only adds to the majority that is needed.
      ...(isEven ? [fault('even-members', where, { members, fewer: members - 1 })] : []),
      // Of a single member it is said already that nothing may happen to it.
      ...(zones === 1 && members !== 1
        ? [fault('majority-in-one-zone', where, { members: 'all its members', zone: 'one zone' })]
        : majorityIn !== undefined && members !== 1
          ? [fault('majority-in-one-zone', where, { members: 'more than half of its members', zone: majorityIn })]
          : []),
      unseen(
        members === null
          ? elsewhere(notStated, 'running-platform')
          : notSeenToRun(`an etcd of ${inWords(members)}`, 'kubectl get pods -n kube-system -l component=etcd -o wide'),
      ),
    ];
  },
});

function inWords(members: number): string {
  return members === 1 ? 'one member' : `${members} members`;
}

const withProvider = 'etcd is run by the provider of the control plane, and is seen by nobody else';
const notStated =
  'how many members etcd has is not stated here: etcdctl member list on a node of the control plane counts them';
