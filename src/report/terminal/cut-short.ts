/** The first clause of a sentence, where another follows behind a semicolon (and not within brackets): `do this; …`. */
export function cutShort(sentence: string): string {
  const clauses = sentence.split('; ');
  const isWhole = (text: string): boolean => text.split('(').length === text.split(')').length;
  const length = clauses.findIndex((_clause, index) => isWhole(clauses.slice(0, index + 1).join('; '))) + 1;
  return length === 0 || length === clauses.length ? sentence : `${clauses.slice(0, length).join('; ')}; …`;
}
