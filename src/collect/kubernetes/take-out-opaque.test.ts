import { describe, expect, test } from 'vitest';
import { takeOutOpaque, takeOutTokens } from './take-out-opaque.ts';

const token = 'ghp_k7Qx2mVb9TzP4nWc8RfY1sLd6HgJ3aEu5oIi';
const opaque = 'Kx7mVb2zPq9TnWc4Rf';
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const pem = `-----BEGIN PRIVATE KEY-----\n${base64('The quick brown fox jumps over the lazy dog, 27 times before 6 in the morning')}\n-----END PRIVATE KEY-----\n`;

describe('what is known by its form goes, wherever it stands', () => {
  test.each([
    ['a token', token, ''],
    ['a token in a sentence', `use ${token}, please`, 'use , please'],
    ['two', `${token} ${token.replace('k7', 'z3')}`, ' '],
    ['a private key', `a\n${pem}b`, 'a\n PRIVATE KEY-----\nb'],
    ['a private key in base64', `a: ${base64(pem)}`, 'a: '],
    ['nothing', 'ghp_', 'ghp_'],
  ])('%s', (_what, text, left) => expect(takeOutTokens(text)).toBe(left));

  test('however many there are', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => token.replace('k7Qx2m', String(index).padStart(6, 'a')));
    expect(takeOutTokens(many.join(' ')).includes('ghp_')).toBe(false);
  });
});

describe('what looks as if a machine had made it goes', () => {
  test.each([
    ['alone', opaque, ''],
    ['in a command', `echo ${opaque} | tool`, 'echo  | tool'],
    ['behind an option', `--with=${opaque}`, '--with='],
    ['in quotes', `set '${opaque}' "x"`, `set '' "x"`],
    ['as base64', base64('a password of many words'), ''],
    ['in a longer name', `0:10:ocid1.instancepool.oc1.phx.${opaque}`, '0:10:ocid1.instancepool.oc1.phx.'],
    ['as hexadecimal', '0123456789abcdef0123456789abcdef', ''],
  ])('%s', (_what, text, left) => expect(takeOutOpaque(text)).toBe(left));

  test.each([
    'nginx',
    'registry.bank.example/team/app:1.27.3-alpine3.20',
    `registry.bank.example/app@sha256:${'0a'.repeat(32)}`,
    'https://idp.bank.example/realms/Kx7mVb2zPq9TnWc4Rf',
    'arn:aws:iam::123456789012:role/eks-bank-prod',
    '0b8c1f6e-95b0-4d3c-8f5f-5c2b1f1e7a10',
    'ELBSecurityPolicy-TLS13-1-2-2021-06',
    'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_AES_256_GCM_SHA384',
    'NodeRestriction,PodSecurity,ValidatingAdmissionWebhook',
    '--oidc-client-id=0oa1b2c3d4e5f6g7h8',
    '/var/lib/kubelet/pki/kubelet-client-current.pem',
    'ip-10-0-12-34.eu-west-1.compute.internal',
    '{{ .Values.token }}',
    'payments-api.payments.svc.cluster.local:8443',
    '*/15 3-5 * * 1-5',
    'config.kio.kasten.io/v1alpha1/Profile',
    '--feature-gates=AWSEFSDriverVolumeMetrics=true',
    '-XX:+UseCGroupMemoryLimitForHeap',
    'JAVA_TOOL_OPTIONS=-XX:MaxRAMPercentage=75.0',
  ])('and stays: %s', (text) => expect(takeOutOpaque(text)).toBe(text));

  test('but not under a name that says that it tells things apart', () => {
    expect(takeOutOpaque(opaque, 'CLIENT_ID')).toBe(opaque);
    expect(takeOutOpaque(opaque, 'checksum/config-hash')).toBe(opaque);
    expect(takeOutOpaque(opaque, 'MODE')).toBe('');
  });
});
