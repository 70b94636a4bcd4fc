import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { criteria } from './criteria.ts';
import { defaultTier, readTier, tierPromises, tiers } from './tiers.ts';

const definition = readFileSync(new URL('definition.md', import.meta.url), 'utf8');
const minutes: Record<string, number> = { '15 min': 15, '1 hour': 60, '4 hours': 240 };

describe.each(tiers.map((tier) => ({ tier, ...tierPromises[tier] })))('tier $tier', (promise) => {
  test("promises what the definition's table says", () => {
    const row = definition.split('\n').find((line) => line.startsWith(`| **${promise.title}** |`));
    const [, , uptime, rto, rpo] = row?.split('|').map((cell) => cell.trim()) ?? [];

    expect(uptime).toBe(`${promise.uptimePercent}%`);
    expect(promise.rtoMinutes).toBe(minutes[rto ?? '']);
    expect(promise.rpoMinutes).toBe(rpo === 'Near-zero' ? 5 : minutes[rpo ?? '']);
  });

  test('leaves the rest of the year for downtime', () => {
    expect(promise.downtimeMinutesPerYear).toBeCloseTo(365 * 24 * 60 * (1 - promise.uptimePercent / 100), 6);
  });

  test('is what the criteria measure', () => {
    const value = (id: keyof typeof criteria) => criteria[id].metrics[0]?.values[promise.tier];

    expect(value('availability/uptime-objective')).toBe(promise.uptimePercent);
    expect(value('recovery/recovery-time')).toBe(promise.rtoMinutes * 60);
    expect(value('recovery/recovery-point')).toBe(promise.rpoMinutes * 60);
  });
});

test('the strictest tier comes first', () => {
  const uptimes = tiers.map((tier) => tierPromises[tier].uptimePercent);

  expect(uptimes).toEqual(uptimes.toSorted((a, b) => b - a));
  expect(new Set(uptimes).size).toBe(3);
});

test('near-zero is at most the five minutes of section 2', () => {
  expect(definition).toContain('**Target: Near-zero to 5 minutes (continuous replication)**');
});

test('the default is the tier that the definition recommends to start with', () => {
  expect(definition).toContain(`Start with **${tierPromises[defaultTier].title}** tier for most workloads`);
});

test('a label names a tier letter by letter, or none', () => {
  expect(tiers.map(readTier)).toEqual(tiers);
  expect(['Critical', ' critical', 'best effort', 'gold', '', null].map(readTier)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
  ]);
});
