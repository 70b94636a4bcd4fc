import { describe, expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import type { Authority } from '../collect/manifests/visibility.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { type ContainerImages, containerImages, nameOfImage } from './container-images.ts';

test.each([
  ['nginx', 'nginx'],
  ['nginx:1.27', 'nginx'],
  ['nginx@sha256:abc', 'nginx'],
  ['nginx:1.27@sha256:abc', 'nginx'],
  ['localhost:5000/app', 'localhost:5000/app'],
  ['localhost:5000/app:1', 'localhost:5000/app'],
  ['registry.bank.example/a/b:1', 'registry.bank.example/a/b'],
  ['', ''],
])('%j has the name %j', (image, name) => {
  expect(nameOfImage(image)).toBe(name);
});

function podOf(image: string): string {
  return `
apiVersion: v1
kind: Pod
metadata: {name: ledger, namespace: bank}
spec:
  initContainers: [{name: init, image: 'busybox:1'}]
  containers: [{name: app, image: '${image}'}]
`;
}

function imagesOf(files: Readonly<Record<string, string>>, authority?: Authority): ContainerImages {
  const estate = estateOf(files, authority);
  const [workload] = estate.facts.workloads.items;
  if (!workload) throw new Error('no workload was read');
  const compute = containerImages.compute as (
    facts: unknown,
  ) => (subject: unknown, vantage: unknown) => ContainerImages;
  return compute(viewFacts(estate))(workload, { place: workload.places[0] ?? null, nth: 0 });
}

const skaffold = `
apiVersion: skaffold/v4beta11
kind: Config
build: {artifacts: [{image: ledger}]}
`;

describe('images', () => {
  test('of every container are read', () => {
    const { images, complete, settled } = imagesOf({ 'pod.yaml': podOf('ledger:1.4') });
    expect(images.map(({ container, reference }) => [container.name, reference?.familiar])).toEqual([
      ['init', 'busybox:1'],
      ['app', 'ledger:1.4'],
    ]);
    expect([complete, settled]).toEqual([true, true]);
  });

  test.each(['${IMAGE}', '<image>', '{{ .Values.image }}', 'Ledger:1.4'])('%j names none', (image) => {
    expect(imagesOf({ 'pod.yaml': podOf(image) }).images[1]?.reference).toBe(null);
  });
});

describe('overrides', () => {
  test.each(['skaffold.yaml', 'k8s/skaffold.yaml', 'k8s/base/deeper/skaffold.yaml', 'elsewhere/skaffold.yaml'])(
    'of the same name count wherever they lie: %s',
    (file) => {
      const { images } = imagesOf({ 'k8s/base/pod.yaml': podOf('ledger'), [file]: skaffold });
      expect(images.map(({ override }) => override?.origin.file ?? null)).toEqual([null, file]);
    },
  );

  test('of another name do not', () => {
    const { images } = imagesOf({ 'pod.yaml': podOf('registry.bank.example/ledger'), 'skaffold.yaml': skaffold });
    expect(images.map(({ override }) => override)).toEqual([null, null]);
  });

  test('may be hidden in a document that cannot be read', () => {
    const { complete, settled } = imagesOf({
      'pod.yaml': podOf('ledger'),
      'skaffold.yaml': 'apiVersion: skaffold/v4beta11\nkind: Config\nbuild: {artifacts: [}',
    });
    expect([complete, settled]).toEqual([false, false]);
  });

  test('are not ruled out in a part of the platform', () => {
    const { complete, settled } = imagesOf({ 'pod.yaml': podOf('ledger') }, 'partial');
    expect([complete, settled]).toEqual([false, true]);
  });
});
