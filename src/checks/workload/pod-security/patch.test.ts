import { expect, test } from 'vitest';
import { patched } from '../../../../test/support/patched.ts';

test('a namespace is warned of what the restricted level forbids', async () => {
  const namespace = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    kubecompass.io/tier: important
    pod-security.kubernetes.io/enforce: baseline
    pod-security.kubernetes.io/warn: baseline
`;
  const { files, unpatched } = await patched({ 'shop.yaml': namespace }, 'workload/pod-security', { risky: false });
  expect(unpatched).toEqual([]);
  expect(files).toEqual({ 'shop.yaml': namespace.replace('warn: baseline', 'warn: restricted') });
});
