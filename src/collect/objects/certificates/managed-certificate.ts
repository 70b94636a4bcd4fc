import { parseDuration } from '../../../estate/duration.ts';
import { parseInstant } from '../../../estate/instant.ts';
import type { ManagedCertificate } from '../../../estate/managed-certificate.ts';
import { type Fields, isRaw, MalformedField, writePath } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';
import { isPlaceholder } from '../scope.ts';

const minute = 60 * 1000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * Reads a cert-manager Certificate. Its defaults: 90 days, renewed when a third of them is left, RSA of 2048 bits. What its webhook refuses, and names for
 * which no certificate can be asked, are malformed.
 * Source: cert-manager internal/apis/certmanager/validation/certificate.go, pkg/util/pki/generate.go (sizes) and renewaltime.go (what is left).
 */
export function readManagedCertificate({ fields, spec, head }: Subject): ManagedCertificate {
  const issuer = spec.objectOrEmpty('issuerRef');
  const rotation = spec.object('privateKey')?.text('rotationPolicy') ?? null;
  const namesOthers = ['ipAddresses', 'uris', 'emailAddresses', 'otherNames'].some(
    (list) => spec.list(list).length > 0,
  );
  return {
    ...head,
    noun: 'managedCertificate',
    secretName: spec.text('secretName') || spec.refuse('secretName', 'the name of a Secret'),
    dnsNames: readNames(spec, namesOthers),
    namesOthers,
    ...readSpans(spec),
    ...(head.origin.api && readEnd(fields)),
    authority: spec.boolean('isCA') ?? false,
    issuer: {
      kind: issuer.text('kind') ?? 'Issuer',
      name: issuer.text('name') || issuer.refuse('name', 'the name of an issuer'),
    },
    key: readKey(spec),
    renewsKey: rotation === null ? null : rotation === 'Always',
  };
}

/** A state that was written into a file is of another day. */
function readEnd({ raw: { status } }: Fields): Pick<ManagedCertificate, 'endsAt'> {
  const notAfter = isRaw(status) ? status['notAfter'] : null;
  return typeof notAfter === 'string' && parseInstant(notAfter) !== null ? { endsAt: notAfter } : {};
}

function readNames(spec: Fields, namesOthers: boolean): readonly string[] {
  const commonName = spec.text('commonName');
  const dnsNames = spec.texts('dnsNames');
  dnsNames.forEach((name, index) => {
    if (!isHostName(name)) refuseAt(spec, ['dnsNames', index], 'this is no host name, and no authority signs it');
  });
  if (dnsNames.length === 0 && !namesOthers && !commonName && !spec.text('literalSubject'))
    refuseAt(spec, ['dnsNames'], 'it names nothing: no host, no address and no common name');
  if ((commonName?.length ?? 0) > 64 && !isPlaceholder(commonName ?? ''))
    refuseAt(spec, ['commonName'], 'a common name has at most 64 characters; host names belong to dnsNames');
  // A common name is no host name for today's clients, unless nothing else is named.
  return dnsNames.length === 0 && commonName?.includes('.') ? [commonName] : dnsNames;
}

/** Labels of letters, digits, - and _, the first perhaps a star; a name that is still to be filled in may become one. */
function isHostName(name: string): boolean {
  const label = String.raw`[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?`;
  return (
    isPlaceholder(name) || (name.length <= 253 && new RegExp(`^(?:\\*\\.)?(?:${label}\\.)*${label}$`, 'i').test(name))
  );
}

function readSpans(spec: Fields): Pick<ManagedCertificate, 'durationMs' | 'renewBeforeMs'> {
  const duration = readDuration(spec, 'duration') ?? 90 * day;
  const renewBefore = readDuration(spec, 'renewBefore');
  const percentage = spec.integer('renewBeforePercentage');
  if (duration < hour) refuseAt(spec, ['duration'], 'a certificate is for an hour or longer');
  if (renewBefore !== null && percentage !== null)
    refuseAt(spec, ['renewBeforePercentage'], 'renewBefore stands beside it, and only one of them may');
  if (renewBefore !== null && renewBefore < 5 * minute)
    refuseAt(spec, ['renewBefore'], 'a certificate is renewed five minutes before its end or earlier');
  if (renewBefore !== null && renewBefore >= duration)
    refuseAt(spec, ['renewBefore'], 'it is as long as the certificate is valid, or longer');
  if (percentage !== null && (percentage <= 0 || percentage >= 100))
    refuseAt(spec, ['renewBeforePercentage'], 'it is a percentage between 0 and 100');
  return {
    durationMs: duration,
    renewBeforeMs: renewBefore ?? (percentage === null ? duration / 3 : (duration * percentage) / 100),
  };
}

function readDuration(spec: Fields, key: string): number | null {
  const written = spec.text(key);
  if (written === null) return null;
  return parseDuration(written) ?? spec.refuse(key, 'a duration, such as 2160h');
}

/** Sizes that are taken, and in words. The size of an Ed25519 key is ignored. */
const sizesOf: ReadonlyMap<string, { readonly isTaken: (bits: number) => boolean; readonly words: string }> = new Map([
  ['RSA', { isTaken: (bits: number) => bits >= 2048 && bits <= 8192, words: 'a key of RSA has 2048 to 8192 bits' }],
  [
    'ECDSA',
    { isTaken: (bits: number) => [256, 384, 521].includes(bits), words: 'a key of ECDSA has 256, 384 or 521 bits' },
  ],
  ['Ed25519', { isTaken: () => true, words: '' }],
]);

const signatureOf: ReadonlyMap<string, RegExp> = new Map([
  ['RSA', /^SHA(?:256|384|512)WithRSA$/],
  ['ECDSA', /^ECDSAWithSHA(?:256|384|512)$/],
  ['Ed25519', /^PureEd25519$/],
]);

function readKey(spec: Fields): ManagedCertificate['key'] {
  const key = spec.object('privateKey');
  const written = key?.text('algorithm') || null;
  const bits = key?.integer('size') ?? null;
  const algorithm = written ?? 'RSA';
  const sizes = sizesOf.get(algorithm);
  if (!sizes) return refuseAt(spec, ['privateKey', 'algorithm'], 'an algorithm is RSA, ECDSA or Ed25519');
  if (bits !== null && bits !== 0 && !sizes.isTaken(bits)) return refuseAt(spec, ['privateKey', 'size'], sizes.words);
  const signature = spec.text('signatureAlgorithm');
  if (signature && !signatureOf.get(algorithm)?.test(signature))
    return refuseAt(spec, ['signatureAlgorithm'], `a key of ${algorithm} makes no such signature`);
  return written === null && bits === null ? null : { algorithm, bits: bits === 0 ? null : bits };
}

function refuseAt(spec: Fields, steps: readonly (string | number)[], problem: string): never {
  const path = [...spec.path, ...steps];
  throw new MalformedField(path, `${writePath(path)}: ${problem}`);
}
