import { styleText } from 'node:util';

const styles = {
  strong: 'bold',
  faint: 'dim',
  bad: 'red',
  middling: 'yellow',
  good: 'green',
  unseen: 'magenta',
  note: 'cyan',
} as const satisfies Record<string, Parameters<typeof styleText>[0]>;

/** What a colour stands for. No meaning hangs on colour alone: a word says the same. */
export type Ink = keyof typeof styles;

/** Paints a text, word by word, so that it can still be wrapped. */
export type Paint = (ink: Ink, text: string) => string;

/** Makes the painter: one that paints, or one that leaves texts as they are. */
export function choosePaint(colour: boolean): Paint {
  if (!colour) return (_ink, text) => text;
  return (ink, text) =>
    text
      .split(' ')
      .map((word) => (word === '' ? '' : styleText(styles[ink], word, { validateStream: false })))
      .join(' ');
}
