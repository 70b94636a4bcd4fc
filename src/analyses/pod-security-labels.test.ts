import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { isGap } from '../estate/gap.ts';
import { type PodSecurityLabels, podSecurityLabels } from './pod-security-labels.ts';

function labelsOf(manifest: object): PodSecurityLabels {
  const estate = estateOf(JSON.stringify(manifest));
  const [namespace] = estate.facts.namespaces.items;
  if (!namespace) throw new Error('no namespace was read');
  const compute = podSecurityLabels.compute as (
    facts: unknown,
  ) => (subject: unknown, vantage: unknown) => PodSecurityLabels;
  const labels = compute(viewFacts(estate))(namespace, { place: '', nth: 0 });
  if (isGap(labels)) throw new Error('a gap');
  return labels;
}

function read(labels: Readonly<Record<string, string>>): PodSecurityLabels {
  const own = Object.fromEntries(
    Object.entries(labels).map(([key, value]) => [`pod-security.kubernetes.io/${key}`, value]),
  );
  return labelsOf({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bank', labels: own } });
}

const unsaid = { level: null, minor: null };

describe('labels', () => {
  test('none leave everything to the API server', () => {
    expect(read({})).toEqual({ seen: true, enforce: unsaid, audit: unsaid, warn: unsaid, invalid: [] });
  });

  test('a Namespace that was not seen says nothing', () => {
    const { seen, enforce } = labelsOf({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'ledger', namespace: 'bank' },
    });
    expect({ seen, enforce }).toEqual({ seen: false, enforce: unsaid });
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
    expect(found.invalid).toEqual([{ label: `pod-security.kubernetes.io/${wrong}`, value: labels[wrong] }]);
  });

  test('is found whatever it says', () => {
    const valid = new Set(['privileged', 'baseline', 'restricted']);
    fc.assert(
      fc.property(fc.constantFrom('enforce', 'audit', 'warn'), fc.string(), (mode, value) => {
        expect(read({ [mode]: value }).invalid).toHaveLength(valid.has(value) ? 0 : 1);
      }),
    );
  });
});
