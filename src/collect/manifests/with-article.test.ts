import { expect, test } from 'vitest';
import { withArticle } from './with-article.ts';

test.each([
  ['Pod', 'a Pod'],
  ['Ingress', 'an Ingress'],
  ['AdminNetworkPolicy', 'an AdminNetworkPolicy'],
  ['APIService', 'an APIService'],
  ['User', 'a User'],
  ['', 'a '],
])('%j is %j', (kind, expected) => {
  expect(withArticle(kind)).toBe(expected);
});
