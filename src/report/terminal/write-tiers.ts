import type { Assessment, TierStatus } from '../../assessment/assessment.ts';
import { count } from './count.ts';
import { isLimited, sayLookedAt } from './looked-at.ts';
import { gateMark, showMark } from './marks.ts';
import { sayAccepted } from './say-accepted.ts';
import type { Screen } from './screen.ts';
import { markTier, tallyTier, tiersAsked, tiersShown } from './tier-tally.ts';
import { writeSection } from './write-section.ts';
import { wrap } from './wrap.ts';

/** Each tier of which something was seen with its status, and the gate beside it: `important: failing; gate holds`. */
export function writeHeadline(assessment: Assessment, { columns, paint }: Screen): string[] {
  const { gate } = assessment;
  const limits = isLimited(assessment) ? [sayLookedAt(assessment)] : [];
  const statuses = tiersShown(assessment).map(
    ([tier]) => `${paint('strong', `${tier}:`)}\u00a0${showMark(markTier(tier, assessment), paint)}`,
  );
  const said = `${paint('strong', 'gate')}\u00a0${showMark(gateMark(gate.holds), paint)}${sayAccepted(gate)}`;
  return wrap([...limits, ...statuses, said].join('; '), { columns });
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
  const rows = seen.map(([tier, { subjects }]) => {
    const { failing, unproven, proven, asides } = tallyTier(tier, assessment);
    const all = failing + unproven + proven;
    if (all === 0) return `${tier}: it requires none of those looked at; ${count(subjects, 'subject')}`;
    const failed = isLimited(assessment) ? `of ${all} looked at ${failing} failing` : `${failing} of ${all} failing`;
    return `${tier}: ${failed}, ${unproven} unproven, ${proven} proven${asides}; ${count(subjects, 'subject')}`;
  });
  const anyAtAll = Object.values(byTier).some(({ subjects }) => subjects > 0);
  const why =
    anyAtAll || hidden.length > 1 ? 'none seen, but not all was seen' : 'no workload and no namespace was seen';
  const marks = [...new Set(hidden.map((tier) => showMark(markTier(tier, assessment), screen.paint)))].join(', ');
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
