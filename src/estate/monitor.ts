import type { Identified } from './identity.ts';
import type { LabelSelector } from './label-selector.ts';

/** Something that has metrics scraped. */
export interface Monitor extends Identified {
  readonly noun: 'monitor';
  /** What its selector selects. `anything`: what it has scraped is written in a way that is not read. */
  readonly target: 'services' | 'pods' | 'anything';
  readonly selector: LabelSelector;
  /** Where it looks: in these namespaces; null: in all. */
  readonly namespaces: readonly string[] | null;
  /** Whether its rules keep or drop some of what it selects. */
  readonly mayLeaveOut: boolean;
  /** The names of the ports that it scrapes, of the Service or of the pod; null among them: any, or one by its number. None: it scrapes nothing. */
  readonly ports: readonly (string | null)[];
}
