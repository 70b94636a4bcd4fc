import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import type { Tier } from '../../../definition/tiers.ts';
import type { Policy } from '../../../estate/policy.ts';
import { trustedRegistries } from './check.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const own = 'registry.bank.example/ledger';

function pod(container: object, others: object = {}): string {
  const spec = { ...others, containers: [{ name: 'app', ...container }] };
  return JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'ledger', namespace: 'bank' }, spec });
}

function policyOf(
  tier: Tier,
  registries: readonly string[] | null = ['registry.bank.example/*', 'docker.io/library/*'],
): Partial<Policy> {
  return { tiers: { default: tier, rules: [] }, registries };
}

function judged(
  yaml: string | Readonly<Record<string, string>>,
  tier: Tier,
  registries?: readonly string[] | null,
): string[] {
  return judgedBy(trustedRegistries, yaml, { policy: policyOf(tier, registries) }).map((one) =>
    one.replace(' Pod/bank/ledger', ''),
  );
}

const becauseOf = (yaml: string | Readonly<Record<string, string>>, registries?: readonly string[] | null): string[] =>
  findingsBy(trustedRegistries, yaml, { policy: policyOf('critical', registries) }).map(({ because }) => because);

describe('images', () => {
  test.each<[string, object, string[], string[], string[]]>([
    ['by digest', { image: `${own}@${digest}` }, ['pass trusted'], ['pass trusted'], ['pass trusted']],
    ['by tag and digest', { image: `${own}:1.4@${digest}` }, ['pass trusted'], ['pass trusted'], ['pass trusted']],
    [
      'latest by digest: the tag is a remark',
      { image: `${own}:latest@${digest}`, imagePullPolicy: 'IfNotPresent' },
      ['pass trusted'],
      ['pass trusted'],
      ['pass trusted'],
    ],
    [
      'by tag',
      { image: `${own}:1.4` },
      ['partial no-digest#app'],
      ['advice no-digest#app', 'pass trusted'],
      ['advice no-digest#app', 'pass trusted'],
    ],
    [
      'latest',
      { image: `${own}:latest` },
      ['fail latest#app'],
      ['partial latest#app'],
      ['advice latest#app', 'pass trusted'],
    ],
    [
      'without a tag',
      { image: own },
      ['fail latest#app'],
      ['partial latest#app'],
      ['advice latest#app', 'pass trusted'],
    ],
    [
      'with a port and without a tag',
      { image: 'registry.bank.example:5000/ledger' },
      ['fail latest#app', 'fail registry-not-allowed#app'],
      ['fail registry-not-allowed#app', 'partial latest#app'],
      ['advice latest#app', 'fail registry-not-allowed#app'],
    ],
    [
      'of another registry',
      { image: `ghcr.io/bank/ledger@${digest}` },
      ['fail registry-not-allowed#app'],
      ['fail registry-not-allowed#app'],
      ['fail registry-not-allowed#app'],
    ],
    [
      'by a short name of Docker Hub',
      { image: `nginx@${digest}` },
      ['pass trusted'],
      ['pass trusted'],
      ['pass trusted'],
    ],
    [
      'of another namespace of Docker Hub',
      { image: `bitnami/nginx@${digest}` },
      ['fail registry-not-allowed#app'],
      ['fail registry-not-allowed#app'],
      ['fail registry-not-allowed#app'],
    ],
    [
      'that move and stay',
      { image: `${own}:latest`, imagePullPolicy: 'IfNotPresent' },
      ['advice pull-policy-stale#app', 'fail latest#app'],
      ['advice pull-policy-stale#app', 'partial latest#app'],
      ['advice latest#app', 'advice pull-policy-stale#app', 'pass trusted'],
    ],
    [
      'that move and are pulled',
      { image: `${own}:latest`, imagePullPolicy: 'Always' },
      ['fail latest#app'],
      ['partial latest#app'],
      ['advice latest#app', 'pass trusted'],
    ],
    [
      'by tag that stay',
      { image: `${own}:1.4`, imagePullPolicy: 'IfNotPresent' },
      ['partial no-digest#app'],
      ['advice no-digest#app', 'pass trusted'],
      ['advice no-digest#app', 'pass trusted'],
    ],
  ])('%s', (_name, container, critical, important, bestEffort) => {
    expect(judged(pod(container), 'critical')).toEqual(critical);
    expect(judged(pod(container), 'important')).toEqual(important);
    expect(judged(pod(container), 'best-effort')).toEqual(bestEffort);
  });

  test('of every container are looked at, each by itself', () => {
    const yaml = pod(
      { image: `${own}@${digest}` },
      {
        initContainers: [
          { name: 'init', image: `${own}:latest` },
          { name: 'proxy', image: `${own}:1.4`, restartPolicy: 'Always' },
        ],
        ephemeralContainers: [{ name: 'debug', image: `ghcr.io/bank/debug@${digest}` }],
      },
    );
    expect(judged(yaml, 'critical')).toEqual([
      'fail latest#init',
      'fail registry-not-allowed#debug',
      'partial no-digest#proxy',
    ]);
  });

  test('are shown where they stand', () => {
    const [finding] = findingsBy(trustedRegistries, pod({ image: 'quay.io/bank/ledger:1.4' }), {
      policy: policyOf('important'),
    });
    expect(finding).toMatchObject({
      because: 'its image quay.io/bank/ledger matches no registry that the policy file lists',
      evidence: [{ path: 'spec.containers[0].image', value: 'quay.io/bank/ledger:1.4' }],
    });
  });
});

describe('without a list of registries', () => {
  const unlisted = 'no list of trusted registries is declared: add `registries:` to kubecompass.yaml';

  test('what is otherwise fine is unknown, and what is not is told', () => {
    expect(judged(pod({ image: `${own}@${digest}` }), 'critical', null)).toEqual(['unknown not-seen']);
    expect(becauseOf(pod({ image: `${own}@${digest}` }), null)).toEqual([unlisted]);
    expect(judged(pod({ image: `${own}:latest` }), 'critical', null)).toEqual(['fail latest#app']);
    expect(judged(pod({ image: own }), 'best-effort', null)).toEqual(['advice latest#app', 'unknown not-seen']);
  });

  test('an empty list allows nothing', () => {
    expect(judged(pod({ image: `${own}@${digest}` }), 'critical', [])).toEqual(['fail registry-not-allowed#app']);
  });
});

describe('an image that cannot be read', () => {
  test.each([
    '${IMAGE}',
    '<image>',
    '{{ .Values.image }}',
    '$(REGISTRY)/ledger:1.4',
    'Ledger:1.4',
    `ledger@${digest.slice(0, -1)}`,
    'https://bank.example/ledger',
  ])('%s is no fault and no pass', (image) => {
    expect(judged(pod({ image }), 'critical')).toEqual(['unknown not-seen']);
    expect(becauseOf(pod({ image }))).toEqual(['the image of container app cannot be read as an image reference']);
  });

  test.each([
    ['${IMAGE}', 'rendering'],
    ['<image>', 'rendering'],
    ['{{ .Values.image }}', 'rendering'],
    ['bank.example/%NAME%:1.4', 'rendering'],
    ['@@IMAGE@@', 'rendering'],
    ['REPLACE_ME', 'rendering'],
    ['Ledger:1.4', 'corrected-manifest'],
    ['not an image!', 'corrected-manifest'],
    [`ledger@${digest.slice(0, -1)}`, 'corrected-manifest'],
  ])('%s asks for %s', (image, expected) => {
    const findings = findingsBy(trustedRegistries, pod({ image }), { policy: policyOf('critical') });
    expect(findings.flatMap(({ gaps }) => gaps.map(({ suppliedBy }) => suppliedBy))).toEqual([expected]);
  });

  test('hides nothing that is wrong with another', () => {
    const yaml = pod({ image: '${IMAGE}' }, { initContainers: [{ name: 'init', image: `${own}:latest` }] });
    expect(judged(yaml, 'critical')).toEqual(['fail latest#init']);
    expect(judged(yaml, 'best-effort')).toEqual(['advice latest#init', 'unknown not-seen']);
  });

  test('is not repeated, because it may hold a credential', () => {
    const said = JSON.stringify(
      findingsBy(trustedRegistries, pod({ image: 'https://user:hunter2@bank.example/ledger' }), {
        policy: policyOf('critical'),
      }),
    );
    expect(said).not.toContain('hunter2');
  });

  test('is missing from an init container or from a patch', () => {
    const rollout = (container: object, others: object = {}): string => {
      const spec = { ...others, containers: [{ name: 'app', ...container }] };
      const metadata = { name: 'ledger', namespace: 'bank' };
      return JSON.stringify({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Rollout',
        metadata,
        spec: { template: { spec } },
      });
    };
    expect(becauseOf(rollout({ image: `${own}@${digest}` }, { initContainers: [{ name: 'init' }] }))).toEqual([
      'container init names no image',
    ]);
    expect(judged(rollout({}), 'critical')).toEqual(['unknown not-seen Rollout/bank/ledger']);
  });
});

describe('where something else sets the tag', () => {
  const files = (override: string, name = 'skaffold.yaml'): Record<string, string> => ({
    'k8s/ledger.json': pod({ image: 'ledger' }),
    [name]: override,
  });
  const skaffold = 'apiVersion: skaffold/v4beta11\nkind: Config\nbuild: {artifacts: [{image: ledger}]}';

  test('Skaffold builds the image', () => {
    expect(judged(files(skaffold), 'critical')).toEqual(['unknown not-seen']);
    expect(becauseOf(files(skaffold))).toEqual(['skaffold.yaml sets the image of container app when it is applied']);
  });

  test('a kustomization replaces it, in a digest too', () => {
    const kustomization = 'images: [{name: ledger, newName: registry.bank.example/ledger, newTag: "1.4"}]';
    expect(judged(files(kustomization, 'prod/kustomization.yaml'), 'critical')).toEqual(['unknown not-seen']);
    expect(
      judged(
        { ...files(kustomization, 'prod/kustomization.yaml'), 'k8s/ledger.json': pod({ image: `ledger@${digest}` }) },
        'critical',
      ),
    ).toEqual(['unknown not-seen']);
  });

  test('another image is built, or none', () => {
    expect(judged(files(skaffold.replace('image: ledger', 'image: front')), 'critical')).toEqual(['fail latest#app']);
    expect(judged(files('images: [{name: ledger}]', 'prod/kustomization.yaml'), 'critical')).toEqual([
      'fail latest#app',
    ]);
  });

  test('it may do so in a document that cannot be read', () => {
    const broken = 'apiVersion: skaffold/v4beta11\nkind: Config\nbuild: {artifacts: [}';
    expect(judged(files(broken), 'critical')).toEqual(['unknown not-seen']);
    expect(judged({ ...files(broken), 'k8s/ledger.json': pod({ image: `${own}@${digest}` }) }, 'critical')).toEqual([
      'unknown not-seen',
    ]);
    // A document of another kind hides no such file.
    expect(judged(files('apiVersion: v1\nkind: Service\nspec: [}', 'service.yaml'), 'critical')).toEqual([
      'fail latest#app',
    ]);
  });

  test('it may do so elsewhere, where only a part of the platform was given', () => {
    const partial = (image: string): string[] =>
      judgedBy(trustedRegistries, pod({ image }), { policy: policyOf('critical'), authority: 'partial' });
    expect(partial(own)).toEqual(['unknown not-seen Pod/bank/ledger']);
    expect(partial(`${own}@${digest}`)).toEqual(['pass trusted Pod/bank/ledger']);
  });
});

test('F45 an Argo Rollout is judged like a Deployment', () => {
  const template = { spec: { containers: [{ name: 'app', image: `${own}:latest` }] } };
  const rollout = JSON.stringify({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'ledger', namespace: 'bank' },
    spec: { template },
  });
  expect(judgedBy(trustedRegistries, rollout, { policy: policyOf('critical') })).toEqual([
    'fail latest Rollout/bank/ledger#app',
  ]);
});

describe('of a cluster, what its nodes run from files', () => {
  const mirror = (namespace: string, program = 'kube-apiserver') => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${program}-a`,
      namespace,
      annotations: { 'kubernetes.io/config.mirror': 'x' },
      ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: 'a', uid: 'a', controller: true }],
    },
    spec: {
      hostNetwork: true,
      nodeName: 'a',
      containers: [{ name: program, image: `registry.k8s.io/${program}:v1.37.2`, command: [program] }],
    },
  });
  const policy = { file: 'kubecompass.yaml', registries: ['registry.k8s.io/*'], platformNamespaces: ['kube-system'] };

  test.each([
    ['its installer names its images by tags', mirror('kube-system'), ['pass trusted']],
    ['a copy that a tenant may have made', mirror('bank'), ['advice no-digest', 'pass trusted']],
  ])('%s', (_name, pod, expected) => {
    const found = findingsBy(trustedRegistries, clusterOf([pod]), { policy });
    expect(found.map(({ verdict, reason }) => `${verdict} ${reason}`).toSorted()).toEqual(expected);
  });
});
