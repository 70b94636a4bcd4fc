import type { Finding } from '../../assessment/assessment.ts';

/**
 * The fingerprint of each finding, made its own where several share one: what is said of the platform or the organisation has the tier behind it, for which it is
 * said, and of differing copies of one object in one folder the second and later a number, in the order of the assessment.
 */
export function numberFingerprints(findings: readonly Finding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ fingerprint, subject, tier }) => {
    const isWhole = subject.kind === 'Platform' || subject.kind === 'Organisation';
    const key = isWhole ? `${fingerprint}/${tier}` : fingerprint;
    const number = (seen.get(key) ?? 0) + 1;
    seen.set(key, number);
    return number === 1 ? key : `${key}/${number}`;
  });
}
