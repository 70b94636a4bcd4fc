import { criteria, type CriterionId } from '../definition/criteria.ts';
import { catalogs } from '../frameworks/catalogs.ts';
import type { Control, ControlKind } from '../frameworks/control.ts';
import type { FrameworkId } from '../frameworks/frameworks.ts';
import { type CriterionLink, linksTo } from '../frameworks/links-to.ts';
import type { ControlAnswer, FrameworkCoverage, Verdict } from './assessment.ts';
import { isMet, isNotMet } from './verdicts.ts';

/**
 * Answers a framework control by control, every one of its controls. Only a direct link is evidence: a control of which the criteria cover a part, or
 * that they merely support, is never evidenced by them, nor failing.
 */
export function answerControls(
  framework: FrameworkId,
  verdictOf: (criterion: CriterionId) => Verdict,
): ControlAnswer[] {
  const links = linksTo(framework);
  return catalogs[framework].map((control) => answer(control, links.get(control.id) ?? [], verdictOf));
}

/** What could be said of each control of a framework if every criterion were met, by evidence or, where nothing else shows it, by a person's word. */
export function answerAtBest(framework: FrameworkId): ControlAnswer[] {
  return answerControls(framework, (criterion) =>
    criteria[criterion].evidence.every(({ kind }) => kind === 'attestation') ? 'attested' : 'pass',
  );
}

/** How many of a framework's controls have each state; all of them are counted. */
export function countControls(answers: readonly ControlAnswer[], declared: boolean): FrameworkCoverage {
  const inState = (wanted: ControlAnswer['state']): number => answers.filter(({ state }) => state === wanted).length;
  return {
    declared,
    controls: answers.length,
    evidenced: inState('evidenced'),
    failing: inState('failing'),
    unproven: inState('unproven'),
    platformPart: answers.filter(({ platformPart }) => platformPart).length,
    human: inState('human'),
  };
}

function answer(
  { id, title, kind }: Control,
  links: readonly CriterionLink[],
  verdictOf: (criterion: CriterionId) => Verdict,
): ControlAnswer {
  const linked = links.map((link) => ({ ...link, verdict: verdictOf(link.criterion) }));
  const direct = linked.filter(({ role }) => role === 'direct');
  return { control: id, title, kind, criteria: linked, platformPart: false, ...stateOf(kind, linked, direct) };
}

type Answered = ControlAnswer['criteria'];

function stateOf(
  kind: ControlKind,
  linked: Answered,
  direct: Answered,
): Pick<ControlAnswer, 'state' | 'because'> & { readonly platformPart?: boolean } {
  const notMet = direct.filter(({ verdict }) => isNotMet(verdict));
  if (notMet.length > 0) return { state: 'failing', because: notMet.map(sayNotMet).join('; ') };
  if (beyondTools[kind] !== null) return { state: 'human', because: beyondTools[kind] };
  if (linked.length === 0)
    return { state: 'human', because: 'no criterion of the definition asks for it, so people have to show it' };
  if (direct.length === 0)
    return {
      state: 'unproven',
      because: `only a part of it is asked for, by ${namesOf(linked)}: it needs more than that`,
    };
  const open = direct.filter(({ verdict }) => !isMet(verdict));
  if (open.length > 0) return { state: 'unproven', because: `not proven yet: ${namesOf(open)}` };
  // What applies to nothing is no evidence of anything.
  const proven = direct.filter(({ verdict }) => verdict !== 'notApplicable');
  if (proven.length === 0)
    return { state: 'unproven', because: `nothing that was seen is asked for ${namesOf(direct)}` };
  if (proven.every(({ verdict }) => verdict === 'attested'))
    return { state: 'human', because: `attested, which is a person's word: ${namesOf(proven)}` };
  if (kind === 'technical') return { state: 'evidenced', because: `met: ${namesOf(proven)}` };
  return {
    state: 'unproven',
    platformPart: true,
    because: `the platform's part is evidenced by ${namesOf(proven)}; the rest is a process or a document, which people have to show`,
  };
}

/** Why no machine can show a control; null where one can, wholly or in part. */
const beyondTools: Readonly<Record<ControlKind, string | null>> = {
  'technical': null,
  'mixed': null,
  'organisational': 'only people can show it: it is an attestation or a document',
  'physical': 'it is about buildings and hardware: the data centre or the cloud provider shows it',
  'out-of-scope': 'it is about devices, applications or payment flows, which a platform does not show',
};

function sayNotMet({ criterion, verdict }: Answered[number]): string {
  return verdict === 'fail' ? `${criterion} fails` : `${criterion} holds only in part`;
}

function namesOf(linked: Answered): string {
  return linked.map(({ criterion }) => criterion).join(', ');
}
