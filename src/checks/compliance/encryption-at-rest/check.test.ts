import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { encryptionAtRest } from './check.ts';

const critical = `\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: bank, labels: {kubecompass.io/tier: critical}}\n`;

function storageClass(provisioner: string, parameters = ''): string {
  return `
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: ${provisioner}
parameters: {${parameters}}
`;
}

function location(spec: string): string {
  return `
---
apiVersion: velero.io/v1
kind: BackupStorageLocation
metadata: {name: default, namespace: velero}
spec: ${spec}
`;
}

function said(yaml: string): string[] {
  return judgedBy(encryptionAtRest, yaml).filter((one) => !one.includes('latform'));
}

const unknown = ['unknown not-seen StorageClass//fast'];
const off = ['fail encryption-off StorageClass//fast'];
const provider = ['partial key-of-provider StorageClass//fast'];

describe('volumes of a critical platform, by what is known of the driver', () => {
  test.each<[string, string, string[]]>([
    ['encryption-off', storageClass('ebs.csi.aws.com', 'encrypted: "false"'), off],
    ['encryption-off: of Longhorn', storageClass('driver.longhorn.io', 'encrypted: "false"'), off],
    ['encryption-off: of Rook', storageClass('rook-ceph.rbd.csi.ceph.com', 'encrypted: "false"'), off],
    ['key-of-provider', storageClass('ebs.csi.aws.com', 'encrypted: "true"'), provider],
    ['key-of-provider: always on', storageClass('pd.csi.storage.gke.io', 'type: pd-ssd'), provider],
    ['a key of its own', storageClass('ebs.csi.aws.com', 'encrypted: "true", kmsKeyId: arn'), unknown],
    ['a key of its own, of Google', storageClass('pd.csi.storage.gke.io', 'disk-encryption-kms-key: k'), unknown],
    ['a key of its own, of Azure', storageClass('disk.csi.azure.com', 'diskEncryptionSetID: /s'), unknown],
    ['a key of its own, of Rook', storageClass('rook-ceph.rbd.csi.ceph.com', 'encrypted: "true"'), unknown],
    ['an account may encrypt by itself', storageClass('ebs.csi.aws.com', 'type: gp3'), unknown],
    ['a key without the switch says nothing', storageClass('ebs.csi.aws.com', 'kmsKeyId: arn'), unknown],
    ['F28: a driver that nobody here knows', storageClass('csi.example.com', 'encrypted: "true"'), unknown],
    [
      'F28: a driver that nobody here knows, switched off',
      storageClass('csi.example.com', 'encrypted: "false"'),
      unknown,
    ],
    ['a driver that takes true alone', storageClass('ebs.csi.aws.com', 'encrypted: "True", kmsKeyId: arn'), off],
    ['a driver that takes what Go does', storageClass('driver.longhorn.io', 'encrypted: "T"'), unknown],
    ['0 is off to such a driver', storageClass('driver.longhorn.io', 'encrypted: "0"'), off],
    ['a switch that is filled in later', storageClass('ebs.csi.aws.com', 'encrypted: "${ENCRYPTED}"'), unknown],
    ['yes is no value of the switch', storageClass('driver.longhorn.io', 'encrypted: "yes"'), unknown],
    ['1 is off to a driver that takes true alone', storageClass('ebs.csi.aws.com', 'encrypted: "1"'), off],
    ['no is no value of the switch', storageClass('driver.longhorn.io', 'encrypted: "no"'), unknown],
    ['a switch that says neither', storageClass('driver.longhorn.io', 'encrypted: maybe'), unknown],
  ])('%s', (_name, yaml, expected) => {
    expect(said(critical + yaml)).toEqual(expected);
  });
});

test('below critical the key may be of the provider', () => {
  expect(said(storageClass('ebs.csi.aws.com', 'encrypted: "true"'))).toEqual(unknown);
  expect(said(storageClass('ebs.csi.aws.com', 'encrypted: "false"'))).toEqual(off);
});

describe('backups', () => {
  test.each<[string, string, string]>([
    ['a key of its own', '{provider: aws, config: {kmsKeyId: arn}}', 'unknown not-seen'],
    ['as the cloud does anyway', '{provider: aws, config: {region: eu-west-1}}', 'partial key-of-provider'],
    [
      'as it is asked',
      '{provider: aws, config: {serverSideEncryption: AES256, s3Url: "https://s3.example.com"}}',
      'partial key-of-provider',
    ],
    ['another store says nothing', '{provider: aws, config: {s3Url: "https://s3.example.com"}}', 'unknown not-seen'],
    ['a plugin that nobody here knows', '{provider: example.com/store}', 'unknown not-seen'],
  ])('%s', (_name, spec, expected) => {
    expect(said(critical + location(spec))).toContain(`${expected} BackupStorageLocation/velero/default`);
    expect(said(critical + location(spec)).some((one) => one.startsWith('partial'))).toBe(
      expected.startsWith('partial'),
    );
  });

  test('what restic writes is encrypted before it leaves', () => {
    const k8up = `
---
apiVersion: k8up.io/v1
kind: Schedule
metadata: {name: all, namespace: bank}
spec: {backend: {s3: {endpoint: 'https://u:p@s3.example.com', bucket: b}}, backup: {schedule: '@daily'}}`;
    expect(said(critical + k8up)).toEqual(['unknown not-seen Schedule/bank/all']);
    expect(JSON.stringify(findingsBy(encryptionAtRest, k8up))).not.toContain('u:p');
  });
});

test('a class that the API server refuses is a named gap', () => {
  expect(said(storageClass('""') + storageClass('ebs.csi.aws.com', 'encrypted: true'))).toEqual([]);
});

test('words', () => {
  const because = (yaml: string): string[] => findingsBy(encryptionAtRest, yaml).map((one) => one.because);
  expect(because(storageClass('csi.example.com'))).toContain(
    'whether the driver csi.example.com encrypts volumes of the class fast is not said there',
  );
  expect(because(storageClass('ebs.csi.aws.com', 'encrypted: "false"'))).toContain(
    'parameters.encrypted switches encryption off',
  );
});

test('a switch that is neither true nor false is named', () => {
  const words = findingsBy(encryptionAtRest, storageClass('driver.longhorn.io', 'encrypted: "yes"')).map(
    ({ because }) => because,
  );
  expect(words).toContain(
    'parameters.encrypted of the class fast is neither true nor false, so what driver.longhorn.io makes of it is not known',
  );
});

describe('of a cluster', () => {
  const driver = 'ebs.csi.aws.com';
  const made = (parameters: string): string =>
    storageClass(driver, parameters).replace('name: fast', "name: fast, creationTimestamp: '2026-02-01T00:00:00Z'");
  const volume = (day: string, by = driver): string => `
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: pv, creationTimestamp: '${day}T00:00:00Z', annotations: {pv.kubernetes.io/provisioned-by: ${by}}}
spec: {storageClassName: fast, csi: {driver: ${by}}}
`;
  const on = 'encrypted: "true", kmsKeyId: arn';
  const ofClass = (yaml: string, forbidden: string[] = []): string[] =>
    judgedBy(encryptionAtRest, clusterOf(yaml + critical, { forbidden })).filter((one) =>
      one.includes('StorageClass/'),
    );

  test.each<[string, string, string[]]>([
    ['volumes-encrypted', made(on) + volume('2026-03-01'), ['pass volumes-encrypted StorageClass//fast']],
    ['a volume that is older than the class', made(on) + volume('2026-01-01'), unknown],
    ['one that something else made', made(on) + volume('2026-03-01', 'csi.example.com'), unknown],
    ['no volume at all', made(on), unknown],
    ['key-of-provider stays', made('encrypted: "true"') + volume('2026-03-01'), provider],
    ['encryption-off stays', made('encrypted: "false"') + volume('2026-03-01'), off],
    ['a driver of which nothing is known', storageClass('csi.example.com') + volume('2026-03-01'), unknown],
  ])('%s', (_name, yaml, expected) => {
    expect(ofClass(yaml)).toEqual(expected);
  });

  test('unknown while volumes may not be listed; and of the rest nothing is told', () => {
    expect(ofClass(made(on) + volume('2026-03-01'), ['/PersistentVolume'])).toEqual(unknown);
    expect(judgedBy(encryptionAtRest, clusterOf(critical))).toContain('unknown not-seen Cluster//api:6443');
  });
});
