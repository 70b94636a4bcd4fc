import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../../test/support/estate-of.ts';
import type { ControlPlane } from '../../../estate/control-plane.ts';
import type { Estate } from '../../../estate/estate.ts';
import { gapsOf, seenIn } from '../../../estate/seen.ts';

const object = (apiVersion: string, kind: string, name: string, spec: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: infra}\nspec: {${spec}}\n`;
const group = 'controlplane.cluster.x-k8s.io';

const cluster = (rest = 'controlPlane: {replicas: 3}', name = 'bank'): string =>
  object(
    'cluster.x-k8s.io/v1beta2',
    'Cluster',
    name,
    `topology: {classRef: {name: standard}, version: v1.36.1, ${rest}}`,
  );
const classOf = (patches = '', kind = 'KubeadmControlPlaneTemplate'): string =>
  object(
    'cluster.x-k8s.io/v1beta2',
    'ClusterClass',
    'standard',
    `controlPlane: {templateRef: {apiVersion: ${group}/v1beta2, kind: ${kind}, name: servers}}${patches}`,
  );
const policy = 'apiVersion: audit.k8s.io/v1\\nkind: Policy\\nrules: [{level: Metadata}]\\n';
const args =
  'extraArgs: [{name: audit-policy-file, value: /a.yaml}, {name: audit-log-path, value: /b}, {name: cloud-provider, value: external}]';
const template = (
  config = `clusterConfiguration: {apiServer: {${args}}}, files: [{path: /a.yaml, content: "${policy}"}]`,
): string =>
  object(
    `${group}/v1beta2`,
    'KubeadmControlPlaneTemplate',
    'servers',
    `template: {spec: {kubeadmConfigSpec: {${config}}}}`,
  );
const patch = (
  operation: string,
  selector = 'matchResources: {controlPlane: true}',
  kind = 'KubeadmControlPlaneTemplate',
): string =>
  `, patches: [{name: one, definitions: [{selector: {apiVersion: ${group}/v1beta2, kind: ${kind}, ${selector}}, jsonPatches: [{${operation}}]}]}]`;
const at = (way: string): string => `path: /spec/template/spec/kubeadmConfigSpec/${way}`;

const laid = (...documents: readonly string[]): Estate => estateOf(documents.join('---\n'));
const planes = ({ facts }: Estate): readonly ControlPlane[] => facts.controlPlanes.items;
const flags = { 'audit-policy-file': '/a.yaml', 'audit-log-path': '/b' };

describe('a Cluster that is made from a class', () => {
  test('has its own servers, and what the template of the class says', () => {
    const estate = laid(cluster(), classOf(), template());
    expect(estate.unreadable).toEqual([]);
    expect(planes(estate)).toMatchObject([
      {
        kind: 'Cluster',
        name: 'bank',
        servers: 3,
        store: 'local',
        storeMembers: 3,
        flags,
        authorizers: ['Node', 'RBAC'],
        at: { servers: 'spec.topology.controlPlane.replicas', flags: 'spec.topology.classRef' },
      },
    ]);
    expect(planes(estate)[0]?.hiddenBy).toBeUndefined();
    expect(estate.facts.auditPolicies.items).toHaveLength(1);
  });

  test('also in the version before', () => {
    const estate = laid(
      object(
        'cluster.x-k8s.io/v1beta1',
        'Cluster',
        'bank',
        'topology: {class: standard, version: v1.33.1, controlPlane: {replicas: 1}}',
      ),
      object(
        'cluster.x-k8s.io/v1beta1',
        'ClusterClass',
        'standard',
        `controlPlane: {ref: {apiVersion: ${group}/v1beta1, kind: KubeadmControlPlaneTemplate, name: servers}}`,
      ),
      object(
        `${group}/v1beta1`,
        'KubeadmControlPlaneTemplate',
        'servers',
        'template: {spec: {kubeadmConfigSpec: {clusterConfiguration: {apiServer: {extraArgs: {audit-policy-file: /a.yaml, audit-log-path: /b}}}}}}',
      ),
    );
    expect(planes(estate)).toMatchObject([
      { servers: 1, storeMembers: 1, flags, at: { flags: 'spec.topology.class' } },
    ]);
  });

  test('several of one class are several control planes', () => {
    const estate = laid(cluster(), cluster('controlPlane: {replicas: 1}', 'dev'), classOf(), template());
    expect(planes(estate)).toMatchObject([
      { name: 'bank', servers: 3, flags },
      { name: 'dev', servers: 1, flags },
    ]);
  });

  test('has as many servers as somebody scales it to, where it states none', () => {
    expect(planes(laid(cluster('workers: {}'), classOf(), template()))).toMatchObject([
      { servers: null, store: 'local', storeMembers: null, flags, at: { servers: 'spec.topology' } },
    ]);
  });

  test('may have a store of its own', () => {
    const config = 'clusterConfiguration: {etcd: {external: {endpoints: [a, b, c]}}}';
    expect(planes(laid(cluster(), classOf(), template(config)))).toMatchObject([
      { servers: 3, store: 'external', storeMembers: 3, flags: {} },
    ]);
  });

  test('may be patched by kubeadm', () => {
    const config = 'initConfiguration: {patches: {directory: /p}}';
    expect(planes(laid(cluster(), classOf(), template(config)))).toMatchObject([
      { flags: null, authorizers: null, hiddenBy: expect.stringContaining('patches of kubeadm') as string },
    ]);
  });

  test('may be run by a provider', () => {
    expect(planes(laid(cluster(), classOf('', 'AWSManagedControlPlaneTemplate')))).toMatchObject([
      { store: 'managed' },
    ]);
  });

  test.each<[string, string[], string]>([
    ['whose class is elsewhere', [cluster()], 'the ClusterClass standard, which is not in the folder, says'],
    [
      'whose class lies in another namespace',
      [cluster(), classOf().replace('infra', 'other'), template()],
      'the ClusterClass standard, which is not in the folder, says',
    ],
    [
      'whose template is elsewhere',
      [cluster(), classOf()],
      'the KubeadmControlPlaneTemplate servers, which is not in the folder, says',
    ],
    [
      'whose class is there twice',
      [cluster(), classOf(), classOf(patch(`op: add, ${at('ntp')}`)), template()],
      'the ClusterClass standard, of which the folder holds several, says',
    ],
    [
      'whose class is named later',
      [cluster().replace('name: standard', 'name: "${CLASS}"'), classOf(), template()],
      'the ClusterClass ${CLASS}, whose name is filled in later, says',
    ],
    [
      'of a template that is not read',
      [
        cluster(),
        classOf('', 'K0sControlPlaneTemplate'),
        object(`${group}/v1beta1`, 'K0sControlPlaneTemplate', 'servers', ''),
      ],
      'the K0sControlPlaneTemplate servers, which is not read here, says',
    ],
  ])('%s, is a named gap', (_name, documents, hiddenBy) => {
    const found = planes(laid(...documents)).find(({ kind }) => kind === 'Cluster');
    expect(found).toMatchObject({
      servers: 3,
      store: null,
      storeMembers: null,
      flags: null,
      authorizers: null,
      hiddenBy,
    });
  });

  test('is made from the class of its namespace that it names', () => {
    const elsewhere = cluster().replace('name: standard', 'name: standard, namespace: classes');
    const others = [classOf(), template()].map((one) => one.replace('namespace: infra', 'namespace: classes'));
    expect(planes(laid(elsewhere, ...others))).toMatchObject([{ flags }]);
  });

  test('is made from the class beside it', () => {
    const estate = estateOf({
      'a/all.yaml': [cluster(), classOf(), template()].join('---\n'),
      'b/all.yaml': [cluster(), classOf(), template('clusterConfiguration: {}')].join('---\n'),
    });
    expect(planes(estate).map((one) => one.flags)).toEqual([flags, {}]);
  });
});

describe('patches of the class', () => {
  const patched = (operation: string): Estate => laid(cluster(), classOf(patch(operation)), template());
  const server = 'clusterConfiguration/apiServer';

  test.each([
    `op: add, ${at(`${server}/extraArgs`)}, value: []`,
    `op: add, ${at(`${server}/extraArgs/-`)}, value: {name: anonymous-auth, value: "false"}`,
    `op: add, ${at(`${server}/extraArgs/-`)}, valueFrom: {variable: flag}`,
    `op: replace, ${at(`${server}/extraArgs/0/value`)}, value: /c`,
    `op: add, ${at(`${server}/extraArgs/audit-log-path`)}, value: /c`,
    `op: remove, ${at(server)}`,
    `op: replace, ${at('clusterConfiguration')}, value: {}`,
    'op: replace, path: /spec/template/spec, value: {}',
    'op: replace, path: "", value: {}',
    `op: add, ${at('initConfiguration/patches')}, value: {directory: /p}`,
    `op: add, ${at('joinConfiguration')}, value: {}`,
  ])('{%s} make unknown what the API server is given', (operation) => {
    expect(planes(patched(operation))).toMatchObject([
      { servers: 3, flags: null, authorizers: null, hiddenBy: 'patches of the ClusterClass standard may change' },
    ]);
  });

  test.each([
    `op: add, ${at(`${server}/extraArgs/-`)}, value: {name: cloud-provider, value: external}`,
    `op: add, ${at(`${server}/extraArgs/cloud-provider`)}, value: external`,
    `op: add, ${at(`${server}/certSANs/-`)}, value: a`,
    `op: add, ${at('initConfiguration/nodeRegistration/taints')}, value: []`,
    `op: add, ${at('clusterConfiguration/etcd/local/imageTag')}, value: a`,
    `op: add, ${at('files/-')}, value: {path: /z, content: a}`,
    'op: add, path: /spec/template/metadata/labels, value: {}',
  ])('{%s} change nothing of that', (operation) => {
    expect(planes(patched(operation))).toMatchObject([{ storeMembers: 3, flags, authorizers: ['Node', 'RBAC'] }]);
  });

  test.each([
    `op: add, ${at('clusterConfiguration/etcd/external')}, value: {}`,
    `op: remove, ${at('clusterConfiguration/etcd')}`,
  ])('{%s} make unknown where etcd runs', (operation) => {
    expect(planes(patched(operation))).toMatchObject([{ servers: 3, store: null, storeMembers: null, flags }]);
  });

  test.each([
    `op: replace, ${at('files/0/content')}, value: a`,
    `op: remove, ${at('files')}`,
    `op: add, ${at('files/-')}, value: {path: /a.yaml, content: a}`,
    `op: add, ${at('files/-')}, valueFrom: {template: a}`,
  ])('{%s} make unknown what the files say', (operation) => {
    const { facts } = patched(operation);
    expect(facts.auditPolicies.items).toEqual([]);
    expect(gapsOf(seenIn(facts.auditPolicies.seen, 'infra'))).toContainEqual(
      expect.objectContaining({
        detail:
          'patches of the ClusterClass standard may change the files that KubeadmControlPlaneTemplate/servers writes',
      }),
    );
  });

  test('into the folder of patches of kubeadm make unknown what the API server is given', () => {
    const config = `initConfiguration: {patches: {directory: /p}}, files: [{path: /p/etcd.yaml, content: a}], clusterConfiguration: {apiServer: {${args}}}`;
    const all = (patches: string): readonly ControlPlane[] =>
      planes(laid(cluster(), classOf(patches), template(config)));
    expect(all('')).toMatchObject([{ flags }]);
    expect(all(patch(`op: add, ${at('files/-')}, value: {path: /z, content: a}`))).toMatchObject([{ flags: null }]);
  });

  test('of a program may be anything, unless it only looks', () => {
    const external = (field: string): readonly ControlPlane[] =>
      planes(laid(cluster(), classOf(`, patches: [{name: one, external: {${field}: a}}]`), template()));
    expect(external('generateExtension')).toMatchObject([{ store: null, flags: null }]);
    expect(external('generatePatchesExtension')).toMatchObject([{ store: null, flags: null }]);
    expect(external('validateTopologyExtension')).toMatchObject([{ store: 'local', flags }]);
  });

  test('of other templates are no matter', () => {
    const operation = `op: remove, ${at(server)}`;
    const all = (patches: string): readonly ControlPlane[] => planes(laid(cluster(), classOf(patches), template()));
    expect(all(patch(operation, 'matchResources: {machineDeploymentClass: {names: [a]}}'))).toMatchObject([{ flags }]);
    expect(all(patch(operation, undefined, 'DockerMachineTemplate'))).toMatchObject([{ flags }]);
  });
});

describe('of other distributions', () => {
  const made = (kind: string, spec: string, patches = ''): readonly ControlPlane[] =>
    planes(
      laid(
        cluster(),
        classOf(patches, `${kind}ControlPlaneTemplate`),
        object(`${group}/v1beta1`, `${kind}ControlPlaneTemplate`, 'servers', `template: {spec: {${spec}}}`),
      ),
    );
  const rke2 =
    'serverConfig: {kubeAPIServer: {extraArgs: ["--audit-log-maxage=40"]}, etcd: {backupConfig: {disableAutomaticSnapshots: true}}}, agentConfig: {cisProfile: cis}';
  const k3s = 'kthreesConfigSpec: {serverConfig: {kubeAPIServerArg: ["audit-log-path=/b"]}}';
  const talos =
    'controlPlaneConfig: {controlplane: {generateType: controlplane, strategicPatches: ["cluster: {apiServer: {extraArgs: {audit-log-maxage: 90}}}"]}}';

  test.each<[string, string, object]>([
    [
      'RKE2',
      rke2,
      {
        store: 'local',
        storeMembers: 3,
        encryptsSecrets: true,
        keepsAuditLog: false,
        snapshots: { stoppedBy: 'spec.topology.classRef' },
        flags: { 'audit-log-maxage': '40' },
      },
    ],
    ['KThrees', k3s, { store: 'local', storeMembers: 3, flags: { 'audit-log-path': '/b', 'anonymous-auth': 'true' } }],
    ['Talos', talos, { store: 'local', storeMembers: 3, encryptsSecrets: true, flags: { 'audit-log-maxage': '90' } }],
  ])('%s says in the template of the class what its servers are given', (kind, spec, expected) => {
    expect(made(kind, spec)).toMatchObject([
      { kind: 'Cluster', servers: 3, ...expected, at: { flags: 'spec.topology.classRef' } },
    ]);
    const patched = (way: string): readonly ControlPlane[] =>
      made(
        kind,
        spec,
        patch(`op: add, path: /spec/template/spec/${way}, value: {}`, undefined, `${kind}ControlPlaneTemplate`),
      );
    expect(patched('machineTemplate/metadata')).toMatchObject([expected]);
    for (const way of ['serverConfig/kubeAPIServer', 'kthreesConfigSpec', 'controlPlaneConfig/controlplane', 'files'])
      expect(patched(way)).toMatchObject([
        {
          servers: 3,
          store: null,
          flags: null,
          snapshots: null,
          keepsAuditLog: null,
          encryptsSecrets: kind === 'RKE2' ? true : 'unsaid',
          hiddenBy: 'patches of the ClusterClass standard may change',
        },
      ]);
  });

  test('what hides it in the template hides it of the Cluster', () => {
    const file = ', files: [{path: /etc/rancher/rke2/config.yaml, content: a}]';
    expect(made('RKE2', `${rke2}${file}`)).toMatchObject([
      { servers: 3, store: null, flags: null, hiddenBy: expect.stringContaining('config.yaml may change') as string },
    ]);
  });

  test('their files are those of the class, unless patches change them', () => {
    const spec = `serverConfig: {kubeAPIServer: {extraArgs: ["--audit-policy-file=/a.yaml"]}}, files: [{path: /a.yaml, content: "${policy}"}]`;
    const all = (patches: string): Estate =>
      laid(
        cluster(),
        classOf(patches, 'RKE2ControlPlaneTemplate'),
        object(`${group}/v1beta1`, 'RKE2ControlPlaneTemplate', 'servers', `template: {spec: {${spec}}}`),
      );
    const changed = patch(
      'op: replace, path: /spec/template/spec/files/0/content, value: a',
      undefined,
      'RKE2ControlPlaneTemplate',
    );
    expect(all('').facts.auditPolicies.items).toHaveLength(1);
    expect(all(changed).facts.auditPolicies.items).toEqual([]);
  });
});

test('a template of which the folder holds no Cluster is no control plane that is told of', () => {
  expect(planes(laid(classOf(), template()))).toMatchObject([
    {
      kind: 'KubeadmControlPlaneTemplate',
      servers: null,
      flags: null,
      hiddenBy: expect.stringContaining('may patch') as string,
    },
  ]);
});

test('a class that cannot be read is a gap, and no class without patches', () => {
  const { facts, unreadable } = laid(cluster(), classOf(', patches: {}'), template());
  expect(unreadable).toHaveLength(1);
  expect(facts.controlPlanes.items.find(({ kind }) => kind === 'Cluster')).toMatchObject({ flags: null });
});
