import { expect, test } from 'vitest';
import { holdPatches } from '../support/patch-law.ts';

// The law of patches: what is patched is gone, nothing else got worse, and a second run changes nothing.

test('at least ten findings of examples/council go with the patches that harm nobody', async () => {
  const { proven, broken } = await holdPatches('examples/council', { risky: false });
  expect(broken).toEqual([]);
  expect([...proven.values()].reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(10);
});

test('the law holds of examples/council with those that may harm, too', async () => {
  const held = await holdPatches('examples/council');
  expect(held.broken).toEqual([]);
});
