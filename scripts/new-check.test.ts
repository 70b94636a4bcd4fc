import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSync } from 'rolldown/utils';
import { expect, test } from 'vitest';
import { examplesOf } from '../test/support/examples.ts';
import { criterionIds } from '../src/definition/criteria.ts';
import { draftCheck, writeNewCheck } from './new-check.ts';

function inTemporaryFolder(act: (root: string) => void): void {
  const root = mkdtempSync(join(tmpdir(), 'new-check-'));
  try {
    act(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

test('the three files are written, once', () => {
  inTemporaryFolder((root) => {
    expect(writeNewCheck('availability/uptime-objective', root)).toEqual({
      folder: 'src/checks/availability/uptime-objective',
    });
    const folder = join(root, 'src/checks/availability/uptime-objective');
    expect(readdirSync(folder).toSorted()).toEqual(['README.md', 'check.test.ts', 'check.ts']);
    const check = readFileSync(join(folder, 'check.ts'), 'utf8');
    expect(check).toContain(
      `export const uptimeObjective: Check = defineCheck({\n  answers: 'availability/uptime-objective',`,
    );
    expect(check).toContain('critical: required: >= 99.99 % per rolling year');
    expect(writeNewCheck('availability/uptime-objective', root)).toEqual({
      error: 'src/checks/availability/uptime-objective is there already.',
    });
  });
});

test('only criteria of the definition get a check', () => {
  inTemporaryFolder((root) => {
    const refused = { error: expect.stringContaining('Did you mean availability/uptime-objective?') };
    expect(writeNewCheck('availability/uptime-objectives', root)).toEqual(refused);
    expect(writeNewCheck('../outside', root)).toHaveProperty('error');
    expect(existsSync(join(root, 'src'))).toBe(false);
  });
});

test.each(criterionIds)('the draft of %s is TypeScript, and has no example yet', (id) => {
  const files = draftCheck(id);
  for (const file of ['check.ts', 'check.test.ts']) expect(parseSync(file, files.get(file)!).errors).toEqual([]);
  expect(examplesOf(files.get('README.md')!)).toEqual([]);
});
