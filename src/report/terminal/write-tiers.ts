import type { Assessment, TierStatus } from '../../assessment/assessment.ts';
import { tiers } from '../../definition/tiers.ts';
import { count } from './count.ts';
import { gateMark, showMark, statusMarks } from './marks.ts';
import type { Screen } from './screen.ts';
import { writeSection } from './write-section.ts';
import { wrap } from './wrap.ts';

/** The tiers of which something was seen, from the strictest; all that are hosted where nothing was. */
function tiersSeen({ tiers: byTier }: Assessment): [string, TierStatus][] {
  const hosted = tiers.flatMap((tier): [string, TierStatus][] => (byTier[tier] ? [[tier, byTier[tier]]] : []));
  const seen = hosted.filter(([, { subjects }]) => subjects > 0);
  return seen.length > 0 ? seen : hosted;
}

/** Each tier of which something was seen with its status, and the gate beside it: `important: failing; gate holds`. */
export function writeHeadline(assessment: Assessment, { columns, paint }: Screen): string[] {
  const { accepted, acceptedUntil, holds } = assessment.gate;
  const statuses = tiersSeen(assessment).map(
    ([tier, { status }]) => `${paint('strong', `${tier}:`)} ${showMark(statusMarks[status], paint)}`,
  );
  const until = acceptedUntil === null ? '' : ` until ${acceptedUntil}`;
  const aside = accepted === 0 ? '' : `, ${accepted} accepted${until}`;
  return wrap([...statuses, `${paint('strong', 'gate')} ${showMark(gateMark(holds), paint)}${aside}`].join('; '), {
    columns,
  });
}

/** How many of the criteria that each tier requires are failing, unproven and proven, and why the gate holds or not. */
export function writeTiers(assessment: Assessment, screen: Screen): string[] {
  const seen = tiersSeen(assessment);
  const unseen = Object.keys(assessment.tiers).filter((tier) => !seen.some(([name]) => name === tier));
  const rows = seen.map(([tier, { subjects, required }]) => {
    const { failing, unproven, proven, asides } = tallyRequired(required);
    const all = failing + unproven + proven;
    return `${tier}: ${all} required, ${failing} failing, ${unproven} unproven, ${proven} proven${asides}; ${count(subjects, 'subject')}`;
  });
  const missing = `${unseen.join(', ')}: ${showMark(statusMarks.unproven, screen.paint)}; none seen, but not all was seen`;
  return [
    ...writeGate(assessment, screen),
    ...writeSection('Tiers', [...rows, ...(unseen.length > 0 ? [missing] : [])], screen),
  ];
}

/** Why the gate holds or not; the names (behind a colon, in brackets) only where they fit, because what to do next names them too. */
function writeGate({ gate }: Assessment, screen: Screen): string[] {
  const whole = writeSection('Gate', [gate.because], screen);
  const [short] = gate.because.replace(/ \([^)]*\)/, '').split(': ', 1) as [string];
  return whole.length === 1 ? whole : writeSection('Gate', [short], screen);
}

/** The required criteria of a tier as proven, failing and unproven; which of the proven were attested or do not apply is told. */
function tallyRequired({
  pass = 0,
  attested = 0,
  notApplicable = 0,
  fail = 0,
  partial = 0,
  unknown = 0,
}: TierStatus['required']): {
  proven: number;
  failing: number;
  unproven: number;
  asides: string;
} {
  const asides = [
    ...(attested > 0 ? [`${attested} attested`] : []),
    ...(notApplicable > 0 ? [`${notApplicable} not applicable`] : []),
  ];
  return {
    proven: pass + attested + notApplicable,
    failing: fail + partial,
    unproven: unknown,
    asides: asides.length > 0 ? ` (${asides.join(', ')})` : '',
  };
}
