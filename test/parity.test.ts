import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyses } from '../src/analyses/registry.generated.ts';
import { assess } from '../src/assessment/assess.ts';
import { layGround } from '../src/assessment/ground.ts';
import { judge } from '../src/assessment/judge.ts';
import type { Check, Target } from '../src/checks/define-check.ts';
import { pages } from '../src/checks/pages.generated.ts';
import { checks } from '../src/checks/registry.generated.ts';
import { criteria, type CriterionId, criterionIds } from '../src/definition/criteria.ts';
import { factNames } from '../src/estate/facts.ts';
import { undeclaredPolicy } from '../src/estate/policy.ts';
import { lawPolicy } from './laws/judgements.ts';
import { estateOf } from './support/estate-of.ts';
import { type Example, examplesOf, judgeExample } from './support/examples.ts';
import { randomEstate } from './support/random-estate.ts';

const root = join(import.meta.dirname, '..');

function fileOf(check: Check, name: string): string {
  return join(root, 'src/checks', check.answers, name);
}

/** The text of a file of a check's folder; '' while it is not written, so that the tests say what is missing. */
function textOf(check: Check, name: string): string {
  return existsSync(fileOf(check, name)) ? readFileSync(fileOf(check, name), 'utf8') : '';
}

test('every criterion is answered in every assessment, in the order of the definition', () => {
  const { outcomes } = assess(estateOf('apiVersion: v1\nkind: Namespace\nmetadata: {name: bank}'), undeclaredPolicy, {
    version: 'test',
  });
  expect(outcomes.map(({ criterion }) => criterion)).toEqual(criterionIds);
  expect(outcomes.filter(({ because }) => !/\w/.test(because))).toEqual([]);
});

test('every criterion has its page in the reference', () => {
  const missing = criterionIds.filter((id) => !existsSync(join(root, `docs/reference/criteria/${id}.md`)));
  expect(missing, 'run `npm run generate`').toEqual([]);
});

test('every fact is needed by an analysis or a check', () => {
  const needed = new Set([...Object.values(analyses), ...checks].flatMap(({ needs }): readonly string[] => needs));
  expect(
    factNames.filter((name) => !needed.has(name)),
    'facts that nothing asks for',
  ).toEqual([]);
});

describe.each(checks.map((check): [string, Check] => [check.answers, check]))('%s', (id, check) => {
  const faults = Object.entries(check.reasons).flatMap(([reason, words]) =>
    typeof words === 'string' ? [] : [{ reason, words }],
  );

  test('nothing of it is left to do', () => {
    const undone = ['check.ts', 'check.test.ts', 'README.md'].filter((file) => textOf(check, file).includes('TODO'));
    expect(undone).toEqual([]);
  });

  test('its words are well-formed', () => {
    expect(check.title).toMatch(/^[A-Z][^.?!]*$/);
    expect(check.question).toMatch(/^[A-Z].*\?$/);
    for (const sentence of [check.why, check.fix, ...faults.flatMap(({ words }) => words[2] ?? [])]) {
      expect(sentence, 'a sentence begins with a capital and ends with a full stop').toMatch(/^[A-Z].*\.$/);
    }
    for (const [reason, words] of Object.entries(check.reasons)) {
      expect(reason, 'a reason is kebab-case').toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
      const text = typeof words === 'string' ? words : words[1];
      expect(text, 'the words of a reason complete a sentence: lower case (or a name, a number), no full stop').toMatch(
        /^(?:[a-z0-9{`]|[A-Z]+[a-z]*[A-Z])[^]*[^.!?\s]$/,
      );
    }
  });

  // What only a running platform proves never passes from a folder: the best that manifests can do is to declare it well.
  // Nor is an example good in every part where the platform itself is asked in any case, and never answered: its subjects pass, and it stays unknown.
  const canPass = /\bpass\((?![^]*platform: \([^)]*\) =>\s[^,]*\bunseen\()/.test(textOf(check, 'check.ts'));

  test('it fails or is partial for some reason, and says when it passes', () => {
    expect(faults.some(({ words }) => /[FP]/.test(words[0]))).toBe(true);
    const saysMore = canPass
      ? faults.length < Object.keys(check.reasons).length
      : /\bunseen\(/.test(textOf(check, 'check.ts'));
    expect(saysMore).toBe(true);
  });

  test('every reason is reached by a row of check.test.ts', () => {
    const rows = textOf(check, 'check.test.ts');
    expect(rows, `src/checks/${id}/check.test.ts is not written yet`).not.toBe('');
    const byTemplate = /\b(?:fail|partial|advice|pass|notApplicable) \$\{/.test(rows);
    const missing = Object.keys(check.reasons).filter(
      (reason) =>
        !new RegExp(String.raw`\b(?:fail|partial|advice|pass|notApplicable) ${reason}(?![\w-])`).test(rows) &&
        !(byTemplate && new RegExp(`['"\`]${reason}['"\`]`).test(rows)),
    );
    expect(missing, 'no row asserts `verdict reason …` for these').toEqual([]);
  });

  test('its README has an example that passes (or is declared well, where that is all) and one that fails, and its page is fresh', () => {
    const readme = textOf(check, 'README.md');
    expect(readme, `src/checks/${id}/README.md is not written yet`).not.toBe('');
    const expected = new Set(examplesOf(readme).map(({ expects }) => expects));
    expect([...expected]).toEqual(expect.arrayContaining(['fail', canPass ? 'pass' : 'unknown']));
    expect(pages[id] === readme, 'run `npm run generate`').toBe(true);
    expect(readme, 'links are absolute: the page is read in a terminal too').not.toMatch(/\]\((?!https?:\/\/)/);
  });

  const examples = examplesOf(textOf(check, 'README.md'));
  const saidOf = (example: Example): string[] =>
    judgeExample(check, example).map(
      ({ verdict, reason, subject }) => `${verdict} ${reason} ${subject.kind}/${subject.name}`,
    );

  test.each(examples.filter(({ expects }) => expects === 'pass'))(
    'the example on line $line of its README passes',
    (example) => {
      const said = saidOf(example);
      expect(said.filter((one) => /^(fail|partial|unknown) /.test(one))).toEqual([]);
      expect(said).toContainEqual(expect.stringMatching(/^pass /));
    },
  );

  test.each(examples.filter(({ expects }) => expects === 'unknown'))(
    'the example on line $line of its README stays unknown, nothing is wrong with it, and what passes in it the words above say',
    (example) => {
      const said = saidOf(example);
      expect(said.filter((one) => /^(fail|partial) /.test(one))).toEqual([]);
      const passed = new Set(said.filter((one) => one.startsWith('pass ')).map((one) => one.split(' ')[1] as string));
      const named = [...example.above.matchAll(/`([\w-]+)`/g)].map(([, reason]) => reason as string);
      const good = named.filter((reason) => typeof check.reasons[reason] === 'string');
      expect([...passed].toSorted()).toEqual(good.toSorted());
      expect(said).toContainEqual(expect.stringMatching(/^unknown /));
    },
  );

  test.each(examples.filter(({ expects }) => expects === 'fail'))(
    'the example on line $line of its README fails as the words above it say',
    (example) => {
      const bad = saidOf(example).filter((one) => /^(fail|partial) /.test(one));
      expect(bad).not.toEqual([]);
      const reasons = new Set(bad.map((one) => one.split(' ')[1] as string));
      expect(
        [...reasons].filter((reason) => !example.above.includes(reason)),
        'the paragraph above names every reason',
      ).toEqual([]);
    },
  );

  test('it acts on the targets that it declares, and they are numbers of its criterion', () => {
    const { targets = [] } = check;
    expect(criteria[id as CriterionId].metrics.map(({ name }) => name)).toEqual(expect.arrayContaining([...targets]));
    const { check: watched, read } = watchTargets(check);
    for (const example of examples) judgeExample(watched, example);
    fc.assert(
      fc.property(randomEstate, (estate) => void judge(watched, layGround(estate, lawPolicy))),
      { numRuns: 100 },
    );
    expect([...read].toSorted()).toEqual([...targets].toSorted());
  });

  test('whatever it says, its words are complete', () => {
    const incomplete: unknown[] = examples.flatMap((one) => judgeExample(check, one)).filter(hasPlaceholder);
    fc.assert(
      fc.property(randomEstate, (estate) => {
        const { judgements } = judge(check, layGround(estate, lawPolicy));
        incomplete.push(...judgements.flatMap(({ statements }) => statements).filter(hasPlaceholder));
      }),
      { numRuns: 100 },
    );
    expect(incomplete).toEqual([]);
  });
});

/** The same check, and which numbers it read of the targets that it was handed. */
function watchTargets(check: Check): { readonly check: Check; readonly read: ReadonlySet<string> } {
  const read = new Set<string>();
  const watch = (judgeOne: (...given: unknown[]) => unknown) => (subject: unknown, known: unknown, target: Target) => {
    const values = new Proxy(target.values, {
      get: (numbers, name) => (read.add(String(name)), Reflect.get(numbers, name) as unknown),
    });
    return judgeOne(subject, known, { ...target, values });
  };
  const judges = check.judge as ((...given: unknown[]) => unknown) | Record<string, (...given: unknown[]) => unknown>;
  const watched =
    typeof judges === 'function'
      ? watch(judges)
      : Object.fromEntries(Object.entries(judges).map(([noun, one]) => [noun, watch(one)]));
  return { check: { ...check, judge: watched }, read };
}

/** Whether words still have a placeholder, because they were given no such number or name: `{pods}`. */
function hasPlaceholder({ because, fix }: { readonly because: string; readonly fix: string | null }): boolean {
  return /(?<!\$)\{\w+\}/.test(`${because} ${fix ?? ''}`);
}
