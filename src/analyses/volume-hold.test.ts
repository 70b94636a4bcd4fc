import { describe, expect, test } from 'vitest';
import type { Companions } from '../estate/fact-view.ts';
import { isGap } from '../estate/gap.ts';
import type { VolumeClaim } from '../estate/volume-claim.ts';
import type { Workload } from '../estate/workload.ts';
import { volumeHold } from './volume-hold.ts';

const claims = (given: Readonly<Record<string, string>>, complete = true): Companions<VolumeClaim> => ({
  found: Object.entries(given).map(([name, mode]) => ({ name, accessModes: [mode] }) as unknown as VolumeClaim),
  complete,
  settled: true,
  gaps: [],
});

function holdOf(
  volumes: readonly (string | null)[],
  near: Companions<VolumeClaim>,
  templates: string[][] = [],
): string {
  const { heldAt, unheld } = volumeHold(
    {
      claimTemplates: templates.map((accessModes) => ({ name: 'data', accessModes, storageClass: null })),
      pod: { path: 'spec.template.spec', volumes: volumes.map((claim) => ({ claim })) },
    } as unknown as Workload,
    near,
  );
  return `${heldAt} ${isGap(unheld) ? unheld.suppliedBy : unheld}`;
}

describe('the volume that holds pods on one node', () => {
  const once = 'ReadWriteOnce';
  const many = 'ReadWriteMany';

  test.each<[string, string, string]>([
    ['none without volumes', holdOf([], claims({})), 'null null'],
    ['none that is no claim', holdOf([null], claims({})), 'null null'],
    ['one that attaches once', holdOf([null, 'a'], claims({ a: once })), 'spec.template.spec.volumes[1] null'],
    ['none that many attach', holdOf(['a'], claims({ a: many })), 'null null'],
    ['one of several', holdOf(['a', 'b'], claims({ a: many, b: once })), 'spec.template.spec.volumes[1] null'],
    ['perhaps one that is kept elsewhere', holdOf(['a'], claims({})), 'null other-repository'],
    ['perhaps one that is hidden', holdOf(['a'], claims({}, false)), 'null volumeClaims'],
    ['one, whatever is hidden', holdOf(['a', 'b'], claims({ b: once }, false)), 'spec.template.spec.volumes[1] null'],
    ['that of a template', holdOf(['a'], claims({}), [[many], [once]]), 'spec.volumeClaimTemplates[1] null'],
    ['none of a template for many', holdOf([], claims({}), [[many]]), 'null null'],
  ])('%s', (_, hold, expected) => {
    expect(hold).toBe(expected);
  });
});
