import type { Companions } from '../estate/fact-view.ts';
import type { Gap } from '../estate/gap.ts';
import type { ManagedCertificate } from '../estate/managed-certificate.ts';

/**
 * The gaps behind which a certificate may be that is kept in one of these Secrets. One that cannot be read, and tells its Secret, has no say over others.
 */
export function certificateGaps({ gaps }: Companions<ManagedCertificate>, secrets: readonly string[]): readonly Gap[] {
  return gaps.filter(({ keptIn }) => keptIn === undefined || secrets.includes(keptIn));
}
