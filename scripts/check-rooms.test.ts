import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { checkRooms, type RoomsReport } from './check-rooms.ts';

const repository = join(import.meta.dirname, '..');

/** A house that keeps every rule; the tests break one rule each. */
const house = {
  'src/definition/criterion.ts': `export const criterion: string = 'x';`,
  'src/estate/facts.ts': `import { criterion } from '../definition/criterion.ts';\nexport const facts: string[] = [criterion];`,
  'src/analyses/reach.ts': `import { facts } from '../estate/facts.ts';\nexport const reach: number = facts.length;`,
  'src/checks/a/b/check.ts': `import { reach } from '../../../analyses/reach.ts';\nexport const b: number = reach;`,
  'src/checks/a/b/check.test.ts': `import { readFileSync } from 'node:fs';\nimport { b } from './check.ts';\nimport { kit } from '../../../../test/support/kit.ts';\nexport const all: unknown[] = [readFileSync, b, kit];`,
  'src/checks/a/c/check.ts': `import { facts } from '../../../estate/facts.ts';\nexport const c: string[] = facts;`,
  'src/assessment/assess.ts': `import { b } from '../checks/a/b/check.ts';\nimport { c } from '../checks/a/c/check.ts';\nimport { sha256 } from '@noble/hashes/sha2.js';\nexport const assess: unknown[] = [b, c, sha256];`,
  'src/collect/read.ts': `import { readFileSync } from 'node:fs';\nimport type { facts } from '../estate/facts.ts';\nexport const read: [typeof facts, unknown] = [[], readFileSync];`,
  'src/cli/main.ts': `import { assess } from '../assessment/assess.ts';\nexport const main: unknown = () => [assess, import('../collect/read.ts')];`,
  'src/hub/api.ts': `import type { read } from '../collect/read.ts';\nexport type Api = typeof read;\nexport const port: number = 80;`,
  'src/web/page.ts': `import type { Api } from '../hub/api.ts';\nexport type Page = Api;`,
  'test/support/kit.ts': `import { assess } from '../../src/assessment/assess.ts';\nexport const kit: unknown = assess;`,
};

test('a house that keeps the rules has nothing out of order, and every source of it was seen', async () => {
  const report = await checkHouse({});
  expect(report.problems).toEqual([]);
  expect(report.modules).toBe(11);
});

test.for([
  ['the-doors-of-estate', 'src/estate/facts.ts', `import '../analyses/reach.ts';`],
  ['the-doors-of-checks', 'src/checks/a/b/check.ts', `import type { read } from '../../../collect/read.ts';`],
  ['the-doors-of-cli', 'src/cli/main.ts', `export const late: unknown = () => import('../hub/api.ts');`],
  ['the-doors-of-collect', 'src/collect/read.ts', `export { assess } from '../assessment/assess.ts';`],
  ['web-takes-only-types-from-hub', 'src/web/page.ts', `import { port } from '../hub/api.ts';`],
  ['no-import-of-a-file-outside-a-room', 'src/cli/main.ts', `import '../lost.ts';`],
  ['no-file-outside-a-room', 'src/lost.ts', `import './estate/facts.ts';`],
  ['no-world-in-the-core', 'src/analyses/reach.ts', `import { hostname } from 'node:os';`],
  ['no-world-in-the-core', 'src/estate/facts.ts', `import type { Stats } from 'fs';`],
  ['definition-imports-nothing', 'src/definition/criterion.ts', `import { Type } from 'typebox';`],
  ['only-pure-packages-in-the-core', 'src/assessment/assess.ts', `import { load } from 'js-yaml';`],
  ['checks-never-import-checks', 'src/checks/a/b/check.ts', `import { c } from '../c/check.ts';`],
  ['nothing-imports-a-test', 'test/support/kit.ts', `import '../../src/checks/a/b/check.test.ts';`],
  ['the-product-knows-no-test-and-no-script', 'src/cli/main.ts', `import '../../test/support/kit.ts';`],
  ['the-product-needs-no-tool', 'src/collect/read.ts', `import { expect } from 'vitest';`],
  ['no-cycles', 'src/estate/facts.ts', `import type { gap } from './gap.ts';`],
  ['no-orphans', 'src/estate/lonely.ts', `export const lonely: number = 1;`],
  ['no-unresolved-import', 'src/cli/main.ts', `import './nowhere.ts';`],
  ['not-seen', 'src/cli/main.ts', `export type Page = import('../report/page.ts').Page;`],
] as const)('%s: %s with %s', async ([rule, file, line]) => {
  const text = file in house ? `${line}\n${house[file as keyof typeof house]}` : line;
  const report = await checkHouse({
    'src/lost.ts': `import './estate/facts.ts';`,
    'src/estate/gap.ts': `import { facts } from './facts.ts';\nexport const gap: string[] = facts;`,
    'src/report/page.ts': `import { assess } from '../assessment/assess.ts';\nexport type Page = typeof assess;`,
    [file]: text,
  });
  expect(report.problems).toContainEqual(expect.stringMatching(new RegExp(`^${file}.*\n    ${rule}: (?!undefined)`)));
});

async function checkHouse(changes: Record<string, string>): Promise<RoomsReport> {
  const root = await mkdtemp(join(tmpdir(), 'rooms-'));
  try {
    await symlink(join(repository, 'node_modules'), join(root, 'node_modules'), 'junction');
    const manifest = await readFile(join(repository, 'package.json'), 'utf8');
    for (const [file, text] of Object.entries({ ...house, ...changes, 'package.json': manifest })) {
      await mkdir(dirname(join(root, file)), { recursive: true });
      await writeFile(join(root, file), text);
    }
    return await checkRooms(root);
  } finally {
    await rm(root, { recursive: true });
  }
}
