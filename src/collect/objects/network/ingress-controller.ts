import type { Door } from '../../../estate/entrance.ts';

/** What an Ingress says of the controller that serves it. */
export interface IngressSettings {
  /** Its class; null where the cluster's default serves it. */
  readonly className: string | null;
  readonly annotations: Readonly<Record<string, string>>;
  /** Whether `spec.tls` has an entry. */
  readonly hasTls: boolean;
  /** Whether one of its entries names a Secret. */
  readonly namesSecret: boolean;
}

/** How a controller serves an Ingress, where the Ingress itself settles it. */
export interface IngressManners {
  readonly encryption: Door['encryption'];
  readonly plain: Door['plain'];
  readonly inside: boolean;
  readonly oldVersion: string | null;
  readonly findsCertificates: boolean;
  /** Where no Secret is named for a host, it shows its default certificate. */
  readonly showsDefault: boolean;
  /** The proxy that it shares with others; null where that is not told. */
  readonly proxy: string | null;
  readonly isAlone: boolean;
}

interface Family {
  readonly classes: RegExp;
  /** Annotations that only this controller reads. */
  readonly prefix: RegExp;
  /** Without `spec.tls`. */
  readonly encryption: (settings: IngressSettings) => Door['encryption'];
  /** `spec.tls` only names certificates: the annotations decide whether there is TLS. */
  readonly takesOnlyCertificates?: true;
  /** Whether it has TLS by an annotation that names no certificate. */
  readonly showsDefault?: (settings: IngressSettings) => boolean;
  /** It has no certificate of its own: where none is named, it serves no TLS. */
  readonly hasNoDefault?: true;
  /** It finds certificates by itself, for every host of the rules, and reads no Secret that `spec.tls` names. */
  readonly findsCertificates?: true;
  readonly plain: (settings: IngressSettings) => Door['plain'];
  readonly inside?: (settings: IngressSettings) => boolean;
  /** The group of Ingresses that share a load balancer, where each of the others has one of its own; absent where one proxy serves all. */
  readonly group?: (settings: IngressSettings) => string | null;
}

const has = ({ annotations }: IngressSettings, pattern: RegExp, value?: RegExp): boolean =>
  Object.entries(annotations).some(([key, text]) => pattern.test(key) && (value === undefined || value.test(text)));

const isTrue = /^(?:true|1|enabled|yes|on)$/i;
const isFalse = /^(?:false|0|disabled|no|off)$/i;
const never = (): 'none' => 'none';

/** The controllers in use; each line cites what its documentation says of TLS and of plain HTTP. */
const families: readonly Family[] = [
  {
    // Listens on 443 only where a certificate is named by annotation, else on 80 only; `listen-ports` overrides. `spec.tls` names hosts for which a
    // certificate is looked for once there is a listener (AWS Load Balancer Controller, computeIngressListenPorts and computeIngressInferredTLSCertARNs).
    classes: /(?:^|[-_.])alb(?:$|[-_.])/,
    prefix: /^alb\.ingress\.kubernetes\.io\//,
    encryption: (one) => {
      const isTls = has(one, /\/listen-ports$/)
        ? has(one, /\/listen-ports$/, /HTTPS/)
        : has(one, /\/certificate-arn$/) || has(one, /\/create-acm-cert$/, isTrue);
      if (isTls) return 'tls';
      return has(one, /\/(?:group\.name|load-balancer-name)$/) ? null : 'none';
    },
    takesOnlyCertificates: true,
    findsCertificates: true,
    plain: (one) => {
      if (has(one, /\/ssl-redirect$/) || has(one, /\/actions\./, /"redirect"/i)) return 'redirected';
      if (has(one, /\/group\.name$/)) return null;
      return has(one, /\/listen-ports$/, /"HTTP"/) ? 'served' : 'closed';
    },
    inside: (one) => !has(one, /\/scheme$/, /^internet-facing$/),
    group: ({ annotations }) => annotations['alb.ingress.kubernetes.io/group.name'] ?? null,
  },
  {
    classes: /^gce|^gke/,
    prefix:
      /^(?:networking\.gke\.io|kubernetes\.io\/ingress\.(?:global|regional)-static-ip-name$|ingress\.gcp\.kubernetes\.io|ingress\.kubernetes\.io\/(?:url-map|forwarding-rule))/,
    encryption: (one) => (has(one, /managed-certificates$|pre-shared-cert$|certmap$/) ? 'tls' : 'none'),
    hasNoDefault: true,
    plain: (one) => {
      if (has(one, /^kubernetes\.io\/ingress\.allow-http$/, isFalse)) return 'closed';
      return has(one, /FrontendConfig$/i) ? null : 'served';
    },
    inside: ({ className }) => className === 'gce-internal',
    group: () => null,
  },
  {
    // Redirects by default wherever there is TLS (ssl-redirect); force-ssl-redirect is for TLS that ends before it, or its default certificate.
    classes: /nginx|^webapprouting/,
    prefix: /^nginx\.(?:ingress\.kubernetes\.io|org)\//,
    // Without its flag --enable-ssl-passthrough that annotation does nothing.
    encryption: (one) => {
      if (has(one, /\/force-ssl-redirect$/, isTrue)) return 'tls';
      return has(one, /\/ssl-passthrough$/, isTrue) ? null : 'none';
    },
    showsDefault: (one) => has(one, /\/(?:force-ssl-redirect|ssl-passthrough)$/, isTrue),
    plain: (one) => {
      if (has(one, /\/force-ssl-redirect$/, isTrue)) return 'redirected';
      return has(one, /\/(?:ssl-redirect|redirect-to-https)$/, isFalse) ? 'served' : 'redirected';
    },
  },
  {
    // A router with TLS answers nothing else; without, its entry points decide, which have TLS and redirections of their own. `spec.tls` only says
    // which certificates to load (Traefik & Kubernetes with Ingress, Certificates Management: it "doesn't enable TLS for that ingress").
    classes: /traefik/,
    prefix: /^traefik\.ingress\.kubernetes\.io\//,
    encryption: (one) => {
      if (has(one, /router\.tls(?:$|\.)/) && !has(one, /router\.tls$/, isFalse)) return 'tls';
      // A middleware may send on to TLS.
      const isPlain = has(one, /router\.entrypoints$/, /^\s*(?:web|http)\s*$/) && !has(one, /router\.middlewares$/);
      return isPlain ? 'none' : null;
    },
    takesOnlyCertificates: true,
    showsDefault: (one) =>
      has(one, /router\.tls(?:$|\.)/) && !has(one, /router\.tls$/, isFalse) && !has(one, /router\.tls\.certresolver$/i),
    plain: () => 'closed',
  },
  {
    classes: /haproxy/,
    prefix: /^haproxy(?:-ingress\.github\.io|\.org)\//,
    encryption: never,
    plain: (one) => (has(one, /\/ssl-redirect$/, isFalse) ? 'served' : 'redirected'),
  },
  {
    classes: /contour/,
    prefix: /^projectcontour\.io\//,
    encryption: never,
    hasNoDefault: true,
    plain: (one) => {
      if (has(one, /\/force-ssl-redirect$/, isTrue)) return 'redirected';
      return has(one, /ingress\.allow-http$/, isFalse) ? 'closed' : 'served';
    },
  },
  {
    classes: /kong/,
    prefix: /^konghq\.com\//,
    encryption: (one) => (has(one, /\/protocols$/, /^https$/) ? 'tls' : 'none'),
    showsDefault: (one) => has(one, /\/protocols$/, /^https$/),
    plain: (one) => (has(one, /\/protocols$/, /^https$/) ? 'redirected' : 'served'),
  },
  {
    classes: /azure[-/]application-gateway/,
    prefix: /^appgw\.ingress\.kubernetes\.io\//,
    encryption: (one) => (has(one, /\/appgw-ssl-certificate$/) ? 'tls' : 'none'),
    hasNoDefault: true,
    plain: (one) => (has(one, /\/ssl-redirect$/, isTrue) ? 'redirected' : 'served'),
    inside: (one) => has(one, /\/use-private-ip$/, isTrue),
  },
  {
    classes: /^cilium/,
    prefix: /^ingress\.cilium\.io\//,
    encryption: (one) => (has(one, /\/tls-passthrough$/, isTrue) ? 'tls' : 'none'),
    plain: (one) => (has(one, /\/force-https$/, isFalse) ? 'served' : has(one, /\/force-https$/) ? 'redirected' : null),
  },
  {
    classes: /^openshift/,
    prefix: /^route\.openshift\.io\//,
    encryption: (one) => (has(one, /\/termination$/) ? 'tls' : 'none'),
    showsDefault: (one) => has(one, /\/termination$/, /^(?:edge|reencrypt)$/),
    plain: () => 'redirected',
  },
  {
    // Its load balancer is given certificates by host, and redirects, unless its installation says otherwise.
    classes: /skipper/,
    prefix: /^zalando\.org\//,
    encryption: () => null,
    plain: () => null,
  },
  {
    // They end TLS at their own edge, with their own certificates.
    classes: /tailscale|cloudflare|ngrok/,
    prefix: /^(?:tailscale\.com|k8s\.ngrok\.com)\//,
    encryption: () => 'tls',
    plain: ({ className }) => (className === 'tailscale' ? 'closed' : null),
    inside: (one) => one.className === 'tailscale' && !has(one, /^tailscale\.com\/funnel$/, isTrue),
  },
];

const oldPolicy =
  /^ELBSecurityPolicy-(?:2016-08|2015-05|TLS-1-0-2015-04|TLS-1-1-2017-01|FS-2018-06|FS-1-1-2019-08|TLS13-1-[01]-2021-06)/;

/** How the controller of an Ingress serves it. Of one that is not known nothing is known but that no certificate was named. */
export function ingressManners(settings: IngressSettings): IngressManners {
  const { className, annotations, namesSecret } = settings;
  const family =
    families.find(({ classes }) => className !== null && classes.test(className)) ??
    families.find(({ prefix }) => Object.keys(annotations).some((key) => prefix.test(key)));
  const hasTls = settings.hasTls && (namesSecret || !family?.hasNoDefault);
  const isNamedInside = className !== null && /internal|private|intranet/.test(className);
  const group = family?.group?.(settings);
  const policy = annotations['alb.ingress.kubernetes.io/ssl-policy'] ?? '';
  return {
    encryption: hasTls && !family?.takesOnlyCertificates ? 'tls' : family ? family.encryption(settings) : 'none',
    plain: family ? family.plain(settings) : null,
    inside: isNamedInside || (family?.inside?.(settings) ?? false),
    oldVersion: oldPolicy.test(policy) ? policy : null,
    findsCertificates: family?.findsCertificates ?? false,
    // Others that have TLS without `spec.tls` have their certificates elsewhere.
    showsDefault:
      (hasTls && !family?.takesOnlyCertificates && (family === undefined || family.encryption(settings) === 'none')) ||
      (family?.showsDefault?.(settings) ?? false),
    proxy: group ?? className,
    isAlone: group === null,
  };
}
