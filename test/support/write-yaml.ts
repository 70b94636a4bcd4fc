import fc from 'fast-check';

/** How a random document is written. */
export interface Manner {
  readonly step: number;
  readonly dash: number;
  readonly flow: number;
  readonly comments: boolean;
  readonly newline: string;
  readonly lastLine: boolean;
}

/** Any manner of writing. */
export const anyManner: fc.Arbitrary<Manner> = fc.record<Manner>({
  step: fc.integer({ min: 1, max: 5 }),
  dash: fc.integer({ min: 0, max: 3 }),
  flow: fc.integer({ min: 2, max: 9 }),
  comments: fc.boolean(),
  newline: fc.constantFrom('\n', '\r\n'),
  lastLine: fc.boolean(),
});

/** Writes a value as somebody might: in blocks and braces, in all quotes, with comments and blank lines wherever they may stand. */
export function writeYaml(value: unknown, how: Manner, choose: () => number): string {
  const isNested = (one: unknown): one is object => typeof one === 'object' && one !== null;
  const remark = (): string => (how.comments && choose() % 3 === 0 ? ` # a\tremark ${choose() % 10}` : '');
  const between = (margin: string): string[] =>
    how.comments && choose() % 5 === 0 ? [choose() % 2 === 0 ? '' : `${margin}# between`] : [];
  const flow = (one: unknown): string => {
    if (!isNested(one)) return scalar(one);
    const pad = choose() % 2 === 0 ? ' ' : '';
    if (Array.isArray(one)) return `[${one.map(flow).join(', ')}]`;
    const fields = Object.entries(one).map(([key, field]) => `${JSON.stringify(key)}: ${flow(field)}`);
    return fields.length === 0 ? '{}' : `{${pad}${fields.join(', ')}${pad}}`;
  };
  const scalar = (one: unknown): string => {
    if (typeof one !== 'string') return one === null && choose() % 2 === 0 ? '~' : JSON.stringify(one);
    if (one === 'x' && choose() % 2 === 0) return one;
    return !one.includes('\n') && choose() % 2 === 0 ? `'${one.replaceAll("'", "''")}'` : JSON.stringify(one);
  };
  const block = (one: object, margin: string): string[] => {
    if (Array.isArray(one))
      return one.flatMap((item: unknown) => {
        if (!isNested(item) || Object.keys(item).length === 0 || choose() % how.flow === 0)
          return [...between(margin), `${margin}- ${flow(item)}${remark()}`];
        const [first = '', ...others] = block(item, `${margin}  `);
        // A comment cannot stand on the line of the dash.
        if (/^\s*(?:#|$)/.test(first)) return [`${margin}-`, first, ...others];
        return [`${margin}- ${first.slice(margin.length + 2)}`, ...others];
      });
    return Object.entries(one).flatMap(([key, field]: [string, unknown]) => {
      const name = `${margin}${/^[a-w]+$/i.test(key) && key !== 'n' ? key : JSON.stringify(key)}:`;
      if (field === null && choose() % 2 === 0) return [...between(margin), name + remark()];
      if (typeof field === 'string' && field.endsWith('\n') && choose() % 2 === 0)
        return [
          `${name} |`,
          ...field
            .trimEnd()
            .split('\n')
            .map((line) => `${margin}  ${line}`),
        ];
      if (!isNested(field) || Object.keys(field).length === 0 || choose() % how.flow === 0)
        return [...between(margin), `${name} ${flow(field)}${remark()}`];
      const by = ' '.repeat(Array.isArray(field) ? how.dash : how.step);
      return [...between(margin), name + remark(), ...block(field, margin + by)];
    });
  };
  const lines = block(value as object, '');
  return lines.join(how.newline) + (how.lastLine ? how.newline : '');
}
