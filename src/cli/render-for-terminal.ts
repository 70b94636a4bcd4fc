import type { Assessment } from '../assessment/assessment.ts';
import type { Tier } from '../definition/tiers.ts';
import { isLimited, sayLookedAt } from '../report/terminal/looked-at.ts';
import { sanitize } from '../report/terminal/sanitize.ts';
import { sayAccepted } from '../report/terminal/say-accepted.ts';

/** How somebody wants a result in a terminal. */
export interface TerminalWishes {
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly all: boolean;
  readonly color: boolean;
}

/** Width of a report that no terminal asked for. */
const plainColumns = 100;

/** Renders an assessment as text: for the terminal that there is, or plain for a file or a pipe. */
export async function renderForTerminal(
  assessment: Assessment,
  file: string | null,
  { quiet, verbose, all, color }: TerminalWishes,
): Promise<string> {
  if (quiet) return `${sanitize(gateLine(assessment))}\n`;
  const { renderTerminal } = await import('../report/terminal/render-terminal.ts');
  const isLive = file === null && process.stdout.isTTY;
  return renderTerminal(assessment, {
    // A terminal that does not know its width says 0.
    columns: (isLive && process.stdout.columns) || plainColumns,
    colour: isLive && color && process.stdout.hasColors(),
    verbose,
    all,
  });
}

function gateLine(assessment: Assessment): string {
  const { tiers: statuses, gate, limitedTo } = assessment;
  const holds = `gate ${gate.holds ? 'holds' : 'does not hold'}: ${gate.because}${sayAccepted(gate)}`;
  // The status of a tier is that of all its criteria.
  if (isLimited(assessment)) return `${sayLookedAt(assessment)}; ${holds}`;
  const shown = Object.entries(statuses).filter(
    ([tier]) => limitedTo.tiers.length === 0 || limitedTo.tiers.includes(tier as Tier),
  );
  const status = shown.map(([tier, one]) => `${tier}: ${one.status}`);
  return [...status, holds].join('; ');
}
