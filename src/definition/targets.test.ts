import { describe, expect, test } from 'vitest';
import { criteria, criterionIds } from './criteria.ts';
import { targetsOf } from './targets.ts';
import { tiers } from './tiers.ts';

describe('targetsOf', () => {
  test('gives the numbers of the tier', () => {
    expect(targetsOf('network/default-deny', 'critical')).toEqual({
      namespacesDefaultDenyIngressPercent: 100,
      namespacesDefaultDenyEgressPercent: 100,
    });
    expect(targetsOf('network/default-deny', 'important')).toEqual({
      namespacesDefaultDenyIngressPercent: 100,
      namespacesDefaultDenyEgressPercent: 80,
    });
  });

  test('leaves out what the tier does not promise', () => {
    expect(targetsOf('network/default-deny', 'best-effort')).toEqual({ namespacesDefaultDenyIngressPercent: 100 });
    expect(targetsOf('availability/zone-spread', 'best-effort')).toEqual({});
    expect(targetsOf('workload/pod-security', 'critical')).toEqual({});
  });

  test('keeps a promised zero', () => {
    expect(targetsOf('secrets/secrets-in-git', 'best-effort')).toEqual({ verifiedCredentialsInGit: 0 });
  });

  test('gives every promised number and no other', () => {
    for (const id of criterionIds) {
      for (const tier of tiers) {
        const promised = criteria[id].metrics.filter(({ values }) => values[tier] !== null);
        expect(targetsOf(id, tier)).toEqual(
          Object.fromEntries(promised.map(({ name, values }) => [name, values[tier]])),
        );
      }
    }
  });

  test('gives a value of its own to every caller', () => {
    const mine = targetsOf('availability/zone-spread', 'critical');
    mine.zones = 99;

    expect(targetsOf('availability/zone-spread', 'critical').zones).toBe(3);
  });
});
