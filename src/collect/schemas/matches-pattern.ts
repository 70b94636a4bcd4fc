const longest = 300;
/** More repetitions than this may take longer than anybody waits: the API server's expressions never look back, and ours do. */
const mostRepeated = 3;

const compiled = new Map<string, RegExp | null>();

/**
 * Whether text matches a regular expression of Go's (RE2 syntax), as the API server reads it; null where that cannot be told here: for what the two
 * languages may read differently, and for what could take long.
 */
export function matchesPattern(pattern: string, text: string): boolean | null {
  if (text.length > longest || !/^[\x20-\x7e]*$/.test(text)) return null;
  let expression = compiled.get(pattern);
  if (expression === undefined) compiled.set(pattern, (expression = compile(pattern)));
  return expression?.test(text) ?? null;
}

/** Groups with flags or names, classes in classes, and escapes that only one of the two languages has. */
const readDifferently = /\(\?(?!:)|\[:|\[\^?\]|\\(?![dDwWsSb.\-/\\+*?()[\]{}^$|])/;
const groupThatRepeats = /\)[*+{]/;

function compile(pattern: string): RegExp | null {
  const repeated = pattern.match(/[*+]|\{\d+,/g)?.length ?? 0;
  if (pattern.length > longest || repeated > mostRepeated) return null;
  if (readDifferently.test(pattern) || groupThatRepeats.test(pattern)) return null;
  try {
    return new RegExp(pattern, 'u');
  } catch {
    // Go may read it all the same.
    return null;
  }
}
