import { chapters } from '../../definition/chapters.ts';
import { criteria, type CriterionId } from '../../definition/criteria.ts';
import { tiers } from '../../definition/tiers.ts';
import type { CriterionOutcome } from '../../assessment/assessment.ts';
import { pageOf } from '../page-address.ts';
import type { Judging } from '../reference/reason-page.ts';
import { pascalCase } from './pascal-case.ts';
import type { Level, ReportingDescriptor } from './sarif-log.ts';

/** Chapters whose faults somebody may attack. */
const ofSecurity = new Set(['identity', 'secrets', 'network', 'workload', 'audit']);

/** Code scanning refuses a report in which a rule has more. */
const mostTags = 20;

/** What the program says where a check says nothing. */
const ownWords: Readonly<Record<string, string>> = {
  'not-seen': 'what it hangs on was not seen',
  'not-required': 'the definition does not require it of this tier',
};

/** The rule of a criterion and one of the reasons of its check; `judging` is null where this version has no check for it. */
export function describeRule(
  criterion: CriterionId,
  reason: string,
  judging: Judging | null,
  asking: CriterionOutcome['controls'],
): ReportingDescriptor {
  const { title, chapter, tiers: demands } = criteria[criterion];
  const { words, weights, fix } = readReason(reason, judging);
  const level = levelOf(weights);
  const name = `${judging?.title ?? title}: ${words}`;
  const mends = fix === null ? [] : [`To fix it: ${fix}`];
  const controls = Object.entries(asking).flatMap(([framework, ids]) => ids.map((id) => `${framework}/${id}`));
  const asked = tiers.map((tier) => `${tier}: ${sayLevel(demands[tier].level)}`);
  const why = judging ? [judging.question, judging.why] : [];
  const page = pageOf(criterion);
  return {
    id: `${criterion}/${reason}`,
    name: pascalCase(`${criterion.slice(criterion.indexOf('/') + 1)}-${reason}`),
    shortDescription: { text: name },
    fullDescription: { text: `${title}. ${why.join(' ')}`.trim() },
    helpUri: page,
    help: {
      text: [name, ...why, ...mends, `Asked of ${asked.join(', ')}.`, page].join('\n\n'),
      markdown: [
        `**${asMarkdown(name)}**`,
        ...why.map(asMarkdown),
        ...mends.map(asMarkdown),
        `| ${tiers.join(' | ')} |\n| ${tiers.map(() => '---').join(' | ')} |\n| ${tiers.map((tier) => sayLevel(demands[tier].level)).join(' | ')} |`,
        `\`kubecompass explain ${criterion}\` and [its page](${page}) say how it is judged.`,
      ].join('\n\n'),
    },
    defaultConfiguration: { level },
    properties: {
      tags: [
        chapter,
        ...(ofSecurity.has(chapter) ? ['security'] : []),
        ...tiers.filter((tier) => demands[tier].level === 'required'),
        ...controls,
      ].slice(0, mostTags),
      chapter: chapters[chapter].title,
      tiers: Object.fromEntries(tiers.map((tier) => [tier, demands[tier].level])),
      controls,
      precision: 'very-high',
      ...(level === 'none' ? {} : { 'problem.severity': level === 'note' ? 'recommendation' : level }),
    },
  };
}

/** A reason's words, the three letters that say what it does to each tier (none: it is no fault), and what mends it. */
function readReason(
  reason: string,
  judging: Judging | null,
): { readonly words: string; readonly weights: string; readonly fix: string | null } {
  const entry = judging && Object.hasOwn(judging.reasons, reason) ? judging.reasons[reason] : undefined;
  if (entry === undefined) return { words: ownWords[reason] ?? reason, weights: '', fix: null };
  if (typeof entry === 'string') return { words: withoutPlaces(entry), weights: '', fix: null };
  const [weights, words, own] = entry;
  return { words: withoutPlaces(words), weights, fix: withoutPlaces(own ?? (judging as Judging).fix) };
}

/** Words in braces are completed with what was found; a rule stands for all that may be. */
function withoutPlaces(words: string): string {
  return words.replaceAll(/\{\w+\}/g, '…');
}

function levelOf(weights: string): Level {
  if (weights.includes('F')) return 'error';
  if (weights.includes('P')) return 'warning';
  return weights.includes('a') ? 'note' : 'none';
}

function sayLevel(level: 'required' | 'recommended' | 'notRequired'): string {
  return level === 'notRequired' ? 'not required' : level;
}

function asMarkdown(text: string): string {
  return text.replaceAll(/[\\*_[\]<>|]/g, (mark) => `\\${mark}`);
}
