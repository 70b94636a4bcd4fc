import type { Identified } from './identity.ts';

/** A declaration that several sites (clusters) stand in for one another, for data or for traffic. */
export interface SiteGroup extends Identified {
  readonly noun: 'siteGroup';
  /** The sites that it names, each once; null where they are found otherwise. */
  readonly sites: readonly string[] | null;
  /** Why nothing takes over as it is written; null where something may. */
  readonly problem: string | null;
  /** The field that says either. */
  readonly path: string;
  /** The command that shows on the running platform how the sites stand. */
  readonly proof: string;
  /** Set where it serves the whole platform from wherever it lies. */
  readonly servesPlatform?: true;
}
