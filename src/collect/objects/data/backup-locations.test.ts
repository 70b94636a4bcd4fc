import { expect, test } from 'vitest';
import { estateOf } from '../../../../test/support/estate-of.ts';

/** Where a resource keeps its backups: what it is called, whether it lies beside the data, and how it is encrypted. */
function storesOf(apiVersion: string, kind: string, spec: string): readonly unknown[] {
  const { facts } = estateOf(`
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: ledger, namespace: bank}
spec: {${spec}}
`);
  return facts.backupLocations.items.flatMap(({ stores }) =>
    stores.map(({ title, inCluster, atRest }) => [title, inCluster, atRest.state]),
  );
}

const mongo = (storage: string): readonly unknown[] =>
  storesOf('psmdb.percona.com/v1', 'PerconaServerMongoDB', `backup: {enabled: true, storages: {main: {${storage}}}}`);
const encrypted = (more: string): readonly unknown[] =>
  mongo(`type: s3, s3: {bucket: dumps, serverSideEncryption: {${more}}}`);
const repo = 'pgbackrest: {repos: [{name: repo1, volume: {}}]}';

test.each<[string, readonly unknown[], readonly unknown[]]>([
  ['a bucket', mongo('type: s3, s3: {bucket: dumps}'), [['dumps', null, 'unread']]],
  ['under a key of the customer', encrypted('kmsKeyID: alias/dumps'), [['dumps', null, 'own-key']]],
  ['under a key of the provider', encrypted('sseAlgorithm: AES256'), [['dumps', null, 'provider']]],
  [
    'a bucket of MinIO in the cluster',
    mongo('type: minio, minio: {bucket: dumps, endpointUrl: "https://minio.store.svc:9000"}'),
    [['dumps', 'minio.store.svc', 'unread']],
  ],
  ['a bucket of Google', mongo('type: gcs, gcs: {bucket: dumps}'), [['dumps', null, 'unread']]],
  [
    'a file server, wherever it stands',
    mongo('type: filesystem, filesystem: {path: /mnt}'),
    [['main', null, 'unread']],
  ],
  [
    'a volume beside XtraDB',
    storesOf(
      'pxc.percona.com/v1',
      'PerconaXtraDBCluster',
      'backup: {storages: {main: {type: filesystem, volume: {}}}}',
    ),
    [['main', 'a volume of main', 'unread']],
  ],
  [
    'a repository on a volume',
    storesOf('pgv2.percona.com/v2', 'PerconaPGCluster', `backups: {${repo}}`),
    [['repo1', 'a volume of repo1', 'unread']],
  ],
  ['none is made', storesOf('pgv2.percona.com/v2', 'PerconaPGCluster', `backups: {enabled: false, ${repo}}`), []],
])('%s', (_, found, expected) => {
  expect(found).toEqual(expected);
});
