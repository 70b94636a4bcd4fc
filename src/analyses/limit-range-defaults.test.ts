import { describe, expect, test } from 'vitest';
import type { LimitRangeItem } from '../estate/limit-range.ts';
import { containerDefaults } from './limit-range-defaults.ts';

const nothing: LimitRangeItem = { type: 'Container', defaultLimits: {}, defaultRequests: {}, min: {}, max: {} };

function defaultsOf(...items: Partial<LimitRangeItem>[]): { requests: object; limits: object } {
  const { requests, limits } = containerDefaults({ items: items.map((item) => ({ ...nothing, ...item })) });
  return { requests: Object.fromEntries(requests), limits: Object.fromEntries(limits) };
}

describe('what a LimitRange gives a container that says nothing', () => {
  test.each<[string, Partial<LimitRangeItem>[], ReturnType<typeof defaultsOf>]>([
    ['nothing', [{}], { requests: {}, limits: {} }],
    [
      'its default limit, and for a request the same',
      [{ defaultLimits: { cpu: '1' } }],
      { requests: { cpu: '1' }, limits: { cpu: '1' } },
    ],
    [
      'its default request, and no limit',
      [{ defaultRequests: { cpu: '100m' } }],
      { requests: { cpu: '100m' }, limits: {} },
    ],
    [
      'both',
      [{ defaultLimits: { cpu: '1' }, defaultRequests: { cpu: '100m' } }],
      { requests: { cpu: '100m' }, limits: { cpu: '1' } },
    ],
    [
      'max as limit and as request',
      [{ max: { memory: '2Gi' } }],
      { requests: { memory: '2Gi' }, limits: { memory: '2Gi' } },
    ],
    [
      'max below a default limit',
      [{ max: { memory: '2Gi' }, defaultLimits: { memory: '1Gi' } }],
      { requests: { memory: '1Gi' }, limits: { memory: '1Gi' } },
    ],
    ['min as request only', [{ min: { memory: '64Mi' } }], { requests: { memory: '64Mi' }, limits: {} }],
    [
      'min after everything else',
      [{ min: { cpu: '10m' }, max: { cpu: '2' } }],
      { requests: { cpu: '2' }, limits: { cpu: '2' } },
    ],
    [
      'resource by resource',
      [{ min: { cpu: '10m' }, defaultLimits: { memory: '1Gi' } }],
      { requests: { cpu: '10m', memory: '1Gi' }, limits: { memory: '1Gi' } },
    ],
    [
      'the last of several entries',
      [{ defaultLimits: { cpu: '1' } }, { defaultLimits: { cpu: '2' } }],
      { requests: { cpu: '2' }, limits: { cpu: '2' } },
    ],
    [
      'nothing from entries for pods and claims',
      [
        { type: 'Pod', max: { cpu: '4' } },
        { type: 'PersistentVolumeClaim', min: { storage: '1Gi' } },
      ],
      { requests: {}, limits: {} },
    ],
  ])('%s', (_name, items, expected) => {
    expect(defaultsOf(...items)).toEqual(expected);
  });

  test('resources with strange names are resources', () => {
    const strange = JSON.parse('{"__proto__": "1"}') as Record<string, string>;
    expect([...containerDefaults({ items: [{ ...nothing, defaultLimits: strange }] }).limits]).toEqual([
      ['__proto__', '1'],
    ]);
  });
});
