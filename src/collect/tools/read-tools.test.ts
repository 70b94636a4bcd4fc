import { describe, expect, test } from 'vitest';
import { estateOf, testTime } from '../../../test/support/estate-of.ts';
import type { Tool } from '../../estate/tool.ts';
import { buildEstate } from '../manifests/estate-builder.ts';

function toolsIn(yaml: string | Record<string, string>): readonly Tool[] {
  return estateOf(yaml).facts.tools.items;
}

/** `cert-manager 1.20.1 workload`: what is seen, which version, and as what. */
function seen(yaml: string | Record<string, string>): string[] {
  return toolsIn(yaml).map(({ tool, version, seenAs, runs }) => `${tool} ${version} ${seenAs}${runs ? '' : ' only'}`);
}

function pods(
  image: string,
  { name = 'web', labels = '{app: web}', kind = 'Deployment', role = 'containers' } = {},
): string {
  const other = role === 'containers' ? '' : 'containers: [{name: app, image: registry.bank.example/app:1.0}], ';
  return `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: infra}\nspec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: ${labels}}, spec: {${other}${role}: [{name: main, image: "${image}"}]}}}\n`;
}

describe('by its image', () => {
  test.each([
    ['of its own registry', 'quay.io/argoproj/argocd:v3.1.0', ['argo-cd 3.1.0 workload']],
    ['of Docker Hub', 'argoproj/argocd:v3.1.0', ['argo-cd 3.1.0 workload']],
    [
      'of a mirror that puts its path before',
      'harbor.bank.example/proxy/quay.io/argoproj/argocd:v3.1.0',
      ['argo-cd 3.1.0 workload'],
    ],
    ['of a registry with a port', 'localhost:5000/argoproj/argocd:v3.1.0', ['argo-cd 3.1.0 workload']],
    ['with a digest beside its tag', `argoproj/argocd:v3.1.0@sha256:${'a'.repeat(64)}`, ['argo-cd 3.1.0 workload']],
    ['with a digest only: no version', `argoproj/argocd@sha256:${'a'.repeat(64)}`, ['argo-cd null workload']],
    ['with a tag that is no version', 'argoproj/argocd:latest', ['argo-cd null workload']],
    ['with a date for a tag', 'argoproj/argocd:20260801', ['argo-cd null workload']],
    ['of somebody else', 'registry.bank.example/notargoproj/argocd:v3.1.0', []],
    ['that only ends alike', 'registry.bank.example/argoproj/argocd-tools:v3.1.0', []],
    [
      'of an organisation all of whose images are the tool',
      'projectsveltos/addon-controller:v1.0.0',
      ['sveltos 1.0.0 workload'],
    ],
    ['of one word without its name', 'vault:1.20', []],
  ])('%s', (_what, image, expected) => {
    expect(seen(pods(image))).toEqual(expected);
  });

  test.each([
    ['the name of the workload', { name: 'vault' }],
    ['the end of its name', { name: 'bank-vault' }],
    ['a label', { labels: '{app.kubernetes.io/name: vault, app: web}' }],
  ])('of one word, and %s says so too', (_what, named) => {
    expect(seen(pods('vault:1.20', named))).toEqual(['vault 1.20 workload']);
  });

  test('of an init container: it is a command that comes with the image', () => {
    expect(seen(pods('hashicorp/vault:1.20', { role: 'initContainers' }))).toEqual([]);
  });

  test('of a Job: a command, unless the Job bears the name of the tool', () => {
    const job = (name: string): string =>
      `apiVersion: batch/v1\nkind: Job\nmetadata: {name: ${name}, namespace: infra}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: main, image: aquasec/kube-bench:v0.10.0}]}}}\n`;
    expect(seen(job('clean-up'))).toEqual([]);
    expect(seen(job('kube-bench'))).toEqual(['kube-bench 0.10.0 workload']);
  });

  test.each([
    ['postgres:11.5', ['postgresql 11.5 workload']],
    ['docker.io/library/postgres:11.5', ['postgresql 11.5 workload']],
    ['registry.bank.example/postgres:11.5', []],
    ['ghcr.io/cloudnative-pg/postgresql:11.5', ['postgresql 11.5 workload']],
    ['docker.elastic.co/elasticsearch/elasticsearch:6.8.0', ['elasticsearch 6.8.0 workload']],
    ['docker.elastic.co/eck/eck-operator:2.16.0', ['eck 2.16.0 workload']],
    ['postgres:16-alpine', ['postgresql 16 workload']],
    ['postgres:17', ['postgresql 17 workload']],
    ['postgres:latest', ['postgresql null workload']],
    ['postgres:20240101', ['postgresql null workload']],
    ['elasticsearch:6.8.0', ['elasticsearch 6.8.0 workload']],
  ])('%s by its image alone', (image, expected) => {
    expect(seen(pods(image))).toEqual(expected);
  });

  test('a Job with the image of a database is its client', () => {
    const job =
      'apiVersion: batch/v1\nkind: Job\nmetadata: {name: postgres-backup, namespace: infra}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: postgres, image: "postgres:11.5"}]}}}\n';
    expect(seen(job)).toEqual([]);
  });

  test('a Cluster of CloudNativePG by the image that it names', () => {
    const cluster = (spec: string): string =>
      `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: ledger, namespace: bank}\nspec: {instances: 3${spec}}\n`;
    expect(seen(cluster(', imageName: "ghcr.io/cloudnative-pg/postgresql:11.5"'))).toContain('postgresql 11.5 object');
    expect(seen(cluster('')).join()).not.toContain('postgresql');
  });

  test.each<[string, string, string, string]>([
    [
      'CloudNativePG, by its catalogue',
      'postgresql.cnpg.io/v1',
      'Cluster',
      'instances: 3, imageCatalogRef: {apiGroup: postgresql.cnpg.io, kind: ImageCatalog, name: a, major: 13}',
    ],
    ['Crunchy', 'postgres-operator.crunchydata.com/v1beta1', 'PostgresCluster', 'postgresVersion: 13'],
    ['Percona', 'pgv2.percona.com/v2', 'PerconaPGCluster', 'postgresVersion: 13'],
    ['Zalando', 'acid.zalan.do/v1', 'postgresql', 'postgresql: {version: "13"}'],
  ])('the major version of PostgreSQL that a resource of %s states', (_whose, apiVersion, kind, spec) => {
    const made = (more: string): string[] =>
      seen(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ledger, namespace: bank}\nspec: {${more}}\n`);
    expect(made(spec)).toContain('postgresql 13 object');
    expect(made(spec.replace('13', '${VERSION}')).join()).not.toMatch(/postgresql \d/);
  });

  test('the label of its version tells where the tag does not', () => {
    const labels = '{app: web, app.kubernetes.io/name: argocd-server, app.kubernetes.io/version: v3.2.1}';
    expect(seen(pods('argoproj/argocd:latest', { labels }))).toEqual(['argo-cd 3.2.1 workload']);
  });

  test.each([
    ['a controller of Flux', 'ghcr.io/fluxcd/source-controller:v1.9.3', 'flux'],
    ['an operator of Calico', 'quay.io/tigera/operator:v1.38.0', 'calico'],
  ])('of %s: its tag counts in another way than the releases of the tool', (_what, image, tool) => {
    expect(seen(pods(image))).toEqual([`${tool} null workload`]);
  });

  test('of a part of Flux: the label of the whole says its version', () => {
    const labels = '{app: web, app.kubernetes.io/part-of: flux, app.kubernetes.io/version: v2.9.4}';
    expect(seen(pods('fluxcd/source-controller:v1.9.3', { labels }))).toEqual(['flux 2.9.4 workload']);
  });

  test('two tools of one pod are two sightings, and no conflict', () => {
    const yaml =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: both, namespace: infra}\nspec: {containers: [{name: a, image: "grafana/promtail:2.9.0"}, {name: b, image: "grafana/alloy:v1.9.0"}]}\n';
    const estate = estateOf(yaml);
    expect(estate.facts.tools.items.map(({ tool, container }) => [tool, container])).toEqual([
      ['promtail', 'a'],
      ['alloy', 'b'],
    ]);
    expect(estate).toMatchObject({ conflicts: [], objects: 1 });
  });
});

describe('by its kinds', () => {
  const crd = (group: string, kind: string): string =>
    `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: things.${group}}\nspec: {group: ${group}, names: {kind: ${kind}}}\n`;
  const object = (apiVersion: string, kind: string, spec = '{}'): string =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: one, namespace: infra}\nspec: ${spec}\n`;
  test.each([
    ['a definition is no running tool', crd('velero.io', 'Backup'), ['velero null definition only']],
    ['neither is an object', object('velero.io/v1', 'Schedule'), ['velero null object only']],
    ['a group that several share: by kind', object('argoproj.io/v1alpha1', 'AppProject'), ['argo-cd null object only']],
    ['another kind of that group', object('argoproj.io/v1alpha1', 'CronWorkflow'), ['argo-workflows null object only']],
    ['a kind of that group that is nobody’s', object('argoproj.io/v1alpha1', 'EventBus'), []],
    [
      'tetragon shares the group of cilium',
      object('cilium.io/v1alpha1', 'TracingPolicy'),
      ['tetragon null object only'],
    ],
    ['a group of nobody', object('bank.example/v1', 'Ledger'), []],
    [
      'what an operator makes a tool from',
      object('monitoring.coreos.com/v1', 'Prometheus', '{version: v3.5.0}'),
      ['prometheus 3.5.0 object', 'prometheus-operator null object only'],
    ],
    ['a definition without a group', crd('""', 'Thing'), []],
  ])('%s', (_what, yaml, expected) => {
    expect(seen(yaml).toSorted()).toEqual(expected);
  });

  test('thousands of objects are one sighting for each folder, whatever comes first', () => {
    const one = (name: string) => ({
      apiVersion: 'cert-manager.io/v1',
      kind: 'Issuer',
      metadata: { name, namespace: 'bank' },
    });
    const sightings = (...names: string[]): string[] => {
      const builder = buildEstate('default');
      names.forEach((name, line) =>
        builder.add(one(name), { place: '', origin: { file: `${name}.yaml`, line, document: 0 }, inFolder: true }),
      );
      return builder.finish(testTime).facts.tools.items.map(({ name }) => name);
    };
    expect(sightings('a', 'b', 'c')).toEqual(['a']);
    expect(sightings('c', 'b', 'a')).toEqual(['a']);
  });
});

describe('by a chart', () => {
  const flux = (chart: string, version: string, rest = ''): string =>
    `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: one, namespace: infra}\nspec: {chart: {spec: {chart: ${chart}, version: "${version}"}}${rest}}\n`;
  test.each([
    ['whose version is its own', flux('velero', '10.1.2'), ['velero null chart']],
    ['whose version is that of what it installs', flux('cert-manager', 'v1.20.1'), ['cert-manager 1.20.1 chart']],
    ['of a range', flux('cert-manager', '1.x'), ['cert-manager null chart']],
    ['of another range', flux('cert-manager', '>=1.20.0'), ['cert-manager null chart']],
    [
      'with values that set the tag',
      flux('cert-manager', 'v1.20.1', ', values: {image: {tag: v1.0.0}}'),
      ['cert-manager null chart'],
    ],
    ['that is unknown', flux('ledger', '1.0.0'), []],
    [
      'of Argo CD',
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: one, namespace: argocd}\nspec: {source: {repoURL: "https://charts.jetstack.io", chart: cert-manager, targetRevision: v1.20.1}, destination: {namespace: infra}}\n',
      ['argo-cd null object only', 'cert-manager 1.20.1 chart'],
    ],
    [
      'of k3s, by its address',
      'apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: one, namespace: kube-system}\nspec: {chart: "oci://quay.io/jetstack/charts/cert-manager", version: v1.20.1}\n',
      ['cert-manager 1.20.1 chart'],
    ],
  ])('%s', (_what, yaml, expected) => {
    expect(
      seen(yaml)
        .filter((one) => !one.startsWith('flux '))
        .toSorted(),
    ).toEqual(expected);
  });
});

describe('Kubernetes itself', () => {
  const kubernetes = (yaml: string): (string | null | undefined)[] =>
    toolsIn(yaml)
      .filter(({ tool }) => tool === 'kubernetes')
      .flatMap(({ version, support }) => [version, support?.product]);
  test.each([
    [
      'kubeadm',
      'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: v1.36.2\n',
      ['1.36.2', 'Kubernetes'],
    ],
    ['kubeadm without a version', 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n', []],
    [
      'kubeadm with the name of a channel',
      'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: stable-1\n',
      [null, 'Kubernetes'],
    ],
    [
      'eksctl',
      'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: bank, region: eu-west-1, version: "1.35"}\n',
      ['1.35', 'Amazon EKS'],
    ],
    [
      'Cluster API',
      'apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata: {name: bank, namespace: infra}\nspec: {topology: {class: x, version: v1.35.1}}\n',
      ['1.35.1', 'Kubernetes'],
    ],
    [
      'the pod of an API server',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: kube-apiserver, namespace: kube-system}\nspec: {containers: [{name: kube-apiserver, image: "registry.k8s.io/kube-apiserver:v1.36.0", command: [kube-apiserver]}]}\n',
      ['1.36.0', 'Kubernetes'],
    ],
  ])('%s', (_what, yaml, expected) => {
    expect(kubernetes(yaml)).toEqual(expected);
  });
});

test('a document that cannot be read may have declared a tool', () => {
  const { tools } = estateOf(pods('argoproj/argocd:v3.1.0').replace('name: main', 'name: 7')).facts;
  expect(tools.items).toEqual([]);
  expect(
    (tools.seen.everywhere.state === 'partial' && tools.seen.everywhere.gaps.some(({ gap }) => gap === 'malformed')) ||
      Object.values(tools.seen.in).length > 0,
  ).toBe(true);
});
