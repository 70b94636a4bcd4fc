import type { Assessment, TierStatus } from '../../assessment/assessment.ts';
import { type Tier, tiers } from '../../definition/tiers.ts';
import { count } from './count.ts';
import { gateMark, showMark, statusMarks } from './marks.ts';
import { sayAccepted } from './say-accepted.ts';
import type { Screen } from './screen.ts';
import { writeSection } from './write-section.ts';
import { wrap } from './wrap.ts';

/** The tiers of which something was seen, from the strictest; all that are hosted where nothing was. Of a limited report, those it was limited to. */
function tiersShown(assessment: Assessment): [string, TierStatus][] {
  const { tiers: byTier } = assessment;
  const hosted = tiersAsked(assessment).flatMap((tier): [string, TierStatus][] =>
    byTier[tier] ? [[tier, byTier[tier]]] : [],
  );
  const seen = hosted.filter(([, { subjects }]) => subjects > 0);
  return seen.length > 0 ? seen : hosted;
}

function tiersAsked({ limitedTo }: Assessment): readonly Tier[] {
  return tiers.filter((tier) => limitedTo.tiers.length === 0 || limitedTo.tiers.includes(tier));
}

/** Each tier of which something was seen with its status, and the gate beside it: `important: failing; gate holds`. */
export function writeHeadline(assessment: Assessment, { columns, paint }: Screen): string[] {
  const { gate } = assessment;
  const statuses = tiersShown(assessment).map(
    ([tier, { status }]) => `${paint('strong', `${tier}:`)} ${showMark(statusMarks[status], paint)}`,
  );
  const said = `${paint('strong', 'gate')} ${showMark(gateMark(gate.holds), paint)}${sayAccepted(gate)}`;
  return wrap([...statuses, said].join('; '), { columns });
}

/** How many of the criteria that each tier requires are failing, unproven and proven, and why the gate holds or not. */
export function writeTiers(assessment: Assessment, screen: Screen): string[] {
  const { tiers: byTier, limitedTo } = assessment;
  const seen = tiersAsked(assessment).flatMap((tier): [string, TierStatus][] => {
    const status = byTier[tier];
    return status && status.subjects > 0 ? [[tier, status]] : [];
  });
  const unseen = tiersAsked(assessment).filter((tier) => !seen.some(([name]) => name === tier));
  // Hosted although nothing of them was seen: there may be more than what was seen.
  const hidden = unseen.filter((tier) => byTier[tier]);
  const absent = limitedTo.tiers.length > 0 ? unseen.filter((tier) => !byTier[tier]) : [];
  const rows = seen.map(([tier, { subjects, required }]) => {
    const { failing, unproven, proven, asides } = tallyRequired(required);
    const all = failing + unproven + proven;
    return `${tier}: ${failing} of ${all} failing, ${unproven} unproven, ${proven} proven${asides}; ${count(subjects, 'subject')}`;
  });
  const anyAtAll = Object.values(byTier).some(({ subjects }) => subjects > 0);
  const why =
    anyAtAll || hidden.length > 1 ? 'none seen, but not all was seen' : 'no workload and no namespace was seen';
  const statuses = [...new Set(hidden.map((tier) => byTier[tier]?.status ?? 'unproven'))];
  const marks = statuses.map((status) => showMark(statusMarks[status], screen.paint)).join(', ');
  return [
    ...writeGate(assessment, screen),
    ...writeSection(
      'Required',
      [
        ...rows,
        ...(hidden.length > 0 ? [`${hidden.join(', ')}: ${marks}; ${why}`] : []),
        ...(absent.length > 0 ? [`${absent.join(', ')}: none seen`] : []),
      ],
      screen,
    ),
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
    ...(notApplicable > 0 ? [`${notApplicable} n/a`] : []),
  ];
  return {
    proven: pass + attested + notApplicable,
    failing: fail + partial,
    unproven: unknown,
    asides: asides.length > 0 ? ` (${asides.join(', ')})` : '',
  };
}
