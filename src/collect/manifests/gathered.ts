import type { DroppedField, Ignored, Unreadable, UnreadSource } from '../../estate/estate.ts';
import { type FactName, factNames } from '../../estate/facts.ts';
import type { Gap } from '../../estate/gap.ts';
import type { Identified } from '../../estate/identity.ts';
import type { Place } from '../../estate/place.ts';
import type { Raw } from '../objects/fields.ts';
import type { TopologyPart } from '../objects/control-plane/cluster-class.ts';
import type { KopsPart } from '../objects/control-plane/kops-zones.ts';
import type { PoolBudget } from '../operators/pool-budgets.ts';
import type { Head } from '../objects/object-metadata.ts';
import type { SentTo } from './called-clusters.ts';
import type { AlteredObject } from './alteration.ts';
import type { GitopsSource } from './gitops-sources.ts';
import type { KnownKind } from '../schemas/field-tables.ts';
import { ownStrings } from './own-strings.ts';
import type { Hole } from './visibility.ts';
import type { Where } from './where.ts';

/** A file of options of a server, which could be read by itself. */
export interface ServerFile {
  readonly raw: Raw;
  readonly head: Head;
}

/** What was gathered of an estate so far. Whoever reads a document adds to it. */
export interface Gathered {
  readonly found: Record<FactName, Identified[]>;
  readonly holes: Hole[];
  readonly unreadable: Unreadable[];
  readonly dropped: DroppedField[];
  /** What the definitions in the folder say of the fields of their kinds; null where they do not agree. */
  readonly folderKinds: Map<string, () => KnownKind | null>;
  /** The API groups of which webhooks in the folder change objects before they are checked; `*`: of all. */
  readonly changedGroups: Set<string>;
  /** How many objects there are of each kind of which no schema is kept. */
  readonly withoutSchema: Map<string, number>;
  readonly unreadSources: UnreadSource[];
  /** What is applied otherwise than it stands in its file. */
  readonly altered: AlteredObject[];
  readonly gaps: Gap[];
  readonly assumptions: string[];
  readonly gitops: {
    readonly source: GitopsSource;
    readonly where: Where;
    readonly raw: Raw;
    readonly isAltered: boolean;
  }[];
  /** Repositories of charts, by kind and name: their address, and the version that is taken of them. */
  readonly chartRepositories: Map<string, { readonly url: string; readonly version: string | null }>;
  /** The namespace of what states none, by place, where it was rendered for one. */
  readonly landings: Map<Place, string>;
  /** Where that goes which was rendered for a GitOps object, by place. */
  readonly clusters: Map<Place, SentTo>;
  /** Places that hold anything. */
  readonly places: Set<Place>;
  /** The identities of the objects that state their namespace, and the heads of those that do not. */
  readonly identities: Set<string>;
  readonly unstated: Head[];
  /** How many documents (and items of lists) held an object that could be read. */
  objectsRead: number;
  /** The files of options of servers, which are read as one with those that are merged into them. */
  readonly serverFiles: ServerFile[];
  /** What objects of kOps say of where the members of etcd lie. */
  readonly kopsParts: KopsPart[];
  /** What objects of Cluster API say of control planes that are made from a class. */
  readonly topologyParts: TopologyPart[];
  /** What Kafkas say of the budget of their node pools. */
  readonly poolBudgets: PoolBudget[];
  /** How many objects give Ingresses of a class certificates that they do not name. */
  classesWithCertificates: number;
  /** The folders in which a configuration of kubeadm names patches for the pods of the control plane. */
  readonly patchedFolders: Set<string>;
  /** What points to network policies beyond NetworkPolicy, in words. */
  readonly otherPolicySigns: string[];
  files: number;
  otherDocuments: number;
  ignored: Ignored;
  /** Whether companions were taken to be held by charts for their own pods only. */
  assumesCharts: boolean;
  /** Keeps a fact, with strings of its own. */
  readonly keep: (name: FactName, fact: Identified) => void;
}

/** Starts with nothing. Facts that are kept get strings of their own by `own`. */
export function startGathering(own: (fact: object) => void = ownStrings()): Gathered {
  const found = Object.fromEntries(factNames.map((name) => [name, [] as Identified[]])) as Gathered['found'];
  return {
    found,
    holes: [],
    unreadable: [],
    dropped: [],
    folderKinds: new Map(),
    changedGroups: new Set(),
    withoutSchema: new Map(),
    unreadSources: [],
    altered: [],
    gaps: [],
    assumptions: [],
    gitops: [],
    chartRepositories: new Map(),
    landings: new Map(),
    clusters: new Map(),
    places: new Set(),
    identities: new Set(),
    unstated: [],
    objectsRead: 0,
    serverFiles: [],
    kopsParts: [],
    topologyParts: [],
    poolBudgets: [],
    classesWithCertificates: 0,
    patchedFolders: new Set(),
    otherPolicySigns: [],
    files: 0,
    otherDocuments: 0,
    ignored: { files: 0, folders: 0 },
    assumesCharts: false,
    keep(name, fact) {
      own(fact);
      found[name].push(fact);
    },
  };
}
