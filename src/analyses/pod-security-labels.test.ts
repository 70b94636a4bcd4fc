import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { type Gap, isGap } from '../estate/gap.ts';
import { levelPath, type PodSecurityLabels, podSecurityLabels, versionPath } from './pod-security-labels.ts';

function labelsOf(manifest: object): PodSecurityLabels | Gap {
  const estate = estateOf(JSON.stringify(manifest));
  const [namespace] = estate.facts.namespaces.items;
  if (!namespace) throw new Error('no namespace was read');
  const compute = podSecurityLabels.compute as (
    facts: unknown,
  ) => (subject: unknown, vantage: unknown) => PodSecurityLabels | Gap;
  return compute(viewFacts(estate))(namespace, { place: '', nth: 0 });
}

function read(labels: Readonly<Record<string, string>>): PodSecurityLabels {
  const own = Object.fromEntries(
    Object.entries(labels).map(([key, value]) => [`pod-security.kubernetes.io/${key}`, value]),
  );
  const found = labelsOf({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bank', labels: own } });
  if (isGap(found)) throw new Error(found.detail);
  return found;
}

const unsaid = { level: null, minor: null };

describe('labels', () => {
  test('none leave everything to the API server', () => {
    expect(read({})).toEqual({
      enforce: unsaid,
      audit: unsaid,
      warn: unsaid,
      invalid: [],
      passedOver: [],
      quietAbove: null,
      mayTighten: false,
      unseenIn: null,
    });
  });

  test.each([
    ['bank', 'namespaces'],
    [undefined, 'stated-namespace'],
  ])('of a Namespace that was not seen nothing is known: %s', (namespace, suppliedBy) => {
    const service = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'ledger', namespace } };
    expect(labelsOf(service)).toMatchObject({ gap: 'not-collected', suppliedBy });
  });

  test.each<[Readonly<Record<string, string>>, Partial<PodSecurityLabels>]>([
    [{ enforce: 'baseline' }, { enforce: { level: 'baseline', minor: null }, warn: unsaid }],
    [{ 'enforce': 'baseline', 'enforce-version': 'v1.31' }, { enforce: { level: 'baseline', minor: 31 } }],
    [
      { 'enforce': 'baseline', 'enforce-version': 'latest' },
      { enforce: { level: 'baseline', minor: null }, invalid: [] },
    ],
    [{ 'enforce-version': 'latest' }, { enforce: unsaid, invalid: [] }],
    // Without a warn label, what is refused is warned about too (api/helpers.go).
    [{ enforce: 'restricted' }, { warn: { level: 'restricted', minor: null } }],
    [{ enforce: 'restricted', warn: 'baseline' }, { warn: { level: 'baseline', minor: null } }],
    [{ warn: 'restricted' }, { enforce: unsaid, warn: { level: 'restricted', minor: null } }],
  ])('%j', (labels, expected) => {
    expect(read(labels)).toMatchObject(expected);
  });
});

describe('a label that cannot be read', () => {
  test.each<[Readonly<Record<string, string>>, Partial<PodSecurityLabels>]>([
    [{ enforce: 'Restricted' }, { enforce: { level: 'restricted', minor: null }, warn: unsaid }],
    [{ enforce: '' }, { enforce: { level: 'restricted', minor: null } }],
    [{ audit: 'strict' }, { audit: { level: 'privileged', minor: null } }],
    [{ warn: 'none' }, { warn: { level: 'privileged', minor: null } }],
    [{ 'enforce': 'baseline', 'enforce-version': '1.31' }, { enforce: { level: 'baseline', minor: null } }],
    [{ 'enforce': 'baseline', 'enforce-version': 'v1.031' }, { enforce: { level: 'baseline', minor: null } }],
    [{ 'warn-version': 'v2.0' }, { warn: unsaid }],
  ])('%j is named, and means what the API server makes of it', (labels, expected) => {
    const found = read(labels);
    expect(found).toMatchObject(expected);
    const wrong = Object.keys(labels).at(-1) ?? '';
    const path = `metadata.labels["pod-security.kubernetes.io/${wrong}"]`;
    expect(found.invalid).toEqual([{ path, value: labels[wrong] }]);
  });

  test('is found whatever it says', () => {
    const valid = new Set(['privileged', 'baseline', 'restricted']);
    fc.assert(
      fc.property(
        fc.constantFrom('enforce', 'audit', 'warn'),
        fc.stringMatching(/^(?:[a-z0-9](?:[a-z0-9._-]{0,20}[a-z0-9])?)?$/),
        (mode, value) => {
          expect(read({ [mode]: value }).invalid).toHaveLength(valid.has(value) ? 0 : 1);
        },
      ),
    );
  });
});

describe('what only a stricter level forbids, and nobody hears of', () => {
  test.each<[Readonly<Record<string, string>>, PodSecurityLabels['quietAbove']]>([
    [{ enforce: 'baseline', warn: 'baseline' }, 'baseline'],
    [{ enforce: 'baseline', warn: 'privileged' }, 'privileged'],
    [{ enforce: 'privileged', warn: 'baseline' }, 'baseline'],
    // A warning that cannot be read is none.
    [{ enforce: 'baseline', warn: 'strict' }, 'privileged'],
    [{ enforce: 'baseline', warn: 'restricted' }, null],
    // What is refused needs no warning.
    [{ enforce: 'restricted', warn: 'baseline' }, null],
    // The API server's default may warn, and may enforce.
    [{ enforce: 'baseline' }, null],
    [{ warn: 'baseline' }, null],
  ])('%j', (labels, expected) => {
    expect(read(labels).quietAbove).toBe(expected);
  });
});

describe('an upgrade of the cluster can refuse more', () => {
  test.each<[Readonly<Record<string, string>>, boolean]>([
    [{ enforce: 'baseline' }, true],
    [{ 'enforce': 'restricted', 'enforce-version': 'latest' }, true],
    [{ 'enforce': 'restricted', 'warn-version': 'v1.31' }, true],
    [{ 'enforce': 'restricted', 'enforce-version': 'v1.31' }, false],
    [{ enforce: 'privileged' }, false],
    [{ warn: 'restricted' }, false],
    // What a label that cannot be read does is said of that label.
    [{ 'enforce': 'baseline', 'enforce-version': '1.31' }, false],
    [{ enforce: 'strict' }, false],
  ])('%j: %s', (labels, expected) => {
    expect(read(labels).mayTighten).toBe(expected);
  });
});

test('where the labels stand', () => {
  expect(levelPath('warn')).toBe('metadata.labels["pod-security.kubernetes.io/warn"]');
  expect(versionPath('enforce')).toBe('metadata.labels["pod-security.kubernetes.io/enforce-version"]');
});
