import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { assessedBy, judgedBy } from '../../../../test/support/judged.ts';
import { abandonedTools } from './check.ts';

function deployment(name: string, image: string, kind = 'Deployment'): string {
  return `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: infra}\nspec:\n  selector: {matchLabels: {app: ${name}}}\n  template:\n    metadata: {labels: {app: ${name}}}\n    spec: {containers: [{name: app, image: "${image}"}]}\n`;
}
const release = (chart: string): string =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: entrance, namespace: infra}\nspec: {chart: {spec: {chart: ${chart}, version: 4.13.0}}}\n`;
const split =
  'apiVersion: split.smi-spec.io/v1alpha2\nkind: TrafficSplit\nmetadata: {name: web, namespace: shop}\nspec: {}\n';
const definition =
  'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: trafficsplits.split.smi-spec.io}\nspec: {group: split.smi-spec.io, names: {kind: TrafficSplit}}\n';

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    [
      'a retired controller',
      deployment('entrance', 'registry.k8s.io/ingress-nginx/controller:v1.12.1'),
      ['partial archived-tool Deployment/infra/entrance'],
    ],
    [
      'from a mirror of the bank',
      deployment(
        'entrance',
        `harbor.bank.example:5000/proxy/registry.k8s.io/ingress-nginx/controller@sha256:${'a'.repeat(64)}`,
      ),
      ['partial archived-tool Deployment/infra/entrance'],
    ],
    [
      'by its chart, whose pods may be of a tier of which nothing was seen',
      release('ingress-nginx'),
      ['partial archived-tool HelmRelease/infra/entrance', 'unknown not-seen HelmRelease/infra/entrance'],
    ],
    [
      'a project that the CNCF looks after',
      deployment('argocd-server', 'quay.io/argoproj/argocd:v3.3.0'),
      ['pass looked-after Deployment/infra/argocd-server'],
    ],
    [
      'one whose release is too old, and whose makers support newer ones',
      deployment('grafana', 'grafana/grafana:7.4.5'),
      ['pass looked-after Deployment/infra/grafana'],
    ],
    [
      'an operator that makes only what has ended, of a project that lives on',
      deployment('jaeger-operator', 'quay.io/jaegertracing/jaeger-operator:1.65.0'),
      ['partial archived-tool Deployment/infra/jaeger-operator'],
    ],
    [
      'the project itself',
      deployment('jaeger', 'jaegertracing/jaeger:2.17.0'),
      ['pass looked-after Deployment/infra/jaeger'],
    ],
    [
      'one whose repository is archived',
      deployment('store', 'quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z'),
      ['partial archived-tool Deployment/infra/store'],
    ],
    [
      'one of which no table speaks',
      deployment('mimir', 'grafana/mimir:2.17.0'),
      ['unknown not-seen Deployment/infra/mimir'],
    ],
    [
      'objects of an archived project run nothing',
      split,
      ['advice archived-kinds TrafficSplit/shop/web', 'notApplicable kinds-only TrafficSplit/shop/web'],
    ],
    [
      'neither do its kinds',
      definition,
      [
        'advice archived-kinds CustomResourceDefinition//trafficsplits.split.smi-spec.io',
        'notApplicable kinds-only CustomResourceDefinition//trafficsplits.split.smi-spec.io',
      ],
    ],
    ['an image of somebody else', deployment('controller', 'registry.bank.example/team/controller:1.0'), []],
    [
      'an archived tool beside another one in one pod',
      `apiVersion: v1\nkind: Pod\nmetadata: {name: both, namespace: infra}\nspec: {containers: [{name: a, image: grafana/promtail:2.9.0}, {name: b, image: grafana/agent:v0.40.0}]}\n`,
      ['partial archived-tool Pod/infra/both'],
    ],
  ])('%s', (_what, yaml, expected) => {
    // What belongs to the platform is judged for each tier that it hosts.
    expect([...new Set(judgedBy(abandonedTools, yaml))]).toEqual(expected);
  });
});

test('says since when, as of which day, and what to use instead', () => {
  const [finding] = assessedBy(
    abandonedTools,
    deployment('entrance', 'registry.k8s.io/ingress-nginx/controller:v1.12.1'),
  ).findings;
  expect(finding?.because).toMatch(/^ingress-nginx is abandoned: .*on 2026-03-31 \(as of 2026-08-22\)$/);
  expect(finding?.fix).toContain('Gateway API');
  expect(finding?.evidence[0]?.path).toBe('spec.template.spec.containers[0].image');
});

test('a folder without any tool that is known passes nothing: others may run elsewhere', () => {
  const { outcomes } = assessedBy(
    abandonedTools,
    deployment('controller', 'registry.bank.example/team/controller:1.0'),
  );
  expect(outcomes.find(({ criterion }) => criterion === 'support/abandoned-tools')?.verdict).toBe('unknown');
});

describe('a table that is too old, or of a later day, says nothing', () => {
  const yaml = deployment('entrance', 'registry.k8s.io/ingress-nginx/controller:v1.12.1');
  test.each([
    ['2026-08-22T00:00:00Z', 'partial archived-tool'],
    ['2027-02-18T23:00:00Z', 'partial archived-tool'],
    ['2027-02-19T00:00:00Z', 'unknown not-seen'],
    ['2026-08-21T23:00:00Z', 'unknown not-seen'],
  ])('at %s', (now, expected) => {
    const judged = new Set(judgedBy(abandonedTools, estateOf(yaml, 'default', now)).map((one) => one.split(' D')[0]));
    expect([...judged]).toEqual([expected]);
  });
});

test('a product of which no release is supported any more is looked after by nobody that a table knows', () => {
  const yaml = deployment('grafana', 'grafana/grafana:13.1.0');
  const estate = estateOf(yaml, 'default', '2026-08-23T00:00:00Z');
  const items = estate.facts.tools.items.map((one) =>
    one.support ? { ...one, support: { ...one.support, isMaintained: false } } : one,
  );
  const without = { ...estate, facts: { ...estate.facts, tools: { ...estate.facts.tools, items } } };
  expect(new Set(judgedBy(abandonedTools, without))).toEqual(new Set(['unknown not-seen Deployment/infra/grafana']));
});
