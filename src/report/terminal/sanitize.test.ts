import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyText } from '../../../test/support/any-text.ts';
import { sanitize, sanitizeAll } from './sanitize.ts';

test.each([
  ['payments/ledger-7', 'payments/ledger-7'],
  ['Straße – 東京 – ✓', 'Straße – 東京 – ✓'],
  ['\u001b[31mred\u001b[0m', '\\u001b[31mred\\u001b[0m'],
  ['\u001b]0;title\u0007', '\\u001b]0;title\\u0007'],
  ['\u009b31m', '\\u009b31m'],
  ['a\nb\r\tc\u0000', 'a\\u000ab\\u000d\\u0009c\\u0000'],
  ['a\u2028b\u2029c\u0085d', 'a\\u2028b\\u2029c\\u0085d'],
  ['user\u202egnp.exe', 'user\\u202egnp.exe'],
  ['\u2066x\u2069\u200f\u061c', '\\u2066x\\u2069\\u200f\\u061c'],
  ['pay\u200bments\ufeff\u00ad', 'pay\\u200bments\\ufeff\\u00ad'],
  ['tag\u{e0041}', 'tag\\u{e0041}'],
  ['half \ud800 pair', 'half \\ud800 pair'],
  ['🙂', '🙂'],
  ['::error::gone', '\\u003a:error::gone'],
  ['see ##vso[task.complete]', 'see \\u0023#vso[task.complete]'],
  ['a::b and c ## d', 'a::b and c ## d'],
])('%j becomes %j', (given, harmless) => {
  expect(sanitize(given)).toBe(harmless);
});

test('whatever a text holds, nothing is left that a terminal acts upon', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      // oxlint-disable-next-line no-control-regex -- these are what must be gone
      expect(sanitize(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Cs}/u);
      expect(sanitize(sanitize(text))).toBe(sanitize(text));
    }),
  );
});

test('a whole value is made harmless, in every list, record and key', () => {
  const given = { 'a\n': ['\u001b', { b: '\u202e', n: 1, none: null, yes: true }] };
  expect(sanitizeAll<unknown>(given)).toEqual({
    'a\\u000a': ['\\u001b', { b: '\\u202e', n: 1, none: null, yes: true }],
  });
});

test('a key named __proto__ stays a key', () => {
  const given = JSON.parse('{"__proto__": {"x": "\\u001b"}}') as unknown;
  expect(JSON.stringify(sanitizeAll(given))).toBe('{"__proto__":{"x":"\\\\u001b"}}');
});
