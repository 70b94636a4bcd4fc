import type { Evidence, Subject } from '../checks/define-check.ts';
import type { Gap } from '../estate/gap.ts';
import { unservedGap } from '../estate/unserved-gap.ts';

/** What keeps a subject from passing: it, or what its pass points at, is in an API that no supported Kubernetes serves. null: nothing does. */
export function unservedBehind(subject: Subject, evidence: readonly Evidence[]): Gap | null {
  for (const one of [subject, ...evidence.map(({ object }) => object)]) {
    const gap = one !== null && 'unserved' in one ? unservedGap(one) : null;
    if (gap !== null) return gap;
  }
  return null;
}
