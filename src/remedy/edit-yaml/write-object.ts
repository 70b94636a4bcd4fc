import type { Json } from '../../checks/define-patch.ts';
import { writeBlock } from './write-value.ts';

/** A new object as YAML, with lists indented as in a text that stands beside it. */
export function writeObject(object: Readonly<Record<string, unknown>>, beside: string): string {
  const indentsLists = !/^( *)[\w-]+:[ \t]*\n\1- /m.test(beside);
  const lines = writeBlock(object as Json, { step: 2, dash: indentsLists ? 2 : 0 });
  return `${lines.join('\n')}\n`;
}
