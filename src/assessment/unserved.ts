import type { Evidence, Subject } from '../checks/define-check.ts';
import type { Gap } from '../estate/gap.ts';

/**
 * What keeps a subject from passing: it, or what its pass points at, is written in an API that no supported Kubernetes serves, so that none takes it.
 * null: nothing does.
 */
export function unservedBehind(subject: Subject, evidence: readonly Evidence[]): Gap | null {
  for (const one of [subject, ...evidence.map(({ object }) => object)]) {
    if (one === null || !('unserved' in one) || one.unserved === undefined) continue;
    const { apiVersion, kind, name, unserved } = one;
    const instead = unserved.instead === null ? 'nothing takes its place' : `write it in ${unserved.instead}`;
    return {
      gap: 'malformed',
      detail: `Kubernetes serves ${kind} of ${apiVersion} no more since ${unserved.removedIn}, so no supported version takes ${kind} ${name}; ${instead}`,
      suppliedBy: 'corrected-manifest',
    };
  }
  return null;
}
