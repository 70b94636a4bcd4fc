import { flagsGap } from '../../../estate/control-plane.ts';
import { writeSpan } from '../../../estate/cadence.ts';
import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import { at, type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';

export const apiAuditLog: Check = defineCheck({
  answers: 'audit/api-audit-log',
  title: 'API audit log',
  question: 'Does the API server log who read Secrets, who went into pods, and who changed what?',
  why: 'After a break-in the audit log is the only witness of what was done through the API; what it leaves out nobody will ever know.',
  fix: 'End the audit policy with a rule of level Metadata for everything, and leave out above it only what the control plane itself does all day.',
  needs: ['auditPolicies', 'controlPlanes', 'liveClusters', 'auditHoles', 'keptSettings'],
  reasons: {
    'logs-all':
      'its operator is told to log every request, and the API server that was asked has logged {events} since it was started',
    'kept-by-operator': 'its operator writes it by its settings, by which the cluster is judged',
    'logs': 'the API server that was asked has logged {events} since it was started',
    'seen-in-events': 'it is told to keep a log, and the cluster is judged by what its API server logs',
    'once-configured': 'the cluster was made with it; what its API servers are told now, their pods show',
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
      'it logs {what} with their content, so whoever reads the log reads the secrets, too',
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
    'events-lost': [
      'aaa',
      'of its audit events the API server that was asked could not write {lost} since it was started',
      'Look into the log of the API server for what the backend of its audit log answers.',
    ],
    'deleted-early': [
      'aaa',
      'audit logs are deleted from the node after {kept}',
      'Set --audit-log-maxage=30 or more, and ship the log to a store of its own.',
    ],
  },

  over: ({ auditPolicies, controlPlanes, liveClusters }) => [...auditPolicies, ...controlPlanes, ...liveClusters],

  judge: {
    auditPolicy({ keptByOperator }, { auditHoles }) {
      if (keptByOperator) return notApplicable('kept-by-operator');
      const faults = auditHoles.map(({ is, what, paths }) => fault(is, ...paths.map((path) => here(path)), { what }));
      return [...faults, unseen(notSeenToRun('this audit policy', proof))];
    },

    liveCluster({ provider, metrics }, { keptSettings: { kept, hidden } }, { tier }) {
      if (hidden) return unseen(hidden);
      const told = kept?.told ?? null;
      if (told?.logs === 'none')
        return fault('not-enabled', at(told, told.at.logs), { what: 'its operator is told to log nothing (None)' });
      if (metrics === null) return unseen(elsewhere(notCounted, 'running-platform'));
      const { auditEvents, auditLevels, auditErrors } = metrics;
      const lost =
        auditErrors > 0 ? [fault('events-lost', here(`${metricNames}error_total`), { lost: auditErrors })] : [];
      const events = `${auditEvents} events`;
      if ((auditEvents ?? 0) === 0) return [...lost, unseen(elsewhere(logsNothing, 'running-platform'))];
      if (provider?.isManaged)
        return [...lost, unseen(elsewhere(`${logsOfProvider}: ${withProvider}`, 'running-platform'))];
      if (told?.logs === 'all')
        return [...lost, pass('logs-all', at(told, told.at.logs), here(`${metricNames}event_total`), { events })];
      // The definition asks a best-effort tier for a log, and no more.
      if (tier !== 'best-effort')
        return [...lost, unseen(elsewhere(told?.logs === 'some' ? logsSome : logsBy(auditLevels), 'running-platform'))];
      return [...lost, pass('logs', here(`${metricNames}event_total`), { events })];
    },

    controlPlane(plane) {
      const { flags, hiddenBy, keepsAuditLog, policyOnServers, store, ofThisCluster, keptByOperator } = plane;
      const { flags: where } = plane.at;
      if (keptByOperator) return notApplicable('kept-by-operator');
      if (ofThisCluster === 'configuration') return notApplicable('once-configured', here(where));
      if (keepsAuditLog === true) return unseen(notSeenToRun('an audit log', proof));
      if (keepsAuditLog === false)
        return fault('not-enabled', here(where), { what: 'of its logs, that of audit is not switched on' });
      if (store === 'managed') return unseen(elsewhere(withProvider, 'running-platform'));
      if (flags === null || keepsAuditLog === 'unsaid') return unseen(flagsGap(hiddenBy, flagsElsewhere));
      if (!flags['audit-policy-file'])
        return fault('not-enabled', here(where), { what: 'its API server is given no --audit-policy-file' });
      if (!flags['audit-log-path'] && !flags['audit-webhook-config-file']) return fault('goes-nowhere', here(where));
      if (policyOnServers !== undefined) return unseen(elsewhere(onlyWith(policyOnServers), 'running-platform'));
      const days = Number(flags['audit-log-maxage'] ?? 0);
      const isShort = days > 0 && days < leastDays && !flags['audit-webhook-config-file'];
      return [
        ...(isShort ? [fault('deleted-early', here(where), { kept: writeSpan(days * 86_400) })] : []),
        ofThisCluster === 'server'
          ? notApplicable('seen-in-events', here(where))
          : unseen(notSeenToRun('an audit log', proof)),
      ];
    },
  },
});

/** What the CIS benchmark asks to be kept on the node (1.2.17); 0 deletes nothing, and where nothing is said it is that, or 366 days since Kubernetes 1.36. */
const leastDays = 30;

const metricNames = 'apiserver_audit_';
const notCounted = 'what the API server counts of its audit log was not seen (get of /metrics)';
const logsNothing =
  'the API server that was asked has given no event to an audit log since it was started: it keeps none, or its policy leaves out all that was asked of it';
const logsOfProvider = 'its API server logs, and the log may be one that its provider keeps for itself';
const logsBy = (levels: Readonly<Record<string, number>>): string =>
  `its API server logs (events of the level ${Object.keys(levels).toSorted().join(' and ') || 'that nobody counts'}); what its policy leaves out only the file shows that --audit-policy-file names: assess that file`;

const logsSome =
  'its operator is told not to log what some groups do (custom rules with the profile None): who is in these groups is not seen here';

const withProvider =
  'whether the log is kept is known to the provider of the control plane: ask its API which logs of the control plane are switched on';
const onlyWith = (file: string): string =>
  `its log stays empty unless ${file} on its servers holds an audit policy, which is not seen here`;
const flagsElsewhere = 'the flags of its API server are not stated here: read them from its command line';

const proof = 'kubectl get --raw /metrics | grep apiserver_audit_event_total';
