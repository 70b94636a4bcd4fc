import { criteria, type CriterionId } from '../definition/criteria.ts';
import { catalogs } from '../frameworks/catalogs.ts';
import type { Control, ControlKind } from '../frameworks/control.ts';
import type { FrameworkId } from '../frameworks/frameworks.ts';
import { type CriterionLink, linksTo } from '../frameworks/links-to.ts';
import type { ControlAnswer, FrameworkCoverage, Verdict } from './assessment.ts';
import { isMet, isNotMet } from './verdicts.ts';

/** What was judged of the criteria. */
export interface Judged {
  readonly verdictOf: (criterion: CriterionId) => Verdict;
  /** The reasons of a criterion's faults, in any tier. */
  readonly faultsOf: (criterion: CriterionId) => ReadonlySet<string>;
}

/**
 * Answers a framework control by control, every one of its controls. Only a direct link is evidence: a control of which the criteria cover a part, or
 * that they merely support, is never evidenced by them, nor failing.
 */
export function answerControls(framework: FrameworkId, judged: Judged): ControlAnswer[] {
  const links = linksTo(framework);
  return catalogs[framework].map((control) => {
    const own = links.get(control.id) ?? none;
    const stated = stateOf(control, own, judged);
    const { id, title, kind } = control;
    const linked = own.map(({ criterion, role, confidence, why }) => ({
      criterion,
      role,
      confidence,
      why,
      verdict: judged.verdictOf(criterion),
    }));
    return { control: id, title, kind, ...stated, because: explain(control, stated, linked), criteria: linked };
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
    const { state, platformPart } = stateOf(control, links.get(control.id) ?? none, judged);
    counts.controls += 1;
    counts[state] += 1;
    if (platformPart) counts.platformPart += 1;
  }
  return counts;
}

const none: readonly CriterionLink[] = [];

type Stated = Pick<ControlAnswer, 'state' | 'platformPart'>;

function stateOf({ kind }: Control, linked: readonly CriterionLink[], judged: Judged): Stated {
  const direct = linked.flatMap((link) => (link.role === 'direct' ? [verdictFor(link, judged)] : []));
  if (direct.some(isNotMet)) return { state: 'failing', platformPart: false };
  if (beyondTools[kind] !== null || linked.length === 0) return { state: 'human', platformPart: false };
  const asked = linked.filter(({ role }) => role === 'direct');
  if (asked.length > 0 && asked.every(({ criterion }) => isByWord(criterion)))
    return { state: 'human', platformPart: false };
  // What applies to nothing is no evidence of anything.
  const proven = direct.filter((verdict) => verdict !== 'notApplicable');
  if (proven.length === 0 || !proven.every(isMet)) return { state: 'unproven', platformPart: false };
  if (!proven.includes('pass')) return { state: 'human', platformPart: false };
  return kind === 'technical' ? { state: 'evidenced', platformPart: false } : { state: 'unproven', platformPart: true };
}

/**
 * What a criterion says of the control: nothing, where all its faults are in what the control does not ask for, or where it lets be what the control
 * speaks of.
 */
function verdictFor({ criterion, failsBy, ofAll }: CriterionLink, { verdictOf, faultsOf }: Judged): Verdict {
  const verdict = verdictOf(criterion);
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

type Linked = ControlAnswer['criteria'];

function explain({ kind }: Control, { state, platformPart }: Stated, linked: Linked): string {
  const direct = linked.filter(({ role }) => role === 'direct');
  const proven = direct.filter(({ verdict }) => verdict === 'pass' || verdict === 'attested');
  switch (state) {
    case 'failing':
      return direct
        .filter(({ verdict }) => isNotMet(verdict))
        .map(sayNotMet)
        .join('; ');
    case 'evidenced':
      return `met: ${namesOf(proven)}`;
    case 'human':
      if (beyondTools[kind] !== null) return beyondTools[kind];
      if (linked.length === 0) return 'no criterion of the definition asks for it, so people have to show it';
      return proven.length > 0
        ? `attested, which is a person's word: ${namesOf(proven)}`
        : `only a person's word shows it: ${namesOf(direct)}`;
    default:
      if (platformPart)
        return `the platform's part is evidenced by ${namesOf(proven)}; the rest is a process or a document, which people have to show`;
      return [sayOpen(linked, direct), ...linked.filter(({ verdict }) => isNotMet(verdict)).map(sayNotMet)].join('; ');
  }
}

function sayOpen(linked: Linked, direct: Linked): string {
  if (direct.length === 0) return `only a part of it is asked for, by ${namesOf(linked)}: it needs more than that`;
  const open = direct.filter(({ verdict }) => !isMet(verdict));
  if (open.length > 0 && open.every(({ verdict }) => isNotMet(verdict)))
    return 'not proven yet: what fails is not what this control asks about';
  if (open.length === 0 && direct.some(({ verdict }) => verdict === 'pass'))
    return `not proven yet: ${namesOf(direct)} passes, and lets namespaces of the platform and agents of nodes be, of which this control speaks as well`;
  return open.length > 0 ? `not proven yet: ${namesOf(open)}` : `nothing that was seen is asked for ${namesOf(direct)}`;
}

function sayNotMet({ criterion, verdict }: Linked[number]): string {
  return verdict === 'fail' ? `${criterion} fails` : `${criterion} holds only in part`;
}

function namesOf(linked: Linked): string {
  return linked.map(({ criterion }) => criterion).join(', ');
}
