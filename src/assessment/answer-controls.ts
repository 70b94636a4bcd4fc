import { criteria, type CriterionId } from '../definition/criteria.ts';
import { catalogs } from '../frameworks/catalogs.ts';
import type { Control, ControlKind } from '../frameworks/control.ts';
import type { FrameworkId } from '../frameworks/frameworks.ts';
import { type CriterionLink, linksTo } from '../frameworks/links-to.ts';
import type { ControlAnswer, FrameworkCoverage, Verdict } from './assessment.ts';
import { explainControl, type Said } from './explain-control.ts';
import { isMet, isNotMet } from './verdicts.ts';

/** What was judged of the criteria. */
export interface Judged {
  readonly verdictOf: (criterion: CriterionId) => Verdict;
  /** The reasons of a criterion's faults, in any tier. */
  readonly faultsOf: (criterion: CriterionId) => ReadonlySet<string>;
  /** The framework that a criterion is asked for by, where the policy file does not declare it: what is not asked was not shown either. */
  readonly undeclaredOf: (criterion: CriterionId) => string | null;
  /** Why what was judged is a part of a platform only, of which no control speaks; null where it is the whole. */
  readonly partOnly: string | null;
}

/**
 * Answers a framework control by control, every one of its controls. A control is evidenced only where something asks for the very thing, all criteria
 * that are linked to it are met, and what was judged is a whole platform; it fails only by direct links.
 */
export function answerControls(framework: FrameworkId, judged: Judged): ControlAnswer[] {
  const links = linksTo(framework);
  return catalogs[framework].map((control) => {
    const said = weigh(links.get(control.id) ?? none, judged);
    const stated = stateOf(control, said, judged);
    const { id, title, kind } = control;
    const linked = said.map(({ criterion, role, confidence, why, verdict }) => ({
      criterion,
      role,
      confidence,
      why,
      verdict,
    }));
    const because = explainControl(beyondTools[kind], stated, said, judged.partOnly);
    return { control: id, title, kind, ...stated, because, criteria: linked };
  });
}

/** What could be said of each control of a framework if every criterion were met, by evidence or, where nothing else shows it, by a person's word. */
export function answerAtBest(framework: FrameworkId): ControlAnswer[] {
  return answerControls(framework, atBest);
}

/** Every criterion met in the best way there is. */
export const atBest: Judged = {
  verdictOf: (criterion) => (isByWord(criterion) ? 'attested' : 'pass'),
  faultsOf: () => new Set(),
  undeclaredOf: () => null,
  partOnly: null,
};

/** Whether only a person's word shows a criterion. */
function isByWord(criterion: CriterionId): boolean {
  return criteria[criterion].evidence.every(({ kind }) => kind === 'attestation');
}

/** How many of a framework's controls have each state; all of them are counted. */
export function countControls(framework: FrameworkId, judged: Judged): Omit<FrameworkCoverage, 'declared' | 'answers'> {
  const links = linksTo(framework);
  const counts = { controls: 0, evidenced: 0, failing: 0, unproven: 0, platformPart: 0, human: 0 };
  for (const control of catalogs[framework]) {
    const { state, platformPart } = stateOf(control, weigh(links.get(control.id) ?? none, judged), judged);
    counts.controls += 1;
    counts[state] += 1;
    if (platformPart) counts.platformPart += 1;
  }
  return counts;
}

const none: readonly CriterionLink[] = [];

type Stated = Pick<ControlAnswer, 'state' | 'platformPart'>;

function stateOf({ kind }: Control, said: readonly Said[], { partOnly }: Judged): Stated {
  const direct = said.filter(({ role }) => role === 'direct');
  if (direct.some(({ counts }) => isNotMet(counts))) return { state: 'failing', platformPart: false };
  if (beyondTools[kind] !== null || said.length === 0) return { state: 'human', platformPart: false };
  if (direct.length > 0 && direct.every(({ criterion }) => isByWord(criterion)))
    return { state: 'human', platformPart: false };
  // What applies to nothing is no evidence of anything.
  const proven = direct.filter(({ counts }) => counts !== 'notApplicable');
  // That nothing linked fails is known only where nothing linked is open: what is hidden may be what fails.
  const holds = said.every(({ verdict, counts }) => isMet(verdict) && isMet(counts));
  if (proven.length === 0 || !holds) return { state: 'unproven', platformPart: false };
  if (proven.every(({ counts }) => counts === 'attested')) return { state: 'human', platformPart: false };
  if (partOnly !== null) return { state: 'unproven', platformPart: false };
  return kind === 'technical' ? { state: 'evidenced', platformPart: false } : { state: 'unproven', platformPart: true };
}

function weigh(links: readonly CriterionLink[], judged: Judged): Said[] {
  return links.map((link) => {
    const verdict = judged.verdictOf(link.criterion);
    const undeclared = verdict === 'notApplicable' ? judged.undeclaredOf(link.criterion) : null;
    return { ...link, verdict, undeclared, counts: undeclared === null ? countedOf(link, verdict, judged) : 'unknown' };
  });
}

/**
 * What a verdict says of the control: nothing, where all its faults are in what the control does not ask for, or where it lets be what the control
 * speaks of.
 */
function countedOf({ criterion, failsBy, ofAll }: CriterionLink, verdict: Verdict, { faultsOf }: Judged): Verdict {
  if (ofAll && isMet(verdict)) return 'unknown';
  if (failsBy === null || !isNotMet(verdict)) return verdict;
  const faults = faultsOf(criterion);
  return failsBy.some((reason) => faults.has(reason)) ? verdict : 'unknown';
}

/** Why no machine can show a control; null where one can, wholly or in part. */
const beyondTools: Readonly<Record<ControlKind, string | null>> = {
  'technical': null,
  'mixed': null,
  'organisational': 'only people can show it: it is an attestation or a document',
  'physical': 'it is about buildings and hardware: the data centre or the cloud provider shows it',
  'out-of-scope': 'it is about devices, applications or payment flows, which a platform does not show',
};
