import { expect, test } from 'vitest';
import { findStatements } from './find-statements.ts';

test.each<[string, string]>([
  ["CREATE USER app WITH PASSWORD 'hunter22';", 'hunter22'],
  ["CREATE USER 'app'@'%' IDENTIFIED BY 'hunter22';", 'hunter22'],
  ["alter role app with encrypted password 'hunter22'", 'hunter22'],
  ['<server><password>hunter22</password></server>', 'hunter22'],
  ['<clientSecret>2f9c1b7a4e6d8035a1c4</clientSecret>', '2f9c1b7a4e6d8035a1c4'],
])('%s', (text, value) => {
  expect(findStatements(text).map(({ start, length }) => text.slice(start, start + length))).toEqual([value]);
});

test.each([
  "a user with password 'changeme'",
  "IDENTIFIED BY '${PASSWORD}'",
  '<password>${env.PASSWORD}</password>',
  "the login password 'x' of",
  '<token>ledger</token>',
])('%s has none', (text) => {
  expect(findStatements(text)).toEqual([]);
});
