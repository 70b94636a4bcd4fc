import type { Database } from '../../../estate/database.ts';
import { notSeenToRun } from '../../../estate/gap.ts';
import { membersAsTheyRun } from '../../members-as-they-run.ts';
import { type Check, defineCheck, fault, here, thePlatform, unseen } from '../../define-check.ts';

export const automatedFailover: Check = defineCheck({
  answers: 'recovery/automated-failover',
  title: 'Automated failover',
  question: 'Does a successor take over by itself when the primary of a database is lost?',
  why: 'At three in the morning a person needs half an hour to find out what to promote; the tier has minutes.',
  fix: 'Run at least two members, three where they vote, in different zones, and let the operator promote one.',
  needs: ['databases'],
  reasons: {
    'successor-ready': 'a successor is ready, and its operator promotes one by itself: {says}',
    'successor-down': [
      'FPa',
      'no successor is ready: {says}',
      'Let its operator say what keeps the members from being ready, and bring them back.',
    ],
    'no-successor': ['FPa', 'it has one member, and nothing takes over when that is lost'],
    'no-majority': [
      'FPa',
      '{members} {voters}, so the loss of one leaves no majority, and writes stop',
      'Run {least} voting members or more, an odd number of them.',
    ],
    'no-spare-copy': [
      'FPa',
      'a write waits for {by} of {of} copies ({field}), so {outcome}',
      'Add a member, or let a write wait for fewer: one copy must be free to fail.',
    ],
    'failover-off': ['FPa', '{field} switches automatic failover off', 'Switch {field} on.'],
    'not-over-zones': [
      'Paa',
      'its members are kept {apart}, so all of them may stand in one zone',
      'Spread the members by topology.kubernetes.io/zone.',
    ],
  },
  outages: ['successor-down'],

  over: ({ databases }) => [...databases, ...thePlatform()],

  judge: {
    database(database) {
      const { kind, name, members, membersForFailover: least, failover, followsAnother, spread, proof } = database;
      const count = members.is;
      const where = here(members.path ?? 'spec', count ?? undefined);
      const field = failover.path ?? 'spec';
      return [
        // What follows another database is the successor itself.
        ...(count === 1 && !followsAnother ? [fault('no-successor', where)] : []),
        ...(count !== null && count > 1 && count < least
          ? [fault('no-majority', where, { members: count, voters: 'members vote', least })]
          : []),
        ...votesAway(database),
        ...waitsForAll(database),
        ...(failover.is === 'off' ? [fault('failover-off', here(field, failover.value ?? undefined), { field })] : []),
        ...(count !== null && count > 1 && (spread.is === 'host' || spread.is === 'nothing')
          ? [
              fault('not-over-zones', here(spread.path ?? 'spec', spread.value ?? undefined), {
                apart: spread.is === 'host' ? 'apart by host only' : 'apart by nothing',
              }),
            ]
          : []),
        membersAsTheyRun(database, notSeenToRun(`the failover of ${kind}/${name}`, proof), {
          works: 'successor-ready',
          fails: 'successor-down',
        }),
      ];
    },
    platform: () => unseen('databases'),
  },
});

/** Those that vote in the place of the members are three, or lost with one. */
function votesAway({ voters }: Database) {
  const count = voters?.is ?? null;
  if (count === null || count === 0 || count >= leastVoters) return [];
  const where = here(voters?.path ?? 'spec', count);
  const words = count === 1 ? 'member votes' : 'members vote';
  return [fault('no-majority', where, { members: count, voters: words, least: leastVoters })];
}

const leastVoters = 3;

/** A single copy is another fault. */
function waitsForAll({ acknowledged: { is, path, value } }: Database) {
  if (is === null || path === null || is.by < is.of || is.by === 1) return [];
  const outcome = is.by > is.of ? 'none is ever acknowledged' : 'writes stop when one of them is lost';
  return [fault('no-spare-copy', here(path, value ?? undefined), { ...is, field: path, outcome })];
}
