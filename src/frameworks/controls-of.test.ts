import { describe, expect, test } from 'vitest';
import { criterionIds } from '../definition/criteria.ts';
import { controlsOf } from './controls-of.ts';
import { frameworkIds } from './frameworks.ts';
import { mappingsOf } from './mappings.ts';

describe('controlsOf', () => {
  test('gives the controls that ask for the same thing, by framework', () => {
    expect(controlsOf('availability/zone-spread')).toEqual({
      iso27001: ['A.8.14'],
      soc2: ['A1.2'],
      gdpr: ['Art.32(1)(b)'],
      nist80053: ['CP-7', 'CP-7(1)', 'SC-36'],
      fedramp20x: ['KSI-CNA-OFA'],
      dora: ['Art.12(4)'],
      nis2: ['IR.4.2'],
      bsi: ['A19'],
    });
  });

  test('claims nothing from partial and supporting links', () => {
    expect(mappingsOf('availability/disruption-budgets').length).toBeGreaterThan(0);
    expect(controlsOf('availability/disruption-budgets')).toEqual({});
  });

  test('gives every direct control once, and no other', () => {
    for (const criterion of criterionIds) {
      const direct = mappingsOf(criterion).filter(({ role }) => role === 'direct');
      const controls = controlsOf(criterion);

      expect(Object.values(controls).flat()).toEqual(direct.flatMap((mapping) => mapping.controls));
      expect(Object.keys(controls)).toEqual(
        frameworkIds.filter((id) => direct.some(({ framework }) => framework === id)),
      );
    }
  });

  test('gives a value of its own to every caller', () => {
    controlsOf('availability/zone-spread').iso27001?.push('A.5.30');

    expect(controlsOf('availability/zone-spread').iso27001).toEqual(['A.8.14']);
  });
});
