import type { CertificateHolder } from '../../../estate/certificate-holder.ts';
import type { Head } from '../object-metadata.ts';
import { toFillIn } from './to-fill-in.ts';
import { type FoundCertificates, readCertificates, readDerCertificate } from './read-certificates.ts';

/** The kind of what is read of such a file. */
export const certificateFileKind = 'CertificateFile';

/**
 * Reads a file that is called as certificates are: what everybody may know of it, and nothing else. null where it holds none and need not: it may be
 * a key or parameters, and what is still to be filled in, or was encrypted for Git, is nothing yet.
 */
export function readCertificateFile(bytes: Buffer, head: Head): CertificateHolder | null {
  const text = bytes.toString('latin1');
  const der = readDerCertificate(bytes, '');
  const found: FoundCertificates = der
    ? { certificates: [der], isBroken: false, isLater: false }
    : readCertificates(text, '');
  const isBroken = found.isBroken || (found.certificates.length === 0 && !found.isLater && isForOne(text));
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

/**
 * Whether a certificate should stand there: not where it holds a key, parameters or a request, a template or what was encrypted. Nothing at all serves no
 * certificate either.
 */
function isForOne(text: string): boolean {
  // A template, or a word that says that something is to be put there.
  const isOpen = /^\0GITCRYPT|ENC\[|[<{$]/.test(text) || (/^\s*\S{1,60}\s*$/.test(text) && toFillIn.test(text));
  // A `.pem` may also hold what is no certificate, in a block of its own; so may a request or a key be called.
  return !isOpen && !/-----BEGIN /.test(text);
}
