import type { Finding } from './assessment.ts';
import type { Baseline } from './baseline-schema.ts';

/** Marks the findings that the baseline holds; exceptions, which have an end, come first. */
export function applyBaseline(findings: readonly Finding[], baseline: Baseline | null): Finding[] {
  if (!baseline) return [...findings];
  const frozen = new Set(baseline.findings.map(({ fingerprint }) => fingerprint));
  const justification = `in the baseline of ${baseline.writtenAt.slice(0, 10)}`;
  return findings.map((finding) =>
    finding.exception === null && frozen.has(finding.fingerprint)
      ? { ...finding, exception: { owner: baseline.owner, justification, expires: '', by: 'baseline' } }
      : finding,
  );
}

/** Freezes the findings that would gate: fail, partial and unknown; never what an exception already covers. */
export function freeze(findings: readonly Finding[], owner: string, writtenAt: string): Baseline {
  const frozen = findings.filter(({ verdict, exception }) => ['fail', 'partial', 'unknown'].includes(verdict) && exception?.by !== 'exception');
  return {
    schema: 'kubecompass.baseline/v1',
    owner,
    writtenAt,
    findings: frozen.map(({ fingerprint, criterion, reason, subject }) => ({
      fingerprint,
      criterion,
      reason,
      subject: [subject.kind, subject.namespace, subject.name, subject.container].filter(Boolean).join('/'),
    })),
  };
}
