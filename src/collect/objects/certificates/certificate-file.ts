import type { CertificateHolder } from '../../../estate/certificate-holder.ts';
import type { Head } from '../object-metadata.ts';
import { type FoundCertificates, readCertificates, readDerCertificate } from './read-certificates.ts';

/** The kind of what is read of such a file. */
export const certificateFileKind = 'CertificateFile';

/**
 * Reads a file that is called as certificates are: what everybody may know of it, and nothing else. null where it holds none and need not: a `.pem` may be
 * a key or parameters, and what is still to be filled in, or was encrypted for Git, is nothing yet.
 */
export function readCertificateFile(bytes: Buffer, head: Head): CertificateHolder | null {
  const text = bytes.toString('latin1');
  const der = readDerCertificate(bytes, '');
  const found: FoundCertificates = der
    ? { certificates: [der], isBroken: false, isLater: false }
    : readCertificates(text, '');
  const isBroken = found.isBroken || (found.certificates.length === 0 && !found.isLater && isForOne(head.name, text));
  if (found.certificates.length === 0 && !isBroken) return null;
  return {
    ...head,
    noun: 'certificateHolder',
    // What begins with an authority is a bundle of what is trusted.
    purpose: found.certificates[0]?.authority === false ? 'shown' : 'trusted',
    certificates: found.certificates,
    unreadable: isBroken ? [''] : [],
  };
}

/** Whether nothing but a certificate belongs there: neither a key, a request, a placeholder nor something encrypted. */
function isForOne(name: string, text: string): boolean {
  return !/\.pem$/i.test(name) && !/^\s*$|^\0GITCRYPT|ENC\[|-----BEGIN |[<{$]|^[\w-]{1,40}\s*$/.test(text);
}
