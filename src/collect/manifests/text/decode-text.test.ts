import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'));

test('decodes UTF-8 with and without a byte order mark', () => {
  expect(decodeText(new TextEncoder().encode('grüße: 😀\n'))).toEqual({ text: 'grüße: 😀\n' });
  expect(decodeText(new TextEncoder().encode('\ufeffa: 1'))).toEqual({ text: 'a: 1' });
  expect(decodeText(bytes())).toEqual({ text: '' });
});

test('decodes a view into a larger buffer', () => {
  const whole = new TextEncoder().encode('xxabcxx');
  expect(decodeText(whole.subarray(2, 5))).toEqual({ text: 'abc' });
});

test('keeps a bad byte as a lone surrogate, and the text around it', () => {
  expect(decodeText(bytes(0x61, 0xff, 0x62))).toEqual({ text: 'a\udcffb' });
  expect(decodeText(bytes(0xc3, 0xa9, 0xc3))).toEqual({ text: 'é\udcc3' });
  // A surrogate, an overlong form and a point beyond U+10FFFF are no UTF-8.
  expect(decodeText(bytes(0xed, 0xa0, 0x80))).toEqual({ text: '\udced\udca0\udc80' });
  expect(decodeText(bytes(0xc0, 0xaf))).toEqual({ text: '\udcc0\udcaf' });
  expect(decodeText(bytes(0xf4, 0x90, 0x80, 0x80))).toEqual({ text: '\udcf4\udc90\udc80\udc80' });
});

test.each([
  ['UTF-16', utf16('\ufeffkind: Pod')],
  ['UTF-16', utf16('kind: Pod')],
  ['UTF-16', bytes(0xfe, 0xff, 0, 0x61)],
  ['UTF-16', bytes(0, 0x61, 0, 0x62)],
  ['UTF-32', bytes(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0)],
  ['UTF-32', bytes(0, 0, 0xfe, 0xff)],
])('refuses %s', (encoding, input) => {
  const message = `The file is ${encoding} text, which kubectl does not read: save it as UTF-8.`;
  expect(decodeText(input)).toEqual({ problem: { message, line: 1, column: 1 } });
});

test('NUL characters come through, for the document that holds them to be refused', () => {
  expect(decodeText(bytes(0x61, 0, 0x62))).toEqual({ text: 'a\0b' });
});

test('no byte is lost', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (input) => {
      const decoded = decodeText(input);
      fc.pre('text' in decoded && !(input[0] === 0xef && input[1] === 0xbb && input[2] === 0xbf));
      const back: number[] = [];
      for (const character of 'text' in decoded ? decoded.text : '') {
        const code = character.codePointAt(0)!;
        if (code >= 0xdc80 && code <= 0xdcff) back.push(code - 0xdc00);
        else back.push(...new TextEncoder().encode(character));
      }
      expect(back).toEqual([...input]);
    }),
  );
});
