import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '../../src/assessment/assess.ts';
import type { Finding } from '../../src/assessment/assessment.ts';
import { checks } from '../../src/checks/registry.generated.ts';
import type { Estate } from '../../src/estate/estate.ts';
import { type Identified, notStated } from '../../src/estate/identity.ts';
import { belongsToPlatform } from '../../src/estate/platform.ts';
import { estateOf } from '../support/estate-of.ts';
import { estateOfObjects, type PlacedObject, randomObjects } from '../support/random-estate.ts';
import { lawPolicy } from './judgements.ts';

// What must not matter does not: order, the number of files, other namespaces, names.

interface PlacedFile {
  readonly path: string;
  readonly objects: readonly Readonly<Record<string, unknown>>[];
}

function pathOf(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function oneFileEach(objects: readonly PlacedObject[]): PlacedFile[] {
  return objects.map(({ folder, object }, index) => ({ path: pathOf(folder, `${index}.yaml`), objects: [object] }));
}

function oneFilePerFolder(objects: readonly PlacedObject[]): PlacedFile[] {
  return [...Map.groupBy(objects, ({ folder }) => folder)].map(([folder, own]) => ({
    path: pathOf(folder, 'all.yaml'),
    objects: own.map(({ object }) => object),
  }));
}

const known = new Map<string, readonly Finding[]>();

/** What is found in some files. The laws try the same platforms, so what one has found the next need not look for. */
function findingsOf(files: readonly PlacedFile[]): readonly Finding[] {
  const texts = files.map(({ path, objects }) => [path, objects.map((one) => JSON.stringify(one)).join('\n---\n')]);
  const key = JSON.stringify(texts);
  const estate = (): Estate => estateOf(Object.fromEntries(texts) as Record<string, string>);
  const findings =
    known.get(key) ?? assess(estate(), lawPolicy, { version: 'test', checks, all: true, rethrow: true }).findings;
  known.set(key, findings);
  return findings;
}

/** The objects that are the whole platform's, wherever they stand, as `kind namespace name`. */
function platformObjectsAmong(objects: readonly PlacedObject[]): ReadonlySet<string> {
  const { facts } = estateOfObjects(objects);
  const items = Object.values(facts).flatMap((list): readonly Identified[] => list.items);
  return new Set(items.filter(belongsToPlatform).map(({ kind, namespace, name }) => `${kind} ${namespace} ${name}`));
}

/** A finding without its positions, as text; in which file something stands, and in how many a copy does, is a position, too. */
function said(finding: Finding): string {
  // What a GitOps object hides is told with its file, once for each.
  const isOfSource = /\.yaml: (?:Application \S+ applies|HelmRelease \S+ installs)/.test(finding.because);
  const because = isOfSource
    ? ''
    : finding.because.replace(/; it stands so in \d+ files$/, '').replaceAll(/\b(?:\d+|all)\.yaml\b/g, 'FILE');
  return JSON.stringify({
    ...finding,
    because,
    evidence: finding.evidence.map((one) => ({ ...one, source: null })),
    gaps: [],
  });
}

function renamed(value: unknown): unknown {
  // As a value of its own, or in words: before the name of what lies in it, as in `ServiceAccount bank/ledger`, or at a break of the sentence.
  const other = { bank: 'ledgers', shop: 'alpha' } as const;
  const text = JSON.stringify(value).replace(
    /(?<=[" /])(?:bank|shop)(?=["\s/,:;]|\.(?:["\s]|$)|$)/g,
    (name) => other[name as 'bank' | 'shop'],
  );
  return JSON.parse(text) as unknown;
}

const runs = { numRuns: Number(process.env['KUBECOMPASS_LAW_RUNS'] ?? 80), seed: 5 };

describe('verdicts do not depend on', () => {
  test('the order of files and of documents', () => {
    fc.assert(
      fc.property(randomObjects, fc.infiniteStream(fc.nat()), (objects, dice) => {
        const files = oneFileEach(objects);
        const shuffled = files
          .map((file) => ({ file, key: dice.next().value as number }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ file }) => file);
        expect(findingsOf(shuffled)).toEqual(findingsOf(files));
        const folders = oneFilePerFolder(objects);
        const turned = folders.map(({ path, objects: own }) => ({ path, objects: own.toReversed() }));
        expect(findingsOf(turned).map(said).toSorted()).toEqual(findingsOf(folders).map(said).toSorted());
      }),
      runs,
    );
  }, 120_000);

  test('how many files the documents of a folder are split into', () => {
    fc.assert(
      fc.property(randomObjects, (objects) => {
        expect(findingsOf(oneFilePerFolder(objects)).map(said).toSorted()).toEqual(
          findingsOf(oneFileEach(objects)).map(said).toSorted(),
        );
      }),
      runs,
    );
  }, 120_000);

  test('a namespace that has nothing to do with them', () => {
    const stranger = [
      'Deployment',
      'PodDisruptionBudget',
      'Service',
      'Namespace',
      'NetworkPolicy',
      'ResourceQuota',
      'LimitRange',
    ];
    fc.assert(
      fc.property(randomObjects, randomObjects, (objects, others) => {
        const elsewhere = others.flatMap(({ folder, object }) => {
          if (!stranger.includes(String(object['kind']))) return [];
          const metadata = object['metadata'] as Record<string, unknown>;
          const own =
            object['kind'] === 'Namespace'
              ? { ...metadata, name: 'elsewhere' }
              : { ...metadata, namespace: 'elsewhere' };
          return [{ folder, object: { ...object, metadata: own } }];
        });
        const together = findingsOf(oneFileEach([...objects, ...elsewhere]));
        // What serves the whole platform is judged for every tier that it hosts, that of the stranger among them.
        const serving = platformObjectsAmong(objects);
        // What states no namespace may land in that one; what serves the whole platform is judged for every tier that it hosts.
        const isOfAnother = ({ subject }: Finding): boolean =>
          !['elsewhere', notStated, ''].includes(subject.namespace) &&
          !serving.has(`${subject.kind} ${subject.namespace} ${subject.name}`);
        const alone = findingsOf(oneFileEach(objects)).filter(isOfAnother);
        expect(together.filter(isOfAnother).map(said)).toEqual(alone.map(said));
      }),
      runs,
    );
  }, 120_000);

  test('what the namespaces are called', () => {
    fc.assert(
      fc.property(randomObjects, (objects) => {
        const withoutHashes = (finding: Finding): Finding => ({ ...finding, fingerprint: '' });
        // Of many objects of one tool the first by name stands for all of them.
        const isItself = ({ criterion, subject }: Finding): boolean =>
          !(criterion.startsWith('support/') || criterion === 'operations/patching') || subject.container !== undefined;
        const before = findingsOf(oneFileEach(objects))
          .filter(isItself)
          .map((one) => said(renamed(withoutHashes(one)) as Finding));
        const after = findingsOf(oneFileEach(renamed(objects) as PlacedObject[]))
          .filter(isItself)
          .map((one) => said(withoutHashes(one)));
        expect(after.toSorted()).toEqual(before.toSorted());
      }),
      runs,
    );
  }, 120_000);
});
