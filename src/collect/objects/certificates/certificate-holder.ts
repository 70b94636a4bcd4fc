import type { CertificateHolder } from '../../../estate/certificate-holder.ts';
import { type Fields, writePath } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';
import { toFillIn } from './to-fill-in.ts';
import { type FoundCertificates, readCertificates, readDerCertificate } from './read-certificates.ts';

interface Held {
  readonly path: string;
  readonly text: string;
  /** Whether nothing but a certificate belongs there. */
  readonly isForOne: boolean;
  /** The bytes, where a certificate in DER may stand in their place. */
  readonly bytes?: Buffer;
  /** Whether a bare word, or nothing, is as broken as any other text: no controller is known to fill it in. */
  readonly isFinal?: true;
}

/** Reads what of an object is a certificate; null where nothing is. */
function holderOf(
  { head }: Subject,
  purpose: CertificateHolder['purpose'],
  held: readonly Held[],
): CertificateHolder | null {
  const seen = new Map<string, FoundCertificates>();
  const certificates: CertificateHolder['certificates'][number][] = [];
  const unreadable: string[] = [];
  let hasBegun = false;
  for (const { path, text, isForOne, bytes, isFinal } of held) {
    // The webhooks of one configuration mostly bear the same bundle.
    if (seen.has(text)) continue;
    const der = bytes === undefined ? null : readDerCertificate(bytes, path);
    // Servers read their own certificate in PEM only.
    const found =
      der === null
        ? readCertificates(text, path)
        : { certificates: isForOne ? [] : [der], isBroken: isForOne, isLater: false };
    seen.set(text, found);
    certificates.push(...found.certificates);
    const isOther =
      isForOne && found.certificates.length === 0 && !found.isLater && !(isFinal ? isToFillIn(text) : isLater(text));
    hasBegun ||= found.isBroken || found.isLater || (isForOne && !isFinal);
    if (found.isBroken || isOther) unreadable.push(path);
  }
  if (certificates.length === 0 && unreadable.length === 0) return null;
  const isBare = certificates.length === 0 && !hasBegun;
  return { ...head, noun: 'certificateHolder', purpose, certificates, unreadable, ...(isBare ? { isBare } : {}) };
}

/** Whether something fills a text in later: it is empty, a placeholder, or sealed. */
function isLater(text: string): boolean {
  return /^\s*$|[<{$]|^ENC\[|^[\w-]{1,40}$|\.\.\./.test(text);
}

/** Whether a text says itself that something is to be put in its place. */
function isToFillIn(text: string): boolean {
  return /[<{$]|^ENC\[|\.\.\./.test(text) || (/^\s*\S{1,60}\s*$/.test(text) && toFillIn.test(text));
}

function decode(written: string): string {
  return bytesOf(written)?.toString('latin1') ?? written;
}

function bytesOf(written: string): Buffer | null {
  const base64 = written.replaceAll(/\s/g, '');
  return base64.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? Buffer.from(base64, 'base64') : null;
}

/** Keys under which a Secret may hold one; what begins as one is looked at whatever its key. */
const certificateKey = /(?:^|[._-])(?:crt|cert|pem|cer|der|ca|chain|bundle)$/i;
const encodedBegin = /^\s*LS0tLS1CRUdJTi/;

/** `over`: the map whose keys go before those of this one. */
function heldBy(fields: Fields, map: string, isEncoded: boolean, alone: readonly string[], over?: string): Held[] {
  const texts = fields.objectOrNone(map).raw;
  return Object.keys(texts).flatMap((key): Held[] => {
    const written = texts[key];
    if (typeof written !== 'string' || (over !== undefined && fields.objectOrNone(over).has(key))) return [];
    const isFor = alone.includes(key);
    const path = writePath([map, key]);
    if (!isEncoded) return isFor || written.includes('-----BEGIN') ? [{ path, text: written, isForOne: isFor }] : [];
    if (!isFor && !certificateKey.test(key) && !encodedBegin.test(written)) return [];
    const bytes = bytesOf(written);
    return [{ path, text: decode(written), isForOne: isFor, ...(bytes === null ? {} : { bytes }) }];
  });
}

/** Reads the certificates of a Secret; of all else that it holds nothing is kept. */
export function readSecretCertificates(subject: Subject): CertificateHolder | null {
  const { fields } = subject;
  const isTls = fields.text('type') === 'kubernetes.io/tls';
  const alone = isTls ? ['tls.crt'] : [];
  const held = [...heldBy(fields, 'data', true, alone, 'stringData'), ...heldBy(fields, 'stringData', false, alone)];
  return holderOf(
    subject,
    isTls ? 'shown' : 'trusted',
    held.map((one) => (one.isForOne ? { ...one, isFinal: true } : one)),
  );
}

/** A controller of the platform writes its own bundle into these. */
const isFilledIn = /inject-ca-from|inject-apiserver-ca|inject-cabundle|inject-trusted-cabundle/;

function isInjected({ metadata }: Subject): boolean {
  const keys = [...Object.keys(metadata.annotations()), ...Object.keys(metadata.labels('labels'))];
  return keys.some((key) => isFilledIn.test(key));
}

/** Reads the certificates of a ConfigMap. */
export function readConfigMapCertificates(subject: Subject): CertificateHolder | null {
  if (isInjected(subject)) return null;
  return holderOf(subject, 'trusted', [
    ...heldBy(subject.fields, 'data', false, []),
    ...heldBy(subject.fields, 'binaryData', true, []),
  ]);
}

function bundleOf(config: Fields): Held[] {
  const written = config.text('caBundle');
  return written === null
    ? []
    : [{ path: writePath([...config.path, 'caBundle']), text: decode(written), isForOne: true }];
}

/** Reads the bundles of a webhook configuration. */
export function readWebhookCertificates(subject: Subject): CertificateHolder | null {
  if (isInjected(subject)) return null;
  const held = subject.fields.objects('webhooks').flatMap((one) => bundleOf(one.objectOrEmpty('clientConfig')));
  return holderOf(subject, 'trusted', held);
}

/** Reads the bundle of an APIService. */
export function readApiServiceCertificates(subject: Subject): CertificateHolder | null {
  return isInjected(subject) ? null : holderOf(subject, 'trusted', bundleOf(subject.spec));
}

/** Reads the bundle by which a CustomResourceDefinition knows its conversion webhook. */
export function readConversionCertificates(subject: Subject): CertificateHolder | null {
  if (isInjected(subject)) return null;
  const webhook = subject.spec.objectOrEmpty('conversion').objectOrEmpty('webhook');
  return holderOf(subject, 'trusted', bundleOf(webhook.objectOrEmpty('clientConfig')));
}

/** Reads the certificate that stands in an OpenShift Route itself. */
export function readRouteCertificates(subject: Subject): CertificateHolder | null {
  const tls = subject.spec.objectOrEmpty('tls');
  const written = tls.text('certificate');
  return written === null
    ? null
    : holderOf(subject, 'shown', [{ path: 'spec.tls.certificate', text: written, isForOne: true }]);
}
