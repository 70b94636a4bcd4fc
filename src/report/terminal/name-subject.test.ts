import { expect, test } from 'vitest';
import { nameSubject } from './name-subject.ts';

const node = (standsFor: string[]): Parameters<typeof nameSubject>[0] => ({
  apiVersion: 'v1',
  kind: 'Node',
  namespace: '',
  name: 'a',
  standsFor,
});

test.each<[Parameters<typeof nameSubject>[0], string]>([
  [{ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'bank', name: 'till' }, 'Deployment bank/till'],
  [{ apiVersion: 'v1', kind: 'Config', namespace: '', name: '(no name)' }, 'the kubeconfig'],
  [{ apiVersion: 'audit.k8s.io/v1', kind: 'Policy', namespace: '', name: '' }, 'Policy (no name)'],
  [node(['a']), 'Node a'],
  [node(['a', 'b']), '2 nodes (a and b)'],
  [node(['a', 'b', 'c', 'd', 'e', 'f']), '6 nodes (a, b, …)'],
])('%o', (subject, words) => {
  expect(nameSubject(subject).replaceAll('\u00a0', ' ')).toBe(words);
});
