import type { ReasonWords } from '../../define-check.ts';

/**
 * What is said of the ways in: the words and weights alone. What lets a stranger read or change a request fails, what leaves it open to chance is
 * partial, and what only widens a way in is advice.
 */
export const entranceWords = {
  'encrypted': 'it is set to serve {hosts} with TLS; HSTS, and whether clients trust the issuer, are not read',
  'through-tls': 'its requests come in through TLS',
  'only-redirects': 'it serves nothing: it sends clients to another address',
  'routes-decide': 'its plain door is beside one with TLS, and its routes decide what comes through it',
  'not-asked': 'best effort is asked for TLS only on hosts that are reached from outside',
  'no-plain-load-balancer': 'it opens no load balancer that takes plain HTTP alone',
  'no-tls': ['FFF', 'it serves {hosts} without TLS'],
  'no-tls-inside': ['FFa', 'it serves {hosts} without TLS to the inside of the network'],
  'host-not-covered': [
    'FFF',
    'its TLS settings do not name {hosts}, which is then served without TLS or with the certificate of another host',
    'Add the host to the entry of its certificate in tls, and to the certificate.',
  ],
  'certificate-for-others': [
    'FFF',
    'the certificate that it shows is not for {hosts}, so clients refuse it',
    'Add the host to the certificate (dnsNames of what makes it), or name the Secret of the one that is for it.',
  ],
  'certificate-ended': [
    'FFF',
    'the certificate that it shows for {hosts} ended on {date}, so clients refuse it',
    'Have it renewed: where a controller is to do that, see whether it runs and what its log says; else put a new one into the Secret.',
  ],
  'certificate-not-begun': [
    'FFF',
    'the certificate that it shows for {hosts} is valid only from {date}, so clients refuse it until then',
    'Put one that is valid today into the Secret.',
  ],
  'no-certificate': [
    'FFP',
    'it names Secret {secret} for {hosts}, in which there is no certificate, so its controller shows one that clients refuse',
    'Have the Secret made (by a Certificate of cert-manager, or by whoever keeps it), or name the one that is there.',
  ],
  'no-redirect': [
    'PPa',
    '{hosts} has TLS, and the same content is served without TLS beside it',
    'Let plain HTTP only redirect to HTTPS (for an Ingress by the annotation of its controller), or close it.',
  ],
  'old-version': [
    'PPa',
    'it admits TLS below 1.2 ({version})',
    'Demand TLS 1.2 or 1.3 where the version or the policy is set.',
  ],
  'wildcard-or-empty-host': [
    'aaa',
    'it answers for {hosts}, so also for hosts that nobody thought of',
    'Name the hosts that are served.',
  ],
  'plain-load-balancer': [
    'FPa',
    'its load balancer takes HTTP without TLS on port {ports}, and has no port for TLS',
    'Put an Ingress or a Gateway with TLS before it and make it a ClusterIP Service, or let the load balancer end TLS.',
  ],
  'node-port': [
    'aaa',
    'it opens a port on every node, past whatever guards the entrance',
    'Make it a ClusterIP Service behind an Ingress or a Gateway, unless a load balancer of your own needs the port.',
  ],
  'external-ips': [
    'aaa',
    'it takes over the addresses {addresses}, whoever they belong to (CVE-2020-8554)',
    'Use a Service of type LoadBalancer; Kubernetes deprecates externalIPs in 1.36.',
  ],
} as const satisfies Readonly<Record<string, ReasonWords>>;
