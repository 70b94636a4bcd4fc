import { isPlaceholder, isPublic, isReference, looksGenerated } from '../credentials/credential-value.ts';
import { findPrivateKeys } from '../credentials/find-private-keys.ts';
import { findTokens } from '../credentials/find-tokens.ts';

/** A text in which there is still something after as many looks is taken out whole. */
const mostLooks = 4;

/** Takes out of a text what is known by its form, wherever it stands: tokens and private keys. */
export function takeOutTokens(text: string): string {
  let left = text;
  // So many are told apart at once.
  for (let looks = 0; looks < mostLooks; looks += 1) {
    const found = [...findTokens(left), ...findPrivateKeys(left)];
    if (found.length === 0) return left;
    for (const { start, length } of found.toSorted((a, b) => b.start - a.start))
      left = left.slice(0, start) + left.slice(endOf(left, start, length));
  }
  return '';
}

/** Where what is known by its form ends, with what follows at once: a key that is base64 once more is longer than what it says. */
function endOf(text: string, start: number, length: number): number {
  const isEncoded = text.startsWith('LS0tLS1CRUdJTi', start);
  const rest = isEncoded ? /[A-Za-z0-9+/=\s]*/y : /[\w+/=]*/y;
  rest.lastIndex = start + length;
  return start + length + (rest.exec(text)?.[0].length ?? 0);
}

/** Names of what tells things apart, and opens nothing. */
const telling = /(?:id|ids|uuid|guid|hash|digest|checksum|sha|commit|revision|version|image|tag|mirror)$/i;

/** A part of a word shorter than this is rather a name. */
const shortestPart = 16;

/**
 * Takes out of a text the words that look as if a machine had made them, although nothing says what they are. References, digests that say of what kind
 * they are, and the values of what is called an id stay. `name`: of what has this text as its value.
 */
export function takeOutOpaque(text: string, name: string = ''): string {
  if (text.length < shortestPart || telling.test(name)) return text;
  return text.replaceAll(/[^\s"'`|;<>(){},\\[\]]{16,}/g, (word) => {
    const [, start = '', option = ''] = /^(-{0,2}([\w.-]{1,80})=)(?=[^=])/.exec(word) ?? [];
    const value = word.slice(start.length);
    return telling.test(option) || isTold(value) ? word : start + value.replaceAll(/[^-.:@&?]{16,}/g, withoutOpaque);
  });
}

/** Whether it says where something is, or what everybody may know. */
function isTold(value: string): boolean {
  return isPlaceholder(value) || isReference(value) || isPublic(value) || /sha(?:1|224|256|384|512)[:-]/i.test(value);
}

/** Names in camel case are as mixed as tokens are, but for their digits. */
function withoutOpaque(part: string): string {
  const digits = part.replaceAll(/\D/g, '').length;
  const looks = part.endsWith('=') ? looksGenerated(part) : digits > 1 && part.split('/').some(looksGenerated);
  return looks ? '' : part;
}
