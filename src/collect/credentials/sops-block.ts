import { isRaw, type Raw } from '../objects/fields.ts';

/** What SOPS puts in the place of a value. */
const encrypted = /^ENC\[AES256_GCM,/;

/** Whether SOPS was run over an object: its block of metadata stands at the top. */
export function hasSopsBlock(raw: Raw): boolean {
  const block = raw['sops'];
  return (
    isRaw(block) &&
    (Object.hasOwn(block, 'mac') || Object.hasOwn(block, 'lastmodified') || Object.hasOwn(block, 'version'))
  );
}

/** Whether SOPS encrypted this value. An empty one it leaves as it is. */
export function isEncrypted(value: unknown): boolean {
  return typeof value === 'string' && (value === '' || encrypted.test(value));
}

/** Whether any value of an object is encrypted. */
export function holdsEncrypted(raw: Raw): boolean {
  return Object.keys(raw).some((key) => key !== 'sops' && holdsEncryptedValue(raw[key]));
}

function holdsEncryptedValue(value: unknown): boolean {
  if (typeof value === 'string') return encrypted.test(value);
  if (Array.isArray(value)) return value.some(holdsEncryptedValue);
  return isRaw(value) && Object.keys(value).some((key) => holdsEncryptedValue(value[key]));
}

/**
 * Whether SOPS was told to encrypt a field of `data` or `stringData` (https://getsops.io/docs/#encrypting-only-parts-of-a-file). Its patterns are Go's and
 * somebody else's: only plain alternatives (`^(data|stringData)$`) are understood, any other is taken to cover the field.
 */
export function shouldBeEncrypted(raw: Raw, steps: readonly string[]): boolean {
  const block = raw['sops'];
  if (!isRaw(block)) return false;
  const suffix = textOf(block['unencrypted_suffix']) ?? '_unencrypted';
  const wanted = textOf(block['encrypted_suffix']);
  const pattern = textOf(block['encrypted_regex']);
  const spared = textOf(block['unencrypted_regex']);
  if (wanted !== null) return steps.some((step) => step.endsWith(wanted));
  if (pattern !== null) return steps.some((step) => alternativesOf(pattern)?.has(step) ?? true);
  if (spared !== null) return !steps.some((step) => alternativesOf(spared)?.has(step) ?? false);
  return !steps.some((step) => step.endsWith(suffix));
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function alternativesOf(pattern: string): Set<string> | null {
  const names = /^\^\(([\w.|-]+)\)\$$/.exec(pattern)?.[1] ?? /^\^([\w.-]+)\$$/.exec(pattern)?.[1];
  return names === undefined ? null : new Set(names.split('|'));
}
