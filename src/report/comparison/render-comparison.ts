import type { Comparison, Move } from '../../assessment/comparison.ts';
import { count, someOf } from '../terminal/count.ts';
import { gateMark, type Mark, showMark, statusMarks } from '../terminal/marks.ts';
import { nameSubject } from '../terminal/name-subject.ts';
import { choosePaint } from '../terminal/palette.ts';
import { sanitizeAll } from '../terminal/sanitize.ts';
import type { Screen } from '../terminal/screen.ts';
import { wrap } from '../terminal/wrap.ts';
import { writeSection } from '../terminal/write-section.ts';
import { countMoves, type MovedGroup, type MovedTogether, outlineComparison, sayCauses } from './outline-comparison.ts';

/** How a comparison is shown in a terminal. */
export interface ComparisonScreen {
  readonly columns: number;
  readonly colour: boolean;
  /** Everything that moved, and not what fits a screen. */
  readonly verbose: boolean;
}

const marks: Readonly<Record<Move, Mark>> = {
  worse: { sign: '✗', word: 'worse', ink: 'bad' },
  found: { sign: '✗', word: 'came to light', ink: 'bad' },
  unproven: { sign: '?', word: 'no longer seen', ink: 'unseen' },
  new: { sign: '+', word: 'new', ink: 'middling' },
  better: { sign: '✓', word: 'better', ink: 'good' },
  proven: { sign: '✓', word: 'proven', ink: 'good' },
  gone: { sign: '-', word: 'gone', ink: 'faint' },
};

/** What fits between the command and the next prompt in a terminal of 40 lines. */
const mostLines = 38;

/** Renders a comparison for a terminal: where it stands now, what moved and why, what is seen anew and no longer. */
export function renderComparison(given: Comparison, { columns, colour, verbose }: ComparisonScreen): string {
  const comparison = sanitizeAll(given);
  const screen = { columns: Math.max(40, Math.min(columns, 140)), paint: choosePaint(colour) };
  const groups = outlineComparison(comparison, verbose);
  const most = verbose ? [Number.POSITIVE_INFINITY] : [5, 4, 3, 2, 1];
  const screens = most.map((number) => [
    ...writeHead(comparison, screen),
    ...groups.flatMap((group) => writeGroup(group, number, screen)),
    ...writeSubjects(comparison, number, screen),
    ...writeSight(comparison, number, screen),
    ...writeFurther(comparison, groups, number, screen),
  ]);
  const lines = screens.find((one) => one.length <= mostLines) ?? screens.at(-1) ?? [];
  return `${lines.join('\n')}\n`;
}

function writeHead(comparison: Comparison, screen: Screen): string[] {
  const { before, after, differences, tiers, gate } = comparison;
  const { paint, columns } = screen;
  const standing = tiers.map(({ tier, before: was, after: is }) => {
    const [then, now] = [was, is].map((one) => (one ? showMark(statusMarks[one.status], paint) : '– not hosted'));
    return `${paint('strong', `${tier}:`)} ${then === now ? now : `${then} → ${now}`}`;
  });
  const [held, holds] = [gate.before, gate.after].map((one) => showMark(gateMark(one.holds), paint));
  return [
    ...wrap([...standing, `${paint('strong', 'gate')} ${held === holds ? holds : `${held} → ${holds}`}`].join('; '), {
      columns,
    }),
    ...writeSection('Before', [describeSide(before)], screen),
    ...writeSection('After', [describeSide(after)], screen),
    ...writeSection('Moved', [sayMoves(comparison)], screen),
    ...writeSection(
      'Differs',
      differences.map(
        ({ what, before: was, after: is, moves }) =>
          `${what}: ${was === is ? 'what it says' : `${was} → ${is}`}${differenceWords[moves]}`,
      ),
      screen,
    ),
    ...writeSection('Compared', sayCompared(comparison), screen),
  ];
}

const differenceWords = {
  verdicts: '; it can move verdicts',
  gate: '; it moves the gate alone',
  extent: '; only what both looked at is compared',
} as const;

/** What one side is, in words. */
export function describeSide({ source, cluster, collectedAt, objects, tool }: Comparison['before']): string {
  const what = { manifests: 'manifests', cluster: `cluster ${cluster}`, snapshot: `snapshot of ${cluster}` }[source];
  return `${what}, ${count(objects, 'object')}, ${collectedAt}, by version ${tool.version}`;
}

/** How much moved, in words. */
export function sayMoves(comparison: Comparison): string {
  const moves = countMoves(comparison).map(
    ({ move, criteria, findings }) =>
      `${marks[move].word}: ${[...(criteria > 0 ? [count(criteria, 'verdict')] : []), ...(findings > 0 ? [count(findings, 'finding')] : [])].join(', ')}`,
  );
  return moves.length === 0 ? 'nothing' : moves.join('; ');
}

/** What was not compared, in words; empty where everything was. */
export function sayCompared({ compared }: Comparison): string[] {
  const { criteria, onlyBefore, onlyAfter } = compared;
  if (onlyBefore.length + onlyAfter.length === 0) return [];
  return [
    `${count(criteria, 'criterion', 'criteria')}; ${onlyBefore.length} more stand only in the first, ${onlyAfter.length} only in the second`,
  ];
}

function writeGroup({ move, title, criteria, unseen }: MovedGroup, most: number, screen: Screen): string[] {
  const { paint, columns } = screen;
  const more = criteria.length - most;
  const rest = [
    ...(more > 0 ? [`and ${count(more, 'more criterion', 'more criteria')} (--verbose)`] : []),
    ...(unseen > 0 ? [`${count(unseen, 'finding')} of what cannot be seen (--verbose)`] : []),
  ];
  return [
    ...wrap(paint('strong', title), { columns }),
    ...criteria.slice(0, most).flatMap((one) => writeCriterion(one, move, most, screen)),
    ...(rest.length > 0 ? wrap(rest.join('; '), { columns, first: '    ' }) : []),
  ];
}

function writeCriterion(
  { criterion, required, tiers, reasons, why }: MovedTogether,
  move: Move,
  most: number,
  { paint, columns }: Screen,
): string[] {
  const moved = tiers.map(({ tier, before, after }) => `${tier} ${before} → ${after}`).join(', ');
  const level = required ? '' : ' (only recommended)';
  const mark = paint(marks[move].ink, marks[move].sign);
  return [
    ...wrap(`${mark} ${paint('strong', criterion)}${level}${moved === '' ? '' : `: ${moved}`}; ${sayCauses(why)}`, {
      columns,
      first: '  ',
      rest: '    ',
    }),
    ...reasons.slice(0, most).flatMap(({ reason, subjects, before, after }) => {
      const shift = before !== null && after !== null ? ` ${before} → ${after}` : '';
      return wrap(`${reason}${shift}: ${someOf(subjects.map(nameSubject), most)}`, { columns, first: '      ' });
    }),
    ...(reasons.length > most ? [`      and ${count(reasons.length - most, 'more reason')} (--verbose)`] : []),
  ];
}

function writeSubjects({ subjects }: Comparison, most: number, screen: Screen): string[] {
  const { came, went, whole } = subjects;
  const hedge = whole ? '' : ', as far as anything is said of them';
  const rows = (
    [
      ['came', came],
      ['went', went],
    ] as const
  ).flatMap(([word, some]) => {
    if (some.length === 0) return [];
    const why = sayCauses([...new Set(some.flatMap((one) => one.why))]);
    return [
      `${count(some.length, 'subject')} ${word}${hedge}: ${someOf(
        some.map(({ subject }) => nameSubject(subject)),
        most,
      )}; ${why}`,
    ];
  });
  return writeSection('Subjects', rows, screen);
}

function writeSight({ sight }: Comparison, most: number, screen: Screen): string[] {
  const rows = (
    [
      ['no longer seen', sight.lost],
      ['seen anew', sight.gained],
    ] as const
  ).flatMap(([word, some]) => {
    const more = some.length > most ? [`and ${some.length - most} more ${word} (--verbose)`] : [];
    return [...some.slice(0, most).map(({ detail }) => `${word}: ${detail}`), ...more];
  });
  return writeSection('Sight', rows, screen);
}

function writeFurther(
  { findings }: Comparison,
  groups: readonly MovedGroup[],
  most: number,
  { columns }: Screen,
): string[] {
  const isCut = groups.some(({ criteria }) => criteria.length > most);
  return isCut ? wrap(`${count(findings.length, 'finding')} moved: --verbose lists all.`, { columns }) : [];
}
