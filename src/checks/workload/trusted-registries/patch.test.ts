import { expect, test } from 'vitest';
import { patched } from '../../../../test/support/patched.ts';

const digests = ['a', 'b'].map((one) => `sha256:${one.repeat(64)}`) as [string, string];

function pod(name: string, image: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: shop, labels: { kubecompass.io/tier: critical } }\nspec:\n  containers:\n    - name: app\n      image: ${image} # tested\n`;
}

const run = (...images: string[]): ReturnType<typeof patched> =>
  patched(
    Object.fromEntries(images.map((image, index) => [`${index}.yaml`, pod(`app-${index}`, image)])),
    'workload/trusted-registries',
    { risky: false },
  );

test('an image gets the digest that is pinned for it elsewhere', async () => {
  const { files, unpatched } = await run('nginx:1.29', `docker.io/library/nginx:1.29@${digests[0]}`);
  expect(files).toEqual({ '0.yaml': pod('app-0', `nginx:1.29@${digests[0]}`) });
  expect(unpatched).toEqual([]);
});

test.each<[string, string[], string]>([
  ['none is pinned', ['nginx:1.29'], 'no digest of nginx:1.29 is pinned anywhere'],
  ['another tag is', ['nginx:1.29', `nginx:1.28@${digests[0]}`], 'no digest of nginx:1.29 is pinned anywhere'],
  [
    'two differ',
    ['nginx:1.29', `nginx:1.29@${digests[0]}`, `nginx:1.29@${digests[1]}`],
    'nginx:1.29 is pinned to 2 different digests',
  ],
])('nothing is written where %s', async (_, images, why) => {
  const { files, unpatched } = await run(...images);
  expect(files).toEqual({});
  expect(unpatched).toEqual([expect.stringContaining(why)]);
});
