import { describe, expect, test } from 'vitest';
import { estateOf, testTime } from '../../../test/support/estate-of.ts';
import { factNames } from '../../estate/facts.ts';
import { MalformedField } from '../objects/fields.ts';
import { buildEstate } from './estate-builder.ts';
import { readReplacedImages } from './image-overrides.ts';

describe('the images that a document replaces', () => {
  test.each<[string, object, string, string[]]>([
    [
      "Skaffold's artifacts, in profiles too",
      {
        apiVersion: 'skaffold/v4beta11',
        kind: 'Config',
        build: { artifacts: [{ image: 'ledger' }, { image: 'registry.bank.example/front' }] },
        profiles: [{ name: 'test', build: { artifacts: [{ image: 'tests' }] } }, { name: 'none' }],
      },
      'skaffold.yaml',
      ['Skaffold ledger', 'Skaffold registry.bank.example/front', 'Skaffold tests'],
    ],
    ['Skaffold without a build', { apiVersion: 'skaffold/v4beta11', kind: 'Config' }, 'skaffold.yaml', []],
    [
      'a kustomization, whose images change nothing without a new name, tag or digest',
      {
        images: [
          { name: 'a', newTag: '1' },
          { name: 'b', newName: 'c' },
          { name: 'd', digest: 'sha256:0' },
          { name: 'e' },
          { newTag: '1' },
        ],
      },
      'prod/kustomization.yaml',
      ['Kustomization a', 'Kustomization b', 'Kustomization d'],
    ],
    [
      'one that says what it is',
      { apiVersion: 'kustomize.config.k8s.io/v1alpha1', kind: 'Component', images: [{ name: 'a', newTag: '1' }] },
      'x.yaml',
      ['Kustomization a'],
    ],
    [
      "Flux's object",
      {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        spec: { images: [{ name: 'a', newTag: '1' }] },
      },
      'x.yaml',
      ['Kustomization a'],
    ],
    ['not any file with images', { images: [{ name: 'a', newTag: '1' }] }, 'values.yaml', []],
    [
      'not another Config',
      { apiVersion: 'v1', kind: 'Config', build: { artifacts: [{ image: 'a' }] } },
      'kubeconfig.yaml',
      [],
    ],
  ])('%s', (_name, document, file, expected) => {
    expect(readReplacedImages({ ...document }, file).map(({ by, image }) => `${by} ${image}`)).toEqual(expected);
  });

  test('are refused where they are no list', () => {
    expect(() => readReplacedImages({ images: 'a' }, 'kustomization.yaml')).toThrow(MalformedField);
  });
});

const skaffold = 'apiVersion: skaffold/v4beta11\nkind: Config\nmetadata: {name: bank}\n';

describe('in an estate', () => {
  test('they are facts, and Skaffold is no Kubernetes object', () => {
    const { facts, objects, otherDocuments } = estateOf({
      'k8s/skaffold.yaml': `${skaffold}build: {artifacts: [{image: ledger}]}`,
    });
    expect(facts.imageOverrides.items).toMatchObject([{ kind: 'Skaffold', image: 'ledger', places: ['k8s'] }]);
    expect([objects, otherDocuments]).toEqual([0, 1]);
  });

  test('one image in two files is one fact of two places', () => {
    const text = `${skaffold}build: {artifacts: [{image: ledger}]}`;
    const { facts, conflicts } = estateOf({ 'a/skaffold.yaml': text, 'b/skaffold.yaml': text });
    expect(facts.imageOverrides.items.map(({ places }) => places)).toEqual([['a', 'b']]);
    expect(conflicts).toEqual([]);
  });

  test('what cannot be read of them is a gap of theirs alone', () => {
    const { facts, unreadable } = estateOf({ 'skaffold.yaml': `${skaffold}build: {artifacts: ledger}` });
    expect(facts.imageOverrides.seen.everywhere.state).toBe('partial');
    expect(facts.workloads.seen.everywhere.state).toBe('complete');
    expect(unreadable).toMatchObject([{ file: 'skaffold.yaml', message: expect.stringContaining('build.artifacts') }]);
  });

  test('a kustomization whose YAML is broken may hold some', () => {
    const { facts } = estateOf({
      'kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nimages: [}',
    });
    expect(facts.imageOverrides.seen.everywhere.state).toBe('partial');
  });

  test('what was not rendered sets the images of its own objects only', () => {
    const builder = buildEstate('default');
    const names = { file: 'prod/kustomization.yaml', message: 'not rendered', names: [] };
    builder.addSource({
      ...names,
      type: 'kustomization',
      place: 'prod',
      mayHold: factNames,
      namespace: null,
      elsewhere: false,
      isChart: false,
    });
    const { facts } = builder.finish(testTime);
    expect(facts.workloads.seen.everywhere.state).toBe('partial');
    expect(facts.imageOverrides.seen.everywhere.state).toBe('complete');
  });
});
