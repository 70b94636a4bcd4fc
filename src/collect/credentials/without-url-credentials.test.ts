import { expect, test } from 'vitest';
import { withoutUrlCredentials } from './without-url-credentials.ts';

test.each<[string, string]>([
  ['https://bot:Zebra7@charts.example/app.tgz', 'https://charts.example/app.tgz'],
  ['https://Zebra7@charts.example/app.tgz', 'https://charts.example/app.tgz'],
  ['https://bot:Ze@bra7@charts.example/app.tgz', 'https://charts.example/app.tgz'],
  ['https://bot:Ze/bra7@charts.example/app.tgz', 'https://charts.example/app.tgz'],
  ['https://bot:Ze#bra?7@charts.example/app.tgz', 'https://charts.example/app.tgz'],
  ['https://charts.example/app.tgz?token=Zebra7#x', 'https://charts.example/app.tgz'],
  ['bot:Zebra7@charts.example/app.tgz', 'charts.example/app.tgz'],
  ['ssh://git@git.example/apps', 'ssh://git.example/apps'],
])('a credential is cut out of %s', (address, expected) => {
  expect(withoutUrlCredentials(address)).toBe(expected);
});

test.each([
  'ledger',
  'bank/ledger',
  './apps/bank',
  'oci://ghcr.io/charts/cilium@sha256:0a',
  'oci://ghcr.io:5000/charts/cilium@sha256:0a',
  'https://charts.example:8443/app.tgz',
  '{{ .path.path }}',
])('nothing is cut out of %s', (address) => {
  expect(withoutUrlCredentials(address)).toBe(address);
});
