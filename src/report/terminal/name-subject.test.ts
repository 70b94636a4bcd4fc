import { expect, test } from 'vitest';
import { nameSubject } from './name-subject.ts';

test.each<[Parameters<typeof nameSubject>[0], string]>([
  [{ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'bank', name: 'till' }, 'Deployment bank/till'],
  [{ apiVersion: 'v1', kind: 'Config', namespace: '', name: '(no name)' }, 'the kubeconfig'],
  [{ apiVersion: 'audit.k8s.io/v1', kind: 'Policy', namespace: '', name: '' }, 'Policy (no name)'],
])('%o', (subject, words) => {
  expect(nameSubject(subject)).toBe(words.replaceAll(' ', '\u00a0'));
});
