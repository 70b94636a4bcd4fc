import type { PublicCertificate } from '../../../estate/certificate-holder.ts';

/** What a text holds of certificates. */
export interface FoundCertificates {
  readonly certificates: readonly PublicCertificate[];
  /** Whether something begins as a certificate and is none. */
  readonly isBroken: boolean;
  /** Whether something that begins as a certificate is filled in later. */
  readonly isLater: boolean;
}

// Only these blocks are taken; whatever else a text holds, such as a private key, is not looked at.
const begin = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----/g;
const end = /-----END (?:TRUSTED |X509 )?CERTIFICATE-----/;
const most = 1000;

/** Reads a certificate in DER, as `openssl x509 -outform DER` writes it; null for anything else, such as a private key. */
export function readDerCertificate(bytes: Buffer, path: string): PublicCertificate | null {
  // A sequence of two bytes of length, as every certificate is; in PEM it would be found elsewhere.
  return bytes[0] === 0x30 && bytes[1] === 0x82 ? readOne(bytes, path) : null;
}

/** Finds the certificates in a text in PEM. One that a template or a reader fills in later is no broken one. */
export function readCertificates(text: string, path: string): FoundCertificates {
  const certificates: PublicCertificate[] = [];
  let isBroken = false;
  let isLater = false;
  for (const { index } of [...text.matchAll(begin)].slice(0, most)) {
    const rest = text.slice(index);
    const close = end.exec(rest);
    const block = close ? rest.slice(0, close.index + close[0].length) : rest;
    if (/[<{$]|\.{3}|…/.test(block) || isWord(block)) {
      isLater = true;
      continue;
    }
    const read = close ? readOne(block, path) : null;
    if (read) certificates.push(read);
    else isBroken = true;
  }
  return { certificates, isBroken, isLater };
}

/** Whether what stands within a block is a word such as REPLACE_ME: base64 has no underscores and no blanks. */
function isWord(block: string): boolean {
  const within = block.replaceAll(/-----[^-]+-----/g, '').trim();
  return /^(?:[a-z]+[_ -][a-z_ -]*|todo|placeholder|changeme|replaceme|anonymized|redacted|removed)$/i.test(within);
}

function readOne(block: string | Buffer, path: string): PublicCertificate | null {
  try {
    // Loaded where there is a certificate: it takes longer than all of a small folder.
    const { X509Certificate } = process.getBuiltinModule('node:crypto');
    const certificate = new X509Certificate(block);
    const { asymmetricKeyType, asymmetricKeyDetails: details } = certificate.publicKey;
    return {
      path,
      subject: /^CN=(.+)$/m.exec(certificate.subject)?.[1] ?? certificate.subject.replaceAll('\n', ', '),
      hostNames: (certificate.subjectAltName ?? '')
        .split(', ')
        .flatMap((name) => (name.startsWith('DNS:') ? [name.slice('DNS:'.length)] : [])),
      validFrom: writeTime(certificate.validFrom),
      validUntil: writeTime(certificate.validTo),
      key: {
        algorithm: (asymmetricKeyType ?? 'unknown').toUpperCase(),
        bits: details?.modulusLength ?? curveBits.get(details?.namedCurve ?? '') ?? null,
      },
      signature: certificate.signatureAlgorithm ?? null,
      authority: certificate.ca,
      selfSigned: certificate.issuer === certificate.subject,
    };
  } catch {
    return null;
  }
}

const curveBits: ReadonlyMap<string, number> = new Map([
  ['prime192v1', 192],
  ['secp224r1', 224],
  ['prime256v1', 256],
  ['secp384r1', 384],
  ['secp521r1', 521],
]);

/** Throws for a time that is none, and for a year of the first centuries, which a Date takes for one of ours. */
function writeTime(text: string): string {
  if (!/ \d{4} GMT$/.test(text)) throw new RangeError('no time of a certificate');
  return new Date(text).toISOString().replace('.000Z', 'Z');
}
