import { expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import type { EntranceRoute } from '../estate/entrance-route.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { type RouteDoors, routeDoors } from './route-doors.ts';

type Ask = (route: EntranceRoute, vantage: { place: string; nth: number }) => RouteDoors;

function gateway(listeners: string, name = 'public'): string {
  return `
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: ${name}, namespace: bank}
spec: {gatewayClassName: one, listeners: [${listeners}]}
`;
}

function route(parent: string, more = ''): string {
  return `
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web, namespace: bank}
spec: {parentRefs: [${parent}], ${more}rules: [{backendRefs: [{name: web}]}]}
`;
}

const http = '{name: http, port: 80, protocol: HTTP}';
const https = '{name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: web-tls}]}}';
const inShop = http.replace('port', 'hostname: "*.shop.example", port');
const hosts = (host: string): string => `hostnames: [${host}], `;

/** The doors of the route by their names, and what is missing. */
function doorsIn(yaml: string): string[] {
  const facts = viewFacts(estateOf(yaml));
  const [one] = facts.entranceRoutes.items;
  if (!one) throw new Error('there is no route');
  const ask = (routeDoors.compute as (views: typeof facts) => Ask)(facts);
  const { plain, encrypted, hasTls, inside, missing } = ask(one, { place: '', nth: 0 });
  return [
    ...plain.map(({ entrance, door }) => `plain ${entrance.name}/${door.name}`),
    ...encrypted.map(({ entrance, door }) => `tls ${entrance.name}/${door.name}`),
    ...(hasTls && encrypted.length === 0 ? ['tls beside'] : []),
    ...(inside ? ['inside'] : []),
    ...(missing ? [typeof missing === 'string' ? missing : missing.detail] : []),
  ];
}

test.each<[string, string, string[]]>([
  [
    'every door of its entrance',
    gateway(`${http}, ${https}`) + route('{name: public}'),
    ['plain public/http', 'tls public/https'],
  ],
  [
    'the one that it names',
    gateway(`${http}, ${https}`) + route('{name: public, sectionName: https}'),
    ['tls public/https'],
  ],
  [
    'the plain one, with another that nothing hangs on',
    gateway(`${http}, ${https}`) + route('{name: public, sectionName: http}'),
    ['plain public/http'],
  ],
  [
    'the plain one, with another route on the one with TLS',
    gateway(`${http}, ${https}`) +
      route('{name: public, sectionName: http}', hosts('a.bank.example')) +
      route('{name: public, sectionName: https}', hosts('"*.bank.example"')).replace(
        'web, namespace',
        'wide, namespace',
      ),
    ['plain public/http', 'tls beside'],
  ],
  [
    'the one with the port that it names',
    gateway(`${http}, ${https}`) + route('{name: public, port: 443}'),
    ['tls public/https'],
  ],
  ['doors for its hosts', gateway(inShop) + route('{name: public}', hosts('a.shop.example')), ['plain public/http']],
  [
    'no door for its hosts',
    gateway(inShop) + route('{name: public}', hosts('a.bank.example')),
    ['public has no door for its hosts that the folder shows'],
  ],
  [
    'hosts of the inside',
    gateway(http) + route('{name: public}', hosts('web.bank.svc')),
    ['plain public/http', 'inside'],
  ],
  [
    'of two entrances both',
    gateway(http) + gateway(https, 'second') + route('{name: public}, {name: second}'),
    ['plain public/http', 'tls second/https'],
  ],
  ['an entrance that is not there', route('{name: public}'), ['it hangs on public, which the folder does not hold']],
  [
    'of several variants each in its turn',
    gateway(http) + gateway(https) + route('{name: public}'),
    ['plain public/http'],
  ],
  [
    'from another namespace none of them',
    gateway(http) +
      gateway(https) +
      route('{name: public, namespace: bank}').replace('web, namespace: bank', 'web, namespace: shop'),
    ['it hangs on public, of which the folder holds several'],
  ],
])('%s', (_name, yaml, expected) => {
  expect(doorsIn(yaml)).toEqual(expected);
});
