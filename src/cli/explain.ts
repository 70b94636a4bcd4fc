import type { Command } from 'commander';
import { checks } from '../checks/registry.generated.ts';
import { nearNames, suggestNames } from '../collect/suggest-name.ts';
import { UserError } from '../collect/user-error.ts';
import { type CriterionId, criterionIds } from '../definition/criteria.ts';
import { type FrameworkId, frameworkIds } from '../frameworks/frameworks.ts';
import { describeCriterion, type JudgedCriterion } from '../report/reference/criterion-page.ts';
import { listCriteria } from '../report/reference/criteria-index.ts';
import { describeFramework } from '../report/reference/framework-page.ts';
import { listFrameworks } from '../report/reference/frameworks-index.ts';
import { describeReason } from '../report/reference/reason-page.ts';
import { choosePaint } from '../report/terminal/palette.ts';
import { sanitize } from '../report/terminal/sanitize.ts';
import { writeBlocks } from '../report/terminal/write-blocks.ts';
import { writeOut } from './write-output.ts';

/** Longer lines of running text are hard to read. */
const widest = 100;

/** How an explanation is written. */
export interface ExplainOptions {
  readonly columns: number;
  readonly colour: boolean;
}

/** The page of a criterion, a reason or a framework, as text; without a name the lists of criteria and of frameworks. UserError for a name that none has. */
export async function explain(name: string | undefined, { columns, colour }: ExplainOptions): Promise<string> {
  const paint = choosePaint(colour);
  if (name === undefined) {
    const judged = new Set(checks.map(({ answers }) => answers));
    const lists = [...listCriteria(judged, asCode), ...listFrameworks(2, asCode)];
    return `${writeBlocks(lists, paint, columns)}\nkubecompass explain NAME shows one of them whole.\n`;
  }
  if (isFramework(name)) return writeBlocks(describeFramework(name, asCode), paint, columns);
  if (!isCriterion(name)) {
    const reason = describeReason(name, checks);
    if (reason.length > 0) {
      return `${writeBlocks(reason, paint, columns)}\nkubecompass explain CRITERION shows one of them whole.\n`;
    }
    const reasons = checks.flatMap((check) => Object.keys(check.reasons));
    // Reasons are sentences in short: a word that stands in one of them is no sign that it was meant.
    const meant = [
      ...new Set([
        ...suggestNames(name, criterionIds),
        ...suggestNames(name, frameworkIds),
        ...nearNames(name, reasons),
      ]),
    ].slice(0, 3);
    const hint = meant.length > 0 ? `Did you mean ${meant.join(' or ')}?` : 'See `kubecompass explain` for the list.';
    throw new UserError(
      `there is no criterion, no reason and no framework ${JSON.stringify(sanitize(name.slice(0, 100)))}`,
      {
        hint,
      },
    );
  }
  return writeBlocks(describeCriterion(name, await judgedCriterion(name)), paint, columns);
}

function asCode(id: string): string {
  return `\`${id}\``;
}

function isFramework(name: string): name is FrameworkId {
  return (frameworkIds as readonly string[]).includes(name);
}

function isCriterion(name: string): name is CriterionId {
  return (criterionIds as readonly string[]).includes(name);
}

/** What the criterion's check says of itself; null when none judges it. */
async function judgedCriterion(id: CriterionId): Promise<JudgedCriterion | null> {
  const check = checks.find(({ answers }) => answers === id);
  if (!check) return null;
  const { pages } = await import('../checks/pages.generated.ts');
  return { ...check, readme: pages[id] ?? '' };
}

/** Adds `kubecompass explain`. */
export function addExplain(program: Command): void {
  program
    .command('explain')
    .description(
      'Shows what a criterion asks, how it is judged and how to meet it; of a reason, which criteria have it; of a framework, what speaks to each of its controls; without a name, lists criteria and frameworks.',
    )
    .argument(
      '[criterion]',
      'such as availability/disruption-budgets; or a reason, such as no-budget; or a framework, such as iso27001',
    )
    .option('--no-color', 'write plain text')
    .addHelpText(
      'after',
      '\nExamples:\n  kubecompass explain availability/disruption-budgets\n  kubecompass explain iso27001',
    )
    .action(async (name: string | undefined, { color }: { color: boolean }) => {
      const isLive = process.stdout.isTTY;
      const columns = isLive ? Math.min(process.stdout.columns, widest) : widest;
      await writeOut(await explain(name, { columns, colour: isLive && color && process.stdout.hasColors() }));
    });
}
