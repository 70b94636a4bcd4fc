import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { FindingSubject } from './assessment.ts';

/** The SHA-256 of a text, in hexadecimal. */
export type HashText = (text: string) => string;

/** As HashText, without anything of the machine, which may have one that is faster. */
export const hashInScript: HashText = (text) => bytesToHex(sha256(utf8ToBytes(text)));

/**
 * The stable name of a finding: criterion, reason and subject (kind, namespace, name, container, and the scope where one identity has
 * variants). Never file, line, value or words, so that moving a file or rewording a reason makes no finding new. The first 128 bits of a SHA-256.
 */
export function fingerprintOf(
  criterion: string,
  reason: string,
  subject: FindingSubject,
  hash: HashText = hashInScript,
): string {
  const { kind, namespace, name, container = '', scope = '' } = subject;
  return hash(JSON.stringify([criterion, reason, kind, namespace, name, container, scope])).slice(0, 32);
}
