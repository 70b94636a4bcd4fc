import { type Static, type TSchema, Type } from 'typebox';

const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const closed = { additionalProperties: false };

const sighting = Type.Object(
  {
    seenAs: Type.Enum(['server', 'node', 'workload', 'chart', 'object', 'definition'], {
      description:
        'server: an API server says so; node: nodes say so; workload: pods run one of its images; chart: a release of its chart; object: something that only means something to it; definition: its kinds.',
    }),
    kind: Type.String(),
    namespace: Type.String(),
    name: Type.String(),
    container: orNull(Type.String()),
    nodes: orNull(Type.Integer({ minimum: 1, description: 'How many nodes run it, where nodes say so.' })),
    works: orNull(Type.Boolean({ description: 'null: nothing decides it; a manifest never does.' })),
    says: orNull(Type.String({ description: 'Its state, as its API server tells it.' })),
    source: Type.Object({ file: Type.String(), line: Type.Integer() }, closed),
  },
  closed,
);

const entry = Type.Object(
  {
    tool: Type.String(),
    title: Type.String(),
    category: Type.String(),
    serves: Type.Array(Type.String()),
    version: orNull(Type.String({ description: 'null: what was seen does not tell it.' })),
    seen: Type.Array(sighting, { minItems: 1 }),
    support: orNull(
      Type.Object(
        {
          product: Type.String(),
          release: orNull(Type.String()),
          state: Type.Enum(['supported', 'ended', 'unknown']),
          until: orNull(Type.String({ description: 'The last day of its support.' })),
          extendedUntil: orNull(Type.String({ description: 'The last day of a paid extension.' })),
          latest: orNull(Type.String({ description: 'The newest patch of the release.' })),
          asOf: Type.String({ description: 'The day of our table.' }),
        },
        closed,
      ),
    ),
    maturity: orNull(
      Type.Object(
        {
          level: Type.Enum(['graduated', 'incubating', 'sandbox', 'archived']),
          since: Type.String(),
          asOf: Type.String(),
        },
        closed,
      ),
    ),
    abandoned: orNull(
      Type.Object(
        { words: Type.String(), since: orNull(Type.String()), instead: orNull(Type.String()), asOf: Type.String() },
        closed,
      ),
    ),
  },
  closed,
);

/** The JSON Schema of an inventory. */
export const inventorySchema = Type.Object(
  {
    schema: Type.Literal('kubecompass.inventory/v1'),
    tool: Type.Object({ name: Type.Literal('kubecompass'), version: Type.String() }, closed),
    estate: Type.Object(
      {
        id: Type.String(),
        source: Type.Enum(['manifests', 'cluster', 'snapshot']),
        collectedAt: Type.String({ format: 'date-time' }),
        cluster: orNull(
          Type.Object(
            { server: Type.String(), version: orNull(Type.String()), provider: orNull(Type.String()) },
            closed,
          ),
        ),
      },
      closed,
    ),
    nodes: Type.Array(
      Type.Object(
        {
          count: Type.Integer({ minimum: 1 }),
          ready: Type.Integer({ minimum: 0 }),
          system: orNull(Type.String()),
          kernel: orNull(Type.String()),
          architecture: orNull(Type.String()),
          runtime: orNull(Type.String()),
          kubelet: orNull(Type.String()),
        },
        closed,
      ),
      { description: 'Nodes that are alike, together; none of a folder.' },
    ),
    tools: Type.Array(entry, { description: 'What runs, or is declared to, by category, title and version.' }),
    leftovers: Type.Array(entry, {
      description: 'Tools of which only kinds or objects were seen, and nothing that would run them.',
    }),
    gaps: Type.Array(Type.Object({ gap: Type.String(), detail: Type.String() }, closed), {
      description: 'Why there may be more.',
    }),
  },
  { $id: 'https://kubecompass.io/schema/inventory/v1', ...closed },
);

/** The tools of a platform: which, in which version, where, how they are, and for how long they are supported. */
export type Inventory = Static<typeof inventorySchema>;

/** A tool in one version, with all that was seen of it. */
export type InventoryEntry = Inventory['tools'][number];
