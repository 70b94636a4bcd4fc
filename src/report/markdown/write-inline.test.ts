import { expect, test } from 'vitest';
import { hostileTexts } from '../../../test/support/hostile-assessment.ts';
import { stripCode } from '../../../test/support/strip-code.ts';
import { writeCode, writeInline } from './write-inline.ts';

test.each([
  ['no budget selects its pods', 'no budget selects its pods'],
  ['spec.containers[0].my_name', 'spec.containers\\[0\\].my\\_name'],
  ['<b>bold</b> **bold**', '\\<b\\>bold\\</b\\> \\*\\*bold\\*\\*'],
  ['ask @everyone, please', 'ask `@everyone`, please'],
  ['it fixes (#12).', 'it fixes (`#12`).'],
  ['see https://evil.example.', 'see `https://evil.example`.'],
  ['at 0123abc', 'at `0123abc`'],
  ['by GH-7', 'by `GH-7`'],
  ['run `kubectl get pods`, then wait', 'run `kubectl get pods`, then wait'],
  ['run `kubectl\u00a0get\u00a0pods`.', 'run `kubectl get pods`.'],
  ['a`b', '``a`b``'],
  ['x `a``b`', 'x ``` `a``b` ```'],
  ['two\nlines', 'two\\\\u000alines'],
])('%j is written as %j', (text, written) => {
  expect(writeInline(text)).toBe(written);
});

test.each([
  ['', ''],
  ['plain', '`plain`'],
  ['a`b', '``a`b``'],
  ['`', '`` ` ``'],
  [' a', '`  a `'],
  ['```js', '```` ```js ````'],
  ['safe\u202etxt', '`safe\\u202etxt`'],
])('the code %j is written as %j', (text, written) => {
  expect(writeCode(text)).toBe(written);
});

test('nothing of a hostile text is acted upon, whatever stands around it', () => {
  const around = (text: string): string[] => [
    text,
    `it says ${text}`,
    `(${text}),`,
    `${text}${text}`,
    `\`run\` ${text} \`run\``,
  ];
  const written = hostileTexts.flatMap(around).map(writeInline);
  expect(written.filter((line) => /[<>@#$*[\]`\n]|:\/\//.test(stripCode(line)))).toEqual([]);
});
