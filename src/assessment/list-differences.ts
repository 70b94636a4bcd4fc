import type { Assessment } from './assessment.ts';
import type { Comparison } from './comparison.ts';

type Difference = Comparison['differences'][number];

/** What differs between two assessments that is neither of the platform nor of what was seen of it, and what it can move. */
export function listDifferences(before: Assessment, after: Assessment): Difference[] {
  const rows: [
    Difference['what'],
    Difference['moves'],
    (one: Assessment) => string,
    ((one: Assessment) => unknown)?,
  ][] = [
    ['version', 'verdicts', ({ tool }) => tool.version],
    ['definition', 'verdicts', ({ tool }) => tool.definition],
    ['policy', 'verdicts', ({ policy }) => policy ?? 'none', ({ declared }) => declared],
    ['tiers', 'extent', ({ limitedTo }) => listed(limitedTo.tiers)],
    ['criteria', 'extent', ({ limitedTo }) => listed(limitedTo.criteria)],
    ['frameworks', 'extent', ({ limitedTo }) => listed(limitedTo.frameworks)],
    ['fail-on', 'gate', ({ gate }) => gate.failOn],
    ['allow-gaps', 'gate', ({ gate }) => (gate.allowGaps ? 'yes' : 'no')],
    [
      'baseline',
      'gate',
      ({ baseline }) => (baseline ? `of ${baseline.writtenAt.slice(0, 10)}, ${baseline.findings} frozen` : 'none'),
      ({ baseline }) => baseline && [baseline.owner, baseline.writtenAt, baseline.findings],
    ],
    [
      'exceptions',
      'gate',
      ({ exceptions }) =>
        `${exceptions.filter(({ state }) => state !== 'expired').length} valid, ${exceptions.filter(({ state }) => state === 'expired').length} expired`,
      ({ exceptions }) =>
        exceptions.map(({ matches: _matches, ...one }) => ({ ...one, state: one.state === 'expired' })),
    ],
  ];
  return rows.flatMap(([what, moves, say, valueOf = say]) =>
    JSON.stringify(valueOf(before)) === JSON.stringify(valueOf(after))
      ? []
      : [{ what, before: say(before), after: say(after), moves }],
  );
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'all' : names.join(', ');
}
