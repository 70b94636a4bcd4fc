import type { Cause, Comparison, Move, MovedCriterion, MovedFinding } from '../../assessment/comparison.ts';
import type { FindingSubject } from '../../assessment/assessment.ts';

/** What moved in one direction, criterion by criterion. */
export interface MovedGroup {
  readonly move: Move;
  readonly title: string;
  readonly criteria: readonly MovedTogether[];
  /** How many findings are only that nothing can be seen, of subjects that came or went; they are not listed below. */
  readonly unseen: number;
}

/** One criterion: the tiers in which its verdict moved, and its findings that moved the same way. */
export interface MovedTogether {
  readonly criterion: string;
  readonly required: boolean;
  readonly tiers: readonly MovedCriterion[];
  readonly reasons: readonly MovedReason[];
  readonly why: readonly Cause[];
}

/** The findings of one reason, with their subjects, each once. */
export interface MovedReason {
  readonly reason: string;
  readonly because: string;
  /** `pass` → `fail`: null where there was, or is, no such finding. */
  readonly before: string | null;
  readonly after: string | null;
  readonly findings: number;
  readonly subjects: readonly FindingSubject[];
  readonly sources: readonly MovedFinding['source'][];
}

/** The directions, from what asks for most attention; each with its title. */
const moveTitles: Readonly<Record<Move, string>> = {
  worse: 'Became worse',
  found: 'Came to light, unknown before',
  unproven: 'Can no longer be seen',
  new: 'Came with new subjects',
  better: 'Became better',
  proven: 'Proven now, unknown before',
  gone: 'Gone with their subjects',
};

/** What moved, by direction and criterion: the shape that every format of a comparison shows. */
export function outlineComparison({ criteria, findings }: Comparison, all: boolean): MovedGroup[] {
  return (Object.keys(moveTitles) as Move[]).flatMap((move): MovedGroup[] => {
    const tiers = Map.groupBy(
      criteria.filter((one) => one.move === move),
      ({ criterion }) => criterion,
    );
    const own = findings.filter((one) => one.move === move && !isEcho(one));
    // A new workload brings an unknown of nearly every criterion: they are counted.
    const shown = all || (move !== 'new' && move !== 'gone') ? own : own.filter((one) => !isUnseen(one));
    const byCriterion = Map.groupBy(shown, ({ criterion }) => criterion);
    const names = [...new Set([...tiers.keys(), ...byCriterion.keys()])];
    const moved = names.map((criterion) =>
      together(criterion, tiers.get(criterion) ?? [], byCriterion.get(criterion) ?? []),
    );
    if (moved.length === 0 && own.length === 0) return [];
    return [
      {
        move,
        title: moveTitles[move],
        criteria: moved.toSorted((a, b) => Number(b.required) - Number(a.required) || weightOf(b) - weightOf(a)),
        unseen: own.length - shown.length,
      },
    ];
  });
}

/** The unknown that a fault took the place of says nothing more. */
function isEcho({ move, after }: MovedFinding): boolean {
  return move === 'found' && after === null;
}

function isUnseen({ before, after }: MovedFinding): boolean {
  return (after ?? before)?.verdict === 'unknown';
}

/** A criterion whose verdict moved comes before those of which only findings did. */
function weightOf({ tiers, reasons }: MovedTogether): number {
  return tiers.length * 1_000_000 + reasons.reduce((sum, { findings }) => sum + findings, 0);
}

function together(
  criterion: string,
  tiers: readonly MovedCriterion[],
  findings: readonly MovedFinding[],
): MovedTogether {
  const groups = Map.groupBy(findings, ({ reason, before, after }) =>
    JSON.stringify([reason, before?.verdict, after?.verdict]),
  );
  return {
    criterion,
    required: tiers.some(({ level }) => level === 'required') || findings.some(({ required }) => required),
    tiers,
    why: [...new Set([...tiers, ...findings].flatMap(({ why }) => why))],
    reasons: [...groups.values()].map((group) => {
      const [first] = group as [MovedFinding, ...MovedFinding[]];
      const subjects = new Map(
        group.map(({ subject }) => [
          [subject.kind, subject.namespace, subject.name, subject.scope].join('\0'),
          subject,
        ]),
      );
      return {
        reason: first.reason,
        because: group.every(({ because }) => because === first.because) ? first.because : '',
        before: first.before?.verdict ?? null,
        after: first.after?.verdict ?? null,
        findings: group.length,
        subjects: [...subjects.values()],
        sources: group.map(({ source }) => source),
      };
    }),
  };
}

/** How many criteria and findings moved in each direction that any did: `2 criteria and 5 findings`. */
export function countMoves({ criteria, findings }: Comparison): { move: Move; criteria: number; findings: number }[] {
  return (Object.keys(moveTitles) as Move[]).flatMap((move) => {
    const of = (some: readonly { readonly move: Move }[]): number => some.filter((one) => one.move === move).length;
    const [moved, found] = [of(criteria), of(findings)];
    return moved + found > 0 ? [{ move, criteria: moved, findings: found }] : [];
  });
}

const causeWords: Readonly<Record<Cause, string>> = {
  platform: 'the platform changed',
  visibility: 'what could be seen changed',
  definition: 'our version or the policy changed',
};

/** What is behind a move, in words. */
export function sayCauses(why: readonly Cause[]): string {
  return why.map((one) => causeWords[one]).join(', or ');
}
