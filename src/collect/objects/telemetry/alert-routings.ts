import type { AlertMatcher, AlertRoute, AlertRouting } from '../../../estate/alert-routing.ts';
import { readDocuments } from '../../manifests/text/read-documents.ts';
import { parsePrometheusDuration } from '../../../estate/prometheus-duration.ts';
import { readReceivers } from './alert-receivers.ts';
import { nearNames } from '../../suggest-name.ts';
import { Fields, isRaw, MalformedField, writePath } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';
import { isPlaceholder } from '../scope.ts';

/** Reads an AlertmanagerConfig, or a VMAlertmanagerConfig: a branch that the operator puts below the root of the Alertmanagers that select it. */
export function readAlertmanagerConfig({ spec, head }: Subject): AlertRouting | null {
  // What it does not say itself, the Alertmanager that selects it may.
  const receivers = readReceivers(spec, null);
  const intervals = intervalsOf(spec);
  const route = spec.object('route');
  if (!route) return null;
  if (!route.text('receiver')) route.refuse('receiver', 'the name of a receiver');
  const root = readRoute(route, { receivers, intervals });
  return { ...head, noun: 'alertRouting', root, receivers, path: 'spec.route', isPart: true };
}

/** Reads the configuration of an Alertmanager that stands in a file by itself. */
export function readAlertmanagerConfiguration({ fields, head }: Subject): AlertRouting {
  return { ...head, noun: 'alertRouting', ...readTree(fields), path: 'route', isPart: false };
}

/**
 * Reads a Secret or a ConfigMap, if it holds the configuration of an Alertmanager. Of the text only names of receivers and labels of routes are kept: the
 * rest of it holds keys and addresses. MalformedField where the text has no such tree; its words never hold any of the text.
 */
export function readAlertmanagerFile({ fields, head }: Subject): AlertRouting | null {
  for (const map of ['data', 'stringData']) {
    const entries = fields.object(map);
    for (const key of Object.keys(entries?.raw ?? {})) {
      if (!/^alertmanager\.ya?ml$/.test(key)) continue;
      const written = entries?.raw[key];
      const isEncoded = map === 'data' && head.kind === 'Secret';
      const text = typeof written === 'string' ? (isEncoded ? decode(written) : written) : null;
      // Nothing, a placeholder, something sealed: another one fills it in.
      if (text === null || !/^["']?route["']?\s*:/m.test(text)) continue;
      return { ...head, noun: 'alertRouting', ...readConfiguration(text, [map, key]), isPart: false };
    }
  }
  return null;
}

function readConfiguration(text: string, path: readonly string[]): Pick<AlertRouting, 'root' | 'receivers' | 'path'> {
  const where = writePath(path);
  const [document] = readDocuments(text);
  // Go templates stand in the text of a chart that is not rendered yet.
  if (!document || document.problem || !isRaw(document.value))
    throw new MalformedField(path, `${where}: the configuration of Alertmanager cannot be parsed`);
  const inside = new Fields(document.value, new Fields({}), path);
  return { ...readTree(inside), path: where };
}

/** Alertmanager does not start with what is refused here, and keeps what it had before where it runs (config.go). */
function readTree(configuration: Fields): Pick<AlertRouting, 'root' | 'receivers'> {
  refuseSlips(configuration, knownKeys.configuration);
  for (const receiver of configuration.objects('receivers')) refuseSlips(receiver, knownKeys.receiver);
  const receivers = readReceivers(configuration, configuration.objectOrEmpty('global'));
  const route = configuration.object('route') ?? configuration.refuse('route', 'an object');
  if (!route.text('receiver')) route.refuse('receiver', 'the name of a receiver');
  for (const key of ['match', 'match_re', 'matchers', 'mute_time_intervals', 'active_time_intervals'])
    if (Object.keys(route.value(key) ?? {}).length > 0)
      route.refuse(key, 'none in the first route, which every alert takes');
  if (route.boolean('continue')) route.refuse('continue', 'no continue in the first route');
  refuseSlipsBelow(route);
  return { root: readRoute(route, { receivers, intervals: intervalsOf(configuration) }), receivers };
}

const integrations =
  'discord email incidentio jira mattermost msteams msteamsv2 opsgenie pagerduty pushover rocketchat slack sns telegram victorops webex webhook wechat';
const knownKeys = {
  configuration:
    'global route inhibit_rules receivers templates time_intervals mute_time_intervals tracing event_recorder'.split(
      ' ',
    ),
  receiver: ['name', 'labels', ...integrations.split(' ').map((one) => `${one}_configs`)],
  route:
    'receiver group_by match match_re matchers mute_time_intervals active_time_intervals continue routes group_wait group_interval repeat_interval labels'.split(
      ' ',
    ),
};

/** Alertmanager refuses every key that it does not know (yaml.UnmarshalStrict); one that is no slip of the pen may be of a newer version. */
function refuseSlips(fields: Fields, known: readonly string[]): void {
  for (const key of Object.keys(fields.raw)) {
    if (known.includes(key)) continue;
    const [meant] = nearNames(key, known);
    if (meant === undefined) continue;
    const path = [...fields.path, meant];
    throw new MalformedField(path, `${fields.where}: it has a key that Alertmanager refuses; ${meant} may be meant`);
  }
}

function refuseSlipsBelow(route: Fields): void {
  refuseSlips(route, knownKeys.route);
  for (const below of route.objects('routes')) refuseSlipsBelow(below);
}

/** What the routes of a tree may name. */
interface Named {
  readonly receivers: AlertRouting['receivers'];
  readonly intervals: ReadonlySet<string>;
}

const intervalKeys = ['mute_time_intervals', 'time_intervals', 'muteTimeIntervals', 'timeIntervals'];

function intervalsOf(holder: Fields): ReadonlySet<string> {
  return new Set(
    intervalKeys.flatMap((key) =>
      holder.objects(key).map((one) => one.text('name') || one.refuse('name', 'the name of the time interval')),
    ),
  );
}

const timings = {
  names: ['mute_time_intervals', 'active_time_intervals', 'muteTimeIntervals', 'activeTimeIntervals'],
  waits: ['group_wait', 'groupWait'],
  repeats: ['group_interval', 'repeat_interval', 'groupInterval', 'repeatInterval'],
};

function readRoute(route: Fields, named: Named): AlertRoute {
  const receiver = route.text('receiver') || null;
  if (receiver !== null && !isPlaceholder(receiver) && !Object.hasOwn(named.receivers, receiver))
    route.refuse('receiver', 'the name of a receiver that is there');
  const intervals = timings.names.flatMap((key) => {
    const names = route.texts(key);
    if (names.some((name) => !isPlaceholder(name) && !named.intervals.has(name)))
      route.refuse(key, 'names of time intervals that are there');
    return names;
  });
  for (const key of [...timings.waits, ...timings.repeats]) checkDuration(route, key, timings.waits.includes(key));
  const matchers = [
    ...route.list('matchers').flatMap((one, index) => readMatcher(one, [...route.path, 'matchers', index])),
    ...oldMatchers(route, 'match', '='),
    ...oldMatchers(route, 'match_re', '=~'),
  ];
  const broken = matchers.find(isBroken);
  if (broken) route.refuse(route.has('matchers') ? 'matchers' : 'match_re', 'regular expressions that can be read');
  return {
    receiver,
    matchers,
    continues: route.boolean('continue') ?? false,
    isTimed: intervals.length > 0,
    routes: route.objects('routes').map((below) => readRoute(below, named)),
  };
}

/** What Go's RE2 alone can read, and what is filled in later. */
const ofRe2 = /\(\?P?[<a-zA-Z^-]|\\[QEpPzAC]|\[\[:|\$\{|\{\{/;

/** An expression with which Alertmanager does not start: no bracket of it is closed, or nothing stands before its star. */
function isBroken({ operator, value }: AlertMatcher): boolean {
  if (operator === '=' || operator === '!=' || ofRe2.test(value)) return false;
  try {
    return new RegExp(`^(?:${value})$`).flags !== '';
  } catch {
    return true;
  }
}

function checkDuration(route: Fields, key: string, mayBeZero: boolean): void {
  const text = route.text(key);
  if (text === null || isPlaceholder(text)) return;
  const duration = parsePrometheusDuration(text);
  if (duration === null || (duration === 0 && !mayBeZero))
    route.refuse(key, `a duration of Prometheus${mayBeZero ? '' : ' that is not zero'}, such as 5m or 1h30m`);
}

function oldMatchers(route: Fields, key: string, operator: AlertMatcher['operator']): AlertMatcher[] {
  const { raw } = route.objectOrEmpty(key);
  return Object.entries(raw).map(([label, value]) => ({ label, operator, value: String(value) }));
}

/** `severity="critical"` as Alertmanager writes it, several of them in braces; of the operator an object. */
function readMatcher(one: unknown, path: readonly (string | number)[]): AlertMatcher[] {
  if (isRaw(one)) {
    const fields = new Fields(one, new Fields({}), path);
    const label = fields.text('name') || fields.refuse('name', 'the name of a label');
    const operator = operators.find(
      (known) => known === (fields.text('matchType') || (fields.boolean('regex') ? '=~' : '=')),
    );
    return [
      { label, operator: operator ?? fields.refuse('matchType', '=, !=, =~ or !~'), value: fields.text('value') ?? '' },
    ];
  }
  const text = typeof one === 'string' ? one.trim().replace(/^\{(.*)\}$/s, '$1') : '';
  const parts = text.match(/(?:"(?:[^"\\]|\\.)*"|[^",])+/g) ?? [];
  const matchers = parts.map((part) => {
    const match =
      /^\s*(?:"((?:[^"\\]|\\.)*)"|([^\s=!~"]+))\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^"]*?))\s*$/s.exec(part);
    if (!match) throw new MalformedField(path, `${writePath(path)}: expected a matcher, such as severity="critical"`);
    const [, quoted, bare, operator, value, plain] = match;
    const given = value === undefined ? (plain ?? '') : value.replaceAll(/\\(.)/gs, '$1');
    return { label: quoted ?? bare ?? '', operator: operator as AlertMatcher['operator'], value: given };
  });
  if (matchers.length === 0)
    throw new MalformedField(path, `${writePath(path)}: expected a matcher, such as severity="critical"`);
  return matchers;
}

const operators = ['=', '!=', '=~', '!~'] as const;

function decode(written: string): string {
  return Buffer.from(written.replaceAll(/\s/g, ''), 'base64').toString('utf8');
}
