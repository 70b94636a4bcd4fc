import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyText } from '../../../test/support/any-text.ts';
import { html, type Piece, textOf } from './html.ts';

test.each([
  ['a script', '<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
  ['the end of an attribute', `" onload='x`, '&quot; onload=&#39;x'],
  ['an entity', '&lt;', '&amp;lt;'],
  ['an ANSI escape', '\u001b[31m', '\\u001b[31m'],
  ['a mark that turns the writing direction', 'a\u202eb', 'a\\u202eb'],
  ['a line break', 'a\nb', 'a\\u000ab'],
  ['half a character', '\ud800', '\\ud800'],
  ['plain words', 'bank/ledger: 3 > 2', 'bank/ledger: 3 &gt; 2'],
])('%s is text', (_what, text, expected) => {
  expect(textOf(html`${text}`)).toBe(expected);
});

test('what was made here is not escaped again, alone and in lists', () => {
  expect(textOf(html`<p>${[html`<b>${'<'}</b>`, ' & ', 1, null, false]}</p>`)).toBe('<p><b>&lt;</b> &amp; 1</p>');
});

describe('what looks like markup and was not made here', () => {
  test.each([
    ['a value of JSON', JSON.parse('{"markup":"<b>","Symbol(markup)":"<b>"}') as unknown],
    ['another symbol of the same name', { [Symbol('markup')]: '<b>' }],
    ['an object', { toString: () => '<b>' }],
  ])('%s is text', (_what, value) => {
    expect(textOf(html`${value as Piece}`)).not.toContain('<b>');
  });
});

test('no text ends an element or an attribute', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(textOf(html`${text}`)).not.toMatch(/[<>"']/);
    }),
  );
});
