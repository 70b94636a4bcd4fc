import { expect, test } from 'vitest';
import { matchesFiles } from './matches-files.ts';

test.each<[string | null, string | null, string, boolean]>([
  [null, null, 'web.yaml', true],
  ['*.yaml', null, 'web.yaml', true],
  ['*.yaml', null, 'web.json', false],
  ['*.yaml', null, 'below/web.yaml', true],
  ['{web,till}.yaml', null, 'till.yaml', true],
  ['{web,till}.yaml', null, 'ledger.yaml', false],
  ['{*.yml,*.yaml}', null, 'ledger.yml', true],
  [null, 'config.json', 'config.json', false],
  [null, 'config.json', 'configXjson', true],
  ['*.yaml', 'w*', 'web.yaml', false],
  ['we?.yaml', null, 'web.yaml', true],
  ['[!a-v]eb.yaml', null, 'web.yaml', true],
  ['[a-v]eb.yaml', null, 'web.yaml', false],
  ['a+b.yaml', null, 'a+b.yaml', true],
  ['a,b.yaml', null, 'a,b.yaml', true],
  ['{web', null, 'web', false],
  [null, '{web', 'web', true],
])('include %s, exclude %s: %s', (include, exclude, path, taken) => {
  expect(matchesFiles({ include, exclude }, path)).toBe(taken);
});
