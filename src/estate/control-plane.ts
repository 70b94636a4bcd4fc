import { elsewhere, type Gap } from './gap.ts';
import type { Identified } from './identity.ts';
import type { StoreSnapshots } from './store-snapshots.ts';

/**
 * Where the state of the cluster is kept. `local`: with each server of the control plane; `external`: by members of its own; `managed`: by whoever runs
 * the control plane.
 */
export type StateStore = 'local' | 'external' | 'managed';

/** A control plane, or a server of one, as something declares it. */
export interface ControlPlane extends Identified {
  readonly noun: 'controlPlane';
  /** Left out unless an operator keeps it to settings by which the cluster is judged. */
  readonly keptByOperator?: true;
  /** In words, what declares it. */
  readonly declaredBy: string;
  /**
   * What it is of the very cluster that was asked: one of its API servers, or the configuration that it was once made with. Left out for what stands in
   * a file, and for other control planes that a cluster keeps.
   */
  readonly ofThisCluster?: 'server' | 'configuration';
  /** How many API servers; null: not stated. */
  readonly servers: number | null;
  /** Over how many zones these are spread; null: not stated. */
  readonly zones: number | null;
  readonly store: StateStore | null;
  /** How many members the store has; null: not stated. */
  readonly storeMembers: number | null;
  /** The zone in which more than half of them lie; left out where none is known to hold that many. */
  readonly majorityIn?: string;
  /** Whether there is an address in front of the API servers, without which there can be no second one; null: not stated. */
  readonly hasEndpoint: boolean | null;
  /**
   * The flags of the API server that speak of sign-in, rights, audit and encryption, by name and as the last one of each says. They are all that it gets of
   * these; null: what it gets is not stated.
   */
  readonly flags: Readonly<Record<string, string>> | null;
  /** What may change what the API server gets and was not read, in words that `what the API server is given` completes; then the flags are not stated. */
  readonly hiddenBy?: string;
  /** Left out unless whoever runs it may add a way to sign in that is not among the flags. */
  readonly maySignInElsewhere?: true;
  /** What decides whether a request is allowed, in this order and by the names of the API server, such as `RBAC`; null: not stated. */
  readonly authorizers: readonly string[] | null;
  /** Whether a switch beside the flags has it encrypt Secrets before they are stored; null: there is none, `unsaid`: there is one, set elsewhere if at all. */
  readonly encryptsSecrets: boolean | 'unsaid' | null;
  /** Whether a switch beside the flags has it keep an audit log; null: there is no such switch, or it is not stated; `unsaid`: flags set elsewhere may. */
  readonly keepsAuditLog: boolean | 'unsaid' | null;
  /** The file on its servers that has to hold an audit policy, and was not seen, without which its log stays empty; left out where nothing hangs on one. */
  readonly policyOnServers?: string;
  /** null: not stated, or there is no store of its own. */
  readonly snapshots: StoreSnapshots | null;
  /** The fields that say so, for evidence. */
  readonly at: {
    readonly servers: string;
    readonly store: string;
    readonly flags: string;
    readonly encryption: string;
    readonly authorizers: string;
  };
}

/** Where a cluster keeps the pods of its own API servers, and what they were made from. */
const ownNamespaces = ['kube-system', 'openshift-kube-apiserver'];

/** Whether it was read of the very cluster that it tells of: a pod of an API server, or what was kept of its making, is no other control plane beside that of the cluster. */
export function tellsOfItsCluster({ kind, namespace, origin }: ControlPlane): boolean {
  return origin.api !== undefined && (kind === 'Pod' || kind === 'ConfigMap') && ownNamespaces.includes(namespace);
}

/** Why the flags of an API server are not known; `otherwise` where nothing is known to hide them. */
export function flagsGap(hiddenBy: ControlPlane['hiddenBy'], otherwise: string): Gap {
  return elsewhere(
    hiddenBy === undefined ? otherwise : `${hiddenBy} what the API server is given: read its command line`,
    'running-platform',
  );
}
