import { describe, expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { isGap } from '../estate/gap.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { toolRelease } from './tool-release.ts';

function releaseOf(yaml: string, now?: string): unknown {
  const facts = viewFacts(estateOf(yaml, 'default', now));
  const answer = toolRelease.compute(facts as never)(facts.tools.items[0] as never, { place: '', nth: 0 });
  if (isGap(answer)) return `${answer.gap}: ${answer.detail}`;
  return [answer.support.release, answer.support.state, answer.hasEnded, answer.isBehind];
}
const kubeadm = (version: string): string =>
  `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: ${version}\n`;

describe('the release of a version', () => {
  test.each<[string, string, unknown]>([
    ['the newest patch', 'v1.36.4', ['1.36', 'until', false, false]],
    ['an older patch, compared by number', 'v1.34.9', ['1.34', 'until', true, true]],
    ['a patch that the table does not know yet', 'v1.36.5', ['1.36', 'until', false, false]],
    ['a version without a patch', 'v1.36', ['1.36', 'until', false, false]],
    ['a build of a distribution', 'v1.36.4-rke2r1', ['1.36', 'until', false, false]],
    ['older than all that is listed', 'v1.9.3', ['1.9', 'ended', true, false]],
    [
      'newer than all that is listed',
      'v1.99.0',
      expect.stringContaining('is not in the table of support windows of 2026-08-22'),
    ],
    ['no version', 'latest', expect.stringContaining('which version of Kubernetes runs is not told')],
  ])('%s', (_what, version, expected) => {
    expect(releaseOf(kubeadm(version))).toEqual(expected);
  });

  test.each([
    ['on its last day', '2026-10-27T23:59:00Z', false],
    ['and after it', '2026-10-28T00:01:00Z', true],
  ])('is supported to the end of a day: %s', (_what, now, hasEnded) => {
    expect(releaseOf(kubeadm('v1.34.11'), now)).toEqual(['1.34', 'until', hasEnded, false]);
  });

  test.each([
    ['2027-02-18T23:00:00Z', '1.36'],
    ['2027-02-19T00:00:00Z', 'stale'],
    ['2026-08-21T23:00:00Z', 'stale'],
  ])('is known at %s: %s', (now, expected) => {
    expect(String(releaseOf(kubeadm('v1.36.4'), now))).toMatch(new RegExp(`^${expected}`));
  });
});
