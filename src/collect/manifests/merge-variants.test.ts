import { describe, expect, test } from 'vitest';
import type { Identified } from '../../estate/identity.ts';
import { mergeVariants } from './merge-variants.ts';

interface Thing extends Identified {
  readonly labels: Readonly<Record<string, string>>;
}

function thing(file: string, labels: Record<string, string> = {}, name = 'db'): Thing {
  const place = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
  const origin = { file, line: 1, document: 0 };
  return { noun: 'thing', apiVersion: 'v1', kind: 'Thing', namespace: 'bank', name, places: [place], origin, labels };
}

describe('the same content', () => {
  test('is one object with all its places, and with every document that holds it', () => {
    const { items, conflicts, variants } = mergeVariants([
      thing('prod/b.yaml'),
      thing('dev/a.yaml'),
      thing('prod/a.yaml'),
    ]);
    expect(items).toEqual([
      {
        ...thing('dev/a.yaml'),
        places: ['dev', 'prod'],
        copies: [thing('prod/a.yaml').origin, thing('prod/b.yaml').origin],
      },
    ]);
    expect({ conflicts, variants }).toEqual({ conflicts: [], variants: 0 });
  });

  test('merged once more stays what it is', () => {
    const { items } = mergeVariants([thing('a.yaml'), thing('b.yaml'), thing('c.yaml', { app: 'db' })]);
    expect(mergeVariants(items).items).toEqual(items);
    const again = mergeVariants([...items, thing('d.yaml')]).items.map(({ copies }) => copies?.length ?? 0);
    expect(again.toSorted((a, b) => a - b)).toEqual([0, 2]);
  });

  test('what stands once has no copies', () => {
    expect(mergeVariants([thing('a.yaml'), thing('b.yaml', {}, 'other')]).items.map((one) => 'copies' in one)).toEqual([
      false,
      false,
    ]);
  });
});

describe('other content', () => {
  test.each(['app', 'places', 'origin', 'copies'])('makes a variant, also where a label is called %s', (label) => {
    const { items, variants } = mergeVariants([thing('dev/a.yaml', { [label]: 'a' }), thing('prod/a.yaml')]);
    expect(items).toHaveLength(2);
    expect(variants).toBe(1);
  });

  test('of one document is no conflict, nor of two that say the same', () => {
    const said = [thing('prod/a.yaml'), thing('prod/a.yaml', { app: 'db' })];
    expect(mergeVariants(said).conflicts).toEqual([]);
    const again = [thing('prod/b.yaml'), thing('prod/b.yaml', { app: 'db' })];
    expect(mergeVariants([...said, ...again]).conflicts).toEqual([]);
    expect(mergeVariants([...said, thing('prod/b.yaml')]).conflicts).toHaveLength(1);
  });

  test('of several things that one object makes is a conflict of that object', () => {
    const pods = (file: string, labels: Record<string, string>) => ({ ...thing(file, labels, 'db/web'), part: 'web' });
    expect(mergeVariants([pods('a.yaml', {}), pods('b.yaml', { app: 'db' })]).conflicts).toMatchObject([
      { name: 'db' },
    ]);
  });

  test('in one folder is a conflict, which names the files of that folder', () => {
    const { conflicts } = mergeVariants([
      thing('dev/a.yaml'),
      thing('prod/b.yaml'),
      thing('prod/c.yaml', { app: 'db' }),
      thing('prod/d.yaml'),
    ]);
    expect(conflicts).toEqual([
      { kind: 'Thing', namespace: 'bank', name: 'db', files: ['prod/b.yaml', 'prod/c.yaml', 'prod/d.yaml'] },
    ]);
  });

  test('of objects that the API server will name is none', () => {
    expect(mergeVariants([thing('a.yaml', {}, 'db-*'), thing('b.yaml', { app: 'db' }, 'db-*')]).conflicts).toEqual([]);
  });
});
