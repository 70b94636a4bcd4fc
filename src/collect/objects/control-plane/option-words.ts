import type { Fields } from '../fields.ts';

/** The arguments that an option of k3s or RKE2 hands on, `name=value` or `--name=value` in a list or alone, as the words of a command line. */
export function optionWords(options: Fields, key: string): string[] {
  const words = [key, `${key}+`].flatMap((one) =>
    typeof options.value(one) === 'string' ? [options.text(one) ?? ''] : options.texts(one),
  );
  return argumentWords(words);
}

/** Arguments with and without dashes as the words of a command line. */
export function argumentWords(words: readonly string[]): string[] {
  return words.map((word) => (word.startsWith('-') ? word : `--${word}`));
}
