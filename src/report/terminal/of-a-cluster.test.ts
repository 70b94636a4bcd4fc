import { describe, expect, test } from 'vitest';
import { clusterOf, type ClusterInTest } from '../../../test/support/cluster-of.ts';
import { assess } from '../../assessment/assess.ts';
import { undeclaredPolicy } from '../../estate/policy.ts';
import { renderTerminal } from './render-terminal.ts';

const bank = `apiVersion: v1
kind: Namespace
metadata: {name: bank}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: bank}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: app, image: registry.bank.example/app:1.0}]}
`;

function screenOf(cluster: ClusterInTest, verbose = false): string {
  const assessment = assess(clusterOf(bank, cluster), undeclaredPolicy, { version: 'test' });
  return renderTerminal(assessment, { columns: 100, colour: false, verbose, all: false }).replaceAll('\u00a0', ' ');
}

describe('the first screen of a cluster', () => {
  test('names the server, its version and who makes it', () => {
    expect(screenOf({ version: 'v1.33.1-eks-5c8d1f2' })).toContain(
      '2 objects in the cluster api:6443 (v1.33.1-eks-5c8d1f2, EKS); no policy file',
    );
  });

  test('says how many kinds were not read', () => {
    const bare = screenOf({});
    expect(bare).toContain('criteria can be answered from a cluster by this version');
    expect(bare).not.toMatch(/ in \d+ files?/);
  });

  test('asks for the rights that are missing', () => {
    expect(screenOf({ forbidden: ['policy/PodDisruptionBudget'] })).toMatch(
      /Ask for the rights that are missing:\s+`kubecompass assess\s+--explain-access`/,
    );
  });

  test('asks for them in the namespaces that were asked for', () => {
    const estate = clusterOf(bank, { forbidden: ['policy/PodDisruptionBudget'] });
    const cluster = estate.cluster && { ...estate.cluster, namespaces: ['bank'], server: '' };
    const assessment = assess({ ...estate, cluster }, undeclaredPolicy, { version: 'test' });
    const screen = renderTerminal(assessment, { columns: 100, colour: false, verbose: false, all: false }).replaceAll(
      '\u00a0',
      ' ',
    );
    expect(screen).toContain('`kubecompass assess --explain-access -n bank`');
    // A snapshot may end before it says of which server it is.
    expect(screen).toMatch(/in the cluster \(/);
  });

  test('points to objects by their path in the API, without a line', () => {
    const details = screenOf({}, true);
    expect(details).toContain('/apis/apps/v1/namespaces/bank/deployments/web spec');
    expect(details).not.toContain('/deployments/web:1');
  });
});

describe('a fault that many nodes share', () => {
  const nodes = Array.from(
    { length: 6 },
    (_, index) => `apiVersion: v1
kind: Node
metadata: {name: node-${index}}
status: {nodeInfo: {kubeletVersion: v1.37.2, containerRuntimeVersion: containerd://1.6.1}, conditions: [{type: Ready, status: 'True'}]}
`,
  ).join('---\n');
  const assessment = assess(clusterOf(nodes), undeclaredPolicy, { version: 'test' });
  const show = (verbose: boolean): string =>
    renderTerminal(assessment, { columns: 80, colour: false, verbose, all: false }).replaceAll('\u00a0', ' ');

  test('names the group, on the first screen and behind it', () => {
    expect(show(false)).toMatch(/\d\. 6 nodes \(node-0, node-1, …\): /);
    expect(show(true)).toContain('      6 nodes (node-0, node-1, …) /api/v1/nodes/node-0');
    expect(show(true)).not.toContain('Node node-0');
  });

  test('is of all of them in JSON, and has one fingerprint', () => {
    const found = assessment.findings.filter(({ subject }) => subject.kind === 'Node');
    expect(found.length).toBeGreaterThan(0);
    for (const { subject } of found) expect(subject.standsFor).toHaveLength(6);
    expect(assessment.next.remedies.find(({ first }) => first.kind === 'Node')?.subjects).toBe(6);
  });
});

test('what follows in the list is not named before it', () => {
  expect(screenOf({}, true)).toContain('each line says who may know');
  expect(screenOf({}, true).split('NOT SEEN')[1]).not.toContain('--verbose');
});
