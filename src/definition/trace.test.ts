import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checklist } from './checklist.ts';
import { criteria, criterionIds } from './criteria.ts';
import { trace } from './trace.ts';

/** A line of the definition that says something, without its list marker, and the headings above it. */
interface Line {
  readonly section: string;
  readonly text: string;
  readonly item: boolean;
}

const lines = linesOf(readFileSync(new URL('definition.md', import.meta.url), 'utf8'));
const statements = trace.flatMap(({ section, statements: below }) =>
  below.map((statement) => ({ section, statement })),
);
const nothing = statements.flatMap(({ section, statement }) =>
  'asksNothing' in statement ? [{ section, statement }] : [],
);
const criteriaOf = statements.flatMap(({ section, statement }) =>
  'criteria' in statement ? [{ section, text: statement.text, ids: statement.criteria }] : [],
);

describe('the reader of these tests', () => {
  test('sees every kind of line', () => {
    const text = ['# T', '## What Does "Production-Ready" Mean?', '### 1. A', '**Bold**: words', '', '- a', '  - b'];
    const table = ['## M', '| Tier | RTO |', '|------|-----|', '| **Critical** | 15 min |', '---', '- [ ] c'];

    expect(linesOf([...text, ...table].join('\n'))).toEqual([
      { section: '1. A', text: '**Bold**: words', item: false },
      { section: '1. A', text: 'a', item: false },
      { section: '1. A', text: 'b', item: false },
      { section: 'M', text: '| **Critical** | 15 min |', item: false },
      { section: 'M', text: 'c', item: true },
    ]);
  });

  test('loses no line of the definition that begins a list item, is bold or is a row', () => {
    expect(lines.filter(({ text }) => text.startsWith('**')).length).toBeGreaterThan(50);
    expect(lines.filter(({ text }) => text.startsWith('| **'))).toHaveLength(3);
    expect(lines).toHaveLength(144);
  });
});

test('every line of the definition is traced, in its order, and no row traces to a line that is not there', () => {
  const said = lines.filter(({ item }) => !item).map(({ section, text }) => `${section}: ${text}`);
  const traced = statements.map(({ section, statement }) => `${section}: ${statement.text}`);

  expect(traced).toEqual(said);
  expect(new Set(traced).size).toBe(traced.length);
});

test('every item of the checklist is traced by checklist.ts, and only those', () => {
  expect(checklist.map(({ text }) => text)).toEqual(lines.filter(({ item }) => item).map(({ text }) => text));
});

test('what asks nothing says why, and stands where the definition explains', () => {
  const reason = /^(?:says|introduces|sums up|points to) /;

  expect(nothing.filter(({ statement }) => !reason.test(statement.asksNothing))).toEqual([]);
  // From section 4 to the tiers every line is a demand.
  expect(nothing.filter(({ section }) => /^[456]\. |^Maturity/.test(section))).toEqual([]);
});

test('what introduces a list ends in a colon', () => {
  const introductions = nothing.filter(({ statement }) => statement.asksNothing.startsWith('introduces'));

  expect(introductions.length).toBeGreaterThan(0);
  expect(introductions.filter(({ statement }) => !statement.text.endsWith(':'))).toEqual([]);
});

test('every criterion comes from a line of the definition', () => {
  const reached = new Set(criteriaOf.flatMap(({ ids }) => ids));

  expect(criterionIds.filter((id) => !reached.has(id))).toEqual([]);
});

test('a row names each criterion once', () => {
  expect(criteriaOf.filter(({ ids }) => new Set(ids).size !== ids.length)).toEqual([]);
});

test('every criterion comes from a line of the section that it names', () => {
  const elsewhere = criterionIds.filter(
    (id) => !criteriaOf.some(({ section, ids }) => section === criteria[id].from && ids.includes(id)),
  );

  expect(elsewhere).toEqual([]);
});

function linesOf(text: string): Line[] {
  const found: Line[] = [];
  let headings: string[] = [];
  for (const line of text.split(/\r?\n/).map((each) => each.trim())) {
    const heading = /^(#+) (.*)$/.exec(line);
    if (heading?.[1] !== undefined && heading[2] !== undefined) {
      headings = [...headings.slice(0, heading[1].length - 1), heading[2]];
    } else if (!isFrame(line)) {
      const [item, bullet] = [/^- \[ \] /, /^- /].map((marker) => marker.test(line));
      const words = item ? line.slice('- [ ] '.length) : bullet ? line.slice('- '.length) : line;
      found.push({ section: sectionOf(headings), text: words, item: item === true });
    }
  }
  return found;
}

/** Blank lines, rules, and the heads of tables. */
function isFrame(line: string): boolean {
  return line === '' || line === '---' || /^\|[-|]+\|$/.test(line) || line.startsWith('| Tier |');
}

/** The six numbered sections stand for themselves, without the chapter that holds them. */
function sectionOf(headings: readonly string[]): string {
  const path = headings.slice(1);
  return path.slice(path[1]?.match(/^\d\. /) ? 1 : 0).join(' > ');
}
