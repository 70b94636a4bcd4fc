import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { assessedBy, findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { maintainedTools } from './check.ts';

function pods(image: string): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: tool, namespace: infra}\nspec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: main, image: "${image}"}]}}}\n`;
}
const kubeadm = (version: string): string =>
  `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: ${version}\n`;
const eks = (version: string): string =>
  `apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: bank, region: eu-west-1, version: "${version}"}\n`;
const file = 'ClusterConfiguration//(no name)';
const tool = 'Deployment/infra/tool';

const judged = (given: Parameters<typeof judgedBy>[1]): string[] => [...new Set(judgedBy(maintainedTools, given))];

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    ['supported for months', kubeadm('v1.36.0'), [`pass supported ${file}`]],
    ['its support ended last month', kubeadm('v1.34.0'), [`fail out-of-support ${file}`]],
    ['older than the table', kubeadm('v1.20.0'), [`fail out-of-support ${file}`]],
    ['a tool that nothing stands on', pods('jaegertracing/all-in-one:1.60.0'), [`partial tool-out-of-support ${tool}`]],
    ['the support that is sold goes on', eks('1.33'), ['partial extended-support ClusterConfig//bank']],
    ['that has ended, too', eks('1.30'), ['fail out-of-support ClusterConfig//bank']],
    ['it ends next week', eks('1.34'), ['partial ends-soon ClusterConfig//bank']],
    [
      'a tool whose releases no table knows',
      pods('ghcr.io/external-secrets/external-secrets:v0.9.0'),
      [`unknown not-seen ${tool}`],
    ],
    ['a version that the table does not know', pods('quay.io/argoproj/argocd:v99.1.0'), [`unknown not-seen ${tool}`]],
    ['a database out of support', pods('postgres:11.5'), [`fail out-of-support ${tool}`]],
    [
      'older than the table, and than any release that was supported for longer',
      pods('prom/prometheus:v2.20.0'),
      [`fail out-of-support ${tool}`],
    ],
    [
      'older than the table, where releases were supported for longer',
      pods('prom/prometheus:v2.53.0'),
      [`unknown not-seen ${tool}`],
    ],
    ['older than the table: Vault', pods('hashicorp/vault:1.5.0'), [`fail out-of-support ${tool}`]],
    ['no version', pods('quay.io/argoproj/argocd:latest'), [`unknown not-seen ${tool}`]],
  ])('%s', (_what, yaml, expected) => {
    expect(judged(yaml)).toEqual(expected);
  });

  test('it ends within 90 days, and not a day earlier', () => {
    const at = (now: string): string[] => judged(estateOf(kubeadm('v1.35.0'), 'default', now));
    expect(at('2026-11-29T12:00:00Z')).toEqual([`pass supported ${file}`]);
    expect(at('2026-11-30T12:00:00Z')).toEqual([`partial ends-soon ${file}`]);
    expect(at('2027-02-28T12:00:00Z').concat(at('2027-02-18T12:00:00Z'))).toEqual([
      `unknown not-seen ${file}`,
      `partial ends-soon ${file}`,
    ]);
  });

  test('a table of a later day says nothing', () => {
    expect(judged(estateOf(kubeadm('v1.36.0'), 'default', '2026-08-01T00:00:00Z'))).toEqual([
      `unknown not-seen ${file}`,
    ]);
  });

  test('a table that is too old says nothing, not even of what had ended by then', () => {
    expect(judged(estateOf(kubeadm('v1.36.0'), 'default', '2027-02-19T00:00:00Z'))).toEqual([
      `unknown not-seen ${file}`,
    ]);
    expect(judged(estateOf(kubeadm('v1.31.0'), 'default', '2027-02-19T00:00:00Z'))).toEqual([
      `unknown not-seen ${file}`,
    ]);
  });

  test('says until when, and as of which day', () => {
    expect(findingsBy(maintainedTools, kubeadm('v1.34.0'))[0]?.because).toBe(
      'Kubernetes 1.34 is out of support since 2026-10-27 (by our table of 2026-08-22), and the platform stands on it',
    );
  });

  test('a folder that shows one good tool passes that tool, and not the platform', () => {
    const { outcomes } = assessedBy(maintainedTools, kubeadm('v1.36.0'));
    expect(outcomes.find(({ criterion }) => criterion === 'support/maintained-tools')?.verdict).toBe('unknown');
  });
});

describe('of a cluster', () => {
  const status = (text: string): string => `${pods('quay.io/argoproj/argocd:v3.5.1')}status: ${text}\n`;
  const cluster = 'Cluster//api:6443';
  const on = (yaml: string, version = 'v1.36.4'): string[] => judged(clusterOf(yaml, { version }));

  test.each<[string, string, string[]]>([
    ['Kubernetes itself', '', [`pass supported ${cluster}`]],
    [
      'a tool by the image that runs',
      status('{readyReplicas: 1, updatedReplicas: 1}'),
      [`pass supported ${cluster}`, `pass supported ${tool}`],
    ],
    [
      'while it is rolled out, pods of the version before may still run',
      status('{readyReplicas: 1, updatedReplicas: 0}'),
      [`pass supported ${cluster}`, `unknown not-seen ${tool}`],
    ],
    [
      'kinds that a tool left behind are none',
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: a.velero.io}\nspec: {group: velero.io, names: {kind: Backup}}\n',
      [`pass supported ${cluster}`],
    ],
  ])('%s', (_what, yaml, expected) => {
    expect(on(yaml)).toEqual(expected);
  });

  test('a chart tells less than the pods that came of it', () => {
    const release =
      '---\napiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: argo, namespace: infra}\nspec: {interval: 1h, chart: {spec: {chart: argo-cd, sourceRef: {kind: HelmRepository, name: a}}}}\n';
    expect(on(release)).toContain('unknown not-seen HelmRelease/infra/argo');
    expect(on(status('{readyReplicas: 1, updatedReplicas: 1}') + release)).not.toContain(
      'unknown not-seen HelmRelease/infra/argo',
    );
  });

  test('a release that ended fails', () => {
    expect(on('', 'v1.33.2')).toEqual([`fail out-of-support ${cluster}`]);
  });

  test('unknown where the version, nodes or pods may not be seen', () => {
    const verdictOf = (forbidden: string): string | undefined =>
      assessedBy(maintainedTools, clusterOf('', { version: 'v1.36.4', forbidden: [forbidden] })).outcomes.find(
        ({ criterion }) => criterion === 'support/maintained-tools',
      )?.verdict;
    expect(['/Node', '/Pod', 'apps/Deployment'].map(verdictOf)).toEqual(['unknown', 'unknown', 'unknown']);
  });
});
