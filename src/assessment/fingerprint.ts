import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { FindingSubject } from './assessment.ts';

/** A stable name of a text: the first 128 bits of its SHA-256, in hexadecimal. */
function hashText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)).subarray(0, 16));
}

/**
 * The stable name of a finding: criterion, reason and subject (kind, namespace, name, container, and the scope where one identity has
 * variants). Never file, line, value or words, so that moving a file or rewording a reason makes no finding new.
 */
export function fingerprintOf(criterion: string, reason: string, subject: FindingSubject): string {
  const { kind, namespace, name, container = '', scope = '' } = subject;
  return hashText(JSON.stringify([criterion, reason, kind, namespace, name, container, scope]));
}
