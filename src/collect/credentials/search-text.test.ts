import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findArguments } from './find-arguments.ts';
import { searchText } from './search-text.ts';

test('a text has each credential once, in order', () => {
  const text = 'url=postgres://app:hunter22@db\npassword=hunter33\ntoken: hunter44\n';
  expect(searchText(text).map(({ kind, start }) => [kind, text.slice(start, start + 8)])).toEqual([
    ['password in a URL', 'hunter22'],
    ['password', 'hunter33'],
  ]);
});

const pieces = [
  'a',
  ' ',
  '\n',
  '"',
  "'",
  '\\',
  '=',
  ':',
  '://',
  '@',
  '{{',
  '$(',
  '<',
  '>',
  '-----BEGIN',
  ' PRIVATE KEY-----',
  '-----END',
  'LS0tLS1CRUdJTi',
  'ghp_',
  'ghs_1_',
  'xoxb-',
  'SG.',
  '.eyJ',
  'eyJ',
  'T3BlbkFJ',
  'Basic ',
  'Bearer ',
  'password',
  'token',
  'secret',
  'key',
  "identified by '",
  '</',
  'mysql -p',
  '0123456789abcdef',
  'é',
  '\u0000',
];

test('whatever a text is, what is found lies in it', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
      const text = parts.join('');
      for (const { start, length, kind } of searchText(text)) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(length).toBeGreaterThan(0);
        expect(start).toBeLessThan(text.length);
        expect(kind).toMatch(/^[A-Za-z0-9 ]+$/);
      }
      expect(findArguments([text, ...parts]).every(({ index }) => index <= parts.length)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

describe('hostile texts of a million characters take a moment, not minutes', () => {
  const million = (piece: string): string => piece.repeat(Math.ceil(1_000_000 / piece.length));
  test.each([
    'a',
    'A',
    ' ',
    '\n',
    '"',
    '{{',
    '://',
    '://a:',
    '://a:b@',
    '-----BEGIN',
    '-----BEGIN RSA PRIVATE KEY-----',
    'LS0tLS1CRUdJTi',
    'password',
    'password=',
    'password: ',
    'password="',
    'password        ',
    'pass\\\\',
    'secret_key.',
    'key',
    'ghp_',
    'ghs_1_',
    'ghs_1_a.',
    'xoxb-',
    'xoxb-a-',
    'SG.a.',
    'ops_ey',
    '.eyJ',
    'eyJaaaaaaaaaaaaaa.',
    'glc_',
    'npm_',
    'AIzaSy',
    'https://hooks.slack.com/services/T',
    'Basic aaaaaaaa ',
    'Bearer ',
    '<password>',
    "identified by '",
    '_a1',
    '."',
    'mysql -p ',
  ])(
    '%j',
    (piece) => {
      const text = million(piece);
      const started = process.cpuUsage();
      searchText(text);
      searchText(`password=${text}`);
      searchText(`-----BEGIN PRIVATE KEY-----${text}`);
      findArguments([text, 'mysql', text]);
      const { user } = process.cpuUsage(started);
      expect(user / 1e6).toBeLessThan(10);
    },
    60_000,
  );
});
