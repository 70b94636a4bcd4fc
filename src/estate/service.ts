import type { Identified } from './identity.ts';
import type { Labels } from './label-selector.ts';

/** One port of a Service; `target` is the pod's port number or the name of a declared one. */
export interface ServicePort {
  readonly name: string | null;
  readonly port: number;
  readonly target: number | string;
  readonly protocol: string;
}

/** A Service. */
export interface Service extends Identified {
  readonly noun: 'service';
  readonly type: string;
  /** null or empty selects nothing: endpoints are then written by somebody else. */
  readonly selector: Readonly<Record<string, string>> | null;
  readonly ports: readonly ServicePort[];
  readonly headless: boolean;
  readonly labels: Labels;
  /** Whether an annotation asks whatever scrapes metrics to scrape its pods. */
  readonly asksForScrapes: boolean;
}
