import type { Assessment, CriterionOutcome, Finding, Verdict } from '../../assessment/assessment.ts';
import { verdictsFromWorst } from '../../assessment/verdicts.ts';
import { count } from '../terminal/count.ts';
import { nameSubject } from '../terminal/name-subject.ts';

/** One question to one subject, as a test. */
export interface TestCase {
  readonly name: string;
  readonly result: 'passed' | 'failed' | 'crashed' | 'skipped';
  /** The verdict, which is told where it is no pass. */
  readonly verdict: Verdict;
  readonly message: string;
  /** What is said of the subject, from worst to best. */
  readonly findings: readonly Finding[];
}

/** The tests of one criterion: one for each subject of each tier, one for a tier without any, and one for those that are only counted. */
export function listCases(
  outcome: CriterionOutcome,
  findings: readonly Finding[],
  { crashes, limitedTo }: Pick<Assessment, 'crashes' | 'limitedTo'>,
): TestCase[] {
  const crash = crashes.find(({ criterion }) => criterion === outcome.criterion);
  if (crash)
    return [{ name: 'the check', result: 'crashed', verdict: 'unknown', message: crash.message, findings: [] }];
  const inTier = Map.groupBy(
    findings.filter(({ verdict }) => verdict !== 'advice'),
    ({ tier }) => tier as string,
  );
  const asked = Object.keys(outcome.tiers).filter(
    (tier) => limitedTo.tiers.length === 0 || limitedTo.tiers.some((one) => one === tier),
  );
  return numberNames(
    asked.flatMap((tier) => {
      const subjects = [...Map.groupBy(inTier.get(tier) ?? [], keyOf).values()].map(caseOf);
      return [...subjects, ...countedOnly(outcome, tier, subjects)];
    }),
  );
}

function keyOf({ subject }: Finding): string {
  return [subject.kind, subject.apiVersion, subject.namespace, subject.name, subject.scope ?? ''].join('\0');
}

/** What is said of one subject. What is accepted does not fail: the gate heeds it, and so do those who read a pipeline's tests. */
function caseOf(findings: readonly Finding[]): TestCase {
  const sorted = findings.toSorted((a, b) => rankOf(a) - rankOf(b));
  const [worst] = sorted as [Finding, ...Finding[]];
  const { subject, tier } = worst;
  const isWhole = subject.kind === 'Platform' || subject.kind === 'Organisation';
  const name = `${nameSubject(subject).replaceAll('\u00a0', ' ')}${isWhole ? ` (${tier})` : ''}`;
  const verdict = worst.verdict as Verdict;
  const common = { name, verdict, findings: sorted };
  const open = sorted.find(({ verdict: one, exception }) => isFault(one) && exception === null);
  if (open) return { ...common, result: 'failed', message: sayReason(open) };
  const { exception } = worst;
  const accepted =
    exception === null
      ? ''
      : `, accepted by ${exception.owner}${exception.expires === '' ? '' : ` until ${exception.expires}`}`;
  if (isFault(verdict)) return { ...common, result: 'skipped', message: `${verdict}${accepted}: ${sayReason(worst)}` };
  return { ...common, ...sayMet(verdict, worst.because, accepted) };
}

/** How a verdict that is no fault is told: what is unproven, and what does not apply, is skipped. */
function sayMet(verdict: Verdict, because: string, aside: string = ''): Pick<TestCase, 'result' | 'message'> {
  if (verdict === 'unknown') return { result: 'skipped', message: `unproven${aside}: ${because}` };
  if (verdict === 'notApplicable') return { result: 'skipped', message: `not applicable: ${because}` };
  return { result: 'passed', message: because };
}

/** A tier without any subject, and subjects that the assessment counts and does not list. */
function countedOnly({ tiers, because }: CriterionOutcome, tier: string, listed: readonly TestCase[]): TestCase[] {
  const { verdict, counts } = tiers[tier] as CriterionOutcome['tiers'][string];
  const others = (['attested', 'pass', 'notApplicable'] as const).flatMap((one): TestCase[] => {
    const number = (counts[one] ?? 0) - listed.filter((test) => test.verdict === one).length;
    if (number <= 0) return [];
    const name = `${count(number, 'subject')} of tier ${tier} not listed (${one})`;
    return [{ name, verdict: one, findings: [], ...sayMet(one, 'counted only; assess with --all to list them') }];
  });
  if (listed.length + others.length > 0) return others;
  return [{ name: `tier ${tier}, without subjects`, verdict, findings: [], ...sayMet(verdict, because) }];
}

/** Readers tell tests apart by their names: of several alike the second and later get a number. */
function numberNames(cases: readonly TestCase[]): TestCase[] {
  const seen = new Map<string, number>();
  return cases.map((one) => {
    const number = (seen.get(one.name) ?? 0) + 1;
    seen.set(one.name, number);
    return number === 1 ? one : { ...one, name: `${one.name} (${number})` };
  });
}

function sayReason({ reason, because }: Finding): string {
  return `${reason}: ${because}`;
}

function isFault(verdict: Finding['verdict']): boolean {
  return verdict === 'fail' || verdict === 'partial';
}

function rankOf({ verdict }: Finding): number {
  return verdictsFromWorst.indexOf(verdict as Verdict);
}
