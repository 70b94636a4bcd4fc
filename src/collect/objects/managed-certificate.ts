import { parseDuration } from '../../estate/duration.ts';
import type { ManagedCertificate } from '../../estate/managed-certificate.ts';
import type { Fields } from './fields.ts';
import type { Subject } from './object-metadata.ts';

const day = 24 * 60 * 60 * 1000;

/** Reads a cert-manager Certificate. Its defaults: 90 days, renewed when a third of them is left, RSA of 2048 bits. */
export function readManagedCertificate({ spec, head }: Subject): ManagedCertificate {
  const issuer = spec.objectOrEmpty('issuerRef');
  const key = spec.object('privateKey');
  const algorithm = key?.text('algorithm') ?? null;
  const bits = key?.integer('size') ?? null;
  const rotation = key?.text('rotationPolicy') ?? null;
  const duration = readDuration(spec, 'duration') ?? 90 * day;
  const percentage = spec.integer('renewBeforePercentage');
  const commonName = spec.text('commonName');
  const dnsNames = spec.texts('dnsNames');
  return {
    ...head,
    noun: 'managedCertificate',
    secretName: spec.text('secretName') || spec.refuse('secretName', 'the name of a Secret'),
    // A common name is no host name for today's clients, unless nothing else is named.
    dnsNames: dnsNames.length === 0 && commonName?.includes('.') ? [commonName] : dnsNames,
    namesOthers: ['ipAddresses', 'uris', 'emailAddresses', 'otherNames'].some((list) => spec.list(list).length > 0),
    durationMs: duration,
    renewBeforeMs:
      readDuration(spec, 'renewBefore') ?? (percentage === null ? duration / 3 : (duration * percentage) / 100),
    authority: spec.boolean('isCA') ?? false,
    issuer: { kind: issuer.text('kind') ?? 'Issuer', name: issuer.text('name') ?? '' },
    key: algorithm === null && bits === null ? null : { algorithm: algorithm ?? 'RSA', bits },
    renewsKey: rotation === null ? null : rotation === 'Always',
  };
}

function readDuration(spec: Fields, key: string): number | null {
  const written = spec.text(key);
  if (written === null) return null;
  return parseDuration(written) ?? spec.refuse(key, 'a duration, such as 2160h');
}
