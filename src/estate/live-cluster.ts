import type { Identified } from './identity.ts';

/** Who makes and runs the control plane of a cluster. */
export interface Provider {
  /** Such as `EKS` or `kubeadm`. */
  readonly title: string;
  /** Whether its makers run the control plane, so that none of it is seen. */
  readonly isManaged: boolean;
  /** What tells, in words. */
  readonly toldBy: string;
}

/** What an API server counts of itself since it was started. */
export interface ServerMetrics {
  /** When it was started, RFC 3339; left out: it does not say, or it counts writes without saying of what. */
  readonly startedAt?: string;
  /** How often it wrote a Secret encrypted, by the prefix of the provider that did, such as `k8s:enc:kms:v2`. */
  readonly encrypted: Readonly<Record<string, number>>;
  /** How often it wrote a Secret as it is although it is told to encrypt; left out: never. */
  readonly writtenPlain?: number;
  /** How often it read a Secret back that was stored as it is, where it encrypts at all; null: it does not, or does not count it. */
  readonly readPlain: number | null;
  /** How many events it has given to its audit log; null: it does not count them. */
  readonly auditEvents: number | null;
  /** Of these, by level. */
  readonly auditLevels: Readonly<Record<string, number>>;
  /** How many it could not write. */
  readonly auditErrors: number;
  /** Whether somebody signed in by tokens of an issuer that it trusts (OIDC). */
  readonly signsInByIssuer: boolean;
  /** The deprecated kinds that were asked for, as `group/version/resource`, with the minor in which they go. */
  readonly deprecatedAsked: readonly { readonly resource: string; readonly removedIn: string }[];
}

/** A cluster whose API server was asked: what it says of itself. */
export interface LiveCluster extends Identified {
  readonly noun: 'liveCluster';
  /** Such as `v1.37.2`; null: it did not say. */
  readonly version: string | null;
  /** null: nothing tells. */
  readonly provider: Provider | null;
  /** How many API servers say that they live, by their leases; null: the leases were not seen, or there are none. */
  readonly apiServers: number | null;
  /** Of the Secrets that were seen the one that was made last, and well before the API server was asked what it counts; left out: none was. */
  readonly newestSecret?: { readonly namespace: string; readonly name: string; readonly createdAt: string };
  /** null: they were not seen. */
  readonly metrics: ServerMetrics | null;
}
