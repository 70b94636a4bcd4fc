import type { Door, Entrance } from '../../../estate/entrance.ts';
import type { EntranceRoute, RouteParent } from '../../../estate/entrance-route.ts';
import type { ExposedService } from '../../../estate/exposed-service.ts';
import { namesHost } from '../../../estate/host-name.ts';
import type { Fields } from '../fields.ts';
import { ingressManners } from './ingress-controller.ts';
import type { Subject } from '../object-metadata.ts';

/** A door of which nothing is said. */
export const door: Omit<Door, 'path'> = {
  name: null,
  port: null,
  host: null,
  encryption: 'none',
  namesHost: true,
  secrets: [],
  plain: 'served',
  oldVersion: null,
};

/** What entrances are of which one proxy serves all. */
const shared = { inside: false, controller: null, proxy: null, isAlone: false } as const;

function textsOf(annotations: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(annotations).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}

/** A host as it is written; null for what stands for every host. */
export function hostOf(written: string | null): string | null {
  return written === null || written === '' || written === '*' ? null : written;
}

/** Reads an Ingress of any version: one door for each host. */
export function readIngress({ spec, metadata, head }: Subject): Entrance {
  const annotations = textsOf(metadata.annotations());
  const entries = spec
    .objects('tls')
    .map((entry) => ({ hosts: entry.texts('hosts'), secret: entry.text('secretName') }));
  const className = spec.text('ingressClassName') || annotations['kubernetes.io/ingress.class'] || null;
  const namesSecret = entries.some(({ secret }) => secret);
  const manners = ingressManners({ className, annotations, hasTls: entries.length > 0, namesSecret });
  const tls = manners.findsCertificates ? [] : entries;
  const written = spec
    .objects('rules')
    .map((rule) => ({ host: hostOf(rule.text('host')), path: `${rule.where}.host` }));
  const catchAll = spec.has('defaultBackend') || spec.has('backend');
  const hosts = written.length > 0 || !catchAll ? written : [{ host: null, path: 'spec.defaultBackend' }];

  const doors = [...Map.groupBy(hosts, ({ host }) => host).values()].flatMap(([first]) => {
    if (first === undefined) return [];
    const { host, path } = first;
    // An entry without hosts is for all of them (networking.k8s.io/v1 API reference, IngressTLS).
    const naming = tls.filter(({ hosts: names }) => names.length === 0 || host === null || namesHost(names, host));
    const isAsked = naming.length > 0 || tls.length === 0;
    const isUnnamed = manners.showsDefault && isAsked && naming.every(({ secret }) => !secret);
    const offered = naming.length > 0 ? naming : tls;
    return {
      ...door,
      host,
      path,
      encryption: manners.encryption,
      namesHost: tls.length === 0 || naming.length > 0,
      secrets: [...new Set(offered.flatMap(({ secret }) => secret || []))],
      ...(isUnnamed ? { certificateUnnamed: true as const } : {}),
      plain: manners.plain,
      oldVersion: manners.oldVersion,
    };
  });
  const { inside, proxy, isAlone } = manners;
  return { ...head, noun: 'entrance', inside, controller: className, proxy, isAlone, doors };
}

/** Reads a Gateway of the Gateway API: one door for each listener of HTTP or TLS. null for one that has none, such as a waypoint of a mesh. */
export function readGateway({ spec, metadata, head }: Subject): Entrance | null {
  const annotations = {
    ...textsOf(metadata.annotations()),
    ...textsOf(spec.objectOrEmpty('infrastructure').annotations()),
  };
  const endsBefore = Object.keys(annotations).some((key) => endsTls.test(key));
  // GKE: a map of certificates for all listeners, which then have no `tls`.
  const namesMap = 'networking.gke.io/certmap' in annotations;
  const className = spec.text('gatewayClassName');
  const doors = spec.objects('listeners').flatMap((listener): Door[] => {
    const protocol = listener.text('protocol') ?? '';
    if (!['HTTP', 'HTTPS', 'TLS'].includes(protocol)) return [];
    const tls = listener.objectOrEmpty('tls');
    const secrets = tls.objects('certificateRefs').filter((ref) => {
      const namespace = ref.text('namespace');
      return (ref.text('kind') ?? 'Secret') === 'Secret' && (namespace === null || namespace === head.namespace);
    });
    // Required where a listener has TLS (GatewaySpec, Listener.tls), unless an annotation names its certificate.
    const isUnnamed =
      protocol !== 'HTTP' &&
      !endsBefore &&
      !namesMap &&
      tls.text('mode') !== 'Passthrough' &&
      tls.objects('certificateRefs').length === 0 &&
      !tls.has('options');
    return [
      {
        ...door,
        name: listener.text('name'),
        port: listener.integer('port'),
        host: hostOf(listener.text('hostname')),
        path: listener.where,
        encryption: protocol === 'HTTP' ? (endsBefore ? null : 'none') : isUnnamed ? null : 'tls',
        ...(isUnnamed ? { certificateUnnamed: true as const } : {}),
        secrets: protocol === 'HTTP' ? [] : secrets.flatMap((ref) => ref.text('name') || []),
        plain: protocol === 'HTTP' ? 'by-route' : 'closed',
      },
    ];
  });
  if (doors.length === 0) return null;
  const isInside =
    /internal|private|rilb/.test(className ?? '') ||
    annotations['networking.istio.io/service-type'] === 'ClusterIP' ||
    Object.keys(annotations).some((key) => /internal/.test(key));
  return { ...head, noun: 'entrance', inside: isInside, controller: className, proxy: null, isAlone: true, doors };
}

/** Modes in which a Gateway of Istio shows a certificate of its own, and the fields that name it. */
const endsInGateway = new Set(['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL']);
const istioCertificates = ['credentialName', 'credentialNames', 'serverCertificate', 'tlsCertificates'];

/** Reads an Istio Gateway; null for one through which traffic leaves. */
export function readIstioGateway({ spec, head }: Subject): Entrance | null {
  const selector = spec.has('selector') ? spec.labels('selector') : {};
  if (Object.values(selector).some((value) => value.includes('egress'))) return null;
  const doors = spec.objects('servers').flatMap((server): Door[] => {
    const port = server.objectOrEmpty('port');
    const protocol = (port.text('protocol') ?? '').toUpperCase();
    const tls = server.objectOrEmpty('tls');
    const isPlain = ['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB'].includes(protocol);
    if (!isPlain && protocol !== 'HTTPS' && protocol !== 'TLS') return [];
    const minimum = tls.text('minProtocolVersion') ?? '';
    // What its webhook refuses (validateServer, validateTLSOptions); without a mode TLS is passed on.
    const mode = tls.text('mode') ?? 'PASSTHROUGH';
    const isUnnamed =
      !isPlain &&
      (!server.has('tls') || (endsInGateway.has(mode) && !istioCertificates.some((field) => tls.has(field))));
    return server.texts('hosts').map((host): Door => ({
      ...door,
      name: port.text('name'),
      port: port.integer('number'),
      host: hostOf(host.slice(host.indexOf('/') + 1)),
      path: server.where,
      encryption: isPlain ? (tls.boolean('httpsRedirect') ? 'redirect' : 'none') : isUnnamed ? null : 'tls',
      ...(isUnnamed ? { certificateUnnamed: true as const } : {}),
      plain: isPlain ? 'served' : 'closed',
      oldVersion: /^TLSV1_[01]$/.test(minimum) ? minimum : null,
    }));
  });
  if (doors.length === 0) return null;
  // The pods that it selects serve all Gateways that select them, and no others.
  const proxy = Object.keys(selector)
    .toSorted()
    .map((key) => `${key}=${selector[key]}`)
    .join(',');
  return { ...head, noun: 'entrance', inside: false, controller: null, proxy, isAlone: false, doors };
}

/** Reads an OpenShift Route. Without a host the router makes one up. */
export function readOpenshiftRoute({ spec, head }: Subject): Entrance {
  const tls = spec.object('tls');
  const policy = tls?.text('insecureEdgeTerminationPolicy') || 'None';
  const isNamed =
    tls?.text('certificate') || tls?.has('externalCertificate') || tls?.text('termination') === 'passthrough';
  const one: Door = {
    ...door,
    host: spec.text('host') || 'a host that the router makes up',
    path: tls ? 'spec.tls' : 'spec.host',
    encryption: tls ? 'tls' : 'none',
    ...(tls && !isNamed ? { certificateUnnamed: true as const } : {}),
    plain: policy === 'Allow' ? 'served' : policy === 'Redirect' ? 'redirected' : 'closed',
  };
  return { ...head, noun: 'entrance', ...shared, doors: [one] };
}

const secureEntry = /secure|https|tls|ssl/i;

/** Reads a Traefik IngressRoute: one door for each host that its rules name. */
export function readIngressRoute({ spec, head }: Subject): Entrance | null {
  const tls = spec.object('tls');
  const entries = spec.texts('entryPoints');
  const routes = spec.objects('routes');
  const isPlain = entries.length > 0 && entries.every((entry) => /^(?:web|http)$/.test(entry));
  const isChanged = routes.some((route) => route.list('middlewares').length > 0);
  const secret = tls?.text('secretName');
  const doors = routes.flatMap((route): Door[] => {
    const hosts = [...(route.text('match') ?? '').matchAll(/\bHost(?:SNI)?\(([^)]*)\)/g)].flatMap(([, names = '']) =>
      [...names.matchAll(/[`"']([^`"']+)[`"']/g)].map(([, name = '']) => name),
    );
    return (hosts.length > 0 ? [...new Set(hosts)] : [null]).map((host) => ({
      ...door,
      host: hostOf(host),
      path: `${route.where}.match`,
      // What an entry point other than `web` does is said by its settings, and a middleware may send on to TLS.
      encryption: tls ? 'tls' : isPlain && !isChanged && !entries.some((one) => secureEntry.test(one)) ? 'none' : null,
      secrets: secret ? [secret] : [],
      ...(tls && !secret && !tls.text('certResolver') ? { certificateUnnamed: true as const } : {}),
      plain: tls ? 'closed' : 'served',
    }));
  });
  return doors.length === 0 ? null : { ...head, noun: 'entrance', ...shared, doors };
}

/** Reads a Contour HTTPProxy; null for one that another one includes. */
export function readHttpProxy({ spec, head }: Subject): Entrance | null {
  const host = spec.object('virtualhost');
  if (!host) return null;
  const tls = host.object('tls');
  const secret = tls?.text('secretName');
  // It has to name one of both (TLS of HTTPProxy); else its status is invalid.
  const isUnnamed = tls !== null && !secret && tls.boolean('passthrough') !== true;
  const isPermitted = spec.objects('routes').some((route) => route.boolean('permitInsecure') === true);
  const one: Door = {
    ...door,
    host: hostOf(host.text('fqdn')),
    path: tls ? 'spec.virtualhost.tls' : 'spec.virtualhost.fqdn',
    encryption: isUnnamed ? null : tls ? 'tls' : 'none',
    ...(isUnnamed ? { certificateUnnamed: true as const } : {}),
    secrets: secret && !secret.includes('/') ? [secret] : [],
    plain: isPermitted ? 'served' : 'redirected',
    oldVersion: /^1\.[01]$/.test(tls?.text('minimumProtocolVersion') ?? '') ? 'TLS 1.0 or 1.1' : null,
  };
  return { ...head, noun: 'entrance', ...shared, doors: [one] };
}

/** Reads an HTTPRoute or a GRPCRoute; null for one of a mesh, which hangs on Services. */
export function readEntranceRoute({ spec, head }: Subject): EntranceRoute | null {
  const parents = spec.objects('parentRefs');
  const outside = parents.filter((parent) => !/^Service(?:Import)?$/.test(parent.text('kind') ?? 'Gateway'));
  if (parents.length > 0 && outside.length === 0) return null;
  const rules = spec.objects('rules');
  return {
    ...head,
    noun: 'entranceRoute',
    parents: outside.map((parent): RouteParent => ({
      namespace: (parent.text('kind') ?? 'Gateway') === 'Gateway' ? parent.text('namespace') || head.namespace : null,
      name: parent.text('name') ?? '',
      door: parent.text('sectionName'),
      port: parent.integer('port'),
    })),
    hosts: spec.texts('hostnames'),
    redirects: rules.length > 0 && rules.every(sendsOn),
  };
}

function sendsOn(rule: Fields): boolean {
  return rule.objects('filters').some((filter) => filter.has('requestRedirect'));
}

/** Annotations by which a load balancer is told to end TLS. */
const endsTls = /(?:load-?balancer|alb).*(?:ssl-cert|certificate|ssl-ports|tls-ports|tls-secret|ssl-negotiation)/i;
const plainNames = /^(?:http|web|http-web|http2|h2c|kubernetes\.io\/h2c|http-.*)$/i;
const tlsNames = /https|tls|ssl|websecure|wss/i;

/** Reads a Service that can be reached from outside of the cluster; null for all others. */
export function readExposedService({ spec, metadata, head }: Subject): ExposedService | null {
  const type = spec.text('type') ?? 'ClusterIP';
  const externalAddresses = spec.texts('externalIPs');
  if (type !== 'LoadBalancer' && type !== 'NodePort' && externalAddresses.length === 0) return null;
  const annotations = textsOf(metadata.annotations());
  const ports = spec.objects('ports').map((port) => ({
    number: port.integer('port') ?? 0,
    names: [port.text('name') ?? '', port.text('appProtocol') ?? ''],
  }));
  const isTls = ({ number, names }: (typeof ports)[number]): boolean =>
    [443, 8443, 6443].includes(number) || names.some((name) => tlsNames.test(name));
  const isPlain = (port: (typeof ports)[number]): boolean =>
    !isTls(port) && ([80, 8080].includes(port.number) || port.names.some((name) => plainNames.test(name)));
  return {
    ...head,
    noun: 'exposedService',
    way: type === 'LoadBalancer' ? 'load-balancer' : type === 'NodePort' ? 'node-port' : 'external-addresses',
    externalAddresses,
    plainPorts: ports.filter(isPlain).map(({ number }) => number),
    offersTls:
      ports.some(isTls) ||
      Object.keys(annotations).some((key) => endsTls.test(key)) ||
      spec.text('loadBalancerClass') === 'tailscale',
  };
}
