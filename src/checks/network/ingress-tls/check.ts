import type { DoorState } from '../../../analyses/entrance-doors.ts';
import { elsewhere } from '../../../estate/gap.ts';
import {
  at,
  type Check,
  defineCheck,
  type Evidence,
  fault,
  here,
  notApplicable,
  pass,
  unseen,
} from '../../define-check.ts';

export const ingressTls: Check = defineCheck({
  answers: 'network/ingress-tls',
  title: 'TLS at the entrance',
  question: 'Does every host through which traffic comes in speak TLS, and nothing else?',
  why: 'Whoever sits on the way of a request without TLS, in a hotel or at a provider, reads the password and the session cookie in it, and can change the answer.',
  fix: 'Name a certificate for the host: an entry with the host and a Secret in the tls of the Ingress (with the annotation that turns TLS on where its controller asks for one), or a listener with protocol HTTPS.',
  needs: ['entrances', 'entranceRoutes', 'exposedServices', 'entranceDoors', 'routeDoors'],
  reasons: {
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
  },

  over: ({ entrances, entranceRoutes: routes, exposedServices: services }) => [...entrances, ...routes, ...services],

  judge: {
    entrance({ controller }, { entranceDoors: doors }, { tier }) {
      const plain = doors.filter(({ encryption }) => encryption === 'none');
      const besides = doors.filter(({ encryption }) => encryption === 'beside');
      const encrypted = doors.filter(({ encryption }) => encryption === 'tls');
      const twofold = [...besides, ...encrypted].filter(({ door }) => door.plain === 'served');
      const old = doors.filter(({ door }) => door.oldVersion !== null);
      const faults = [
        ...saidOf(
          'no-tls',
          plain.filter(({ inside }) => !inside),
        ),
        ...saidOf(
          'no-tls-inside',
          plain.filter(({ inside }) => inside),
        ),
        ...saidOf(
          'host-not-covered',
          doors.filter(({ isUncovered }) => isUncovered),
        ),
        ...saidOf(
          'certificate-for-others',
          doors.filter(({ wrongCertificate }) => wrongCertificate !== null),
        ),
        ...saidOf('no-redirect', twofold),
        ...old.slice(0, 1).map(({ door }) => fault('old-version', here(door.path), { version: door.oldVersion ?? '' })),
        ...saidOf('wildcard-or-empty-host', doors.filter(isOpen)),
      ];
      const missing = doors.flatMap((one) => one.missing ?? []);
      if (missing.length > 0) return [...faults, ...missing.map((one) => unseen(one))];
      // The definition asks a best-effort tier for TLS to the outside, and no more.
      const untold = [...besides, ...encrypted].filter(({ door }) => door.plain === null);
      if (untold.length > 0 && tier !== 'best-effort') return [...faults, unseen(redirectUntold(controller))];
      if (encrypted.length > 0) return [...faults, pass('encrypted', ...placesOf(encrypted), hostsOf(encrypted))];
      if (besides.length > 0) return [...faults, notApplicable('routes-decide', ...placesOf(besides))];
      return [...faults, plain.length > 0 ? notApplicable('not-asked') : notApplicable('only-redirects')];
    },

    entranceRoute({ hosts, redirects }, { routeDoors: { plain, encrypted, hasTls, inside, missing } }) {
      if (redirects) return notApplicable('only-redirects');
      const evidence = plain.map(({ entrance, door }) => at(entrance, door.path, door.name ?? undefined));
      const served = { hosts: listed(hosts.length === 0 ? [null] : hosts) };
      const reason = hasTls ? 'no-redirect' : inside ? 'no-tls-inside' : 'no-tls';
      // What is missing may be the door with TLS.
      const faults = plain.length === 0 || (missing !== null && !hasTls) ? [] : [fault(reason, ...evidence, served)];
      if (missing !== null) return [...faults, unseen(missing)];
      if (encrypted.length === 0) return [...faults, notApplicable('not-asked')];
      return [...faults, pass('through-tls', ...encrypted.map(({ entrance, door }) => at(entrance, door.path)))];
    },

    exposedService({ way, externalAddresses, plainPorts, offersTls }) {
      const isPlain = way === 'load-balancer' && plainPorts.length > 0 && !offersTls;
      return [
        ...(isPlain ? [fault('plain-load-balancer', here('spec.ports'), { ports: plainPorts.join(', ') })] : []),
        ...(way === 'node-port' ? [fault('node-port', here('spec.type', 'NodePort'))] : []),
        ...(externalAddresses.length > 0
          ? [
              fault('external-ips', here('spec.externalIPs', externalAddresses), {
                addresses: externalAddresses.join(', '),
              }),
            ]
          : []),
        isPlain ? notApplicable('not-asked') : notApplicable('no-plain-load-balancer'),
      ];
    },
  },
});

/** Routes narrow what comes through a door that has a name. */
function isOpen({ door: { host, name } }: DoorState): boolean {
  return name === null && (host === null || host.startsWith('*'));
}

type DoorFault =
  | 'no-tls'
  | 'no-tls-inside'
  | 'host-not-covered'
  | 'certificate-for-others'
  | 'no-redirect'
  | 'wildcard-or-empty-host';

function saidOf<const R extends DoorFault>(reason: R, doors: readonly DoorState[]) {
  return doors.length === 0 ? [] : [fault(reason, ...placesOf(doors), hostsOf(doors))];
}

function placesOf(doors: readonly DoorState[]): Evidence[] {
  return doors.map(({ door, wrongCertificate }) =>
    wrongCertificate === null
      ? here(door.path, door.host ?? undefined)
      : at(wrongCertificate.holder, wrongCertificate.path, wrongCertificate.names),
  );
}

function hostsOf(doors: readonly DoorState[]): { readonly hosts: string } {
  return { hosts: listed(doors.map(({ door }) => door.host)) };
}

function listed(hosts: readonly (string | null)[]): string {
  const names = [...new Set(hosts.map((host) => host ?? 'every host'))];
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}

function redirectUntold(controller: string | null) {
  const who = controller === null ? 'the controller of the cluster' : `its controller (${controller})`;
  return elsewhere(
    `whether plain HTTP is redirected is settled by ${who}; \`curl -I http://HOST\` shows it`,
    'running-platform',
  );
}
