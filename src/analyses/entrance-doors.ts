import type { CertificateHolder } from '../estate/certificate-holder.ts';
import type { Door, Entrance } from '../estate/entrance.ts';
import type { FactName } from '../estate/facts.ts';
import type { Companions, FactView, Vantage } from '../estate/fact-view.ts';
import { elsewhere, gap, type Gap } from '../estate/gap.ts';
import { hostsMeet, isHostKnown, isInsideHost, namesHost } from '../estate/host-name.ts';
import type { Identified } from '../estate/identity.ts';
import type { ManagedCertificate } from '../estate/managed-certificate.ts';
import { certificateGaps } from './certificate-gaps.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { unreadableCertificate } from './unreadable-certificate.ts';
import { ownOf, shownListOf } from './worst-certificates.ts';

/** A certificate that an entrance shows: what makes or holds it, where its names stand there, and which they are. */
export interface ShownCertificate {
  readonly holder: Identified;
  readonly path: string;
  readonly names: readonly string[];
}

/** What is true of one door. */
export interface DoorState {
  readonly door: Door;
  /** Only the inside of a network reaches it, as its host or its entrance says. */
  readonly inside: boolean;
  /** `beside`: this door has no TLS, and another one for the host has. null: not known, and `missing` says why. */
  readonly encryption: 'tls' | 'none' | 'beside' | 'redirect' | null;
  /** No TLS settings name the host, and no certificate that was seen names it either. */
  readonly isUncovered: boolean;
  /** A certificate that the entrance shows for this host, and that does not name it. */
  readonly wrongCertificate: ShownCertificate | null;
  /** The Secret that it names and that surely holds no certificate. A folder never tells: others make Secrets. */
  readonly emptySecret?: string;
  /** What lies in the only Secret that it names, as a cluster shows it; left out where none was seen. */
  readonly shown?: CertificateHolder;
  /** What was not seen and may change the answer; null when nothing. */
  readonly missing: FactName | Gap | null;
}

/** The doors of an entrance, by what is true of them. */
export interface EntranceDoors {
  readonly encrypted: readonly DoorState[];
  /** Plain ones, beside another with TLS for the host. */
  readonly beside: readonly DoorState[];
  /** Without TLS, to the outside and to the inside of the network. */
  readonly plainOutside: readonly DoorState[];
  readonly plainInside: readonly DoorState[];
  readonly uncovered: readonly DoorState[];
  readonly misnamed: readonly DoorState[];
  /** With TLS, and the same is served without it beside them. */
  readonly twofold: readonly DoorState[];
  /** They name a Secret that surely holds no certificate. */
  readonly bare: readonly DoorState[];
  /** They admit a version of TLS that is too old. */
  readonly old: readonly DoorState[];
  /** They answer for hosts that nobody named. Routes narrow what comes through a door that has a name. */
  readonly open: readonly DoorState[];
  /** What was not seen and may change the answer, door by door. */
  readonly missing: readonly (FactName | Gap)[];
  /** Why it is not known whether a host with TLS is served without it, too; null when it is known. */
  readonly redirectUntold: Gap | null;
}

/** Which doors of an entrance have TLS, and whether their certificates are for their hosts. */
export const entranceDoors: Analysis<'entrance', EntranceDoors> = defineAnalysis({
  needs: ['entrances', 'managedCertificates', 'certificateHolders'],
  per: 'entrance',
  compute: ({ entrances, managedCertificates, certificateHolders }) => {
    return (entrance, vantage) =>
      sort(
        entrance,
        entrance.doors.map((door): DoorState => {
          const inside = entrance.inside || (door.host !== null && isInsideHost(door.host));
          const state = { door, inside, isUncovered: false, wrongCertificate: null, missing: null };
          if (door.encryption === 'redirect') return { ...state, encryption: 'redirect' };
          if (door.encryption === null) {
            const missing = door.certificateUnnamed ? listenerWithout(door, entrance) : settledBefore(entrance);
            return { ...state, encryption: null, missing };
          }
          if (door.certificateUnnamed && isNamedBeside(door, entrance, entrances, vantage))
            return { ...state, encryption: 'tls' };
          if (door.encryption === 'none') return { ...state, ...besideOf(door, entrance, entrances, vantage) };
          return {
            ...state,
            encryption: 'tls',
            ...certificateOf(door, entrance, managedCertificates, certificateHolders, vantage),
          };
        }),
      );
  },
});

function sort(entrance: Entrance, doors: readonly DoorState[]): EntranceDoors {
  const encrypted = doors.filter(({ encryption }) => encryption === 'tls');
  const beside = doors.filter(({ encryption }) => encryption === 'beside');
  const withTls = [...beside, ...encrypted];
  return {
    encrypted,
    beside,
    plainOutside: doors.filter(({ encryption, inside }) => encryption === 'none' && !inside),
    plainInside: doors.filter(({ encryption, inside }) => encryption === 'none' && inside),
    uncovered: doors.filter(({ isUncovered }) => isUncovered),
    misnamed: doors.filter(({ wrongCertificate }) => wrongCertificate !== null),
    bare: doors.filter(({ emptySecret }) => emptySecret !== undefined),
    twofold: withTls.filter(({ door }) => door.plain === 'served'),
    old: doors.filter(({ door }) => door.oldVersion !== null),
    open: doors.filter(({ door: { host, name } }) => name === null && (host === null || host.startsWith('*'))),
    missing: doors.flatMap((one) => one.missing ?? []),
    redirectUntold: withTls.some(({ door }) => door.plain === null) ? settledByController(entrance) : null,
  };
}

function settledByController({ controller }: Entrance): Gap {
  const who = controller === null ? 'the controller of the cluster' : `its controller (${controller})`;
  return elsewhere(
    `whether plain HTTP is redirected is settled by ${who}; \`curl -I http://HOST\` shows it`,
    'running-platform',
  );
}

function settledBefore({ kind, name, controller }: Entrance): Gap {
  const who = controller === null ? 'what stands before it' : `its controller (${controller})`;
  return elsewhere(
    `${kind}/${name} does not say whether it has TLS, and TLS alone: that is settled by ${who}, which a folder does not show; \`curl -I http://HOST\` shows it`,
    'running-platform',
  );
}

/** Controllers put together what several objects say of one host, so another one may bring the TLS. */
function besideOf(
  door: Door,
  entrance: Entrance,
  entrances: FactView<Entrance>,
  vantage: Vantage,
): Pick<DoorState, 'encryption' | 'missing'> {
  const undecidedAmong = (doors: readonly Door[]): Pick<DoorState, 'encryption' | 'missing'> | null =>
    doors.some(({ encryption }) => encryption === null) ? { encryption: null, missing: settledBefore(entrance) } : null;
  const others = entrance.doors.filter((one) => hostsMeet(one.host, door.host));
  if (others.some(({ encryption }) => encryption === 'tls')) return { encryption: 'beside', missing: null };
  if (entrance.isAlone) return undecidedAmong(others) ?? { encryption: 'none', missing: null };
  const near = entrances.near(entrance, vantage);
  const same = near.found.filter((one) => one.name !== entrance.name && isServedWith(one, entrance));
  const further = same.flatMap(({ doors }) => doors.filter((one) => covers(one.host, door.host)));
  if (further.some(({ encryption }) => encryption === 'tls')) return { encryption: 'beside', missing: null };
  const undecided = undecidedAmong([...others, ...further]);
  if (undecided) return undecided;
  return near.complete ? { encryption: 'none', missing: null } : { encryption: null, missing: 'entrances' };
}

/** Whether another entrance of the same proxy names a certificate for the host, which then is shown for both. */
function isNamedBeside(door: Door, entrance: Entrance, entrances: FactView<Entrance>, vantage: Vantage): boolean {
  const near = entrance.isAlone ? [] : entrances.near(entrance, vantage).found;
  return near
    .filter((one) => one.name !== entrance.name && isServedWith(one, entrance))
    .flatMap(({ doors }) => doors)
    .some(
      (one) => one.encryption === 'tls' && !one.certificateUnnamed && one.host !== null && covers(one.host, door.host),
    );
}

/** Whether one proxy serves both, as far as they tell. */
function isServedWith(one: Entrance, { kind, proxy }: Entrance): boolean {
  return one.kind === kind && !one.isAlone && (one.proxy === null || proxy === null || one.proxy === proxy);
}

/** Whether an entrance for one host (null: every host) lets in all requests for the other. */
function covers(one: string | null, other: string | null): boolean {
  return one === null || (other !== null && (one === other || (!other.startsWith('*') && hostsMeet(one, other))));
}

/** Whether the certificates that an entrance shows for a host are for it, as far as it is seen what makes them. */
function certificateOf(
  door: Door,
  entrance: Entrance,
  certificates: FactView<ManagedCertificate>,
  holders: FactView<CertificateHolder>,
  vantage: Vantage,
): Pick<DoorState, 'isUncovered' | 'wrongCertificate' | 'emptySecret' | 'shown' | 'missing'> {
  const { host, namesHost: isNamed, secrets } = door;
  const [only] = secrets;
  const isLive = only !== undefined && secrets.length === 1 && entrance.origin.api !== undefined;
  const held = isLive ? holders.near(entrance, vantage, only) : null;
  const shown = held?.found.find(({ kind, isBare }) => kind === 'Secret' && isBare !== true);
  const sound = { isUncovered: false, wrongCertificate: null, missing: null, ...(shown && { shown }) };
  if (door.certificateUnnamed) return { ...sound, missing: defaultCertificate(door, entrance) };
  if (isLive && held && shown === undefined) {
    const made = certificates.near(entrance, vantage);
    const makers = made.found.filter(({ secretName }) => secretName === only);
    const hidden = held.gaps.some(({ beyondCluster }) => beyondCluster !== true);
    if (certificateGaps(made, secrets).length > 0) return { ...sound, missing: 'managedCertificates' };
    if (hidden) return { ...sound, missing: 'certificateHolders' };
    // A Certificate that is ready made it, and it is not there any more; of the others some may make it still.
    const undecided = makers.every(({ running }) => running?.works !== true)
      ? makers.find(({ running }) => running?.works !== false)
      : undefined;
    return undecided ? { ...sound, missing: notMadeYet(only, undecided) } : { ...sound, emptySecret: only };
  }
  // Whoever made it, this is what is shown.
  const broken = shown && held && shownListOf(shown).length === 0 ? unreadableIn(shown.name, held)[0] : undefined;
  if (broken) return { ...sound, missing: broken };
  if (secrets.length === 0) return { ...sound, isUncovered: host !== null && isHostKnown(host) && !isNamed };
  const near = certificates.near(entrance, vantage);
  const gaps = certificateGaps(near, secrets);
  const makers = near.found.filter(({ secretName }) => secrets.includes(secretName));
  // What stands in a file lasts only where no controller keeps its own certificate in the Secret.
  const lasting = secrets.filter((secret) => !makers.some(({ secretName }) => secretName === secret));
  const unreadable = lasting.flatMap((secret) => unreadableIn(secret, holders.near(entrance, vantage, secret)))[0];
  if (host === null || !isHostKnown(host)) return unreadable ? { ...sound, missing: unreadable } : sound;
  // A Secret is looked through for the host even where the Ingress does not name it (ingress-nginx, extractTLSSecretName).
  if (makers.some(({ dnsNames }) => namesHost(dnsNames, host))) return sound;
  const inSecrets = lasting.flatMap((secret) => heldIn(secret, holders.near(entrance, vantage, secret)));
  if (inSecrets.some(({ names }) => namesHost(names, host))) return sound;
  // It may be the one for this host, or none at all.
  if (unreadable) return { ...sound, missing: unreadable };
  if (lasting.length > 0 && !holders.near(entrance, vantage).settled)
    return { ...sound, missing: 'certificateHolders' };
  if (!isNamed)
    return gaps.length === 0 ? { ...sound, isUncovered: true } : { ...sound, missing: 'managedCertificates' };
  // What is hidden may be the certificate for this host.
  if (gaps.some(({ elsewhere: isElsewhere }) => isElsewhere !== true))
    return { ...sound, missing: 'managedCertificates' };
  const made = makers.map((one) => ({ holder: one, path: 'spec.dnsNames', names: one.dnsNames }));
  const known = [...made, ...inSecrets].find(({ names }) => names.length > 0 && names.every(isHostKnown));
  return { ...sound, wrongCertificate: secrets.length === 1 ? (known ?? null) : null };
}

function defaultCertificate({ host }: Door, { controller }: Entrance): Gap {
  const who = controller === null ? 'its controller' : `its controller (${controller})`;
  return elsewhere(
    `no certificate is named for ${host ?? 'every host'}: ${who} shows its default one, or TLS ends before it, and neither is seen; \`curl -v https://HOST\` shows it`,
    'running-platform',
  );
}

function listenerWithout({ name, path }: Door, { kind, name: entrance }: Entrance): Gap {
  return elsewhere(
    `${kind}/${entrance}: ${name ?? path} is to have TLS and names no certificate, which its API requires; whether it serves at all is settled by its controller`,
    'running-platform',
  );
}

function notMadeYet(secret: string, { kind, name }: ManagedCertificate): Gap {
  return gap(
    'not-collected',
    `Secret ${secret} is not there, and ${kind}/${name} does not say yet whether it can be made`,
  );
}

/** What cannot be read in a Secret where its certificate belongs, if that was given. */
function unreadableIn(secret: string, { found }: Companions<CertificateHolder>): readonly Gap[] {
  return found
    .filter(({ kind, name, purpose }) => kind === 'Secret' && name === secret && purpose === 'shown')
    .flatMap((holder) => holder.unreadable.map((path) => unreadableCertificate(holder, path)));
}

/** The certificate that stands in a Secret, if that was given. */
function heldIn(secret: string, { found }: Companions<CertificateHolder>): readonly ShownCertificate[] {
  return found.flatMap((holder) => {
    if (holder.kind !== 'Secret' || holder.name !== secret || holder.purpose !== 'shown') return [];
    const own = ownOf(shownListOf(holder));
    return own ? [{ holder, path: own.path, names: own.hostNames }] : [];
  });
}
