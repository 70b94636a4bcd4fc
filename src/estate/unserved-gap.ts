import type { Gap } from './gap.ts';
import type { Identified } from './identity.ts';

/** Why an object proves and makes nothing: it is written in an API that no supported Kubernetes serves, so that none takes it. null: it is not. */
export function unservedGap({ apiVersion, kind, name, unserved }: Identified): Gap | null {
  if (unserved === undefined) return null;
  const instead = unserved.instead === null ? 'nothing takes its place' : `write it in ${unserved.instead}`;
  return {
    gap: 'malformed',
    detail: `Kubernetes serves ${kind} of ${apiVersion} no more since ${unserved.removedIn}, so no supported version takes ${kind} ${name}; ${instead}`,
    suppliedBy: 'corrected-manifest',
  };
}
