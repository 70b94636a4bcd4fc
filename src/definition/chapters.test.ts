import { describe, expect, test } from 'vitest';
import { chapterIds, chapters } from './chapters.ts';
import { criteria, criterionIds } from './criteria.ts';
import { trace } from './trace.ts';

const headings = new Set(
  trace.flatMap(({ section }) => section.split(' > ').map((_, end, path) => path.slice(0, end + 1).join(' > '))),
);

test('there are twelve', () => {
  expect(chapterIds).toHaveLength(12);
  expect(Object.keys(chapters)).toEqual([...chapterIds]);
});

describe.each(Object.entries(chapters))('%s', (id, chapter) => {
  test('stands under its own id', () => expect(chapter.id).toBe(id));

  test('comes from a section of the definition', () => expect([...headings]).toContain(chapter.section));

  test('has a title and one sentence', () => {
    expect(chapter.title).toMatch(/^[A-Z][a-z ]+[a-z]$/);
    expect(chapter.summary).toMatch(/^[A-Z][^.]+\.$/);
  });

  test('has criteria, and every one comes from its section', () => {
    const own = Object.values(criteria).filter((criterion) => criterion.chapter === id);
    // What support and operations ask stands in one section; patching is asked where the tools are chosen.
    const section = chapter.section.startsWith('6. ') ? '6. Support & Maintenance' : chapter.section;

    expect(own).not.toEqual([]);
    expect(own.filter(({ from }) => !`${from} > `.startsWith(`${section} > `))).toEqual([]);
  });
});

test('criteria are ordered by chapter', () => {
  const order = criterionIds.map((id) => chapterIds.indexOf(criteria[id].chapter));

  expect(order).toEqual(order.toSorted((a, b) => a - b));
});
