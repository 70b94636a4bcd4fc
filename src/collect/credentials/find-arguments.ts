import { readCredentialName } from './credential-name.ts';
import { isCredential, isPlaceholder, isReference } from './credential-value.ts';

/** A credential among the arguments of a program. */
export interface FoundArgument {
  readonly kind: string;
  /** The number of the argument, from 0. */
  readonly index: number;
  /** In characters. */
  readonly length: number;
}

/** How a program takes a password: behind a short option, as the next word, or after a user's name and a colon. */
interface ShortOption {
  readonly option: string;
  readonly stands: 'behind' | 'next' | 'after-user';
  readonly programs: readonly string[];
}

const shortOptions: readonly ShortOption[] = [
  {
    option: '-p',
    stands: 'behind',
    programs: ['mysql', 'mysqldump', 'mysqladmin', 'mysqlcheck', 'mariadb', 'mariadb-dump', 'mariadb-admin', 'mysqlsh'],
  },
  { option: '-p', stands: 'next', programs: ['mongo', 'mongosh', 'mongodump', 'mongorestore', 'sshpass'] },
  { option: '-a', stands: 'next', programs: ['redis-cli', 'valkey-cli'] },
  { option: '-w', stands: 'next', programs: ['ldapsearch', 'ldapadd', 'ldapmodify', 'ldapwhoami'] },
  { option: '-u', stands: 'after-user', programs: ['curl'] },
];

const programs: ReadonlyMap<string, ShortOption> = new Map(
  shortOptions.flatMap((one) => one.programs.map((name) => [name, one] as const)),
);

/**
 * Finds credentials that are arguments of their own (`--password`, `hunter2`) or stand behind a short option of a program that is known to take one
 * (`mysql -phunter2`, `curl -u user:hunter2`). What is written `--password=hunter2` is an assignment.
 */
export function findArguments(items: readonly unknown[]): FoundArgument[] {
  const found: FoundArgument[] = [];
  let program: ShortOption | null = null;
  const words = items.flatMap((item, index) =>
    typeof item === 'string' ? wordsOf(item).map((word) => ({ word, index })) : [],
  );
  words.forEach(({ word, index }, at) => {
    if (/^(?:;|&&|\|\|?|\|)$/.test(word)) program = null;
    const name = word.slice(word.lastIndexOf('/') + 1);
    program ??= programs.get(name) ?? null;
    const next = words[at + 1];
    const long = /^--?([A-Za-z][\w.-]{2,60})$/.exec(word);
    const meant = long ? readCredentialName(long[1] as string) : null;
    if (meant && next && !next.word.startsWith('-') && isCredential(next.word, word, meant, 'setting')) {
      found.push({ kind: meant.kind, index: next.index, length: next.word.length });
      return;
    }
    if (program === null || !word.startsWith(program.option)) return;
    const behind = program.stands === 'behind';
    if (word.length > program.option.length !== behind) return;
    const given = behind ? { word: word.slice(program.option.length), index } : next;
    if (!given || (program.stands === 'after-user' && !given.word.includes(':'))) return;
    const value = program.stands === 'after-user' ? given.word.slice(given.word.indexOf(':') + 1) : given.word;
    if (
      value.length >= 3 &&
      !value.startsWith('-') &&
      !value.includes('$') &&
      !isPlaceholder(value) &&
      !isReference(value)
    ) {
      found.push({ kind: 'password', index: given.index, length: value.length });
    }
  });
  return found;
}

const mostWords = 20_000;
const longestScript = 100_000;

/** The words of one argument; more than one when it is a script. */
function wordsOf(item: string): string[] {
  if (!/\s/.test(item)) return [item];
  const words: string[] = [];
  for (const match of item.slice(0, longestScript).matchAll(/;|&&|\|\|?|(?:[^\s;&|"']|"[^"]*"|'[^']*'|["'&])+/g)) {
    words.push(match[0].replaceAll(/^["']|["']$/g, ''));
    if (words.length >= mostWords) break;
  }
  return words;
}
