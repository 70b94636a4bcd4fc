import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutManagedFields } from './without-managed-fields.ts';

const without = (json: string): string => withoutManagedFields(Buffer.from(json)).toString('utf8');

const managed = (fields: unknown): string => JSON.stringify({ name: 'a', managedFields: [fields], uid: 'b' });

describe('JSON without the records of who changed what', () => {
  test.each([
    ['a record', managed({ 'f:spec': { 'k:{"type":"Ready"}': {} } }), '{"name":"a","uid":"b"}'],
    ['brackets and quotes in keys', managed({ ']"[\\': ['"]'] }), '{"name":"a","uid":"b"}'],
    ['none', '{"name":"a"}', '{"name":"a"}'],
    ['letters of several bytes', managed({ 'Zürich 東京 🧭': ['ü'] }), '{"name":"a","uid":"b"}'],
    ['the words in a text', JSON.stringify({ a: ',"managedFields":[' }), JSON.stringify({ a: ',"managedFields":[' })],
    ['what is cut off', '{"name":"a","managedFields":[{"x":"', '{"name":"a","managedFields":[{"x":"'],
  ])('%s', (_what, json, expected) => {
    expect(without(json)).toBe(expected);
  });

  test('whatever stands around it', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), fc.string(), (before, fields, after) => {
        const json = JSON.stringify({ items: [{ metadata: { before, managedFields: [fields], after } }] });
        expect(JSON.parse(without(json))).toEqual({ items: [{ metadata: { before, after } }] });
      }),
    );
  });
});
