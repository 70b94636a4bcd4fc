import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lawPolicy } from '../../../test/laws/judgements.ts';
import { assessExample } from '../../../test/support/assess-example.ts';
import { spoilTexts } from '../../../test/support/spoil-texts.ts';
import { randomEstate } from '../../../test/support/random-estate.ts';
import { assess } from '../../assessment/assess.ts';
import type { Assessment } from '../../assessment/assessment.ts';
import { checks } from '../../checks/registry.generated.ts';
import { renderHtml } from './render-html.ts';

const council = await assessExample('examples/council');
const page = renderHtml(council, checks);

/** What stands in the page without its style and its script. */
function withoutAssets(text: string): string {
  return text.replace(/<style>.*?<\/style>/s, '').replace(/<script>.*?<\/script>/s, '');
}

function countIn(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

/** How many findings the lines of a page stand for. */
function findingsIn(text: string): number {
  return [...text.matchAll(/<li(?: id="[^"]*")? data-t="[^"]*" data-n="[^"]*"(?: data-f="(\d+)")?>/g)].reduce(
    (sum, [, number]) => sum + Number(number ?? 1),
    0,
  );
}

test('the same assessment gives the same page', () => {
  expect(renderHtml(structuredClone(council), checks)).toBe(page);
});

test('its policy lets in its own style and script, and nothing else', () => {
  const hashOf = (element: string): string => {
    const [, text = ''] = new RegExp(`<${element}>(.*?)</${element}>`, 's').exec(page) ?? [];
    return `sha256-${createHash('sha256').update(text).digest('base64')}`;
  };
  const [, policy = ''] = /<meta http-equiv="content-security-policy" content="([^"]*)">/.exec(page) ?? [];
  expect(policy.replaceAll('&#39;', "'").split('; ')).toEqual([
    "default-src 'none'",
    `style-src '${hashOf('style')}'`,
    `script-src '${hashOf('script')}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]);
});

test('nothing in it leads outside, and nothing is forbidden by its own policy', () => {
  const rest = withoutAssets(page);
  expect(rest).not.toMatch(/<(?:script|img|iframe|object|embed|base|video|audio|source)\b/);
  expect(
    [...rest.matchAll(/\s(?:href|src|action|srcset)="([^"]*)"/g)]
      .map(([, to = '']) => to.slice(0, 5))
      .filter((to) => !to.startsWith('#')),
  ).toEqual(['data:']);
  expect(rest).not.toMatch(/\s(?:style|on\w+)=/);
});

test('every id stands once, and every link leads to one', () => {
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(ids.length).toBe(new Set(ids).size);
  const links = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
  expect(links.length).toBeGreaterThan(100);
  expect(links.filter((id) => !ids.includes(id))).toEqual([]);
});

test('all criteria, all items of the checklist and all findings are there', () => {
  expect(countIn(page, /<details class="criterion"/g)).toBe(council.outcomes.length);
  expect(countIn(page.slice(page.indexOf('id="checklist"'), page.indexOf('id="chapters"')), /<li>/g)).toBe(29);
  expect(findingsIn(page)).toBe(council.findings.length);
  for (const { fingerprint } of council.findings) expect(page).toContain(`id="${fingerprint}"`);
});

test('it makes no claim of compliance', () => {
  expect(page).not.toMatch(/compliant/i);
});

describe('names and values of somebody else', () => {
  const hostile = renderHtml(spoilTexts(council), checks);

  test('are text', () => {
    const rest = withoutAssets(hostile);
    expect(rest).toContain('&lt;/script&gt;&lt;script&gt;window.hacked=1');
    expect(rest).not.toMatch(/<(?:script|img|style)\b/);
    expect(rest).not.toContain('\u001b');
    expect(rest).not.toContain('\u202e');
  });

  test('make no element and no attribute', () => {
    const shapes = (text: string): string[] =>
      [...withoutAssets(text).matchAll(/<(\/?[a-z][a-z0-9]*)((?:\s[^<>]*)?)>/g)].flatMap(
        ([, name = '', attributes = '']) => [
          name,
          ...[...attributes.matchAll(/\s([a-z-]+)="[^"]*"/g)].map(([, attribute = '']) => attribute),
        ],
      );
    expect(new Set(shapes(hostile))).toEqual(new Set(shapes(page)));
  });
});

test('whatever an assessment says, all its findings are there and nothing is left open', () => {
  const random = randomEstate.map((estate): Assessment => assess(estate, lawPolicy, { version: 'test', all: true }));
  fc.assert(
    fc.property(random, (assessment) => {
      const text = renderHtml(assessment, checks);
      expect(findingsIn(text)).toBe(assessment.findings.length);
      const unbalanced = ['section', 'details', 'table', 'ul', 'li', 'p', 'div', 'span', 'td', 'th', 'tr'].filter(
        (element) =>
          countIn(text, new RegExp(`<${element}[ >]`, 'g')) !== countIn(text, new RegExp(`</${element}>`, 'g')),
      );
      expect(unbalanced).toEqual([]);
      expect(text).not.toMatch(/undefined|\[object|NaN/);
    }),
    { numRuns: 20 },
  );
});
