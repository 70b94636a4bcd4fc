import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { findPrivateKeys } from './find-private-keys.ts';

const ed25519 = generateKeyPairSync('ed25519', {
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const ec = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  privateKeyEncoding: { type: 'sec1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const sealed = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'Tr0ub4dor&3' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const begin = '-----BEGIN PRIVATE KEY-----';
const end = '-----END PRIVATE KEY-----';

test.each([
  ['Ed25519, the shortest', ed25519.privateKey],
  ['elliptic curve', ec.privateKey],
  ['indented', ec.privateKey.replaceAll('\n', '\n    ')],
  ['in JSON', JSON.stringify({ private_key: ec.privateKey })],
  ['with Windows line ends', ec.privateKey.replaceAll('\n', '\r\n')],
  ['behind its certificate', `-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n${ec.privateKey}`],
  ['in base64, as in a kubeconfig', `client-key-data: ${Buffer.from(ec.privateKey).toString('base64')}`],
])('a private key, %s', (_name, text) => {
  expect(findPrivateKeys(text).map(({ kind }) => kind)).toEqual(['private key']);
});

test('it says where the key stands, and how long it is', () => {
  const length = ec.privateKey.indexOf('-----END') + '-----END'.length;
  expect(findPrivateKeys(`key: ${ec.privateKey}`)).toEqual([{ kind: 'private key', start: 5, length, inUrl: false }]);
});

test.each([
  ['a public key', ec.publicKey],
  ['a public key in base64', Buffer.from(ec.publicKey).toString('base64')],
  ['an encrypted key', sealed.privateKey],
  ['a placeholder', `${begin}\n...\n${end}\n`],
  ['another placeholder', `${begin}\n<your-client-private-key>\n${end}\n`],
  ['a row of x', `${begin}\n${'x'.repeat(200)}\n${end}\n`],
  ['a beginning without an end', `${begin}\n${'MIIB'.repeat(100)}`],
  ['an old key that is encrypted', `${begin}\nProc-Type: 4,ENCRYPTED\n\n${'MIIB'.repeat(40)}\n${end}`],
])('%s is none', (_name, text) => {
  expect(findPrivateKeys(text)).toEqual([]);
});
