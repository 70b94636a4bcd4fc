import { writeSpan } from '../../../estate/cadence.ts';
import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, unseen } from '../../define-check.ts';

export const logRetention: Check = defineCheck({
  answers: 'audit/log-retention',
  title: 'Log retention',
  question: 'Are audit logs kept for as long as an audit looks back?',
  why: 'Intrusions are found after months, and audits ask for a year; what was deleted by then proves nothing, neither guilt nor innocence.',
  fix: 'Keep audit logs for the number of days that the tier asks for, in a store that nobody can change.',
  needs: ['logStores'],
  targets: ['logRetentionDays'],
  reasons: {
    'audit-logs-deleted': ['FFF', 'it deletes {what} after {span}, {least} days are asked for'],
    'logs-deleted': [
      'aaa',
      'it deletes {what} after {span}: audit logs among them would have to be kept elsewhere for {least} days',
      'Send audit logs to a store that keeps them long enough, or give their stream a retention of its own.',
    ],
  },

  over: ({ logStores }) => logStores,

  judge({ keeps }, _known, { values: { logRetentionDays: least = 0 } }) {
    const faults = keeps.flatMap(({ logs, what, days, path, written }) => {
      if (days === null || days >= least) return [];
      const about = { what, span: writeSpan(Math.round(days * 86_400)), least };
      return fault(logs === 'audit' ? 'audit-logs-deleted' : 'logs-deleted', here(path, written), about);
    });
    const names = keeps.some(({ logs }) => logs === 'audit');
    return [
      ...faults,
      unseen(names ? notSeenToRun('how long audit logs are kept') : elsewhere(unnamed, 'running-platform')),
    ];
  },
});

const unnamed = 'whether audit logs go to this store, and whether it keeps them as it says, is not seen here';
