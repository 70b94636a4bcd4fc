/**
 * A function of one object that works each answer out once. Companions are looked up as one object for one question, so what is asked of them
 * costs the same for one subject as for ten thousand.
 */
export function remember<Key extends object, Value extends object>(compute: (key: Key) => Value): (key: Key) => Value {
  const answers = new WeakMap<Key, Value>();
  return (key) => {
    const known = answers.get(key);
    if (known) return known;
    const answer = compute(key);
    answers.set(key, answer);
    return answer;
  };
}
