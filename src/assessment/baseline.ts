import type { Finding } from './assessment.ts';
import type { Baseline } from './baseline-schema.ts';

/**
 * Marks the findings that the baseline holds; exceptions, which have an end, come first. Differing copies of an object in one folder share a
 * fingerprint: when there are more of them than were frozen, nobody can say which are new, and none is accepted.
 */
export function applyBaseline(findings: readonly Finding[], baseline: Baseline | null): Finding[] {
  if (!baseline) return [...findings];
  const there = countObjects(findings.filter(gatesByItself));
  const accepted = new Set(
    baseline.findings.flatMap((one) => ((there.get(one.fingerprint) ?? 0) <= objectsOf(one) ? [one.fingerprint] : [])),
  );
  const justification = `in the baseline of ${baseline.writtenAt.slice(0, 10)}`;
  return findings.map((finding) =>
    gatesByItself(finding) && accepted.has(finding.fingerprint)
      ? { ...finding, exception: { owner: baseline.owner, justification, expires: '', by: 'baseline' } }
      : finding,
  );
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

/** Freezes the findings that would gate: fail, partial and unknown, by fingerprint; never what an exception already covers. */
export function freeze(findings: readonly Finding[], owner: string, writtenAt: string): Baseline {
  const bare = findings.filter((one) => isFrozen(one) && one.exception?.by !== 'exception');
  const objects = countObjects(bare);
  const frozen = new Map<string, Baseline['findings'][number]>();
  for (const { fingerprint, criterion, reason, subject } of bare) {
    const named = [subject.kind, subject.namespace, subject.name, subject.container].filter(Boolean).join('/');
    const count = objects.get(fingerprint) ?? 1;
    frozen.set(fingerprint, {
      fingerprint,
      criterion,
      reason,
      subject: subject.scope === undefined ? named : `${named} in ${subject.scope || '.'}`,
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
