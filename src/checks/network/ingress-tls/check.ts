import type { DoorState } from '../../../analyses/entrance-doors.ts';
import { ownOf, shownListOf } from '../../../analyses/worst-certificates.ts';
import { parseInstant } from '../../../estate/instant.ts';
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
import { entranceWords } from './entrance-words.ts';

export const ingressTls: Check = defineCheck({
  answers: 'network/ingress-tls',
  title: 'TLS at the entrance',
  question: 'Does every host through which traffic comes in speak TLS, and nothing else?',
  why: 'Whoever sits on the way of a request without TLS, in a hotel or at a provider, reads the password and the session cookie in it, and can change the answer.',
  fix: 'Name a certificate for the host: an entry with the host and a Secret in the tls of the Ingress (with the annotation that turns TLS on where its controller asks for one), a listener with protocol HTTPS, or spec.tls of a Route of OpenShift (termination: edge, insecureEdgeTerminationPolicy: Redirect).',
  needs: ['entrances', 'entranceRoutes', 'exposedServices', 'entranceDoors', 'routeDoors'],
  reasons: entranceWords,
  outages: ['certificate-ended'],

  over: ({ entrances, entranceRoutes: routes, exposedServices: services }) => [...entrances, ...routes, ...services],

  judge: {
    entrance(_entrance, { entranceDoors: doors }, { tier, collectedAt }) {
      const { encrypted, beside, plainOutside, plainInside, redirectUntold } = doors;
      const faults = [
        ...saidOf('no-tls', plainOutside),
        ...saidOf('no-tls-inside', plainInside),
        ...saidOf('host-not-covered', doors.uncovered),
        ...saidOf('certificate-for-others', doors.misnamed),
        ...outOfTerm(doors.encrypted, collectedAt),
        ...(doors.bare.length > 0
          ? [
              fault('no-certificate', ...placesOf(doors.bare), {
                ...hostsOf(doors.bare),
                secret: doors.bare[0]?.emptySecret ?? '',
              }),
            ]
          : []),
        ...saidOf('no-redirect', doors.twofold),
        ...doors.old
          .slice(0, 1)
          .map(({ door }) => fault('old-version', here(door.path), { version: door.oldVersion ?? '' })),
        ...saidOf('wildcard-or-empty-host', doors.open),
      ];
      if (doors.missing.length > 0) return [...faults, ...doors.missing.map((one) => unseen(one))];
      // The definition asks a best-effort tier for TLS to the outside, and no more.
      if (redirectUntold !== null && tier !== 'best-effort') return [...faults, unseen(redirectUntold)];
      if (encrypted.length > 0) return [...faults, pass('encrypted', ...placesOf(encrypted), hostsOf(encrypted))];
      if (beside.length > 0) return [...faults, notApplicable('routes-decide', ...placesOf(beside))];
      const isPlain = plainOutside.length > 0 || plainInside.length > 0;
      return [...faults, notApplicable(isPlain ? 'not-asked' : 'only-redirects')];
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
      const addresses = externalAddresses.join(', ');
      return [
        ...(isPlain ? [fault('plain-load-balancer', here('spec.ports'), { ports: plainPorts.join(', ') })] : []),
        ...(way === 'node-port' ? [fault('node-port', here('spec.type', 'NodePort'))] : []),
        ...(externalAddresses.length > 0
          ? [fault('external-ips', here('spec.externalIPs', externalAddresses), { addresses })]
          : []),
        notApplicable(isPlain ? 'not-asked' : 'no-plain-load-balancer'),
      ];
    },
  },
});

function saidOf<const R extends keyof typeof entranceWords>(reason: R, doors: readonly DoorState[]) {
  return doors.length === 0 ? [] : [fault(reason, ...placesOf(doors), hostsOf(doors))];
}

/** Clients ask for the day of a certificate as they ask for its host. */
function outOfTerm(doors: readonly DoorState[], now: string) {
  const bySecret = Map.groupBy(doors, ({ shown }) => shown);
  return [...bySecret].flatMap(([shown, same]) => {
    const own = shown ? ownOf(shownListOf(shown)) : null;
    if (!shown || !own || (shown.purpose !== 'shown' && !own.path.includes('tls.crt'))) return [];
    const [time, from, until] = [now, own.validFrom, own.validUntil].map((one) => parseInstant(one) ?? Number.NaN);
    const isLate = (until as number) <= (time as number);
    if (!isLate && !((from as number) > (time as number))) return [];
    const date = isLate ? own.validUntil : own.validFrom;
    const where = at(shown, own.path, `valid ${isLate ? 'until' : 'from'} ${date}`);
    const said = { ...hostsOf(same), date: date.slice(0, 10) };
    return [fault(isLate ? 'certificate-ended' : 'certificate-not-begun', where, said)];
  });
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
