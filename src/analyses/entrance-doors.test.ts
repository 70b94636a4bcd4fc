import { expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import type { Authority } from '../collect/manifests/visibility.ts';
import type { Entrance } from '../estate/entrance.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { type EntranceDoors, entranceDoors } from './entrance-doors.ts';

type Ask = (entrance: Entrance, vantage: { place: string; nth: number }) => EntranceDoors;

/** The first entrance: each kind of door with its hosts, and what is missing. */
function doorsIn(yaml: string, authority: Authority = 'default'): Record<string, string> {
  const facts = viewFacts(estateOf(yaml, authority));
  const [entrance] = facts.entrances.items;
  if (!entrance) throw new Error('there is no entrance');
  const ask = (entranceDoors.compute as (views: typeof facts) => Ask)(facts);
  const { missing, redirectUntold, ...groups } = ask(entrance, { place: '', nth: 0 });
  const named = Object.entries(groups).flatMap(([name, doors]) =>
    doors.length === 0 ? [] : [[name, doors.map(({ door }) => door.host ?? 'every host').join(', ')] as const],
  );
  return Object.fromEntries([
    ...named,
    ...missing.map((one) => ['missing', typeof one === 'string' ? one : one.gap] as const),
    ...(redirectUntold ? [['redirectUntold', redirectUntold.gap] as const] : []),
  ]);
}

function ingress(spec: string, name = 'web'): string {
  return `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: ${name}, namespace: bank}
spec: {ingressClassName: nginx, ${spec}}
`;
}

function certificate(dnsName: string): string {
  return `
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: web, namespace: bank}
spec: {secretName: web-tls, dnsNames: [${dnsName}], issuerRef: {name: public}}
`;
}

function gateway(...listeners: string[]): string {
  return `
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: public, namespace: bank}
spec: {gatewayClassName: one, listeners: [${listeners.join(', ')}]}
`;
}

const rules = (...hosts: string[]): string => `rules: [${hosts.map((host) => `{host: ${host}}`).join(', ')}]`;
const web = rules('web.bank.example');
const tls = 'tls: [{hosts: [web.bank.example], secretName: web-tls}]';
const http = '{name: http, port: 80, protocol: HTTP}';
const https = '{name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: web-tls}]}}';

test.each<[string, string, Record<string, string>]>([
  ['without TLS', ingress(web), { plainOutside: 'web.bank.example' }],
  ['without TLS to the inside', ingress(rules('ledger.bank.svc')), { plainInside: 'ledger.bank.svc' }],
  ['with TLS', ingress(`${web}, ${tls}`), { encrypted: 'web.bank.example' }],
  [
    'TLS for one of two hosts',
    ingress(`${rules('web.bank.example', 'api.bank.example')}, ${tls}`),
    { encrypted: 'web.bank.example, api.bank.example', uncovered: 'api.bank.example' },
  ],
  [
    'a certificate for another host',
    ingress(`${web}, ${tls}`) + certificate('shop.bank.example'),
    { encrypted: 'web.bank.example', misnamed: 'web.bank.example' },
  ],
  ['another brings the TLS', ingress(web) + ingress(`${web}, ${tls}`, 'zone'), { beside: 'web.bank.example' }],
  ['every host', ingress('rules: [{}]'), { plainOutside: 'every host', open: 'every host' }],
  ['routes narrow what comes through a door with a name', gateway(https), { encrypted: 'every host' }],
  [
    'a plain listener beside one with TLS is for its routes',
    gateway(http, https),
    { encrypted: 'every host', beside: 'every host' },
  ],
])('%s', (_name, yaml, expected) => {
  expect(doorsIn(yaml)).toEqual(expected);
});

test('of another controller it is not known whether it redirects', () => {
  const unnamed = ingress(`${web}, ${tls}`).replace('ingressClassName: nginx, ', '');
  expect(doorsIn(unnamed)).toEqual({ encrypted: 'web.bank.example', redirectUntold: 'not-collected' });
});

test('part of a platform may lack the entrance that brings the TLS', () => {
  expect(doorsIn(ingress(web), 'partial')).toEqual({ missing: 'entrances' });
});
