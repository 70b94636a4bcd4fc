import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { testTime } from '../../../../test/support/estate-of.ts';
import { layFiles } from '../../../../test/support/lay-files.ts';
import { publicCertificates } from '../../../../test/support/public-certificates.ts';
import type { Estate } from '../../../estate/estate.ts';
import { collectManifests } from '../../manifests/collect-manifests.ts';

const limits = { maxFileBytes: 1_000_000 };
const { web } = publicCertificates;
const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: bank}\n';

function collect(files: Readonly<Record<string, string | Uint8Array>>): Estate {
  const root = layFiles({ 'ns.yaml': namespace, ...files });
  return collectManifests([root], { authority: 'default', raw: false, now: testTime, stdin: null, ...limits });
}

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const key = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));

describe('files that are called as certificates are', () => {
  test.each<[string, string | Uint8Array]>([
    ['tls/web.crt', web],
    ['web.pem', `# for the web\n${web}\n`],
    ['web.CER', new Uint8Array(new X509Certificate(web).raw)],
  ])('%s is read', (file, content) => {
    const { facts, files, unreadable } = collect({ [file]: content });
    expect(facts.certificateHolders.items).toMatchObject([
      { kind: 'CertificateFile', name: file, purpose: 'shown', unreadable: [] },
    ]);
    expect(facts.certificateHolders.items[0]?.certificates).toHaveLength(1);
    // It is no manifest.
    expect([files, unreadable]).toEqual([1, []]);
  });

  test.each<[string, string, string, number]>([
    ['nonsense in a block', 'bad.crt', '-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n', 1],
    ['text', 'bad.crt', 'this is no certificate at all', 1],
    ['a key', 'key.pem', key, 0],
    ['parameters', 'dh.pem', '-----BEGIN DH PARAMETERS-----\nMIIB\n-----END DH PARAMETERS-----\n', 0],
    ['a request', 'csr.crt', '-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----\n', 0],
    ['text', 'notes.pem', 'this is no certificate at all', 1],
    ['a word', 'x.pem', 'hello\n', 1],
    ['a word that asks for one', 'x.pem', 'changeme\n', 0],
    ['another one', 'web.crt', 'REPLACE_ME', 0],
    ['nothing', 'web.crt', '', 1],
    ['white space', 'web.pem', ' \n', 1],
    ['a template', 'web.crt', '{{ .Values.certificate }}', 0],
    ['what git-crypt made of it', 'web.crt', '\0GITCRYPT\0abcdef', 0],
  ])('%s: %s', (_name, file, content, unreadable) => {
    const { facts } = collect({ [file]: content });
    expect(facts.certificateHolders.items.flatMap((one) => one.unreadable)).toHaveLength(unreadable);
    expect(facts.certificateHolders.items.flatMap((one) => one.certificates)).toEqual([]);
  });

  test('a private key beside a certificate is a credential', () => {
    const { credentialCarriers } = collect({ 'web.pem': `${web}\n${key}` }).facts;
    expect(credentialCarriers.items).toMatchObject([
      { kind: 'CertificateFile', name: 'web.pem', credentials: [{ kind: 'private key' }] },
    ]);
  });

  test('what git ignores is not read, and no more than a thousand are', () => {
    expect(collect({ '.gitignore': '*.crt\n', 'web.crt': web }).facts.certificateHolders.items).toEqual([]);
    const many = Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`${1000 + at}.pem`, '']));
    const { seen } = collect({ ...many, '9.crt': web }).facts.certificateHolders;
    expect(JSON.stringify(seen)).toContain('more than 1000 files of certificates');
  });
});
