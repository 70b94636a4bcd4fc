import type { Finding } from './assessment.ts';
import type { Baseline } from './baseline-schema.ts';

/** Marks the findings that the baseline holds; exceptions, which have an end, come first. */
export function applyBaseline(findings: readonly Finding[], baseline: Baseline | null): Finding[] {
  if (!baseline) return [...findings];
  const frozen = new Set(baseline.findings.map(({ fingerprint }) => fingerprint));
  const justification = `in the baseline of ${baseline.writtenAt.slice(0, 10)}`;
  return findings.map((finding) =>
    finding.exception === null && isFrozen(finding) && frozen.has(finding.fingerprint)
      ? { ...finding, exception: { owner: baseline.owner, justification, expires: '', by: 'baseline' } }
      : finding,
  );
}

/** How many findings of a baseline are there no more. */
export function countGone(findings: readonly Finding[], baseline: Baseline): number {
  const there = new Set(findings.filter(isFrozen).map(({ fingerprint }) => fingerprint));
  return baseline.findings.filter(({ fingerprint }) => !there.has(fingerprint)).length;
}

/** Freezes the findings that would gate: fail, partial and unknown, each once; never what an exception already covers. */
export function freeze(findings: readonly Finding[], owner: string, writtenAt: string): Baseline {
  const frozen = new Map<string, Baseline['findings'][number]>();
  for (const finding of findings) {
    if (!isFrozen(finding) || finding.exception?.by === 'exception') continue;
    const { fingerprint, criterion, reason, subject } = finding;
    const named = [subject.kind, subject.namespace, subject.name, subject.container].filter(Boolean).join('/');
    frozen.set(fingerprint, {
      fingerprint,
      criterion,
      reason,
      subject: subject.scope === undefined ? named : `${named} in ${subject.scope || '.'}`,
    });
  }
  return { schema: 'kubecompass.baseline/v1', owner, writtenAt, findings: [...frozen.values()] };
}

/** Whether a finding is of the kind that can gate. */
function isFrozen({ verdict }: Finding): boolean {
  return verdict === 'fail' || verdict === 'partial' || verdict === 'unknown';
}
