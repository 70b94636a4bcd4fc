import { chapters } from '../../definition/chapters.ts';
import { checklist } from '../../definition/checklist.ts';
import { criteria, type Criterion, type CriterionId } from '../../definition/criteria.ts';
import type { EvidenceKind, Metric, Scope } from '../../definition/criterion-entry.ts';
import { type Tier, tiers } from '../../definition/tiers.ts';
import { type FrameworkId, frameworkIds, frameworks } from '../../frameworks/frameworks.ts';
import { mappingsOf } from '../../frameworks/mappings.ts';
import { type Block, type Entry, heading, list, paragraph } from './block.ts';
import { parseMarkdown } from './parse-markdown.ts';

/** What a check says of itself, and its README; both come with the check's folder. */
export interface JudgedCriterion {
  readonly title: string;
  readonly question: string;
  readonly why: string;
  readonly fix: string;
  /** By reason: its words alone, or weights (three letters), words and the fix where it differs. */
  readonly reasons: Readonly<Record<string, string | readonly [string, string] | readonly [string, string, string]>>;
  /** The numbers that it acts on. */
  readonly targets?: readonly string[];
  readonly readme: string;
}

/**
 * The page of one criterion: what is asked and why, how it is judged, what would prove it, how to mend it, and which controls it speaks to.
 * Without a check it says what the definition knows, and that nothing judges it yet.
 */
export function describeCriterion(id: CriterionId, judged: JudgedCriterion | null): Block[] {
  const criterion = criteria[id];
  return [
    heading(1, judged?.title ?? criterion.title),
    paragraph(`\`${id}\`: ${criterion.title}.`),
    ...(judged ? [paragraph(`**${judged.question}**`), paragraph(judged.why)] : []),
    ...howJudged(criterion, judged),
    ...whatTiersAsk(criterion, judged?.targets ?? []),
    heading(2, 'What would prove it'),
    list(criterion.evidence.map(describeEvidence)),
    ...(judged ? readmeOf(judged) : []),
    ...whereItComesFrom(criterion),
    ...controlsTable(id),
  ];
}

const asked: Readonly<Record<Scope, string>> = {
  platform: 'the platform',
  namespace: 'each namespace',
  workload: 'each workload',
  data: 'each thing that keeps data',
  organisation: 'the organisation',
};

function howJudged(criterion: Criterion, judged: JudgedCriterion | null): Block[] {
  if (!judged) {
    return [
      heading(2, 'How it is judged'),
      paragraph(
        `No check of this version judges it yet. It is asked of ${asked[criterion.scope]}; every assessment answers it with *unknown* and says what is missing.`,
      ),
    ];
  }
  const reasons = Object.entries(judged.reasons);
  const faults = reasons.flatMap(([reason, words]): Entry[] => {
    if (typeof words === 'string') return [];
    const [weights, text, fix] = words;
    return [
      {
        text: `\`${reason}\`: ${text}`,
        notes: [`${sayWeights(criterion, weights)}.`, `To fix it: ${fix ?? judged.fix}`],
      },
    ];
  });
  const held = reasons.flatMap(([reason, words]) => (typeof words === 'string' ? [`\`${reason}\`: ${words}`] : []));
  return [
    heading(2, 'How it is judged'),
    paragraph(
      'Every fault that holds is a finding of its own, under the name of its reason; the worst one decides. What hangs on something that was not seen is *unknown* (`not-seen`). Words in braces are completed with what was found.',
    ),
    ...(faults.length > 0 ? [list(faults)] : []),
    ...(held.length > 0
      ? [paragraph('It passes, or the question does not arise, for these reasons:'), list(held)]
      : []),
    heading(2, 'How to fix it'),
    paragraph(judged.fix),
  ];
}

const effects: Readonly<Record<string, string>> = {
  'F': 'fails',
  'P': 'is partial',
  'a': 'gets advice',
  '–': 'is left alone',
};

/** What three letters mean in the tiers of this criterion: where it is not required, a fault is advice. */
function sayWeights(criterion: Criterion, weights: string): string {
  const said = tiers.map((tier, index) => {
    const letter = weights.charAt(index);
    const weighed = criterion.tiers[tier].level === 'notRequired' && letter !== '–' ? 'a' : letter;
    return { tier, effect: effects[weighed] as string };
  });
  const [first] = said;
  if (said.every(({ effect }) => effect === first?.effect)) return `Every tier ${first?.effect}`;
  const text = said.map(({ tier, effect }) => `${tier} ${effect}`).join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const levels = { required: 'required', recommended: 'recommended', notRequired: 'not required' } as const;
const origins: Readonly<Record<Metric['origin'], string>> = {
  'stated': 'stated in the definition',
  'stated-for-critical': 'stated for critical, proposed by us for the others',
  'proposed': 'proposed by us',
};

function whatTiersAsk({ tiers: demands, metrics }: Criterion, settable: readonly string[]): Block[] {
  const value = (metric: Metric, tier: Tier): string =>
    metric.values[tier] === null ? '–' : `${metric.op} ${metric.values[tier]}`;
  const numbers: Block[] = [
    paragraph(settable.length > 0 ? `Numbers. ${sayNames(settable)} by tier under \`targets\`:` : 'Numbers:'),
    {
      type: 'table',
      header: ['Number', ...tiers, 'Where it comes from'],
      rows: metrics.map((metric) => [
        `\`${metric.name}\``,
        ...tiers.map((tier) => value(metric, tier)),
        origins[metric.origin],
      ]),
    },
  ];
  return [
    heading(2, 'What each tier asks'),
    {
      type: 'table',
      header: ['Tier', 'Level', 'What is enough'],
      rows: tiers.map((tier) => [tier, levels[demands[tier].level], demands[tier].target ?? '–']),
    },
    ...(metrics.length > 0 ? numbers : []),
  ];
}

/** Only of numbers that the check acts on: to set another would change nothing. */
function sayNames(settable: readonly string[]): string {
  return `A policy file may set its own ${settable.map((name) => `\`${name}\``).join(' and ')}`;
}

const suppliers: Readonly<Record<EvidenceKind['kind'], string>> = {
  'automatic': 'Seen by the program',
  'external-report': 'A report of another tool',
  'attestation': 'A signed statement',
};

function describeEvidence({ kind, what, maxAgeDays }: EvidenceKind): string {
  return `${suppliers[kind]}, at most ${maxAgeDays === 1 ? 'a day' : `${maxAgeDays} days`} old: ${what}.`;
}

/** The README without its title: the page has one. */
function readmeOf({ readme }: JudgedCriterion): Block[] {
  return parseMarkdown(readme).filter((block) => block.type !== 'heading' || block.level > 1);
}

function whereItComesFrom({ id, chapter, from, derived, scope }: Criterion): Block[] {
  const items = checklist.filter((item) => item.criteria.includes(id));
  return [
    heading(2, 'Where it comes from'),
    paragraph(
      `Chapter *${chapters[chapter].title}*; the Production-Ready Definition, section “${from}”. ${derived ? 'The section does not ask it in so many words, but what it asks cannot hold without. ' : ''}It is asked of ${asked[scope]}.`,
    ),
    ...(items.length > 0 ? [list(items.map(({ text }) => `Checklist: ${text}`))] : []),
  ];
}

function controlsTable(id: CriterionId): Block[] {
  const links = mappingsOf(id);
  const direct = links.filter(({ role }) => role === 'direct');
  const others = new Set(
    links.filter(({ role }) => role !== 'direct').map(({ framework }) => frameworks[framework].name),
  );
  const rows = frameworkIds.flatMap((framework: FrameworkId) =>
    direct
      .filter((link) => link.framework === framework)
      .map(({ controls, why }) => [frameworks[framework].name, controls.join(', '), why]),
  );
  const none = 'No control of the frameworks that we know asks for this very thing.';
  const beside = `Controls of ${others.size === 1 ? '1 framework' : `${others.size} frameworks`} are covered in part or only supported; that is no evidence of them, so they are not listed.`;
  return [
    heading(2, 'Controls'),
    rows.length > 0 ? { type: 'table', header: ['Framework', 'Controls', 'Why'], rows } : paragraph(none),
    ...(others.size > 0 ? [paragraph(beside)] : []),
  ];
}
