import { describe, expect, test } from 'vitest';
import { assessedBy, findingsBy, judgedBy } from '../../test/support/judged.ts';
import { clusterOf } from '../../test/support/cluster-of.ts';
import { estateOf } from '../../test/support/estate-of.ts';
import { healthProbes } from '../checks/availability/health-probes/check.ts';
import { encryptionAtRest } from '../checks/compliance/encryption-at-rest/check.ts';
import { volumeSnapshots } from '../checks/recovery/volume-snapshots/check.ts';
import { podSecurity } from '../checks/workload/pod-security/check.ts';
import { trustedRegistries } from '../checks/workload/trusted-registries/check.ts';
import { assignedTiers } from '../checks/tiers/assigned-tiers/check.ts';
import { undeclaredPolicy } from '../estate/policy.ts';
import { layGround } from './ground.ts';
import { judge } from './judge.ts';

describe('pods that an operator makes out of sight', () => {
  const namespace = (name: string, tier: string): string =>
    `\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}, labels: {kubecompass.io/tier: ${tier}}}\n`;
  const cluster = (space: string, label = ''): string => `
---
apiVersion: minio.min.io/v2
kind: Tenant
metadata: {name: ledger, namespace: ${space}${label}}
spec: {instances: 3}
`;
  const job =
    '\n---\napiVersion: batch/v1\nkind: Job\nmetadata: {name: report, namespace: dev}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: app, image: app}]}}}\n';
  const mayHaveMore = (yaml: string): string[] => [
    ...judge(assignedTiers, layGround(estateOf(yaml + job), undeclaredPolicy)).mayHaveMore,
  ];

  test('are of the tier of what they are made from', () => {
    const both = namespace('bank', 'critical') + namespace('dev', 'best-effort');
    expect(mayHaveMore(both + cluster('bank'))).toEqual(['critical']);
    expect(mayHaveMore(both + cluster('bank') + cluster('dev'))).toEqual(['critical', 'best-effort']);
    expect(mayHaveMore(both + cluster('bank', ', labels: {kubecompass.io/tier: important}'))).toEqual(['important']);
  });

  test('may be of any where their Namespace was not seen', () => {
    expect(mayHaveMore(cluster('bank'))).toHaveLength(3);
    expect(
      mayHaveMore(`${namespace('bank', 'critical')}${cluster('bank')}\n---\nkind: Namespace\nspec: [\n`),
    ).toHaveLength(3);
  });

  test('may be of any where what makes them was not read', () => {
    const broken = '\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: [a], namespace: bank}\n';
    expect(mayHaveMore(namespace('bank', 'critical') + broken)).toHaveLength(3);
  });

  test('leave what is seen of the tier to be judged', () => {
    expect(judgedBy(assignedTiers, namespace('bank', 'critical') + cluster('bank'))).toEqual([]);
  });
});

describe('a tier of which nothing was seen, while workloads may be hidden', () => {
  const storageClass =
    '\n---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\nprovisioner: ebs.csi.aws.com\nparameters: {encrypted: "false"}\n';
  const namespace = (tier: string): string =>
    `\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: ${tier}, labels: {kubecompass.io/tier: ${tier}}}\n`;
  const hidden =
    '\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: [a], namespace: important}\nspec: {}\n';
  const said = (yaml: string): string[] =>
    findingsBy(encryptionAtRest, storageClass + yaml)
      .filter(({ subject }) => subject.kind === 'StorageClass')
      .map(({ tier, verdict, reason }) => `${tier} ${verdict} ${reason}`)
      .toSorted();

  test('has no fault of what serves the platform: perhaps it serves nothing of that tier', () => {
    expect(said(namespace('important'))).toEqual(['important fail encryption-off']);
    expect(said(namespace('important') + hidden)).toEqual([
      'best-effort unknown not-seen',
      'critical unknown not-seen',
      'important fail encryption-off',
    ]);
  });

  test('has it as soon as something of the tier is seen', () => {
    expect(said(namespace('important') + namespace('critical') + hidden)).toEqual([
      'best-effort unknown not-seen',
      'critical fail encryption-off',
      'important fail encryption-off',
    ]);
  });

  test('hears no advice: the fault is said of the tiers that were seen, and said again it is noise', () => {
    const snapshots =
      '\n---\napiVersion: snapshot.storage.k8s.io/v1\nkind: VolumeSnapshotClass\nmetadata: {name: fast}\ndriver: ebs.csi.aws.com\ndeletionPolicy: Delete\n';
    const heard = (yaml: string): string[] =>
      findingsBy(volumeSnapshots, snapshots + yaml)
        .filter(({ subject }) => subject.kind === 'VolumeSnapshotClass')
        .map(({ tier, verdict, reason }) => `${tier} ${verdict} ${reason}`)
        .toSorted();
    expect(heard(namespace('important') + hidden)).toEqual([
      'best-effort unknown not-seen',
      'critical unknown not-seen',
      'important advice deleted-with-namespace',
      'important unknown not-seen',
    ]);
    expect(heard(namespace('important') + namespace('critical') + hidden)).toContain(
      'critical advice deleted-with-namespace',
    );
  });

  test('is told what the fault would be, and what hides it', () => {
    const first = findingsBy(encryptionAtRest, storageClass + namespace('important') + hidden).find(
      ({ tier, subject }) => tier === 'critical' && subject.kind === 'StorageClass',
    );
    expect(first?.because).toBe(
      'nothing of tier critical was seen, and not all workloads and namespaces were; there it would be a fault: parameters.encrypted switches encryption off',
    );
    expect(first?.gaps).toEqual([
      {
        fact: 'workloads',
        gap: 'not-collected',
        detail: 'nothing of tier critical was seen, and not all workloads and namespaces were',
        suppliedBy: 'readable-files',
      },
    ]);
  });

  test('does not take its faults from the default tier, which is hosted where nothing at all was seen', () => {
    expect(said('\n---\nkind: Deployment\nspec: [\n')).toContain('important fail encryption-off');
  });

  test('keeps its status unproven', () => {
    const { tiers } = assessedBy(encryptionAtRest, storageClass + namespace('important') + hidden);
    expect([tiers['critical']?.status, tiers['important']?.status]).toEqual(['unproven', 'failing']);
  });
});

describe('a Namespace that was given and not read', () => {
  const namespace = (name: string, tier: string): string =>
    `\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}, labels: {kubecompass.io/tier: ${tier}}}\n`;
  const deployment = (name: string, space: string, image: string, label = ''): string => `
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${space}${label}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template: {metadata: {labels: {app: ${name}}}, spec: {containers: [{name: app, image: "${image}"}]}}
`;
  const broken = '\n---\nkind: Namespace\nmetadata: {name: bank, labels: [\n';
  const policy = { file: 'kubecompass.yaml', registries: ['good.example/*'] };
  const tiersOf = (files: Record<string, string>): Record<string, string> => {
    const outcome = assessedBy(trustedRegistries, files, { policy }).outcomes.find(
      ({ criterion }) => criterion === 'workload/trusted-registries',
    );
    return Object.fromEntries(Object.entries(outcome?.tiers ?? {}).map(([tier, { verdict }]) => [tier, verdict]));
  };
  const good = `good.example/app@sha256:${'a'.repeat(64)}`;

  test('leaves its tier open: what lies in it may be of any', () => {
    const web = namespace('dev', 'best-effort') + deployment('web', 'dev', good);
    const ledger = deployment('ledger', 'bank', 'evil.example/app:1');
    expect(tiersOf({ 'prod/a.yaml': web + ledger + namespace('bank', 'critical') })).toEqual({
      'critical': 'fail',
      'best-effort': 'pass',
    });
    expect(tiersOf({ 'prod/a.yaml': web + ledger + broken })).toMatchObject({
      'critical': 'unknown',
      'best-effort': 'unknown',
    });
  });

  test('says what hides it', () => {
    const files = { 'prod/a.yaml': deployment('ledger', 'bank', good) + broken };
    const outcome = assessedBy(trustedRegistries, files, { policy }).outcomes.find(
      ({ criterion }) => criterion === 'workload/trusted-registries',
    );
    expect(outcome?.gaps).toMatchObject([{ fact: 'namespaces', gap: 'malformed' }]);
  });

  test.each([
    ['the workload states its tier', deployment('ledger', 'bank', good, ', labels: {kubecompass.io/tier: important}')],
    ['another Namespace beside it states it', namespace('bank', 'important') + deployment('ledger', 'bank', good)],
    ['no workload was given', namespace('bank', 'important')],
  ])('leaves nothing open where %s', (_what, yaml) => {
    expect(tiersOf({ 'prod/a.yaml': yaml + broken })).toMatchObject({
      'critical': 'notApplicable',
      'best-effort': 'notApplicable',
    });
  });

  test('hides no tier that the nearest of several Namespaces states', () => {
    const dev = namespace('bank', 'best-effort') + deployment('ledger', 'bank', good);
    expect(tiersOf({ 'dev/a.yaml': dev, 'prod/a.yaml': broken })).toMatchObject({
      'critical': 'notApplicable',
      'best-effort': 'pass',
    });
  });

  describe('and one object in several places', () => {
    const ledger = deployment('ledger', 'bank', 'evil.example/app:1');
    const other = deployment('other', 'bank', good);

    test('is judged for the tier that each of them states', () => {
      expect(
        tiersOf({
          'dev/a.yaml': namespace('bank', 'best-effort') + ledger + other,
          'prod/a.yaml': namespace('bank', 'critical') + ledger,
        }),
      ).toEqual({ 'critical': 'fail', 'best-effort': 'fail' });
    });

    test('is open in the place of which the Namespace was not read', () => {
      expect(
        tiersOf({ 'dev/a.yaml': namespace('bank', 'best-effort') + other, 'prod/a.yaml': other + broken }),
      ).toMatchObject({ 'critical': 'unknown', 'best-effort': 'unknown' });
    });

    test('is counted in each of its tiers', () => {
      const { tiers } = assessedBy(trustedRegistries, {
        'dev/a.yaml': namespace('bank', 'best-effort') + ledger,
        'prod/a.yaml': namespace('bank', 'critical') + ledger,
      });
      expect([tiers['critical']?.subjects, tiers['best-effort']?.subjects]).toEqual([2, 2]);
    });
  });
});

test('what an operator makes is no value of the field that it makes it of', () => {
  const yaml = `
apiVersion: jaegertracing.io/v1
kind: Jaeger
metadata: {name: traces, namespace: bank}
spec: {agent: {strategy: DaemonSet, hostNetwork: true}}
`;
  const said = findingsBy(podSecurity, yaml).flatMap(({ evidence }) => evidence);
  const valuesOf = (field: string): unknown[] => [
    ...new Set(said.filter(({ path }) => path === field).map((one) => ('value' in one ? one.value : 'none'))),
  ];
  expect(valuesOf('spec.agent.strategy')).toEqual(['none']);
  expect(valuesOf('spec.agent.hostNetwork')).toEqual([true]);
});

describe('what was taken at a time that is only known to lie between two', () => {
  const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: bank, uid: d, creationTimestamp: "2026-11-20T10:00:00Z"}
spec: {replicas: 2, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: app, image: "bank.example/web:1"}]}}}
status: {replicas: 2}
`;
  const pods = ['a', 'b']
    .map(
      (name) =>
        `---\napiVersion: v1\nkind: Pod\nmetadata: {name: web-${name}, namespace: bank, creationTimestamp: "2026-11-20T10:00:00Z", ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: d, controller: true}]}\nspec: {containers: [{name: app, image: "bank.example/web:1"}]}\nstatus: {phase: Pending, conditions: [{type: PodScheduled, status: "False", reason: Unschedulable}]}\n`,
    )
    .join('');
  const estate = clusterOf(deployment + pods);
  const said = (notBefore?: string): string[] =>
    judgedBy(healthProbes, notBefore === undefined ? estate : { ...estate, notBefore });

  test('is judged where the answer is the same at both', () => {
    expect(said()).toEqual(['fail none-ready Deployment/bank/web']);
    expect(said('2026-11-20T11:00:00Z')).toEqual(said());
  });

  test('is unknown where it hangs on the time', () => {
    expect(said('2026-11-20T10:05:00Z')).toEqual(['unknown not-seen Deployment/bank/web']);
    const [found] = findingsBy(healthProbes, { ...estate, notBefore: '2026-11-20T10:05:00Z' });
    expect(found?.because).toContain('only known to be between 2026-11-20T10:05:00Z and');
  });
});
