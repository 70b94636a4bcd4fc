import { describe, expect, test } from 'vitest';
import { answerAtBest } from '../assessment/answer-controls.ts';
import { checks } from '../checks/registry.generated.ts';
import { UserError } from '../collect/user-error.ts';
import { criteria, criterionIds } from '../definition/criteria.ts';
import { frameworkIds, frameworks } from '../frameworks/frameworks.ts';
import { widthOf } from '../report/terminal/wrap.ts';
import { explain } from './explain.ts';

const plain = { columns: 80, colour: false };
const judged = checks.map(({ answers }) => answers);

/** Lines as one text without layout, as somebody reads them. */
function flat(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

describe('the list', () => {
  test('names every criterion once, and marks those that are judged', async () => {
    const text = flat(await explain(undefined, plain));
    for (const id of criterionIds) expect(text.split(` ${id}: `)).toHaveLength(2);
    expect([...text.matchAll(/✓ judged (?!;)/g)].length).toBeGreaterThanOrEqual(judged.length);
    expect(text).toContain(
      `availability/disruption-budgets: ${criteria['availability/disruption-budgets'].title} ✓ judged`,
    );
    expect(text).toContain(`asks ${criterionIds.length} questions. This version judges the ${judged.length}`);
  });
});

describe('a page', () => {
  test.each(judged)('of %s says what is asked, how it is judged, how to fix it, with examples', async (id) => {
    const text = flat(await explain(id, plain));
    const check = checks.find(({ answers }) => answers === id)!;
    for (const words of [check.title, check.question, check.why, check.fix]) expect(text).toContain(flat(words));
    for (const reason of Object.keys(check.reasons)) expect(text).toContain(` - ${reason}: `);
    const faults = Object.values(check.reasons).filter((words) => typeof words !== 'string');
    expect(text.split('To fix it: ').length - 1).toBeGreaterThanOrEqual(faults.length);
    for (const heading of [
      'HOW IT IS JUDGED',
      'HOW TO FIX IT',
      'WHAT EACH TIER ASKS',
      'WHAT WOULD PROVE IT',
      'CONTROLS',
    ])
      expect(text).toContain(heading);
    // Of objects, or of the files of pipelines.
    expect(text).toMatch(/apiVersion: |steps: |stages: |repos: /);
  });

  test.each(criterionIds.filter((id) => !judged.includes(id)))(
    'of %s says that nothing judges it yet, and what would prove it',
    async (id) => {
      const text = flat(await explain(id, plain));
      expect(text).toContain('No check of this version judges it yet.');
      expect(text).not.toContain('policy file may');
      expect(text).toContain(flat(criteria[id].evidence[0].what).replaceAll('`', ''));
      expect(text).toContain(`“${criteria[id].from}”`);
    },
  );

  test('tells weights in words, and where a tier does not require it a fault is advice', async () => {
    const text = flat(await explain('availability/disruption-budgets', plain));
    expect(text).toMatch(
      /no-budget: no budget selects its pods Critical fails, important fails, best-effort gets advice\. To fix it: /,
    );
    expect(text).toMatch(/unhealthy-pods-block-drain: .*? Every tier gets advice\./);
  });

  test('keeps to the width, but for code and words that are longer', async () => {
    const pages = await Promise.all(criterionIds.map((id) => explain(id, { ...plain, columns: 60 })));
    const tooWide = pages
      .flatMap((page) => page.split('\n'))
      .filter((line) => widthOf(line) > 60 && !line.startsWith('    ') && line.trim().includes(' '));
    expect(tooWide).toEqual([]);
  });
});

describe('a reason', () => {
  test('names every criterion that has it, with its words and its fix there', async () => {
    const text = flat(await explain('no-budget', plain));
    const check = checks.find(({ answers }) => answers === 'availability/disruption-budgets')!;
    const [, words, fix] = check.reasons['no-budget'] as readonly [string, string, string?];
    expect(text).toContain(`availability/disruption-budgets: ${words} To fix it: ${flat(fix ?? check.fix)}`);
  });

  test('of several criteria names them all; one that is no fault has no fix', async () => {
    const all = checks.flatMap(({ answers, reasons }) =>
      Object.entries(reasons).map(([id, words]) => ({ id, answers, words })),
    );
    for (const id of new Set(all.map((one) => one.id))) {
      const own = all.filter((one) => one.id === id);
      const text = flat(await explain(id, plain));
      for (const { answers } of own) expect(text).toContain(` - ${answers}: `);
      expect([id, text.split('To fix it: ').length - 1]).toEqual([
        id,
        own.filter(({ words }) => typeof words !== 'string').length,
      ]);
    }
  });

  test('is no key that every object has', async () => {
    await expect(explain('constructor', plain)).rejects.toThrow(
      'there is no criterion, no reason and no framework "constructor"',
    );
  });
});

describe('a framework', () => {
  test.each(frameworkIds)('%s names each of its controls, and the criteria that speak to it', async (id) => {
    const text = flat(await explain(id, plain));
    expect(text).toContain(frameworks[id].name);
    for (const { control, criteria } of answerAtBest(id)) {
      expect(text).toContain(control.toUpperCase());
      for (const { criterion } of criteria) expect(text).toContain(` - ${criterion}: `);
    }
  });

  test('is listed, as the hint for a name that is none promises', async () => {
    const text = await explain(undefined, plain);
    for (const id of frameworkIds) expect(text).toMatch(new RegExp(`^ *${id} `, 'm'));
    await expect(explain('iso2701', plain)).rejects.toMatchObject({ hint: 'Did you mean iso27001?' });
  });
});

describe('a name that no criterion has', () => {
  test.each([
    ['availability/disruption-budget', 'Did you mean availability/disruption-budgets?'],
    ['quotas', 'Did you mean identity/quotas-and-limits?'],
    ['no-budgt', 'Did you mean no-budget?'],
    ['pods', 'See `kubecompass explain` for the list.'],
    ['nothing-like-it', 'See `kubecompass explain` for the list.'],
    ['__proto__', 'See `kubecompass explain` for the list.'],
  ])('%s: %s', async (name, hint) => {
    const error = await explain(name, plain).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ hint, message: `there is no criterion, no reason and no framework "${name}"` });
  });

  test('is shown harmless and short', async () => {
    await expect(explain(`\u001b[31m${'x'.repeat(1000)}`, plain)).rejects.toThrow(
      /^there is no criterion, no reason and no framework "\\\\u001b\[31mx{95}"$/,
    );
  });
});
