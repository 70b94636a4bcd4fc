import { type AuditedCase, auditCoverage, type AuditTopic } from '../../../analyses/audit-coverage.ts';
import type { AuditPolicy } from '../../../estate/audit-policy.ts';
import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, type Evidence, fault, here, unseen } from '../../define-check.ts';

export const apiAuditLog: Check = defineCheck({
  answers: 'audit/api-audit-log',
  title: 'API audit log',
  question: 'Does the API server log who read Secrets, who went into pods, and who changed what?',
  why: 'After a break-in the audit log is the only witness of what was done through the API; what it leaves out nobody will ever know.',
  fix: 'End the audit policy with a rule of level Metadata for everything, and leave out above it only what the control plane itself does all day.',
  needs: ['auditPolicies', 'controlPlanes'],
  reasons: {
    'not-enabled': [
      'FFF',
      '{what}, so no request is logged',
      'Give the API server --audit-policy-file and --audit-log-path (or a webhook), or switch the log on where the provider keeps it.',
    ],
    'goes-nowhere': [
      'FFF',
      'its API server has an audit policy, and neither --audit-log-path nor --audit-webhook-config-file, so what the policy logs is written nowhere',
      'Give the API server --audit-log-path, or --audit-webhook-config-file.',
    ],
    'secrets-unlogged': ['FFa', 'it does not log {what}'],
    'sessions-unlogged': ['FFa', 'it does not log {what}'],
    'access-unlogged': ['FFa', 'it does not log {what}'],
    'tokens-unlogged': ['FFa', 'it does not log {what}'],
    'writes-unlogged': ['FFa', 'it does not log {what}'],
    'refused-unlogged': ['FFa', 'it does not log {what}'],
    'logs-secrets': [
      'FFP',
      'it writes the content of {what} into the log, where whoever reads the log reads them',
      'Give secrets and serviceaccounts/token a rule of level Metadata above the rules of level Request and RequestResponse.',
    ],
    'sessions-late': [
      'aaa',
      'it logs {what} only when the session is over, so one that stays open, or that ends with its API server, is not in the log',
      'Take ResponseStarted (or RequestReceived) out of omitStages of the rule.',
    ],
    'changes-without-content': [
      'aaa',
      'of {what} it logs who made them, and not what they were',
      'Add a rule of level Request for rbac.authorization.k8s.io.',
    ],
    'deleted-early': [
      'aaa',
      'audit logs are deleted from the node after {days} days',
      'Set --audit-log-maxage=30 or more, and ship the log to a store of its own.',
    ],
  },

  over: ({ auditPolicies, controlPlanes }) => [...auditPolicies, ...controlPlanes],

  judge: {
    auditPolicy(policy) {
      const cases = auditCoverage(policy);
      const unlogged = cases.filter(({ answer }) => answer.level === 'None');
      const topics = [...new Set(unlogged.map(({ topic }) => topic))];
      const leaked = cases.filter(({ topic, answer }) => mayLeak(topic) && carriesContent(answer.level));
      const late = cases.filter(({ topic, answer }) => topic === 'sessions' && answer.onlyAtEnd);
      const bare = cases.filter(({ topic, answer }) => topic === 'access' && answer.level === 'Metadata');
      return [
        ...topics.map((topic) =>
          about(
            policy,
            `${topic}-unlogged`,
            unlogged.filter((one) => one.topic === topic),
          ),
        ),
        ...(leaked.length > 0 ? [about(policy, 'logs-secrets', leaked)] : []),
        ...(late.length > 0 ? [about(policy, 'sessions-late', late)] : []),
        ...(bare.length > 0 ? [about(policy, 'changes-without-content', bare)] : []),
        unseen(notSeenToRun('this audit policy')),
      ];
    },

    controlPlane({ flags, keepsAuditLog, store, at: { flags: where } }) {
      if (keepsAuditLog === true) return unseen(notSeenToRun('an audit log'));
      if (keepsAuditLog === false)
        return fault('not-enabled', here(where), { what: 'of its logs, that of audit is not switched on' });
      if (store === 'managed') return unseen(elsewhere(withProvider, 'running-platform'));
      if (flags === null) return unseen(elsewhere(flagsElsewhere, 'running-platform'));
      if (!flags['audit-policy-file'])
        return fault('not-enabled', here(where), { what: 'its API server is given no --audit-policy-file' });
      if (!flags['audit-log-path'] && !flags['audit-webhook-config-file']) return fault('goes-nowhere', here(where));
      const days = Number(flags['audit-log-maxage'] ?? 0);
      const isShort = days > 0 && days < leastDays && !flags['audit-webhook-config-file'];
      return [
        ...(isShort ? [fault('deleted-early', here(where), { days })] : []),
        unseen(notSeenToRun('an audit log')),
      ];
    },
  },
});

/** What the CIS benchmark asks to be kept on the node (1.2.17); 0 deletes nothing, and where nothing is said it is that, or 366 days since Kubernetes 1.36. */
const leastDays = 30;

/** A Secret stands in what is sent and in what comes back, a token in what comes back. */
function mayLeak(topic: AuditTopic): boolean {
  return topic === 'secrets' || topic === 'tokens';
}

function carriesContent(level: string): boolean {
  return level === 'Request' || level === 'RequestResponse';
}

/** One fault for all cases of a topic; evidence is the rule of each, or the list of rules where none fits. */
function about<const Reason extends string>({ within }: AuditPolicy, reason: Reason, cases: readonly AuditedCase[]) {
  const rules = [...new Set(cases.map(({ answer }) => answer.rule))];
  const evidence = rules.map((rule): Evidence => here(within ?? (rule === null ? 'rules' : `rules[${rule}]`)));
  return fault(reason, ...evidence, { what: inWords(cases) });
}

/** `reading Secrets and exec into pods`, and whose requests these are where it is not everybody's. */
function inWords(cases: readonly AuditedCase[]): string {
  const whos = [...new Set(cases.map(({ who }) => who))];
  const what = [...new Set(cases.map((one) => one.what))];
  const shown = what.length > 4 ? [...what.slice(0, 3), `${what.length - 3} more`] : what;
  const list = shown.length === 1 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
  return whos.length === 1 && whos[0] !== 'nobody' ? `${list} by ${whos[0]}` : list;
}

const withProvider =
  'whether the log is kept is known to the provider of the control plane: ask its API which logs of the control plane are switched on';
const flagsElsewhere = 'the flags of its API server are not stated here: read them from its command line';
