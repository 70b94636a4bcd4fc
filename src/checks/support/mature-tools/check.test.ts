import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { matureTools } from './check.ts';

const release = (chart: string): string =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: tool, namespace: infra}\nspec: {chart: {spec: {chart: ${chart}, version: 1.2.3}}}\n`;
const object = (apiVersion: string, kind: string, namespaced = ''): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: one${namespaced}}\n`;
const tool = 'HelmRelease/infra/tool';
const critical = { policy: { tiers: { default: 'critical' as const, rules: [] } } };

const judged = (given: Parameters<typeof judgedBy>[1]): string[] => [
  ...new Set(judgedBy(matureTools, given, critical).filter((one) => !one.startsWith('notApplicable'))),
];

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    ['graduated', release('cilium'), [`pass established ${tool}`]],
    [
      'no project of the CNCF, and its makers support releases',
      release('tigera-operator'),
      [`pass established ${tool}`],
    ],
    ['incubating', release('longhorn'), [`advice incubating-tool ${tool}`, `pass established ${tool}`]],
    ['in the sandbox', release('velero'), [`partial sandbox-tool ${tool}`, `unknown not-seen ${tool}`]],
    ['given up', release('osm'), [`partial abandoned-tool ${tool}`, `unknown not-seen ${tool}`]],
    ['of which no table speaks', release('mimir'), [`unknown not-seen ${tool}`]],
    ['nothing stands on it', release('chaos-mesh'), []],
    [
      'an alpha version of Kubernetes’ own',
      object('admissionregistration.k8s.io/v1alpha1', 'MutatingAdmissionPolicy'),
      ['partial alpha-api MutatingAdmissionPolicy//one'],
    ],
    [
      'an alpha version that is served no more is asked for elsewhere',
      object('admissionregistration.k8s.io/v1alpha1', 'InitializerConfiguration'),
      [],
    ],
    ['an alpha version of a tool’s own', object('argoproj.io/v1alpha1', 'AppProject', ', namespace: argocd'), []],
  ])('%s', (_what, yaml, expected) => {
    expect(judged(yaml)).toEqual(expected);
  });

  test('of an incubating project nothing more is claimed than its level', () => {
    const said = (chart: string): (string | undefined)[] =>
      findingsBy(matureTools, release(chart), critical)
        .filter(({ verdict }) => verdict === 'pass')
        .map(({ because }) => because);
    expect(said('thanos')[0]).toBe('Thanos is incubating in the CNCF since 2020-08-19 (as of 2026-08-07)');
    expect(said('longhorn')[0]).toBe('Longhorn is incubating in the CNCF since 2021-11-04 (as of 2026-08-07)');
  });

  test('of a day before the table, or long after, nothing is said', () => {
    for (const now of ['2026-08-01T00:00:00Z', '2027-06-01T00:00:00Z'])
      expect(judged(estateOf(release('cilium'), 'default', now))).toEqual([`unknown not-seen ${tool}`]);
  });

  test('says how far it has come, since when, and as of which day', () => {
    expect(findingsBy(matureTools, release('cilium'))[0]?.because).toBe(
      'Cilium is graduated in the CNCF since 2023-10-11 (as of 2026-08-07)',
    );
  });
});
