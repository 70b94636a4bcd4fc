import { destinationsOf } from '../../../analyses/alert-destinations.ts';
import { writeSpan } from '../../../estate/cadence.ts';
import type { Alert } from '../../../estate/alert-rule-set.ts';
import { elsewhere, type Gap, notSeenToRun } from '../../../estate/gap.ts';
import {
  type Check,
  defineCheck,
  fault,
  here,
  notApplicable,
  type Numbers,
  type Outcome,
  unseen,
} from '../../define-check.ts';

export const actionableAlerts: Check = defineCheck({
  answers: 'operations/actionable-alerts',
  title: 'Actionable alerts',
  question: 'Does every alert that wakes somebody reach that person, and say what to do?',
  why: 'At three in the morning nobody finds out from a name what an alert means; one that nobody receives, or that says nothing, is no better than none.',
  fix: 'Give the alert a severity, an owner and a runbook_url, and send its severity to a receiver that pages.',
  needs: ['alertRules', 'alertRoutes'],
  reasons: {
    'no-alerts': 'it only records, and alerts nobody',
    'wakes-nobody': 'none of its alerts is meant to wake anybody',
    'not-loaded': [
      'FPP',
      'none of its alerts fires, for no server took it: its API server says that {says}',
      'Read why in its status (kubectl describe), and try it with promtool check rules.',
    ],
    'no-runbook': [
      'FPP',
      'alerts that wake somebody and name no runbook: {names}',
      'Write into the annotation runbook_url where to read what the alert means and what to do.',
    ],
    'no-severity': [
      'FPP',
      'alerts without a severity, so that no route can tell whether they have to wake somebody: {names}',
      'Give each alert the label severity: critical for what has to wake somebody, warning or info for the rest.',
    ],
    'no-owner': [
      'Paa',
      'alerts that wake somebody and do not say who answers for them: {names}',
      'Label the alert with its team or owner, so that routes and people know whose it is.',
    ],
    'wakes-late': [
      'Paa',
      'alerts that wake somebody wait for {span} and longer before they fire, and an incident is to be noticed within minutes: {names}',
      'Let what wakes somebody fire after a minute or two (for: 1m), and leave what may wait that long to a severity that wakes nobody.',
    ],
    'nobody-paged': [
      'FFP',
      'alerts with severity {severity} reach nobody, for they end at a receiver without any integration: {names}',
      'Give the receiver of this severity an integration that pages, such as PagerDuty, Opsgenie or a webhook of your paging tool.',
    ],
    'muted-at-times': [
      'Paa',
      'alerts with severity {severity} reach nobody at some hours, for the only route that tells anybody is bound to times: {names}',
      'Let what wakes somebody through at every hour: take the time intervals off its route, or add a route for the other hours.',
    ],
    'only-chat': [
      'Paa',
      'alerts with severity {severity} only go where somebody has to look: {names}',
      'Send this severity to a receiver that wakes somebody and waits for an answer; keep the chat beside it.',
    ],
  },

  over: ({ alertRules, alertRoutes }) => [...alertRules, ...alertRoutes],

  judge: {
    alertRuleSet({ alerts, running }) {
      if (alerts.length === 0) return notApplicable('no-alerts');
      const waking = alerts.filter(({ urgency }) => urgency === 'page');
      const late = lateAmong(waking);
      const faults = [
        // That a server took it proves no more than that: whether anybody is reached, only an alert shows.
        ...(running?.works === false
          ? [fault('not-loaded', here(running.at, running.says), { says: running.says })]
          : []),
        ...lacking(
          'no-runbook',
          waking.filter(({ hasRunbook }) => !hasRunbook),
        ),
        ...lacking(
          'no-severity',
          alerts.filter(({ urgency }) => urgency === 'none'),
        ),
        ...lacking(
          'no-owner',
          waking.filter(({ hasOwner }) => !hasOwner),
        ),
        ...lacking('wakes-late', late, { span: writeSpan(Math.min(...late.map(({ waits }) => waits ?? 0))) }),
      ];
      const isQuiet = alerts.every(({ urgency }) => urgency === 'notice');
      return [...faults, ...(isQuiet ? [notApplicable('wakes-nobody')] : openOf(alerts).map((one) => unseen(one)))];
    },

    alertRouting(routing) {
      const { path, isPart } = routing;
      // Other parts of the same tree may tell somebody of the same alert.
      const destinations = isPart ? [] : destinationsOf(routing);
      const faults = destinations.flatMap(({ severity, receivers, kinds, isTimed }) => {
        const about = { severity, names: receivers.join(', ') };
        if (kinds.length === 0) return fault('nobody-paged', here(path, receivers), about);
        if (!kinds.some((kind) => kind === 'page' || kind === 'hook'))
          return fault('only-chat', here(path, receivers), about);
        return isTimed ? fault('muted-at-times', here(path, receivers), about) : [];
      });
      return [...faults, unseen(notSeenToRun('alerting', 'amtool alert query'))];
    },
  },
});

/** What stays open: who is woken by a severity that is in use nowhere else, and whether anybody was ever reached. */
function openOf(alerts: readonly Alert[]): Gap[] {
  const own = new Set(alerts.flatMap(({ urgency, severity }) => (urgency === 'own' && severity ? [severity] : [])));
  const routed = [...own].map((severity) =>
    elsewhere(
      `whether the severity ${severity} wakes somebody, only the routes of Alertmanager tell: \`amtool config routes test severity=${/^[\w.-]+$/.test(severity) ? severity : JSON.stringify(severity)}\` names the receiver`,
      'running-platform',
    ),
  );
  return routed.length > 0 ? routed : [notSeenToRun('alerting', 'amtool alert query')];
}

/** The longest time from a failure to the page that the definition allows where it requires one (recovery/detection-time). */
const latestSeconds = 10 * 60;

/** Those that wait longer. Alerts of one name are one with several windows, of which the quickest counts. */
function lateAmong(waking: readonly Alert[]): Alert[] {
  return [...Map.groupBy(waking, ({ name }) => name).values()]
    .filter((all) => all.every(({ waits }) => waits !== null && waits > latestSeconds))
    .flat();
}

function lacking<const R extends string>(
  reason: R,
  alerts: readonly Alert[],
  numbers: Numbers = {},
): Outcome<never, R>[] {
  if (alerts.length === 0) return [];
  const names = [...new Set(alerts.map(({ name }) => name))];
  const listed = names.length <= 4 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
  return [fault(reason, ...alerts.map(({ path, name }) => here(path, name)), { ...numbers, names: listed })];
}
