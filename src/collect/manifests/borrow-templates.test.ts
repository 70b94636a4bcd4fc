import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';

const rollout = `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: web, namespace: bank}
spec: {replicas: 3, workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web}}
`;

function deployment(image: string): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: bank}
spec:
  replicas: 0
  selector: {matchLabels: {app: web}}
  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: app, image: "${image}"}]}}
`;
}

function imagesOf(files: Readonly<Record<string, string>>): unknown {
  const made = estateOf(files).facts.workloads.items.find(({ kind }) => kind === 'Rollout');
  return [made?.templateOf, made?.replicas, made?.pod.containers.map(({ image }) => image)];
}

describe('a Rollout that leaves its template to a Deployment', () => {
  test('makes the pods of that Deployment', () => {
    expect(imagesOf({ 'a.yaml': rollout, 'b.yaml': deployment('web:1') })).toEqual(['Deployment/web', 3, ['web:1']]);
  });

  test('takes the one of its own folder', () => {
    const files = { 'prod/a.yaml': rollout, 'prod/b.yaml': deployment('web:1'), 'dev/b.yaml': deployment('web:2') };
    expect(imagesOf(files)).toEqual(['Deployment/web', 3, ['web:1']]);
  });

  test('has no containers where the Deployment was not seen, or it is not known which one is meant', () => {
    expect(imagesOf({ 'a.yaml': rollout })).toEqual(['Deployment/web', 3, []]);
    expect(imagesOf({ 'a.yaml': rollout, 'prod/b.yaml': deployment('web:1') })).toEqual(['Deployment/web', 3, []]);
    const both = `${deployment('web:1')}---${deployment('web:2')}`;
    expect(imagesOf({ 'a.yaml': rollout, 'b.yaml': both })).toEqual(['Deployment/web', 3, []]);
  });
});
