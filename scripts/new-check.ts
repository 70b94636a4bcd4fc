import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suggestNames } from '../src/collect/suggest-name.ts';
import { criteria, type Criterion, type CriterionId, criterionIds } from '../src/definition/criteria.ts';
import type { Scope } from '../src/definition/criterion-entry.ts';
import { camelCase } from './generate/analysis-registry.ts';

// `npm run new-check availability/zone-spread` writes the three files of a check, red: every test of theirs fails until somebody has thought.

/** The three files of a check, by name. Every text that starts with TODO is refused by the tests. */
export function draftCheck(id: CriterionId): Map<string, string> {
  const criterion = criteria[id];
  const name = camelCase(id.slice(id.indexOf('/') + 1));
  return new Map([
    ['check.ts', checkText(criterion, name)],
    ['check.test.ts', testText(name)],
    ['README.md', readmeText(criterion)],
  ]);
}

/** Writes the files below `root`, the repository; an error in words when that cannot be done. */
export function writeNewCheck(id: string, root: string): { folder: string } | { error: string } {
  const known = criterionIds.find((one) => one === id);
  if (!known) {
    const meant = suggestNames(id, criterionIds);
    const hint = meant.length > 0 ? ` Did you mean ${meant.join(' or ')}?` : '';
    return { error: `The definition has no criterion ${JSON.stringify(id)}; add it to src/definition first.${hint}` };
  }
  const folder = `src/checks/${known}`;
  if (existsSync(join(root, folder))) return { error: `${folder} is there already.` };
  mkdirSync(join(root, folder), { recursive: true });
  for (const [file, text] of draftCheck(known)) writeFileSync(join(root, folder, file), text);
  return { folder };
}

const subjects: Readonly<Record<Scope, { over: string; needs: string; import: string }>> = {
  workload: { over: '({ workloads }) => workloads', needs: `['workloads']`, import: '' },
  data: { over: '({ workloads }) => workloads', needs: `['workloads']`, import: '' },
  namespace: { over: '({ namespaces }) => namespaces', needs: `['namespaces']`, import: '' },
  platform: { over: 'thePlatform', needs: '[]', import: ', thePlatform' },
  organisation: { over: 'theOrganisation', needs: '[]', import: ', theOrganisation' },
};

function checkText({ id, scope, tiers, evidence }: Criterion, name: string): string {
  const { over, needs, import: more } = subjects[scope];
  const asks = Object.entries(tiers).map(
    ([tier, { level, target }]) => `//   ${tier}: ${level}${target === null ? '' : `: ${target}`}`,
  );
  return `import { type Check, defineCheck${more} } from '../../define-check.ts';

// What the definition asks:
${asks.join('\n')}
// What would show it: ${evidence[0].what}.

export const ${name}: Check = defineCheck({
  answers: '${id}',
  title: 'TODO: a noun phrase.',
  question: 'TODO: one question that can be answered with yes',
  why: 'TODO: what goes wrong without',
  fix: 'TODO: what to change, on which field',
  needs: ${needs},
  reasons: {
    'good': 'TODO: why it passes.',
    'bad': ['FPa', 'TODO: what is wrong.'],
  },

  over: ${over},

  judge(subject) {
    // TODO: every fault(…) that holds, and beside them what would hold without: pass(…), notApplicable(…) or unseen(…).
    throw new Error(\`${id} cannot judge a \${subject.noun} yet\`);
  },
});
`;
}

function testText(name: string): string {
  return `import { describe, expect, test } from 'vitest';
import { judgedBy } from '../../../../test/support/judged.ts';
import { ${name} } from './check.ts';

describe('verdicts', () => {
  // TODO: one row per reason a verdict can have; each expects 'verdict reason Kind/namespace/name'.
  test.each<[string, string, string[]]>([['good', 'apiVersion: v1\\nkind: Namespace\\nmetadata: {name: bank}\\n', ['TODO']]])('%s', (_name, yaml, expected) => {
    expect(judgedBy(${name}, yaml)).toEqual(expected);
  });
});
`;
}

function readmeText({ title }: Criterion): string {
  return `# ${title}

## What happens

TODO: what an operator sees on the day it goes wrong. TODO fences become \`yaml fail\` and \`yaml pass\`; the sentence above a failing one names its reasons.

\`\`\`yaml
# TODO: a small estate that fails
\`\`\`

\`\`\`yaml
# TODO: the same, mended
\`\`\`

## How to see it

TODO: the command that shows it on a cluster.

## Limits

TODO: what this check cannot see.

## References

- TODO: absolute links
`;
}

if (import.meta.main) {
  const [id, ...others] = process.argv.slice(2);
  const written =
    id === undefined || others.length > 0
      ? { error: 'Which criterion? npm run new-check availability/zone-spread' }
      : writeNewCheck(id, join(import.meta.dirname, '..'));
  if ('error' in written) {
    console.error(written.error);
    process.exitCode = 2;
  } else {
    const { folder } = written;
    console.log(
      `${folder} is there, and red. Fill it, run \`npm run generate\`, then \`npx vitest run ${folder} test/parity.test.ts\`.`,
    );
  }
}
