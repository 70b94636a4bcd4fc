/** A number with its noun: `1 workload`, `2 workloads`, `2 criteria`. */
export function count(number: number, one: string, many: string = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** The first few of some words, and how many more there are: `a, b and 3 more`. */
export function someOf(words: readonly string[], most: number): string {
  if (words.length <= most + 1) return sentenceList(words);
  return `${words.slice(0, most).join(', ')} and ${words.length - most} more`;
}

/** Words as a sentence lists them: `a, b and c`. */
function sentenceList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
