/** The same reading, done once for each object however many facts are made of it. */
export function oncePer<Of extends object, Result>(read: (of: Of) => Result): (of: Of) => Result {
  const known = new WeakMap<Of, Result>();
  return (of) => {
    if (!known.has(of)) known.set(of, read(of));
    return known.get(of) as Result;
  };
}
