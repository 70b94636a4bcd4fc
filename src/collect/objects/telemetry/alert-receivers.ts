import type { AlertRouting, ReceiverKind } from '../../../estate/alert-routing.ts';
import type { Fields } from '../fields.ts';

/**
 * What each receiver tells by. An integration that does not say where to is refused, as Alertmanager and the operator's webhook refuse all that stands
 * beside it, too. `global`: what holds for all receivers; null where it stands elsewhere.
 */
export function readReceivers(holder: Fields, global: Fields | null): AlertRouting['receivers'] {
  const receivers = new Map<string, readonly ReceiverKind[]>();
  for (const receiver of holder.objects('receivers')) {
    const name = receiver.text('name') || receiver.refuse('name', 'the name of a receiver');
    if (receivers.has(name)) receiver.refuse('name', 'a name that no other receiver has');
    const kinds = Object.keys(receiver.raw).flatMap((key) => {
      const integration = /^(.*?)_?configs$/i.exec(key)?.[1]?.toLowerCase();
      if (integration === undefined) return [];
      const configurations = receiver.objects(key);
      for (const one of configurations) checkIntegration(one, integration, global);
      return configurations.length > 0 ? [kindOf(integration)] : [];
    });
    receivers.set(name, [...new Set(kinds)]);
  }
  return Object.fromEntries(receivers);
}

/** Fields of which an integration needs one, without underscores; `shared`: those of which one in the global section is enough. */
interface Need {
  readonly key: string;
  readonly any: RegExp;
  readonly shared?: RegExp;
}

const hook: readonly Need[] = [{ key: 'webhook_url', any: /^(?:webhookurl|apiurl)/ }];
// Sources: alertmanager 0.34, config/config.go and the Validate of each package below notify; prometheus-operator 0.93, pkg/alertmanager/validation.
const needs: Readonly<Record<string, readonly Need[]>> = {
  pagerduty: [{ key: 'routing_key', any: /^(?:routing|service)key/ }],
  webhook: [{ key: 'url', any: /^url/ }],
  email: [
    { key: 'to', any: /^to$/ },
    { key: 'smarthost', any: /^smarthost$/, shared: /^smtpsmarthost$/ },
    { key: 'from', any: /^from$/, shared: /^smtpfrom$/ },
  ],
  opsgenie: [{ key: 'api_key', any: /^apikey/, shared: /^opsgenieapikey/ }],
  victorops: [
    { key: 'routing_key', any: /^routingkey$/ },
    { key: 'api_key', any: /^apikey/, shared: /^victoropsapikey/ },
  ],
  pushover: [
    { key: 'user_key', any: /^userkey/ },
    { key: 'token', any: /^token/ },
  ],
  slack: [{ key: 'api_url', any: /^(?:api|app|http)/, shared: /^slack/ }],
  mattermost: [{ key: 'webhook_url', any: /^webhookurl/, shared: /^mattermostwebhookurl/ }],
  rocketchat: [
    { key: 'token', any: /^token(?!id)/, shared: /^rocketchattoken(?!id)/ },
    { key: 'token_id', any: /^tokenid/, shared: /^rocketchattokenid/ },
  ],
  telegram: [
    { key: 'bot_token', any: /^bottoken/, shared: /^telegrambottoken/ },
    { key: 'chat_id', any: /^chatid/ },
  ],
  webex: [{ key: 'room_id', any: /^roomid$/ }],
  sns: [{ key: 'topic_arn', any: /^(?:targetarn|topicarn|phonenumber)$/ }],
  wechat: [
    { key: 'api_secret', any: /^apisecret/, shared: /^wechatapisecret/ },
    { key: 'corp_id', any: /^corpid$/, shared: /^wechatapicorpid$/ },
  ],
  discord: hook,
  msteams: hook,
  msteamsv2: hook,
};

function checkIntegration(configuration: Fields, integration: string, global: Fields | null): void {
  const given = keysOf(configuration);
  for (const { key, any, shared } of needs[integration] ?? []) {
    if (given.some((one) => any.test(one))) continue;
    // What holds for all receivers of an AlertmanagerConfig stands in another object.
    if (shared && (global === null || keysOf(global).some((one) => shared.test(one)))) continue;
    configuration.refuse(key, shared ? 'text, here or for all receivers' : 'text, without which it reaches nobody');
  }
}

/** The fields that say something, as both ways of writing them are compared: `routing_key`, `routingKey`. */
function keysOf(fields: Fields): string[] {
  return Object.keys(fields.raw)
    .filter((key) => fields.has(key) && fields.raw[key] !== '')
    .map((key) => key.replaceAll('_', '').toLowerCase());
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
