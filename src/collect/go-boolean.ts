const truths = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const falsehoods = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);

/** What programs in Go take a text for where a flag is to be true or false (strconv.ParseBool); null: they do not start with it, or it is not filled in. */
export function goBoolean(text: string): boolean | null {
  return truths.has(text) ? true : falsehoods.has(text) ? false : null;
}
