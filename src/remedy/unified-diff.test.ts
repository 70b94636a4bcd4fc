import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unifiedDiff } from './unified-diff.ts';

const line = fc.constantFrom('a\n', 'b\n', 'c\n', '\n', '- x\n', '+ y\r\n', '--- z\n', '@@ -1 +1 @@\n', '\\ No\n');
const filler = Array.from({ length: 60 }, (_, nth) => `${nth}\n`);
const text = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.boolean(), fc.array(line, { maxLength: 12 }), fc.constantFrom('', 'end'))
  .map(([head, long, tail, end]) => [...head, ...(long ? filler : []), ...tail, end].join(''));

test('git makes one text of the other', () => {
  const root = mkdtempSync(join(tmpdir(), 'kubecompass-diff-'));
  try {
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after && before !== '' && after !== '');
        writeFileSync(join(root, 'f.yaml'), before);
        execFileSync('git', ['apply', '--whitespace=nowarn'], {
          cwd: root,
          input: unifiedDiff({ file: 'f.yaml', before, after }),
          env: { ...process.env, GIT_DIR: root, GIT_CEILING_DIRECTORIES: tmpdir() },
        });
        expect(readFileSync(join(root, 'f.yaml'), 'utf8')).toBe(after);
      }),
      { numRuns: 60 },
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

test('what did not change is shown around what did', () => {
  const before = 'a\nb\nc\nd\ne\n';
  expect(unifiedDiff({ file: 'x.yaml', before, after: before.replace('d', 'D') })).toBe(
    'diff --git a/x.yaml b/x.yaml\n--- a/x.yaml\n+++ b/x.yaml\n@@ -1,5 +1,5 @@\n a\n b\n c\n-d\n+D\n e\n',
  );
});

test('a new file is one', () => {
  expect(unifiedDiff({ file: 'x.yaml', before: null, after: 'a\nb\n' })).toBe(
    'diff --git a/x.yaml b/x.yaml\nnew file mode 100644\n--- /dev/null\n+++ b/x.yaml\n@@ -0,0 +1,2 @@\n+a\n+b\n',
  );
});

test('without a change there is none', () => {
  expect(unifiedDiff({ file: 'x.yaml', before: 'a', after: 'a' })).toBe('');
});

test('many changes far from each other cost no more than their number', () => {
  const lines = Array.from({ length: 200_000 }, (_, nth) => `line ${nth}\n`);
  const after = lines.flatMap((one, nth) => (nth % 50 === 0 ? [one, 'more\n'] : [one])).join('');
  const start = performance.now();
  expect(unifiedDiff({ file: 'x', before: lines.join(''), after }).match(/^\+more$/gm)).toHaveLength(4000);
  expect(performance.now() - start).toBeLessThan(5_000);
});
