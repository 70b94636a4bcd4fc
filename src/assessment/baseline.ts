import { endOfValidity, parseInstant } from '../estate/instant.ts';
import type { ExpiredFinding, Finding } from './assessment.ts';
import type { Baseline } from './baseline-schema.ts';

type Frozen = Baseline['findings'][number];

/**
 * Marks the findings that the baseline holds at a time; exceptions come first. What has expired accepts nothing any more. Differing copies of an object in
 * one folder share a fingerprint: when there are more of them than were frozen, nobody can say which are new, and none is accepted.
 */
export function applyBaseline(findings: readonly Finding[], baseline: Baseline | null, now: string): Finding[] {
  if (!baseline) return [...findings];
  const there = countObjects(findings.filter(gatesByItself));
  const accepted = new Map(
    baseline.findings.flatMap((one): [string, Frozen][] =>
      !isOver(one, now) && (there.get(one.fingerprint) ?? 0) <= objectsOf(one) ? [[one.fingerprint, one]] : [],
    ),
  );
  return findings.map((finding) => {
    const frozen = accepted.get(finding.fingerprint);
    if (!frozen || !gatesByItself(finding)) return finding;
    const { owner = baseline.owner, frozenAt = baseline.writtenAt, expires = '' } = frozen;
    const justification = `in the baseline of ${frozenAt.slice(0, 10)}`;
    return { ...finding, exception: { owner, justification, expires, by: 'baseline' } };
  });
}

/** Whether what was frozen has an end that is over; one whose end cannot be read never began. */
function isOver({ expires }: Frozen, now: string): boolean {
  if (expires === undefined) return false;
  const [end, time] = [endOfValidity(expires), parseInstant(now)];
  return end === null || time === null || end <= time;
}

/** What was frozen, has expired, and is still there. */
export function listExpired(
  findings: readonly Finding[],
  { findings: frozen, owner: writer }: Baseline,
  now: string,
): ExpiredFinding[] {
  const there = countObjects(findings.filter(isFrozen));
  return frozen.flatMap((one) => {
    const { fingerprint, criterion, reason, subject, owner = writer, expires } = one;
    if (expires === undefined || !isOver(one, now) || !there.has(fingerprint)) return [];
    return [{ fingerprint, criterion, reason, subject, owner, expires }];
  });
}

/** How many findings of a baseline are there no more. */
export function countGone(findings: readonly Finding[], baseline: Baseline): number {
  const there = countObjects(findings.filter(isFrozen));
  return baseline.findings.reduce(
    (gone, one) => gone + Math.max(0, objectsOf(one) - (there.get(one.fingerprint) ?? 0)),
    0,
  );
}

/** How many findings a baseline holds. */
export function countFrozen({ findings }: Baseline): number {
  return findings.reduce((total, one) => total + objectsOf(one), 0);
}

function objectsOf({ count = 1 }: Baseline['findings'][number]): number {
  return count;
}

/** How many objects bear each fingerprint. What is said of the platform or the organisation is said of one, in however many tiers. */
function countObjects(findings: readonly Finding[]): Map<string, number> {
  const objects = new Map<string, number>();
  for (const { fingerprint, subject } of findings) {
    const isOne = subject.kind === 'Platform' || subject.kind === 'Organisation';
    objects.set(fingerprint, isOne ? 1 : (objects.get(fingerprint) ?? 0) + 1);
  }
  return objects;
}

/** Who freezes findings, when, until when, and beside which that were frozen before. */
export interface Freeze {
  readonly owner: string;
  /** RFC 3339. */
  readonly writtenAt: string;
  /** A day or an RFC 3339 time; null: it has no end. */
  readonly expires?: string | null;
  readonly before?: Baseline | null;
}

/**
 * Freezes the findings that would gate: fail, partial and unknown, by fingerprint; never what an exception already covers. What was frozen before, and
 * holds, keeps its owner, its date and its end, also where it is gone: another run may be of another folder.
 */
export function freeze(
  findings: readonly Finding[],
  { owner, writtenAt, expires = null, before = null }: Freeze,
): Baseline {
  const bare = findings.filter((one) => isFrozen(one) && one.exception?.by !== 'exception');
  const objects = countObjects(bare);
  const frozen = new Map<string, Frozen>();
  for (const one of before?.findings ?? []) {
    const { owner: own = before?.owner ?? owner, frozenAt = before?.writtenAt ?? writtenAt } = one;
    frozen.set(one.fingerprint, { ...one, owner: own, frozenAt });
  }
  for (const { fingerprint, criterion, reason, subject } of bare) {
    const count = objects.get(fingerprint) ?? 1;
    const known = frozen.get(fingerprint);
    if (known && !isOver(known, writtenAt) && objectsOf(known) >= count) continue;
    const named = [subject.kind, subject.namespace, subject.name, subject.container].filter(Boolean).join('/');
    frozen.set(fingerprint, {
      fingerprint,
      criterion,
      reason,
      subject: subject.scope === undefined ? named : `${named} in ${subject.scope || '.'}`,
      ...(expires === null ? {} : { expires }),
      ...(count > 1 ? { count } : {}),
    });
  }
  return { schema: 'kubecompass.baseline/v1', owner, writtenAt, findings: [...frozen.values()] };
}

/** Whether a finding can gate and no exception covers it. */
function gatesByItself(finding: Finding): boolean {
  return finding.exception === null && isFrozen(finding);
}

/** Whether a finding is of the kind that can gate. */
function isFrozen({ verdict }: Finding): boolean {
  return verdict === 'fail' || verdict === 'partial' || verdict === 'unknown';
}
