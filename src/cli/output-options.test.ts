import { describe, expect, test } from 'vitest';
import { formats, readOutputs } from './output-options.ts';

const told = (files: string[], format?: string): string[] =>
  readOutputs(files, format, formats).map((one) => `${one.format} ${one.file ?? 'stdout'}`);

describe('where the result goes', () => {
  test.each<[string, string[], string | undefined, string[]]>([
    ['to standard output', [], undefined, ['terminal stdout']],
    ['in the format that was asked for', [], 'json', ['json stdout']],
    ['to a file instead', ['a.txt'], undefined, ['terminal a.txt']],
    ['in the format that was asked for, whatever the ending', ['a.txt'], 'json', ['json a.txt']],
    ['in the format of the ending, when none was asked for', ['a.json'], undefined, ['json a.json']],
    ['as asked for, against the ending', ['a.json'], 'terminal', ['terminal a.json']],
    [
      'beside standard output to files with a format of their own',
      ['json=a.json'],
      undefined,
      ['terminal stdout', 'json a.json'],
    ],
    ['to several files', ['json=a.json', 'terminal=b.txt'], 'json', ['json stdout', 'json a.json', 'terminal b.txt']],
    ['to standard output by name', ['json=-'], undefined, ['json stdout']],
    ['to both', ['json=-', 'terminal=a.txt'], undefined, ['json stdout', 'terminal a.txt']],
    ['to a file whose name holds an equals sign', ['./x=y.json'], undefined, ['json ./x=y.json']],
    ['to a file whose name holds a format', ['json=json=x'], undefined, ['terminal stdout', 'json json=x']],
    ['never to a file by its folder’s ending', ['out.json/a'], undefined, ['terminal out.json/a']],
  ])('%s', (_what, files, format, expected) => {
    expect(told(files, format)).toEqual(expected);
  });

  test('to a file that is there, although its name looks like a format', () => {
    const exists = (path: string): boolean => path === 'x=y.json';
    expect(readOutputs(['x=y.json'], undefined, formats, exists)).toEqual([{ format: 'json', file: 'x=y.json' }]);
    expect(() => readOutputs(['xy=y.json'], undefined, formats, exists)).toThrow('there is no format "xy"');
  });

  test.each<[string[], string | undefined, string]>([
    [['html=a.html'], undefined, 'there is no format "html"'],
    [['a.html'], undefined, 'there is no format "html"'],
    [['a.md'], undefined, 'there is no format "markdown"'],
    [['junit.xml'], undefined, 'there is no format "junit"'],
    [['yaml=a'], undefined, 'there is no format "yaml"'],
    [['xml=x'], undefined, 'there is no format "xml"'],
    [['jsn=a.json'], undefined, 'there is no format "jsn"'],
    [[], 'JSON', 'there is no format "JSON"'],
    [['json'], undefined, '--output takes a file, and json is a format'],
    [['yaml'], undefined, '--output takes a file, and yaml is a format'],
    [['json='], undefined, '--output "json=" names no file'],
    [[''], undefined, '--output "" names no file'],
    [['json=a', 'terminal=a'], undefined, 'a is named twice as output'],
    [['-', 'json=-'], undefined, 'standard output is named twice as output'],
  ])('%j with %s: %s', (files, format, message) => {
    expect(() => readOutputs(files, format, ['terminal', 'json'])).toThrow(message);
  });
});
