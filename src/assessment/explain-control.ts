import type { CriterionLink } from '../frameworks/links-to.ts';
import type { ControlAnswer, Verdict } from './assessment.ts';
import { isMet, isNotMet } from './verdicts.ts';

/** What a linked criterion says of a control. */
export interface Said extends CriterionLink {
  /** The verdict of the criterion. */
  readonly verdict: Verdict;
  /** What of it counts for the control. */
  readonly counts: Verdict;
  readonly undeclared: string | null;
}

/** Why a control has its state, in words that name what is met, what is open, and what fails in any role; `beyondTools`: why no machine can show it. */
export function explainControl(
  beyondTools: string | null,
  { state, platformPart }: Pick<ControlAnswer, 'state' | 'platformPart'>,
  said: readonly Said[],
  partOnly: string | null,
): string {
  const direct = said.filter(({ role }) => role === 'direct');
  switch (state) {
    case 'failing':
      return sayFailing(said);
    case 'evidenced':
      return `met in what was judged: ${sayProven(said)}`;
    case 'human':
      if (beyondTools !== null) return beyondTools;
      if (said.length === 0) return 'no criterion of the definition asks for it, so people have to show it';
      return [sayWord(direct), ...failuresOf(said)].join('; ');
    default:
      if (platformPart)
        return `the platform's part is evidenced, met in what was judged: ${sayProven(said)}; the rest is a process or a document, which people have to show`;
      if (direct.length === 0)
        return [
          `only a part of it is asked for, by ${namesOf(said)}: it needs more than that`,
          ...failuresOf(said),
        ].join('; ');
      return sayOpen(direct, said, partOnly);
  }
}

function sayFailing(said: readonly Said[]): string {
  const decides = ({ role, counts }: Said): boolean => role === 'direct' && isNotMet(counts);
  const beside = failuresOf(said.filter((one) => !decides(one)));
  const own = said.filter(decides).map(sayNotMet).join('; ');
  return beside.length === 0 ? own : `${own}; beside that, ${beside.join('; ')}`;
}

function sayOpen(direct: readonly Said[], said: readonly Said[], partOnly: string | null): string {
  const beyond = said.filter(({ ofAll, verdict, undeclared }) => ofAll && isMet(verdict) && undeclared === null);
  const isWaiting = (one: Said): boolean => !isMet(one.verdict) && !isNotMet(one.verdict);
  const undeclared = said.filter((one) => one.undeclared !== null);
  const open = said.filter(isWaiting);
  const words = [
    ...(open.length > 0 ? [`not proven yet: ${sayRoles(open)}`] : []),
    ...undeclared.map(
      (one) => `${one.criterion} is not judged, for the policy file does not declare ${one.undeclared}`,
    ),
    ...beyond
      .filter(({ verdict }) => verdict !== 'notApplicable')
      .map(
        ({ criterion }) =>
          `${criterion} passes, and lets namespaces of the platform and agents of nodes be, of which this control speaks as well`,
      ),
    ...(direct.every(({ verdict, undeclared: by }) => verdict === 'notApplicable' && by === null)
      ? [`nothing that was seen is asked for ${namesOf(direct)}`]
      : []),
    ...(direct.some(({ verdict }) => isNotMet(verdict))
      ? ['what fails does not say that this control is not met']
      : []),
    ...failuresOf(said),
  ];
  if (words.length > 0 || partOnly === null) return words.join('; ');
  return `met in what was judged: ${sayProven(said)}; but ${partOnly}`;
}

function sayWord(direct: readonly Said[]): string {
  const attested = direct.filter(({ verdict }) => verdict === 'attested');
  return attested.length > 0
    ? `attested, which is a person's word: ${namesOf(attested)}`
    : `only a person's word shows it: ${namesOf(direct)}`;
}

/** What shows a control, apart from what only a person's word shows. */
function sayProven(said: readonly Said[]): string {
  const attested = said.filter(({ verdict }) => verdict === 'attested');
  const passed = sayRoles(said.filter(({ verdict }) => verdict === 'pass'));
  return attested.length === 0 ? passed : `${passed}; by a person's word: ${sayRoles(attested)}`;
}

/** Names criteria: those that ask for the very thing, then those that cover a part of it, then those that support it. */
function sayRoles(some: readonly Said[]): string {
  return (['direct', 'partial', 'supporting'] as const)
    .map((role) => ({ before: beforeRole[role], own: some.filter((one) => one.role === role) }))
    .filter(({ own }) => own.length > 0)
    .map(({ before, own }) => `${before}${namesOf(own)}`)
    .join(', and ');
}

const beforeRole: Readonly<Record<Said['role'], string>> = {
  direct: '',
  partial: 'of a part of it ',
  supporting: 'of what supports it ',
};

function failuresOf(said: readonly Said[]): string[] {
  return said.filter(({ verdict }) => isNotMet(verdict)).map(sayNotMet);
}

function sayNotMet({ criterion, verdict }: Said): string {
  return verdict === 'fail' ? `${criterion} fails` : `${criterion} holds only in part`;
}

function namesOf(some: readonly Said[]): string {
  return some.map(({ criterion }) => criterion).join(', ');
}
