import { expect, test } from 'vitest';
import { isNamedKind } from './is-named-kind.ts';

const widgets = { group: 'shop.example', version: 'v1', kind: 'Widget', resource: 'widgets', isNamespaced: true };

test.each([
  ['Widget', true],
  ['widgets', true],
  ['widgets.shop.example', true],
  ['shop.example/Widget', true],
  ['widget', true],
  ['wodgets', false],
  ['widgets.other.example', false],
])('%s', (typed, expected) => {
  expect(isNamedKind(widgets, typed)).toBe(expected);
});
