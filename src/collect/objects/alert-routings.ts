import type { AlertMatcher, AlertRoute, AlertRouting, ReceiverKind } from '../../estate/alert-routing.ts';
import { readDocuments } from '../manifests/text/read-documents.ts';
import { Fields, isRaw, MalformedField, writePath } from './fields.ts';
import type { Subject } from './object-metadata.ts';

/** Reads an AlertmanagerConfig, or a VMAlertmanagerConfig: a branch that the operator puts below the root of the Alertmanagers that select it. */
export function readAlertmanagerConfig({ spec, head }: Subject): AlertRouting | null {
  const route = spec.object('route');
  if (!route) return null;
  return {
    ...head,
    noun: 'alertRouting',
    root: readRoute(route),
    receivers: readReceivers(spec),
    path: 'spec.route',
    isPart: true,
  };
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
  const root = readRoute(inside.object('route') ?? inside.refuse('route', 'an object'));
  const receivers = readReceivers(inside);
  const missing = namedIn(root).find((name) => !Object.hasOwn(receivers, name));
  // Alertmanager does not start with either.
  if (root.receiver === null) throw new MalformedField(path, `${where}: its first route names no receiver`);
  if (missing !== undefined) throw new MalformedField(path, `${where}: a route names a receiver that is not there`);
  return { root, receivers, path: where };
}

function namedIn(route: AlertRoute): string[] {
  return [...(route.receiver === null ? [] : [route.receiver]), ...route.routes.flatMap(namedIn)];
}

function readRoute(route: Fields): AlertRoute {
  return {
    receiver: route.text('receiver') || null,
    matchers: [
      ...route.list('matchers').flatMap((one, index) => readMatcher(one, [...route.path, 'matchers', index])),
      ...oldMatchers(route, 'match', '='),
      ...oldMatchers(route, 'match_re', '=~'),
    ],
    continues: route.boolean('continue') ?? false,
    routes: route.objects('routes').map(readRoute),
  };
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

function readReceivers(fields: Fields): Record<string, readonly ReceiverKind[]> {
  const receivers: [string, readonly ReceiverKind[]][] = fields.objects('receivers').map((receiver) => {
    const name = receiver.text('name') || receiver.refuse('name', 'the name of a receiver');
    const lists = Object.keys(receiver.raw).filter((key) => /_?configs$/i.test(key) && receiver.list(key).length > 0);
    return [name, [...new Set(lists.map((key) => kindOf(key.replace(/_?configs$/i, '').toLowerCase())))]];
  });
  return Object.fromEntries(receivers);
}

/** What is behind a webhook, or a service that this version does not know, may wake somebody. */
function kindOf(integration: string): ReceiverKind {
  if (pagers.has(integration)) return 'page';
  if (chats.has(integration)) return 'chat';
  if (integration === 'email') return 'mail';
  return integration === 'jira' ? 'ticket' : 'hook';
}

const pagers = new Set(['pagerduty', 'opsgenie', 'victorops', 'pushover', 'incidentio', 'rootly']);
const chats = new Set([
  'slack',
  'msteams',
  'msteamsv2',
  'telegram',
  'discord',
  'webex',
  'wechat',
  'rocketchat',
  'mattermost',
]);

function decode(written: string): string {
  return Buffer.from(written.replaceAll(/\s/g, ''), 'base64').toString('utf8');
}
