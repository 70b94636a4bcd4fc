import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { explainSyntax } from './explain-syntax.ts';

// A new version of the parser may give new reasons, which would read as the general sentence.
const parser = readFileSync(createRequire(import.meta.url).resolve('js-yaml'), 'utf8');
const reasons = [...parser.matchAll(/throwError\(state, (["`])((?:\\.|(?!\1).)+)\1\)/g)].map(([, , reason]) =>
  reason!.replaceAll('\\"', '"'),
);
/** Reasons of its constructor, which is not used here. */
const constructor = /explicit tag$|^unknown |merg|^duplicated mapping key|alias|^incomplete mapping pair/;

test('has words for every reason of the parser', () => {
  expect(reasons.length).toBeGreaterThan(40);
  const ownWords = reasons.filter((reason) => explainSyntax(reason) !== 'The document is not valid YAML here.');
  const others = reasons.filter((reason) => !ownWords.includes(reason) && !constructor.test(reason));
  expect(others).toEqual(['can not read a document']);
});

test('never passes on what a reason quotes', () => {
  expect(explainSyntax('tag name cannot contain such characters: s3cr3t')).toBe('A tag (!) is not valid.');
  expect(explainSyntax('s3cr3t')).toBe('The document is not valid YAML here.');
});
