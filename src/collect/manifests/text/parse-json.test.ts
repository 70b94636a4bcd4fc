import { expect, test } from 'vitest';
import { endOfJsonObject, isJson, parseJson } from './parse-json.ts';

test('reads JSON', () => {
  expect(parseJson(' {"a": [1, "x:y", null, {"b": "\\":"}]}\n', 100)).toEqual({
    value: { a: [1, 'x:y', null, { b: '":' }] },
  });
});

test.each([
  ['no JSON', '{"a": 1,}'],
  ['a duplicate key', '{"a": {"b": 1, "b": 2}}'],
  ['an integer that JSON.parse rounds', '[9007199254740993]'],
  ['minus zero', '[-0]'],
  ['infinity', '[1e400]'],
  ['a deep value', '[[[[1]]]]'],
])('leaves %s to the other reader', (_what, text) => {
  expect(parseJson(text, 4)).toBeUndefined();
});

test('finds the end of an object', () => {
  expect(endOfJsonObject('{"}": [{"a": "\\"}"}]} {', 0)).toBe(21);
  expect(endOfJsonObject('{"a": {}', 0)).toBe(-1);
  expect(endOfJsonObject('{"a', 0)).toBe(-1);
});

test('tells JSON from what is not', () => {
  expect(isJson('{"a": 1, "a": 2}')).toBe(true);
  expect(isJson('{a: 1}')).toBe(false);
});
