import { type Static, Type } from 'typebox';
import type { CredentialCarrier } from '../../estate/credential.ts';
import { type FactName, factNames } from '../../estate/facts.ts';
import type { Gap } from '../../estate/gap.ts';
import type { ServerMetrics } from '../../estate/live-cluster.ts';
import type { Raw } from '../objects/fields.ts';

// One source for the types and for what a snapshot is held against: docs/decisions/0003.

const text = Type.String();
const textOrNull = Type.Union([Type.String(), Type.Null()]);
const raw = Type.Unsafe<Raw>(Type.Object({}));

const gap = Type.Unsafe<Gap>(
  Type.Object({
    gap: Type.Enum(['forbidden', 'not-installed', 'unreachable', 'not-collected', 'malformed', 'stale']),
    detail: text,
    suppliedBy: Type.Optional(Type.Literal('running-platform')),
  }),
);

const served = Type.Object({
  group: text,
  version: text,
  kind: text,
  /** Its name in a path, such as `deployments`. */
  resource: text,
  isNamespaced: Type.Boolean(),
});

const metrics = Type.Unsafe<ServerMetrics>(
  Type.Object({
    startedAt: Type.Optional(text),
    encrypted: Type.Record(Type.String(), Type.Number()),
    readPlain: Type.Union([Type.Number(), Type.Null()]),
    writtenPlain: Type.Optional(Type.Number()),
    auditEvents: Type.Union([Type.Number(), Type.Null()]),
    auditLevels: Type.Record(Type.String(), Type.Number()),
    auditErrors: Type.Number(),
    signsInByIssuer: Type.Boolean(),
    deprecatedAsked: Type.Array(Type.Object({ resource: text, removedIn: text })),
  }),
);

const list = Type.Intersect([
  served,
  Type.Object({
    namespace: textOrNull,
    /** Only what made them was asked for, and how they are called: see readOwners. */
    isHeads: Type.Optional(Type.Literal(true)),
  }),
]);

const carrier = Type.Unsafe<CredentialCarrier>(
  Type.Object({
    noun: Type.Literal('credentialCarrier'),
    apiVersion: text,
    kind: text,
    namespace: text,
    name: text,
    places: Type.Array(text),
    origin: Type.Object({ file: text, line: Type.Integer(), document: Type.Integer() }),
    inFile: Type.Boolean(),
    sealed: Type.Boolean(),
    credentials: Type.Array(
      Type.Object({
        form: Type.Enum(['plain-secret', 'literal-credential', 'credential-in-url', 'sealed-badly']),
        kind: text,
        path: text,
        length: Type.Integer(),
        line: Type.Union([Type.Integer(), Type.Null()]),
      }),
    ),
    plainData: Type.Array(text),
  }),
);

/** What each record of a cluster looks like. */
export const recordSchemas = {
  cluster: Type.Object({
    record: Type.Literal('cluster'),
    /** Host and port; never a credential. */
    server: text,
    /** What `/version` says of the server, such as `v1.37.2`; null where it did not say. */
    version: textOrNull,
    collectedAt: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT' }),
    /** It was not collected before this, where `collectedAt` is only known not to be earlier; left out: it is when it was. */
    notBefore: Type.Optional(text),
    /** The only namespaces that were asked for; null: all. */
    namespaces: Type.Union([Type.Array(text), Type.Null()]),
    /** The only facts whose kinds were asked for; left out: all. */
    only: Type.Optional(Type.Array(text)),
    /** How many seconds the clock of the server is ahead of ours; null where it did not say. */
    clockAhead: Type.Union([Type.Number(), Type.Null()]),
    /** What had to be assumed, such as when a dump was taken. */
    assumed: Type.Optional(Type.Array(text)),
  }),
  kinds: Type.Object({
    record: Type.Literal('kinds'),
    kinds: Type.Array(served),
    /** By group (null: nobody knows which): those of which the server could not tell. */
    gaps: Type.Array(Type.Object({ group: textOrNull, gap })),
  }),
  page: Type.Object({
    record: Type.Literal('page'),
    list,
    /** Without what nobody may see: see reduceObject. */
    objects: Type.Array(raw),
    carriers: Type.Array(carrier),
  }),
  metrics: Type.Object({
    record: Type.Literal('metrics'),
    metrics: Type.Union([metrics, Type.Null()]),
    /** Why there are none. */
    gap: Type.Union([gap, Type.Null()]),
  }),
  hole: Type.Object({
    record: Type.Literal('hole'),
    facts: Type.Array(Type.Unsafe<FactName>(Type.Enum([...factNames]))),
    namespace: textOrNull,
    gap,
  }),
  again: Type.Object({ record: Type.Literal('again'), list }),
  end: Type.Object({
    record: Type.Literal('end'),
    list,
    gap: Type.Union([gap, Type.Null()]),
    /** How many objects its pages held: a page that was taken out later is found out. Left out where nobody counted. */
    objects: Type.Optional(Type.Integer({ minimum: 0 })),
  }),
} as const;

/** A kind that an API server serves. */
export type ServedKind = Static<typeof served>;

/** A list that was asked for: one kind in one namespace, or (null) in all. */
export type KindList = Static<typeof list>;

/** Which cluster was asked, and when. */
export type ClusterRecord = Static<typeof recordSchemas.cluster>;

/** What an API server serves. */
export type KindsRecord = Static<typeof recordSchemas.kinds>;

/**
 * What is told of a cluster, one after the other: the cluster, its kinds, what its API server counts of itself, then the pages of each list and its end (`gap` where it is not whole). `again`: a list
 * begins anew, because the server forgot its place, and what was told of it counts no more. `hole`: facts that are not whole for another reason than a list
 * that is not. A snapshot is these, line by line.
 */
export type Recorded = Static<(typeof recordSchemas)[keyof typeof recordSchemas]>;
