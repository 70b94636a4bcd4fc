import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import { assess } from '../../assessment/assess.ts';
import type { Assessment } from '../../assessment/assessment.ts';
import { coverFrameworks } from '../../assessment/cover-frameworks.ts';
import { undeclaredPolicy } from '../../estate/policy.ts';
import { catalogs } from '../../frameworks/catalogs.ts';
import { choosePaint } from './palette.ts';
import { writeControls, writeCoverage } from './write-controls.ts';

const screen = { columns: 100, paint: choosePaint(false) };
const bare = `apiVersion: apps/v1
kind: Deployment
metadata: {name: ledger, namespace: bank, labels: {kubecompass.io/tier: critical}}
spec:
  replicas: 3
  selector: {matchLabels: {app: ledger}}
  template:
    metadata: {labels: {app: ledger}}
    spec: {containers: [{name: app, image: 'registry.bank.example/ledger:1.4'}]}
`;

function assessed(asked: Parameters<typeof assess>[2]['frameworks'], declared: string[] = []): Assessment {
  return assess(
    estateOf(bare),
    { ...undeclaredPolicy, frameworks: declared },
    { version: 'test', frameworks: asked ?? [], cover: coverFrameworks },
  );
}

describe('a framework that was asked for', () => {
  const text = writeControls(assessed(['iso27001']), screen).join('\n');

  test('is answered with all its controls as the denominator, and never called compliant', () => {
    expect(text.replaceAll(/\s+/g, ' ')).toContain('Evidence for 0 of 93 controls');
    expect(text).not.toMatch(/\bcompliant\b/i);
    expect(text.replaceAll(/\s+/g, ' ')).toContain('no statement of compliance');
  });

  test('names every control once', () => {
    const flat = text.replaceAll(/\s+/g, ' ');
    const missing = catalogs.iso27001.filter(({ id, title }) => !flat.includes(`${id} ${title}`));
    expect(missing).toEqual([]);
  });

  test('says what fails, and by which criterion', () => {
    expect(text).toMatch(/✗ failing: \d+ controls?\n/);
    expect(text).toContain('A.8.14 Redundancy of processing facilities: availability/zone-spread fails');
  });

  test('says which selection is counted where not all is', () => {
    expect(writeControls(assessed(['gdpr']), screen).join(' ')).toContain('Counted are the provisions');
  });
});

test('nothing is said of frameworks that nobody asked for', () => {
  expect(writeControls(assessed([]), screen)).toEqual([]);
  expect(writeCoverage(assessed([]), screen)).toEqual([]);
});

test('the first screen tells of those that the organisation declares', () => {
  const text = writeCoverage(assessed([], ['soc2', 'iso27001']), screen)
    .join(' ')
    .replaceAll(/\s+/g, ' ');
  expect(text).toMatch(/^Controls evidence for iso27001 0 of 93 \(\d+ failing\), soc2 0 of 61 \(\d+ failing\)/);
});
