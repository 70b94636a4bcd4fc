import type { Assessment, TierStatus } from '../../assessment/assessment.ts';
import { countVerdicts } from '../../assessment/verdicts.ts';
import { type Tier, tiers } from '../../definition/tiers.ts';
import { count } from './count.ts';
import { isLimited, sayLookedAt } from './looked-at.ts';
import { gateMark, type Mark, showMark, statusMarks } from './marks.ts';
import { sayAccepted } from './say-accepted.ts';
import type { Screen } from './screen.ts';
import { writeSection } from './write-section.ts';
import { wrap } from './wrap.ts';

/** The tiers of which something was seen, from the strictest; all that are hosted where nothing was. Of a limited report, those it was limited to. */
export function tiersShown(assessment: Assessment): [string, TierStatus][] {
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
  const limits = isLimited(assessment) ? [sayLookedAt(assessment)] : [];
  const statuses = tiersShown(assessment).map(
    ([tier]) => `${paint('strong', `${tier}:`)}\u00a0${showMark(markOf(tier, assessment), paint)}`,
  );
  const said = `${paint('strong', 'gate')}\u00a0${showMark(gateMark(gate.holds), paint)}${sayAccepted(gate)}`;
  return wrap([...limits, ...statuses, said].join('; '), { columns });
}

/** The status of a tier; of a report that looks at some criteria, what these say of it, and never that it is ready. */
export function markOf(tier: string, assessment: Assessment): Mark {
  if (!isLimited(assessment)) return statusMarks[assessment.tiers[tier]?.status ?? 'unproven'];
  const { failing, unproven, proven } = tallyRequired(requiredOf(tier, assessment));
  if (failing + unproven + proven === 0) return { sign: '–', word: 'none of them required', ink: 'faint' };
  if (failing > 0) return statusMarks.failing;
  return unproven > 0 ? statusMarks.unproven : { sign: '✓', word: 'proven', ink: 'good' };
}

/** The verdicts of the criteria looked at that a tier requires, counted. */
export function requiredOf(tier: string, assessment: Assessment): TierStatus['required'] {
  const { outcomes, tiers: statuses } = assessment;
  if (!isLimited(assessment)) return statuses[tier]?.required ?? {};
  return countVerdicts(
    outcomes.flatMap(({ tiers: byTier }) => (byTier[tier]?.level === 'required' ? [byTier[tier].verdict] : [])),
  );
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
    const { failing, unproven, proven, asides } = tallyRequired(requiredOf(tier, assessment));
    const all = failing + unproven + proven;
    if (all === 0) return `${tier}: it requires none of those looked at; ${count(subjects, 'subject')}`;
    const failed = isLimited(assessment) ? `of ${all} looked at ${failing} failing` : `${failing} of ${all} failing`;
    return `${tier}: ${failed}, ${unproven} unproven, ${proven} proven${asides}; ${count(subjects, 'subject')}`;
  });
  const anyAtAll = Object.values(byTier).some(({ subjects }) => subjects > 0);
  const why =
    anyAtAll || hidden.length > 1 ? 'none seen, but not all was seen' : 'no workload and no namespace was seen';
  const marks = [...new Set(hidden.map((tier) => showMark(markOf(tier, assessment), screen.paint)))].join(', ');
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
export function tallyRequired({
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
