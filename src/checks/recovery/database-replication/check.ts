import { notSeenToRun } from '../../../estate/gap.ts';
import { membersAsTheyRun } from '../../members-as-they-run.ts';
import { type Check, defineCheck, fault, here, thePlatform, unseen } from '../../define-check.ts';

export const databaseReplication: Check = defineCheck({
  answers: 'recovery/database-replication',
  title: 'Database replication',
  question: 'Does every database have a second copy that is as fresh as its tier may lose of it?',
  why: 'A backup is as old as its last run; only a replica holds what was written a moment ago when the disk of the primary is gone.',
  fix: 'Give the database a replica, and let a write wait for it where nothing may be lost.',
  needs: ['databases'],
  reasons: {
    'copies-ready': 'it has a second copy that is ready: {says}',
    'copies-down': [
      'FPa',
      'no second copy of it is ready: {says}',
      'Let its operator say what keeps the members from being ready, and bring them back.',
    ],
    'no-replica': ['FPa', 'it has one member, so nothing holds a second copy of what it writes'],
    'single-copy': ['FPa', 'topics that say nothing have one copy', 'Set {field} to 3, with min.insync.replicas of 2.'],
    'may-lose-writes': [
      'aaa',
      'a write is acknowledged before another member has it, so a failover may lose the last ones',
      'Let writes wait for a replica (synchronous replication), if nothing may be lost.',
    ],
  },
  outages: ['copies-down'],

  over: ({ databases }) => [...databases, ...thePlatform()],

  judge: {
    database(database, _known, { tier }) {
      const { kind, name, members, replication, followsAnother, proof } = database;
      // What follows another database is a second copy itself.
      const single = members.is === 1 && !followsAnother;
      const field = replication.path ?? 'spec';
      return [
        ...(single ? [fault('no-replica', here(members.path ?? 'spec', 1))] : []),
        ...(replication.is === 'single-copy'
          ? [fault('single-copy', here(field, replication.value ?? undefined), { field })]
          : []),
        // Lag below five minutes is enough for every tier; only near-zero needs more, and that is a choice of the owner.
        ...(!single && replication.is === 'asynchronous' && tier === 'critical' ? [fault('may-lose-writes')] : []),
        membersAsTheyRun(database, notSeenToRun(`the replication of ${kind}/${name}`, proof), {
          works: 'copies-ready',
          fails: 'copies-down',
        }),
      ];
    },
    platform: () => unseen('databases'),
  },
});
