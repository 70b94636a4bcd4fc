import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Held, holdPatches } from '../support/patch-law.ts';
import { type PlacedObject, randomObjects } from '../support/random-estate.ts';
import { anyManner, type Manner, writeYaml } from '../support/write-yaml.ts';

// The law of patches: what is patched is gone, nothing that was not there before fails, nothing gets worse, whatever no patch speaks of holds what it held,
// and a second run changes nothing.

test('at least ten findings of examples/council go with the patches that harm nobody', async () => {
  const { proven, broken } = await holdPatches('examples/council', { risky: false });
  expect(broken).toEqual([]);
  expect(sumOf(proven)).toBeGreaterThanOrEqual(10);
});

test.each(['examples/council', 'examples/bank'])('of %s with those that may harm, too', async (folder) => {
  expect((await holdPatches(folder)).broken).toEqual([]);
});

const corpus = process.env['KUBECOMPASS_CORPUS'];

test
  .skipIf(corpus === undefined)
  .each(['kubernetes-examples', 'kube-prometheus', 'jaeger-operator', 'calico', 'chaos-mesh', 'keycloak-quickstarts'])(
  'of %s (skipped without KUBECOMPASS_CORPUS)',
  async (folder) => {
    const { tried, refused, proven, broken } = await holdPatches(join(corpus ?? '', folder));
    console.log(`patches of ${folder}`, { tried, refused: refused.length, proven: sumOf(proven) });
    expect(broken).toEqual([]);
  },
  120_000,
);

test('of random platforms, however they are written', async () => {
  const all: Held[] = [];
  await fc.assert(
    fc.asyncProperty(
      randomObjects,
      anyManner,
      fc.array(fc.nat(), { minLength: 50, maxLength: 50 }),
      async (objects, how, dice) => {
        const root = layRandom(objects, how, dice);
        try {
          const held = await holdPatches(root);
          all.push(held);
          expect(held.broken).toEqual([]);
        } finally {
          rmSync(root, { recursive: true, force: true });
        }
      },
    ),
    { numRuns: 60, endOnFailure: true },
  );
  const proven = all.flatMap((held) => [...held.proven]);
  const counts = Object.fromEntries(
    [...Map.groupBy(proven, ([reason]) => reason)].map(([reason, some]) => [
      reason,
      sumOf(new Map(some.entries().map(([nth, [, number]]) => [String(nth), number]))),
    ]),
  );
  const [tried, refused] = [
    all.reduce((sum, one) => sum + one.tried, 0),
    all.reduce((sum, one) => sum + one.refused.length, 0),
  ];
  console.log('patches of random platforms', { tried, refused, proven: counts });
  expect(tried - refused).toBeGreaterThan(50);
}, 300_000);

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, one) => sum + one, 0);
}

/** Lays objects in files below a folder: alone or several in one, in YAML or JSON. */
function layRandom(objects: readonly PlacedObject[], how: Manner, dice: readonly number[]): string {
  let next = 0;
  const choose = (): number => dice[next++ % dice.length] as number;
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'kubecompass-random-')));
  const files = new Map<string, string[]>();
  for (const { folder, object } of objects) {
    const isJson = choose() % 6 === 0;
    const name = isJson ? `${files.size}.json` : choose() % 2 === 0 ? 'all.yaml' : `${files.size}.yaml`;
    const place = join('jobs' in object ? join(folder, '.github/workflows') : folder, name);
    const text = isJson
      ? JSON.stringify(object, null, choose() % 5)
      : writeYaml(object, { ...how, lastLine: true }, choose);
    files.set(place, [...(files.get(place) ?? []), text]);
  }
  for (const [name, texts] of files) {
    const file = join(root, name);
    mkdirSync(dirname(file), { recursive: true });
    const text = texts.join(`---${how.newline}`);
    writeFileSync(file, how.lastLine ? text : text.trimEnd());
  }
  return root;
}
