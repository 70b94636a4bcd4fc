/**
 * The fields that kinds of objects have, as small as it can be. A field's type is a letter, the name of a type, or one of them behind `[` (a list) or
 * `{` (a map by text): `s` text, `i` whole number, `n` number, `b` true or false, `q` quantity, `x` whole number or text, `a` anything.
 */
export interface FieldTable {
  /** The type of each kind, by `apiVersion/kind`. */
  readonly kinds: Record<string, string>;
  readonly types: Record<string, Record<string, string>>;
}

/** A table as it is kept: the fields of a type in one text (`name:type name:type`), which is read in a quarter of the time. */
export interface KeptTable {
  readonly kinds: Record<string, string>;
  readonly types: Record<string, string>;
}

/** The types that the kinds of a table need; what they do not need is left out, types of the same fields are one, and all names are short. */
export function compact({ kinds, types }: FieldTable): KeptTable {
  const names = new Map<string, string>();
  const byFields = new Map<string, string>();
  const kept: Record<string, string> = {};
  function name(type: string): string {
    const [, prefix = '', inner = ''] = /^([[{]*)(.*)$/.exec(type) ?? [];
    const own = types[inner];
    if (own === undefined) return type;
    const known = names.get(inner);
    if (known !== undefined) return prefix + known;
    const short = `T${names.size}`;
    // Known before its fields are: a type may hold itself.
    names.set(inner, short);
    const fields = Object.fromEntries(Object.entries(own).map(([field, of]) => [field, name(of)]));
    const text = JSON.stringify(fields);
    const same = byFields.get(text);
    if (same === undefined) {
      byFields.set(text, short);
      kept[short] = keep(fields);
    } else names.set(inner, same);
    return prefix + (same ?? short);
  }
  const short = Object.fromEntries(
    Object.entries(kinds)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, type]): [string, string] => [kind, name(type)])
      // Of a kind whose fields nobody lists there is no schema to speak of.
      .filter(([, type]) => type in kept),
  );
  return { kinds: short, types: kept };
}

function keep(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, type]) => {
      if (/[ :]/.test(name)) throw new Error(`the field ${JSON.stringify(name)} cannot be kept`);
      return `${name}:${type}`;
    })
    .join(' ');
}
