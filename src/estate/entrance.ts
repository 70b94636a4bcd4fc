import type { Identified } from './identity.ts';

/** One way in: a host on a port of an entrance. */
export interface Door {
  /** What routes call it; null where it has no name. */
  readonly name: string | null;
  /** null where the controller decides. */
  readonly port: number | null;
  /** null: every host. `*.bank.example`: the hosts below. */
  readonly host: string | null;
  /** Where it stands in the object. */
  readonly path: string;
  /** `redirect`: it only sends on to TLS. null: what stands before it decides, as a load balancer or a controller with a certificate of its own. */
  readonly encryption: 'tls' | 'none' | 'redirect' | null;
  /** Whether the TLS settings are for this host; true where there are none. */
  readonly namesHost: boolean;
  /** The Secrets of its namespace whose certificates it may show. */
  readonly secrets: readonly string[];
  /** It is to have TLS and names no certificate: its controller shows a default one, or does not serve it. */
  readonly certificateUnnamed?: true;
  /**
   * What becomes of a request without TLS to a host that has TLS. `closed`: nothing listens. `by-route`: each route decides. null: the controller's
   * own settings decide.
   */
  readonly plain: 'redirected' | 'closed' | 'served' | 'by-route' | null;
  /** A version below TLS 1.2 that it admits; null where none is named. */
  readonly oldVersion: string | null;
}

/** What lets traffic into the platform by host names. */
export interface Entrance extends Identified {
  readonly noun: 'entrance';
  /** It says that only the inside of the network reaches it. */
  readonly inside: boolean;
  /** What its controller is called; null where none is named. */
  readonly controller: string | null;
  /** Which proxy serves it, together with all entrances that name the same; null where that is not told. */
  readonly proxy: string | null;
  /** It has a load balancer of its own, which no other entrance is served by. */
  readonly isAlone: boolean;
  readonly doors: readonly Door[];
}
