import { clusterOf } from '../../../../test/support/cluster-of.ts';
import type { Raw } from '../../../collect/objects/fields.ts';
import { describe, expect, test } from 'vitest';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { crossRegionData } from './check.ts';

function object(apiVersion: string, kind: string, spec: string): string {
  return `
---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: ledger, namespace: bank}
spec: ${spec}
`;
}

const velero = (config: string): string =>
  object('velero.io/v1', 'BackupStorageLocation', `{provider: aws, objectStorage: {bucket: b}, config: {${config}}}`);
const ceph = (mirroring: string): string => object('ceph.rook.io/v1', 'CephBlockPool', `{mirroring: {${mirroring}}}`);
const volsync = (more: string): string =>
  object('volsync.backube/v1alpha1', 'ReplicationSource', `{sourcePVC: d, rsyncTLS: {}, ${more}}`);

function said(yaml: string): string[] {
  // What serves the whole platform is judged for each tier; best effort needs no second region.
  return [...new Set(judgedBy(crossRegionData, yaml))].filter((one) => !/latform|not-required|^advice/.test(one));
}

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    ['a store of a cloud', velero('region: eu-west-1'), ['unknown not-seen BackupStorageLocation/bank/ledger']],
    [
      'same-failure-domain',
      velero('s3Url: "http://minio.velero.svc:9000"'),
      ['partial same-failure-domain BackupStorageLocation/bank/ledger'],
    ],
    [
      'same-failure-domain: with the domain of the cluster',
      velero('s3Url: "http://minio.velero.svc.cluster.local:9000"'),
      ['partial same-failure-domain BackupStorageLocation/bank/ledger'],
    ],
    [
      'a host of another name',
      velero('s3Url: "https://minio.bank.example"'),
      ['unknown not-seen BackupStorageLocation/bank/ledger'],
    ],
    [
      'the object store of a database in the cluster',
      object(
        'postgresql.cnpg.io/v1',
        'Cluster',
        '{instances: 3, backup: {barmanObjectStore: {destinationPath: "s3://b/", endpointURL: "http://minio.minio.svc:9000"}}}',
      ),
      ['partial same-failure-domain Cluster/bank/ledger'],
    ],
    [
      'a repository on a volume',
      object(
        'postgres-operator.crunchydata.com/v1beta1',
        'PostgresCluster',
        '{instances: [{name: a, replicas: 2}], backups: {pgbackrest: {repos: [{name: repo1, volume: {}}]}}}',
      ),
      ['partial same-failure-domain PostgresCluster/bank/ledger'],
    ],
    [
      'a repository on a volume beside one that is not',
      object(
        'postgres-operator.crunchydata.com/v1beta1',
        'PostgresCluster',
        '{instances: [{name: a, replicas: 2}], backups: {pgbackrest: {repos: [{name: repo1, volume: {}}, {name: repo2, s3: {bucket: b, region: eu-west-1}}]}}}',
      ),
      ['unknown not-seen PostgresCluster/bank/ledger'],
    ],
    [
      'mirrored',
      ceph('enabled: true, snapshotSchedules: [{interval: 15m}]'),
      ['unknown not-seen CephBlockPool/bank/ledger'],
    ],
    ['mirrored by its journal', ceph('enabled: true'), ['unknown not-seen CephBlockPool/bank/ledger']],
    [
      'schedule-invalid',
      ceph('enabled: true, snapshotSchedules: [{interval: 15 minutes}]'),
      // What the operator makes may be of a tier of which nothing was seen.
      ['fail schedule-invalid CephBlockPool/bank/ledger', 'unknown not-seen CephBlockPool/bank/ledger'],
    ],
    [
      'schedule-invalid: of VolSync',
      volsync('trigger: {schedule: "0 25 * * *"}'),
      ['fail schedule-invalid ReplicationSource/bank/ledger'],
    ],
    [
      'schedule-paused',
      volsync('trigger: {schedule: "0 2 * * *"}, paused: true'),
      ['fail schedule-paused ReplicationSource/bank/ledger'],
    ],
    ['mirroring that is off is not asked', ceph('enabled: false'), []],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml)).toEqual(expected);
  });

  test('for critical data the only store within the cluster fails', () => {
    const critical = `\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: bank, labels: {kubecompass.io/tier: critical}}\n`;
    expect(said(critical + velero('s3Url: "http://minio.velero.svc:9000"'))).toContain(
      'fail same-failure-domain BackupStorageLocation/bank/ledger',
    );
  });
});

test('words, without what an address may hide', () => {
  const findings = findingsBy(crossRegionData, velero('s3Url: "http://user:secret@minio.velero.svc:9000"'));
  expect(findings.map(({ because }) => because)).toContain(
    'the copies in b lie in the very cluster that they are taken from (minio.velero.svc), and are lost with it',
  );
  expect(JSON.stringify(findings)).not.toContain('secret@');
});

test('nothing that is held is unknown', () => {
  expect(judgedBy(crossRegionData, 'apiVersion: v1\nkind: Namespace\nmetadata: {name: bank}')).toEqual([
    expect.stringMatching(/^unknown not-seen /),
  ]);
});

test.each([
  [
    object(
      'velero.io/v1',
      'BackupStorageLocation',
      '{provider: aws, accessMode: ReadOnly, objectStorage: {bucket: b}}',
    ),
    'nothing new is written to BackupStorageLocation/ledger: spec.accessMode is ReadOnly',
  ],
  [
    volsync('trigger: {manual: first}'),
    'ReplicationSource/ledger runs only when somebody tells it to (spec.trigger), and not by itself',
  ],
])('what is declared and brings nothing by itself says so', (yaml, words) => {
  expect(findingsBy(crossRegionData, yaml).map(({ because }) => because)).toContain(words);
});

const asCritical = { policy: { tiers: { default: 'critical' as const, rules: [] } } };

describe('of a cluster', () => {
  const location = (phase: string): Raw => ({
    apiVersion: 'velero.io/v1',
    kind: 'BackupStorageLocation',
    metadata: { name: 'home', namespace: 'velero' },
    spec: { provider: 'aws', objectStorage: { bucket: 'bank' }, config: { region: 'eu-west-1' } },
    status: { phase },
  });
  const source = (result: string): Raw => ({
    apiVersion: 'volsync.backube/v1alpha1',
    kind: 'ReplicationSource',
    metadata: { name: 'data', namespace: 'bank' },
    spec: { sourcePVC: 'data', trigger: { schedule: '*/10 * * * *' }, rsyncTLS: {} },
    status: { lastSyncTime: '2026-11-24T11:50:00Z', latestMoverStatus: { result } },
  });
  const target = (status: Raw): Raw => ({
    apiVersion: 'longhorn.io/v1beta2',
    kind: 'BackupTarget',
    metadata: { name: 'default', namespace: 'longhorn-system' },
    spec: { backupTargetURL: 's3://bank@eu-west-1/' },
    status,
  });
  const profile = (validation?: string): Raw => ({
    apiVersion: 'config.kio.kasten.io/v1alpha1',
    kind: 'Profile',
    metadata: { name: 's3', namespace: 'kasten-io' },
    spec: {
      type: 'Location',
      locationSpec: { type: 'ObjectStore', objectStore: { name: 'bank', region: 'eu-west-1' } },
    },
    status: validation === undefined ? {} : { validation },
  });
  const unavailable = { conditions: [{ type: 'Unavailable', status: 'True', reason: 'Unavailable' }] };

  test.each<[string, Raw, string]>([
    ['Longhorn reaches it', target({ available: true }), 'unknown not-seen'],
    ['Longhorn does not', target({ available: false, ...unavailable }), 'fail not-reached'],
    ['Longhorn has not asked yet', target({ available: false }), 'unknown not-seen'],
    ['Kasten opened it', profile('Success'), 'unknown not-seen'],
    ['Kasten could not', profile('Failed'), 'fail not-reached'],
    ['Kasten has not said yet', profile(), 'unknown not-seen'],
  ])('a location of backups: %s', (_name, object, expected) => {
    const found = judgedBy(crossRegionData, clusterOf([object]), asCritical);
    expect(found.filter((one) => /BackupTarget|Profile/.test(one)).map((one) => one.replace(/ \w+\/.*/, ''))).toEqual([
      expected,
    ]);
  });

  const [home, data] = ['BackupStorageLocation/velero/home', 'ReplicationSource/bank/data'];
  test.each<[string, Raw, string]>([
    ['a store that answers may lie anywhere', location('Available'), `unknown not-seen ${home}`],
    ['not-reached', location('Unavailable'), `fail not-reached ${home}`],
    ['a copy that goes on may go anywhere', source('Successful'), `unknown not-seen ${data}`],
    ['copy-fails', source('Failed'), `fail copy-fails ${data}`],
  ])('%s', (_name, object, expected) => {
    const found = judgedBy(crossRegionData, clusterOf([object]), asCritical);
    expect(found.filter((one) => one.includes(home) || one.includes(data))).toEqual([expected]);
  });
});
