import type { ControlAnswer, Finding, TierStatus, Verdict } from '../../assessment/assessment.ts';
import type { Ink, Paint } from './palette.ts';

/** A sign with the plain word beside it: the word alone is enough. */
export interface Mark {
  readonly sign: string;
  readonly word: string;
  readonly ink: Ink;
}

/** How each verdict is shown. */
export const verdictMarks: Readonly<Record<Finding['verdict'], Mark>> = {
  fail: { sign: '✗', word: 'fail', ink: 'bad' },
  partial: { sign: '~', word: 'partial', ink: 'middling' },
  unknown: { sign: '?', word: 'unknown', ink: 'unseen' },
  attested: { sign: '✓', word: 'attested', ink: 'good' },
  pass: { sign: '✓', word: 'pass', ink: 'good' },
  notApplicable: { sign: '–', word: 'not applicable', ink: 'faint' },
  advice: { sign: '·', word: 'advice', ink: 'note' },
} satisfies Record<Verdict | 'advice', Mark>;

/** How each status of a tier is shown. */
export const statusMarks: Readonly<Record<TierStatus['status'], Mark>> = {
  ready: { sign: '✓', word: 'ready', ink: 'good' },
  failing: { sign: '✗', word: 'failing', ink: 'bad' },
  unproven: { sign: '?', word: 'unproven', ink: 'unseen' },
};

/** How each state of a control is shown. */
export const stateMarks: Readonly<Record<ControlAnswer['state'], Mark>> = {
  failing: { sign: '✗', word: 'failing', ink: 'bad' },
  evidenced: { sign: '✓', word: 'evidenced', ink: 'good' },
  unproven: { sign: '?', word: 'unproven', ink: 'unseen' },
  human: { sign: '–', word: 'human', ink: 'faint' },
};

/** How the gate is shown. */
export function gateMark(holds: boolean): Mark {
  return holds ? { sign: '✓', word: 'holds', ink: 'good' } : { sign: '✗', word: 'does not hold', ink: 'bad' };
}

/** A mark as it is written: `✗ fail`, in its colour, on one line. */
export function showMark({ sign, word, ink }: Mark, paint: Paint): string {
  return paint(ink, `${sign} ${word}`.replaceAll(' ', '\u00a0'));
}
