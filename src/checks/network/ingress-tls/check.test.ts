import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { publicCertificates } from '../../../../test/support/public-certificates.ts';
import { ingressTls } from './check.ts';

const bank = (tier: string): string => `
---
apiVersion: v1
kind: Namespace
metadata: {name: bank, labels: {kubecompass.io/tier: ${tier}}}
`;

function ingress(spec: string, annotations = '', name = 'web'): string {
  return `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: ${name}, namespace: bank, annotations: {${annotations}}}
spec: {${spec}}
`;
}

const rule = (host: string): string => `rules: [{host: ${host}}]`;
const nginx = 'ingressClassName: nginx';
const tls = 'tls: [{hosts: [web.bank.example], secretName: web-tls}]';
const listens = (protocol: string, port: number): string =>
  `alb.ingress.kubernetes.io/listen-ports: '[{"${protocol}": ${port}}]'`;
const web = rule('web.bank.example');

function certificate(names: string, secret = 'web-tls', namespace = 'bank'): string {
  return `
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: web, namespace: ${namespace}}
spec: {secretName: ${secret}, dnsNames: [${names}], issuerRef: {name: public}}
`;
}

function gateway(listeners: string, more = '', name = 'public'): string {
  return `
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: ${name}, namespace: bank}
spec: {gatewayClassName: one, ${more}listeners: [${listeners}]}
`;
}
const http = '{name: http, port: 80, protocol: HTTP}';
const https = '{name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: web-tls}]}}';

function route(more = '', section = '', name = 'web'): string {
  return `
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${name}, namespace: bank}
spec: {parentRefs: [{name: public${section && `, sectionName: ${section}`}}], ${more || 'rules: [{backendRefs: [{name: web}]}]'}}
`;
}
const named = 'hostnames: [web.bank.example], rules: [{backendRefs: [{name: web}]}]';
const redirecting = 'rules: [{filters: [{type: RequestRedirect, requestRedirect: {scheme: https}}]}]';

function other(apiVersion: string, kind: string, spec: string, name = 'web'): string {
  return `
---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: ${name}, namespace: bank}
spec: {${spec}}
`;
}
const openshift = (spec: string): string => other('route.openshift.io/v1', 'Route', spec);
const istio = (servers: string, more = '', name = 'web'): string =>
  other('networking.istio.io/v1', 'Gateway', `selector: {istio: ingressgateway}, ${more}servers: [${servers}]`, name);
const traefik = (spec: string): string => other('traefik.io/v1alpha1', 'IngressRoute', spec);
const service = (spec: string): string => other('v1', 'Service', spec);

function said(yaml: string, tier = 'important'): string[] {
  return judgedBy(ingressTls, bank(tier) + yaml).map((line) =>
    line.replace(/ (Ingress|IngressRoute|RouteGroup|Gateway|Service|HTTPProxy|Route)\/bank\/\w+$/, ''),
  );
}

describe('an Ingress', () => {
  test.each<[string, string, string[]]>([
    ['encrypted', ingress(`${nginx}, ${web}, ${tls}`), ['pass encrypted']],
    ['no-tls', ingress(`${nginx}, ${web}`), ['fail no-tls']],
    ['no-tls-inside', ingress(`${nginx}, ${rule('ledger.bank.svc')}`), ['fail no-tls-inside']],
    ['no-tls-inside by its class', ingress(`ingressClassName: nginx-internal, ${web}`), ['fail no-tls-inside']],
    [
      'host-not-covered',
      ingress(`${nginx}, rules: [{host: web.bank.example}, {host: api.bank.example}], ${tls}`),
      ['fail host-not-covered'],
    ],
    [
      'a certificate that names the host covers it all the same',
      ingress(`${nginx}, ${rule('api.bank.example')}, ${tls}`) + certificate('"*.bank.example"'),
      ['pass encrypted'],
    ],
    [
      'entries without hosts are for all',
      ingress(`${nginx}, ${web}, tls: [{secretName: web-tls}]`),
      ['pass encrypted'],
    ],
    [
      'a wildcard entry is for the hosts below',
      ingress(`${nginx}, ${web}, tls: [{hosts: ["*.bank.example"], secretName: web-tls}]`),
      ['pass encrypted'],
    ],
    [
      'the star of a wildcard entry is for one label',
      ingress(`${nginx}, ${rule('a.web.bank.example')}, tls: [{hosts: ["*.bank.example"], secretName: web-tls}]`),
      ['fail host-not-covered'],
    ],
    [
      'an entry for one host below is not for all of them',
      ingress(`${nginx}, ${rule('"*.bank.example"')}, ${tls}`),
      ['advice wildcard-or-empty-host', 'fail host-not-covered'],
    ],
    [
      'certificate-for-others',
      ingress(`${nginx}, ${web}, ${tls}`) + certificate('shop.bank.example'),
      ['fail certificate-for-others'],
    ],
    [
      'a certificate of another Secret',
      ingress(`${nginx}, ${web}, ${tls}`) + certificate('shop.bank.example', 'shop-tls'),
      ['pass encrypted'],
    ],
    [
      'F10 a certificate of another namespace',
      ingress(`${nginx}, ${web}, ${tls}`) + certificate('shop.bank.example', 'web-tls', 'shop'),
      ['pass encrypted'],
    ],
    [
      'a name that is filled in later',
      ingress(`${nginx}, ${web}, ${tls}`) + certificate('"${HOST}"'),
      ['pass encrypted'],
    ],
    [
      'a host that is filled in later',
      ingress(`${nginx}, ${rule('"${HOST}"')}, tls: [{hosts: ["\${HOST}"], secretName: web-tls}]`) +
        certificate('shop.bank.example'),
      ['pass encrypted'],
    ],
    [
      'wildcard-or-empty-host',
      ingress(`${nginx}, rules: [{}], tls: [{secretName: web-tls}]`),
      ['advice wildcard-or-empty-host', 'pass encrypted'],
    ],
    [
      'only a default backend',
      ingress(`${nginx}, defaultBackend: {service: {name: web, port: {number: 80}}}`),
      ['advice wildcard-or-empty-host', 'fail no-tls'],
    ],
    [
      'two Ingresses of one host: one names the certificate',
      ingress(`${nginx}, ${web}, ${tls}`) +
        ingress(`${nginx}, ${web}`, 'nginx.ingress.kubernetes.io/force-ssl-redirect: "true"', 'api'),
      ['pass encrypted', 'pass encrypted'],
    ],
    [
      'two Ingresses of one host: one brings the TLS',
      ingress(`${nginx}, ${web}`) + ingress(`${nginx}, ${web}, ${tls}`, '', 'api'),
      ['pass encrypted', 'notApplicable routes-decide'],
    ],
    [
      'another host brings none',
      ingress(`${nginx}, ${rule('api.bank.example')}`) + ingress(`${nginx}, ${web}, ${tls}`, '', 'api'),
      ['fail no-tls', 'pass encrypted'],
    ],
    [
      'another controller brings none',
      ingress(`ingressClassName: haproxy, ${web}`) + ingress(`${nginx}, ${web}, ${tls}`, '', 'api'),
      ['fail no-tls', 'pass encrypted'],
    ],
    [
      'on GKE each Ingress is a load balancer of its own',
      ingress('ingressClassName: gce, defaultBackend: {service: {name: web, port: {number: 80}}}') +
        ingress(
          'ingressClassName: gce, defaultBackend: {service: {name: web, port: {number: 80}}}, tls: [{secretName: web-tls}]',
          'kubernetes.io/ingress.allow-http: "false"',
          'api',
        ),
      ['fail no-tls', 'pass encrypted', 'advice wildcard-or-empty-host', 'advice wildcard-or-empty-host'],
    ],
    [
      'what has a load balancer of its own brings no TLS to the default class',
      ingress(web) +
        ingress(`ingressClassName: gce, ${web}, ${tls}`, 'kubernetes.io/ingress.allow-http: "false"', 'api'),
      ['fail no-tls', 'pass encrypted'],
    ],
    [
      'the name of an address on GKE tells that too',
      ingress(web) +
        ingress(
          `${web}, ${tls}`,
          'kubernetes.io/ingress.global-static-ip-name: web, kubernetes.io/ingress.allow-http: "false"',
          'api',
        ),
      ['fail no-tls', 'pass encrypted'],
    ],
    [
      'Ingresses of one group share an ALB',
      ingress(`ingressClassName: alb, ${web}`, `alb.ingress.kubernetes.io/group.name: one, ${listens('HTTP', 80)}`) +
        ingress(
          `ingressClassName: alb, ${web}`,
          `alb.ingress.kubernetes.io/group.name: one, ${listens('HTTPS', 443)}`,
          'api',
        ),
      ['unknown not-seen', 'unknown not-seen'],
    ],
    [
      'Ingresses of no group do not',
      ingress(`ingressClassName: alb, ${web}`, listens('HTTP', 80)) +
        ingress(`ingressClassName: alb, ${web}`, listens('HTTPS', 443), 'api'),
      ['fail no-tls-inside', 'pass encrypted'],
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml)).toEqual(expected.toSorted());
  });

  test.each<[string, string, string, string]>([
    ['nginx redirects by itself', 'ingressClassName: nginx', '', 'pass encrypted'],
    [
      'unless told otherwise',
      'ingressClassName: nginx',
      'nginx.ingress.kubernetes.io/ssl-redirect: "false"',
      'partial no-redirect',
    ],
    [
      'told both, it redirects',
      'ingressClassName: nginx',
      'nginx.ingress.kubernetes.io/ssl-redirect: "false", nginx.ingress.kubernetes.io/force-ssl-redirect: "true"',
      'pass encrypted',
    ],
    [
      'its annotations tell nginx',
      'ingressClassName: public',
      'nginx.ingress.kubernetes.io/ssl-redirect: "false"',
      'partial no-redirect',
    ],
    [
      'a router of traefik with TLS answers nothing else',
      'ingressClassName: traefik',
      'traefik.ingress.kubernetes.io/router.tls: "true"',
      'pass encrypted',
    ],
    [
      'for traefik tls only names certificates: its entry points decide',
      'ingressClassName: traefik',
      '',
      'unknown not-seen',
    ],
    [
      'and so they do where it is told to have none',
      'ingressClassName: traefik',
      'traefik.ingress.kubernetes.io/router.tls: "false"',
      'unknown not-seen',
    ],
    [
      'the entry point for plain HTTP',
      'ingressClassName: traefik',
      'traefik.ingress.kubernetes.io/router.entrypoints: web',
      'fail no-tls',
    ],
    [
      'the entry point for plain HTTP with a middleware that may redirect',
      'ingressClassName: traefik',
      'traefik.ingress.kubernetes.io/router.entrypoints: web, traefik.ingress.kubernetes.io/router.middlewares: bank-to-tls@kubernetescrd',
      'unknown not-seen',
    ],
    [
      'the entry point whose installation may have TLS',
      'ingressClassName: traefik',
      'traefik.ingress.kubernetes.io/router.entrypoints: websecure',
      'unknown not-seen',
    ],
    [
      'for ALB tls opens no listener',
      'ingressClassName: alb',
      'alb.ingress.kubernetes.io/scheme: internet-facing',
      'fail no-tls',
    ],
    [
      'for ALB it names the host of a certificate where there is one',
      'ingressClassName: alb',
      listens('HTTPS', 443),
      'pass encrypted',
    ],
    ['GKE serves both', 'ingressClassName: gce', '', 'partial no-redirect'],
    [
      'GKE with plain HTTP closed',
      'ingressClassName: gce',
      'kubernetes.io/ingress.allow-http: "false"',
      'pass encrypted',
    ],
    [
      'GKE with a frontend of its own',
      'ingressClassName: gce',
      'networking.gke.io/v1beta1.FrontendConfig: web',
      'unknown not-seen',
    ],
    ['haproxy redirects by itself', 'ingressClassName: haproxy', '', 'pass encrypted'],
    ['contour serves both', 'ingressClassName: contour', '', 'partial no-redirect'],
    ['kong serves both', 'ingressClassName: kong', '', 'partial no-redirect'],
    ['Azure serves both', 'ingressClassName: azure-application-gateway', '', 'partial no-redirect'],
    ['cilium as its settings say', 'ingressClassName: cilium', '', 'unknown not-seen'],
    ['a class that nobody knows', 'ingressClassName: public', '', 'unknown not-seen'],
    ['the default class', '', '', 'unknown not-seen'],
  ])('%s', (_name, className, annotations, expected) => {
    const yaml = ingress([className, web, tls].filter((part) => part !== '').join(', '), annotations);
    expect(said(yaml)).toEqual([expected]);
  });

  test.each<[string, string, string, string]>([
    [
      'ALB with a certificate of its account',
      'alb',
      'alb.ingress.kubernetes.io/certificate-arn: arn:aws:acm:one, alb.ingress.kubernetes.io/scheme: internet-facing',
      'pass encrypted',
    ],
    [
      'ALB that listens for HTTPS and HTTP',
      'alb',
      `alb.ingress.kubernetes.io/listen-ports: '[{"HTTP": 80}, {"HTTPS": 443}]'`,
      'partial no-redirect',
    ],
    [
      'ALB that redirects',
      'alb',
      `alb.ingress.kubernetes.io/listen-ports: '[{"HTTP": 80}, {"HTTPS": 443}]', alb.ingress.kubernetes.io/ssl-redirect: "443"`,
      'pass encrypted',
    ],
    [
      'ALB with a certificate that listens for HTTP alone',
      'alb',
      `alb.ingress.kubernetes.io/certificate-arn: arn:aws:acm:one, ${listens('HTTP', 80)}, alb.ingress.kubernetes.io/scheme: internet-facing`,
      'fail no-tls',
    ],
    ['ALB that has its certificate made', 'alb', 'alb.ingress.kubernetes.io/create-acm-cert: "true"', 'pass encrypted'],
    ['ALB without', 'alb', 'alb.ingress.kubernetes.io/scheme: internet-facing', 'fail no-tls'],
    ['ALB is internal by default', 'alb', '', 'fail no-tls-inside'],
    [
      'ALB of a group, to which others add listeners',
      'alb',
      'alb.ingress.kubernetes.io/group.name: shared',
      'unknown not-seen',
    ],
    [
      'GKE managed certificates',
      'gce',
      'networking.gke.io/managed-certificates: web, kubernetes.io/ingress.allow-http: "false"',
      'pass encrypted',
    ],
    [
      'TLS that ends before nginx, or its default certificate',
      'nginx',
      'nginx.ingress.kubernetes.io/force-ssl-redirect: "true"',
      'unknown not-seen',
    ],
    [
      'nginx that passes TLS on with a flag that was not seen',
      'nginx',
      'nginx.ingress.kubernetes.io/ssl-passthrough: "true"',
      'unknown not-seen',
    ],
    [
      'the default certificate of traefik',
      'traefik',
      'traefik.ingress.kubernetes.io/router.tls: "true"',
      'unknown not-seen',
    ],
    [
      'a certificate that traefik asks for',
      'traefik',
      'traefik.ingress.kubernetes.io/router.tls.certresolver: le',
      'pass encrypted',
    ],
    ['the default certificate of kong', 'kong', 'konghq.com/protocols: https', 'unknown not-seen'],
    ['the entry points of traefik', 'traefik', '', 'unknown not-seen'],
    ['a route of OpenShift', 'openshift-default', 'route.openshift.io/termination: edge', 'unknown not-seen'],
    ['the load balancer before skipper', 'skipper', '', 'unknown not-seen'],
    ['the edge of tailscale', 'tailscale', '', 'pass encrypted'],
  ])('without tls in its spec: %s', (_name, className, annotations, expected) => {
    expect(said(ingress(`ingressClassName: ${className}, ${web}`, annotations))).toEqual([expected]);
  });

  const routeGroup = (rest: string): string =>
    `\n---\napiVersion: zalando.org/v1\nkind: RouteGroup\nmetadata: {name: a, namespace: bank}\nspec: {hosts: [web.bank.example]${rest}}\n`;
  const classParams = (rest: string): string =>
    `\n---\napiVersion: elbv2.k8s.aws/v1beta1\nkind: IngressClassParams\nmetadata: {name: alb}\nspec: {${rest}}\n`;

  test.each<[string, string, string[]]>([
    ['a RouteGroup, before which a load balancer ends TLS', routeGroup(''), ['unknown not-seen']],
    [
      'a RouteGroup with certificates',
      routeGroup(', tls: [{hosts: [web.bank.example], secretName: web}]'),
      ['unknown not-seen'],
    ],
    [
      'an Ingress without a class beside RouteGroups',
      routeGroup('') + ingress(web),
      ['unknown not-seen', 'unknown not-seen'],
    ],
    [
      'one with a class beside RouteGroups',
      routeGroup('') + ingress(`${nginx}, ${rule('other.bank.example')}`),
      ['fail no-tls', 'unknown not-seen'],
    ],
    [
      'ALB whose class names a certificate',
      classParams('certificateArn: [arn:aws:acm:one]') + ingress(`ingressClassName: alb, ${web}`),
      ['unknown not-seen'],
    ],
    [
      'ALB whose class names none',
      classParams('scheme: internet-facing') + ingress(`ingressClassName: alb, ${web}`),
      ['fail no-tls-inside'],
    ],
    [
      'ALB finds certificates for hosts that its tls does not name',
      ingress(
        `ingressClassName: alb, ${web}, tls: [{hosts: [other.bank.example], secretName: other}]`,
        `alb.ingress.kubernetes.io/listen-ports: '[{"HTTPS":443}]'`,
      ),
      ['pass encrypted'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(said(text).toSorted()).toEqual(expected);
  });

  test('old-version', () => {
    const old = `alb.ingress.kubernetes.io/certificate-arn: arn:aws:acm:one, alb.ingress.kubernetes.io/ssl-policy: ELBSecurityPolicy-2016-08`;
    expect(said(ingress(`ingressClassName: alb, ${web}`, old))).toEqual(['partial old-version']);
    const minimum = istio(
      '{port: {number: 443, protocol: HTTPS, name: https}, hosts: [web.bank.example], tls: {mode: SIMPLE, minProtocolVersion: TLSV1_0}}',
    );
    expect(said(minimum)).toEqual(['partial old-version']);
  });

  test('best effort is asked for TLS to the outside, and no more', () => {
    expect(said(ingress(`${nginx}, ${web}`), 'best-effort')).toEqual(['fail no-tls']);
    expect(said(ingress(`${nginx}, ${rule('ledger.bank.svc')}`), 'best-effort')).toEqual([
      'advice no-tls-inside',
      'notApplicable not-asked',
    ]);
    expect(said(ingress(`${web}, ${tls}`), 'best-effort')).toEqual(['pass encrypted']);
  });

  test('the finding names the host and the place', () => {
    const [finding] = findingsBy(ingressTls, bank('important') + ingress(`${nginx}, ${web}`));
    expect(finding?.because).toBe('it serves web.bank.example without TLS');
    expect(finding?.evidence[0]).toMatchObject({ path: 'spec.rules[0].host', value: 'web.bank.example' });
  });
});

describe('a certificate that is named nowhere', () => {
  const unnamed = 'tls: [{hosts: [web.bank.example]}]';
  const server = (more: string): string =>
    `{port: {number: 443, protocol: HTTPS, name: https}, hosts: [web.bank.example], ${more}}`;
  const listener = (more = ''): string => `{name: https, port: 443, protocol: HTTPS${more}}`;

  test.each<[string, string, string[]]>([
    ['the default one of the controller', ingress(`${nginx}, ${web}, ${unnamed}`), ['unknown not-seen']],
    ['for every host', ingress(`${nginx}, ${web}, tls: [{}]`), ['unknown not-seen']],
    [
      'beside another entry that names one for the host',
      ingress(`${nginx}, ${web}, tls: [{hosts: [web.bank.example]}, {hosts: [web.bank.example], secretName: web-tls}]`),
      ['pass encrypted'],
    ],
    [
      'beside another entry for another host',
      ingress(`${nginx}, ${web}, tls: [{hosts: [web.bank.example]}, {hosts: [a.bank.example], secretName: a}]`),
      ['unknown not-seen'],
    ],
    ...['contour', 'gce', 'azure-application-gateway'].map((name): [string, string, string[]] => [
      `${name} has none to show, and serves no TLS`,
      ingress(`ingressClassName: ${name}, ${web}, ${unnamed}`),
      ['fail no-tls'],
    ]),
    [
      'a Contour HTTPProxy that its controller refuses',
      other('projectcontour.io/v1', 'HTTPProxy', 'virtualhost: {fqdn: web.bank.example, tls: {}}'),
      ['unknown not-seen'],
    ],
    [
      'one that passes TLS on',
      other('projectcontour.io/v1', 'HTTPProxy', 'virtualhost: {fqdn: web.bank.example, tls: {passthrough: true}}'),
      ['pass encrypted'],
    ],
    ['a server of Istio that its webhook refuses', istio(server('tls: {mode: SIMPLE}')), ['unknown not-seen']],
    ['one without tls', istio(server('')), ['unknown not-seen']],
    ['one that passes TLS on, as none with a mode', istio(server('tls: {mode: PASSTHROUGH}')), ['pass encrypted']],
    [
      'one with a file',
      istio(server('tls: {mode: SIMPLE, serverCertificate: /a, privateKey: /b}')),
      ['pass encrypted'],
    ],
    [
      'a Route of OpenShift that is reencrypted',
      openshift('host: web.bank.example, tls: {termination: reencrypt}'),
      ['unknown not-seen'],
    ],
    [
      'one that passes TLS on',
      openshift('host: web.bank.example, tls: {termination: passthrough}'),
      ['pass encrypted'],
    ],
    [
      'one that holds its certificate',
      openshift('host: web.bank.example, tls: {termination: edge, certificate: "-----BEGIN CERTIFICATE-----"}'),
      ['pass encrypted'],
    ],
    [
      'one that names a Secret',
      openshift('host: web.bank.example, tls: {termination: edge, externalCertificate: {name: web-tls}}'),
      ['pass encrypted'],
    ],
    ['its controller has its own', ingress(`ingressClassName: tailscale, ${web}, ${unnamed}`), ['pass encrypted']],
    [
      'an annotation names it',
      ingress(`ingressClassName: gce, ${web}, ${unnamed}`, 'ingress.gcp.kubernetes.io/pre-shared-cert: one'),
      ['partial no-redirect'],
    ],
    [
      'a listener without tls, and its route',
      gateway(listener()) + route(named),
      ['unknown not-seen', 'unknown not-seen HTTPRoute/bank/web'],
    ],
    ['a listener with an empty tls', gateway(listener(', tls: {mode: Terminate}')), ['unknown not-seen']],
    ['a listener with options', gateway(listener(', tls: {options: {one/cert: a}}')), ['pass encrypted']],
    [
      'a map of GKE is for all listeners',
      gateway(listener()).replace('namespace: bank', 'namespace: bank, annotations: {networking.gke.io/certmap: one}'),
      ['pass encrypted'],
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml).filter((line) => !line.includes('wildcard'))).toEqual(expected);
  });

  test('the gap says so', () => {
    const because = (yaml: string): string | undefined => findingsBy(ingressTls, bank('important') + yaml)[0]?.because;
    expect(because(ingress(`${nginx}, ${web}, ${unnamed}`))).toContain('no certificate is named for web.bank.example');
    expect(because(gateway(listener()))).toContain(
      'https is to have TLS and names no certificate, which its API requires',
    );
  });
});

describe('a Gateway and its routes', () => {
  const judge = (yaml: string): string[] =>
    judgedBy(ingressTls, bank('important') + yaml).map((line) => line.replace(/\/bank\/\w+$/, ''));

  test.each<[string, string, string[]]>([
    ['a Gateway without TLS', gateway(http), ['fail no-tls Gateway']],
    [
      'a Gateway that passes TLS on',
      gateway('{name: tls, protocol: TLS, port: 443, hostname: web.bank.example, tls: {mode: Passthrough}}'),
      ['pass encrypted Gateway'],
    ],
    ['routes-decide', gateway(`${http}, ${https}`), ['pass encrypted Gateway']],
    [
      'another Gateway is another load balancer',
      gateway(http) + gateway(https, '', 'other'),
      ['fail no-tls Gateway', 'pass encrypted Gateway'],
    ],
    ['a Gateway of a mesh is no entrance', gateway('{name: mesh, port: 15008, protocol: HBONE}'), []],
    ['through-tls', gateway(https) + route(), ['pass encrypted Gateway', 'pass through-tls HTTPRoute']],
    [
      'a route on both doors',
      gateway(`${http}, ${https}`) + route(),
      ['partial no-redirect HTTPRoute', 'pass encrypted Gateway'],
    ],
    [
      'a route on the door with TLS',
      gateway(`${http}, ${https}`) + route('', 'https'),
      ['pass encrypted Gateway', 'pass through-tls HTTPRoute'],
    ],
    [
      'only-redirects',
      gateway(`${http}, ${https}`) + route(redirecting, 'http'),
      ['notApplicable only-redirects HTTPRoute', 'pass encrypted Gateway'],
    ],
    [
      'a route on the plain door alone, beside a door with TLS that nothing hangs on',
      gateway(`${http}, ${https}`) + route(named, 'http'),
      ['fail no-tls HTTPRoute', 'pass encrypted Gateway'],
    ],
    [
      'so with a route of gRPC',
      gateway(`${http}, ${https}`) + route(named, 'http').replace('HTTPRoute', 'GRPCRoute'),
      ['fail no-tls GRPCRoute', 'pass encrypted Gateway'],
    ],
    [
      'so where another host is served on the door with TLS',
      gateway(`${http}, ${https}`) + route(named, 'http') + route(named.replace('web.', 'shop.'), 'https', 'shop'),
      ['fail no-tls HTTPRoute', 'pass encrypted Gateway', 'pass through-tls HTTPRoute'],
    ],
    [
      'so where the other one only redirects',
      gateway(`${http}, ${https}`) + route(named, 'http') + route(redirecting, 'https', 'back'),
      ['fail no-tls HTTPRoute', 'notApplicable only-redirects HTTPRoute', 'pass encrypted Gateway'],
    ],
    [
      'another route serves the host with TLS',
      gateway(`${http}, ${https}`) + route(named, 'http') + route(named, 'https', 'secure'),
      ['partial no-redirect HTTPRoute', 'pass encrypted Gateway', 'pass through-tls HTTPRoute'],
    ],
    [
      'another route serves all hosts below with TLS',
      gateway(`${http}, ${https}`) +
        route(named, 'http') +
        route(named.replace('web.bank.example', '"*.bank.example"'), 'https', 'secure'),
      ['partial no-redirect HTTPRoute', 'pass encrypted Gateway', 'pass through-tls HTTPRoute'],
    ],
    [
      'a route that cannot be read may serve it with TLS',
      gateway(`${http}, ${https}`) + route(named, 'http') + route('hostnames: {}', 'https', 'broken'),
      ['pass encrypted Gateway', 'unknown not-seen HTTPRoute'],
    ],
    [
      'a route that redirects one path only',
      gateway(`${http}, ${https}`) +
        route(
          `hostnames: [web.bank.example], rules: [{matches: [{path: {value: /x}}], filters: [{type: RequestRedirect, requestRedirect: {scheme: https}}]}, {backendRefs: [{name: web}]}]`,
          'http',
        ),
      ['fail no-tls HTTPRoute', 'pass encrypted Gateway'],
    ],
    ['a route without TLS', gateway(http) + route(named), ['fail no-tls Gateway', 'fail no-tls HTTPRoute']],
    ['a Gateway of another folder', route(), ['unknown not-seen HTTPRoute']],
    [
      'a door that there is not',
      gateway(https) + route('', 'grpc'),
      ['pass encrypted Gateway', 'unknown not-seen HTTPRoute'],
    ],
    ['a route of a mesh is none', route().replace('{name: public}', '{kind: Service, group: "", name: web}'), []],
  ])('%s', (_name, yaml, expected) => {
    expect(judge(yaml)).toEqual(expected.toSorted());
  });
});

describe('other entrances', () => {
  test.each<[string, string, string[]]>([
    [
      'an OpenShift Route with termination',
      openshift('host: web.bank.example, tls: {termination: edge, certificate: one}'),
      ['pass encrypted'],
    ],
    ['one without', openshift('host: web.bank.example'), ['fail no-tls']],
    ['one whose host the router makes up', openshift('to: {kind: Service, name: web}'), ['fail no-tls']],
    [
      'one that allows both',
      openshift('host: web.bank.example, tls: {termination: edge, insecureEdgeTerminationPolicy: Allow}'),
      ['partial no-redirect'],
    ],
    [
      'an Istio Gateway without',
      istio('{port: {number: 80, protocol: HTTP, name: http}, hosts: ["*"]}'),
      ['fail no-tls'],
    ],
    [
      'one that only redirects',
      istio('{port: {number: 80, protocol: HTTP, name: http}, hosts: ["*"], tls: {httpsRedirect: true}}'),
      ['notApplicable only-redirects'],
    ],
    [
      'one that serves both',
      istio(
        '{port: {number: 80, protocol: HTTP, name: http}, hosts: [web.bank.example]}, {port: {number: 443, protocol: HTTPS, name: https}, hosts: [web.bank.example], tls: {mode: SIMPLE, credentialName: web}}',
      ),
      ['partial no-redirect'],
    ],
    [
      'other pods serve another selector',
      istio('{port: {number: 80, protocol: HTTP, name: http}, hosts: ["*"]}') +
        istio(
          '{port: {number: 15012, protocol: HTTPS, name: https}, hosts: ["*"], tls: {mode: SIMPLE, credentialName: istiod}}',
          '',
          'eastwest',
        ).replace('istio: ingressgateway', 'istio: eastwestgateway'),
      ['fail no-tls', 'pass encrypted'],
    ],
    [
      'the other port in a Gateway of its own',
      istio('{port: {number: 80, protocol: HTTP, name: http}, hosts: [web.bank.example]}') +
        istio(
          '{port: {number: 443, protocol: HTTPS, name: https}, hosts: [bank/web.bank.example], tls: {mode: SIMPLE, credentialName: web}}',
          '',
          'tls',
        ),
      ['partial no-redirect', 'pass encrypted'],
    ],
    [
      'one for traffic out',
      other(
        'networking.istio.io/v1',
        'Gateway',
        'selector: {istio: egressgateway}, servers: [{port: {number: 80, protocol: HTTP, name: http}, hosts: ["*"]}]',
      ),
      [],
    ],
    [
      'a Traefik IngressRoute with TLS',
      traefik('routes: [{match: "Host(`web.bank.example`)"}], tls: {secretName: web-tls}'),
      ['pass encrypted'],
    ],
    [
      'one with the default certificate',
      traefik('entryPoints: [websecure], routes: [{match: "Host(`web.bank.example`)"}], tls: {}'),
      ['unknown not-seen'],
    ],
    [
      'one that asks for a certificate',
      traefik('routes: [{match: "Host(`web.bank.example`)"}], tls: {certResolver: le}'),
      ['pass encrypted'],
    ],
    [
      'one on the plain entry point',
      traefik('entryPoints: [web], routes: [{match: "Host(`web.bank.example`)"}]'),
      ['fail no-tls'],
    ],
    [
      'one whose middleware may redirect',
      traefik('entryPoints: [web], routes: [{match: "Host(`web.bank.example`)", middlewares: [{name: to-tls}]}]'),
      ['unknown not-seen'],
    ],
    [
      'one on an entry point of the installation',
      traefik('entryPoints: [websecure], routes: [{match: "Host(`web.bank.example`)"}]'),
      ['unknown not-seen'],
    ],
    [
      'a Contour HTTPProxy',
      other('projectcontour.io/v1', 'HTTPProxy', 'virtualhost: {fqdn: web.bank.example, tls: {secretName: web-tls}}'),
      ['pass encrypted'],
    ],
    [
      'one without',
      other('projectcontour.io/v1', 'HTTPProxy', 'virtualhost: {fqdn: web.bank.example}'),
      ['fail no-tls'],
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml)).toEqual(expected.toSorted());
  });
});

describe('a Service', () => {
  test.each<[string, string, string[]]>([
    ['plain-load-balancer', service('type: LoadBalancer, ports: [{port: 80}]'), ['partial plain-load-balancer']],
    [
      'with a port for TLS beside it',
      service('type: LoadBalancer, ports: [{name: http, port: 80}, {name: https, port: 443}]'),
      ['notApplicable no-plain-load-balancer'],
    ],
    ['for a database', service('type: LoadBalancer, ports: [{port: 5432}]'), ['notApplicable no-plain-load-balancer']],
    [
      'node-port',
      service('type: NodePort, ports: [{port: 80}]'),
      ['advice node-port', 'notApplicable no-plain-load-balancer'],
    ],
    [
      'external-ips',
      service('externalIPs: [203.0.113.7], ports: [{port: 80}]'),
      ['advice external-ips', 'notApplicable no-plain-load-balancer'],
    ],
    ['of the inside is no subject', service('ports: [{port: 80}]'), []],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml)).toEqual(expected.toSorted());
  });

  test('whose load balancer ends TLS', () => {
    const yaml = service('type: LoadBalancer, ports: [{port: 80}]').replace(
      'namespace: bank}',
      'namespace: bank, annotations: {service.beta.kubernetes.io/aws-load-balancer-ssl-cert: arn:aws:acm:one}}',
    );
    expect(said(yaml)).toEqual(['notApplicable no-plain-load-balancer']);
    expect(said(service('type: LoadBalancer, ports: [{port: 80}]'), 'critical')).toEqual(['fail plain-load-balancer']);
  });
});

describe('the certificate that stands in the Secret of the folder', () => {
  const secretOf = (text: string, name = 'web-tls'): string => `
---
apiVersion: v1
kind: Secret
metadata: {name: ${name}, namespace: bank}
type: kubernetes.io/tls
stringData: {tls.crt: ${JSON.stringify(text)}}
`;
  const secret = (name?: string): string => secretOf(publicCertificates.web, name);
  const forHost = (host: string, more = ''): string =>
    ingress(`${nginx}, ${rule(host)}, tls: [{hosts: [${host}], secretName: web-tls}]`) + more;

  test.each<[string, string, string[]]>([
    ['is for the host', forHost('web.bank.example', secret()), ['pass encrypted']],
    ['is for another host', forHost('api.bank.example', secret()), ['fail certificate-for-others']],
    ['is that of another Secret', forHost('api.bank.example', secret('other')), ['pass encrypted']],
    [
      'is replaced by what a controller makes',
      forHost('api.bank.example', secret() + certificate('api.bank.example')),
      ['pass encrypted'],
    ],
    [
      'names a host that tls does not name',
      ingress(`${nginx}, ${web}, tls: [{hosts: [shop.bank.example], secretName: web-tls}]`) + secret(),
      ['pass encrypted'],
    ],
    [
      'cannot be read',
      forHost('api.bank.example', secret().replace('stringData: {', 'stringData: [').replace(/\}\n$/, ']\n')),
      ['unknown not-seen'],
    ],
    ['is damaged', forHost('api.bank.example', secretOf(publicCertificates.web.slice(0, 200))), ['unknown not-seen']],
    ['is a word', forHost('web.bank.example', secretOf('hello')), ['unknown not-seen']],
    ['is empty', forHost('web.bank.example', secretOf('')), ['unknown not-seen']],
    [
      'is damaged, and the Ingress is for every host',
      ingress(`${nginx}, defaultBackend: {service: {name: web, port: {number: 80}}}, tls: [{secretName: web-tls}]`) +
        secretOf('hello'),
      ['advice wildcard-or-empty-host', 'unknown not-seen'],
    ],
    [
      'is damaged, and may be for a host that tls does not name',
      ingress(`${nginx}, ${web}, tls: [{hosts: [shop.bank.example], secretName: web-tls}]`) + secretOf('hello'),
      ['unknown not-seen'],
    ],
    [
      'is a word that a controller replaces',
      forHost('api.bank.example', secretOf('hello') + certificate('api.bank.example')),
      ['pass encrypted'],
    ],
    ['is still to be put there', forHost('web.bank.example', secretOf('changeme')), ['pass encrypted']],
    ['is damaged in another Secret', forHost('web.bank.example', secretOf('hello', 'other')), ['pass encrypted']],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml).filter((line) => !line.includes('Secret'))).toEqual(expected);
  });

  test('the finding names the Secret that cannot be read', () => {
    const [finding] = findingsBy(ingressTls, bank('important') + forHost('web.bank.example', secretOf('hello')));
    expect(finding?.because).toContain('Secret/web-tls: stringData["tls.crt"] holds no certificate that can be read');
  });

  test('the finding names the Secret and the hosts', () => {
    const [finding] = findingsBy(ingressTls, bank('important') + forHost('api.bank.example', secret()));
    expect(finding?.evidence[0]).toMatchObject({ kind: 'Secret', name: 'web-tls', value: ['web.bank.example'] });
  });
});

describe('bad input', () => {
  test('an Ingress that cannot be read is a named gap', () => {
    expect(said(ingress(`${nginx}, ${web}`) + ingress('rules: {}', '', 'broken'))).toEqual(['unknown not-seen']);
  });

  test('so is a certificate with a duration that is none', () => {
    const broken = certificate('web.bank.example').replace('secretName', 'duration: 90 days, secretName');
    expect(said(ingress(`${nginx}, ${web}, ${tls}`) + broken)).toEqual(['unknown not-seen']);
  });

  describe('a certificate that cannot be read touches the Secret that it tells, and no other', () => {
    const refused = (secretName: string): string =>
      certificate('web.bank.example', secretName)
        .replace('secretName', 'duration: 30m, secretName')
        .replace('{name: web,', '{name: refused,');
    const wrong = ingress(`${nginx}, ${web}, ${tls}`) + certificate('shop.bank.example');
    const uncovered = ingress(`${nginx}, ${rule('api.bank.example')}, ${tls}`);

    test.each<[string, string, string[]]>([
      ['a sound Ingress stays judged', ingress(`${nginx}, ${web}, ${tls}`) + refused('shop-tls'), ['pass encrypted']],
      ['a wrong certificate is still told', wrong + refused('shop-tls'), ['fail certificate-for-others']],
      ['but not where the one that is hidden may be right', wrong + refused('web-tls'), ['unknown not-seen']],
      ['a host that is not covered is still told', uncovered + refused('shop-tls'), ['fail host-not-covered']],
      ['but not where the hidden one may cover it', uncovered + refused('web-tls'), ['unknown not-seen']],
      [
        'one that tells no Secret may touch any',
        ingress(`${nginx}, ${web}, ${tls}`) + refused('[]'),
        ['unknown not-seen'],
      ],
    ])('%s', (_name, yaml, expected) => {
      expect(said(yaml)).toEqual(expected);
    });
  });
});

describe('of a cluster', () => {
  const pem = publicCertificates.web;
  const secret = (text: string): string =>
    `\n---\n${JSON.stringify({ apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/tls', metadata: { name: 'web-tls', namespace: 'bank' }, data: { 'tls.crt': Buffer.from(text).toString('base64'), 'tls.key': '' } })}\n`;
  const served = ingress(`${nginx}, ${web}, ${tls}`, "nginx.ingress.kubernetes.io/ssl-redirect: 'true'");
  const made = (ready: string): string =>
    `${certificate('web.bank.example')}status: {conditions: [{type: Ready, status: "${ready}", reason: DoesNotExist}]}\n`;
  const reasons = (text: string, forbidden: string[] = []): string[] =>
    judgedBy(ingressTls, clusterOf(bank('important') + text, { forbidden })).map((one) =>
      one.split(' ').slice(0, 2).join(' '),
    );

  test.each<[string, string, string[], string[]]>([
    ['the Secret is there', served + secret(pem), [], ['pass encrypted']],
    ['words stand before the certificate', served + secret(`subject=web\n${pem}`), [], ['pass encrypted']],
    ['no-certificate', served, [], ['fail no-certificate']],
    ['the Secret holds none', served + secret(''), [], ['fail no-certificate']],
    ['the Secret holds a word', served + secret('hello'), [], ['fail no-certificate']],
    ['the Secret holds a damaged one', served + secret(pem.replace(/M[^\n]*\n/, 'AAAA\n')), [], ['unknown not-seen']],
    [
      'the Secret holds a damaged one beside an authority that ended, which nobody is shown',
      served +
        secret(pem.replace(/M[^\n]*\n/, 'AAAA\n')).replace(
          '"tls.key":""',
          `"ca.crt":"${Buffer.from(publicCertificates.endedAuthority).toString('base64')}"`,
        ),
      [],
      ['unknown not-seen'],
    ],
    ['a Certificate has made it, and it is there', served + made('True') + secret(pem), [], ['pass encrypted']],
    ['what a Certificate made is not there any more', served + made('True'), [], ['fail no-certificate']],
    [
      'a Certificate has made it, as it says, and Secrets may not be listed',
      served + made('True'),
      ['/Secret'],
      ['unknown not-seen'],
    ],
    [
      'a Certificate has made it, as it says, and it is damaged',
      served + made('True') + secret(pem.replace(/M[^\n]*\n/, 'AAAA\n')),
      [],
      ['unknown not-seen'],
    ],
    ['certificate-ended', served + secret(publicCertificates.ended), [], ['fail certificate-ended']],
    [
      'it ended, whatever its Certificate says',
      served + made('True') + secret(publicCertificates.ended),
      [],
      ['fail certificate-ended'],
    ],
    [
      'a Secret of no type is served as well',
      served + secret(publicCertificates.ended).replace('kubernetes.io/tls', 'Opaque'),
      [],
      ['fail certificate-ended'],
    ],
    ['certificate-not-begun', served + secret(publicCertificates.future), [], ['fail certificate-not-begun']],
    ['a Certificate cannot make it', served + made('False'), [], ['fail no-certificate']],
    ['it cannot, and Secrets may not be listed', served + made('False'), ['/Secret'], ['unknown not-seen']],
    ['it cannot renew it, and what it made is there', served + made('False') + secret(pem), [], ['pass encrypted']],
    ['nothing is said of the Certificate yet', served + certificate('web.bank.example'), [], ['unknown not-seen']],
    ['Secrets may not be listed', served, ['/Secret'], ['unknown not-seen']],
    ['Certificates may not be listed', served, ['cert-manager.io/Certificate'], ['unknown not-seen']],
  ])('%s', (_name, text, forbidden, expected) => {
    expect(reasons(text, forbidden)).toEqual(expected);
  });

  test('a folder does not speak for Secrets', () => {
    expect(judgedBy(ingressTls, bank('important') + served).join()).not.toContain('no-certificate');
  });
});
