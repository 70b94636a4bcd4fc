import { describe, expect, test } from 'vitest';
import type { KindList } from './cluster-record.ts';
import { reduceObject } from './reduce-object.ts';

const listOf = (kind: string, group = ''): KindList => ({
  group,
  version: 'v1',
  kind,
  resource: `${kind.toLowerCase()}s`,
  isNamespaced: true,
  namespace: null,
});
const encode = (text: string): string => Buffer.from(text).toString('base64');
const certificate = `-----BEGIN CERTIFICATE-----\n${'A'.repeat(64)}\n-----END CERTIFICATE-----\n`;
const secret = 'Xk29-fjQ81-mVb2zP';

describe('of a Secret only its type, its keys and public certificates are left', () => {
  const reduced = reduceObject(
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: 'a',
        namespace: 'b',
        labels: { app: 'shop', k: 'kb7x2m9vq4tz8nwc1rfy' },
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': secret,
          'why': 'x',
          'kubernetes.io/service-account.name': 'web',
        },
      },
      type: 'kubernetes.io/tls',
      data: {
        'tls.crt': encode(certificate),
        'tls.key': encode(`-----BEGIN PRIVATE KEY-----\n${secret}`),
        'both': encode(certificate + secret),
        'password': encode(secret),
        'odd': 5,
      },
      stringData: { again: secret },
    },
    listOf('Secret'),
  );

  test('and nothing else', () => {
    expect(reduced).toEqual({
      carrier: null,
      object: {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: {
          name: 'a',
          namespace: 'b',
          labels: { app: 'shop', k: '' },
          annotations: { 'why': '', 'kubernetes.io/service-account.name': 'web' },
        },
        type: 'kubernetes.io/tls',
        data: { 'tls.crt': encode(certificate), 'tls.key': '', 'both': encode(certificate), 'password': '', 'odd': '' },
      },
    });
  });

  test.each([{ data: 'x' }, { data: null }, { data: [secret] }])('whatever stands there: %j', (fields) => {
    const { object } = reduceObject({ apiVersion: 'v1', kind: 'Secret', metadata: {}, ...fields }, listOf('Secret'));
    expect(object).toEqual({ apiVersion: 'v1', kind: 'Secret', metadata: {}, data: {} });
  });
});

test('where a credential was found, its field is emptied, and what was found is told without it', () => {
  const env = [
    { name: 'DB_PASSWORD', value: secret },
    { name: 'LEVEL', value: 'debug' },
  ];
  const { object, carrier } = reduceObject(
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'a', namespace: 'b', managedFields: [{ manager: 'x' }] },
      spec: { template: { spec: { containers: [{ name: 'c', image: 'i', env }] } } },
    },
    listOf('Deployment', 'apps'),
  );
  expect(JSON.stringify([object, carrier])).not.toContain(secret);
  expect(JSON.stringify(object)).toContain('debug');
  expect(JSON.stringify(object)).not.toContain('managedFields');
  expect(carrier?.credentials).toMatchObject([
    { path: 'spec.template.spec.containers[0].env[0].value', length: secret.length },
  ]);
});

test('a ConfigMap keeps all but the texts that hold one', () => {
  const { object } = reduceObject(
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', namespace: 'b' },
      data: { 'app.properties': `level=debug\ndb.password=${secret}\n`, 'mode': 'fast' },
    },
    listOf('ConfigMap'),
  );
  expect(object['data']).toEqual({ 'app.properties': '', 'mode': 'fast' });
});

test('what cannot be read is left for whoever says so', () => {
  const odd = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 5 }, data: 'x' };
  expect(reduceObject(odd, listOf('ConfigMap'))).toEqual({ object: odd, carrier: null });
});
