import type { Identified } from './identity.ts';

/** The command that lists objects of a kind, with what its controller says of each: `kubectl get -A application.argoproj.io`. */
export function shownBy({ apiVersion, kind }: Pick<Identified, 'apiVersion' | 'kind'>): string {
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : '';
  return `kubectl get -A ${kind.toLowerCase()}${group}`;
}
