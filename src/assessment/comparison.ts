import { type Static, Type } from 'typebox';
import { assessmentSchema } from './assessment.ts';

// One source for the type and for the published JSON Schema (`kubecompass schema comparison`): docs/decisions/0003.

const { tool, estate, policy, gate } = assessmentSchema.properties;
const tierOf = Type.Enum(['critical', 'important', 'best-effort']);
const { verdict } = assessmentSchema.properties.outcomes.items.properties;
const finding = assessmentSchema.properties.findings.items.properties;

const move = Type.Enum(['better', 'worse', 'proven', 'found', 'unproven', 'new', 'gone'], {
  description:
    'better, worse: it was seen before and after. proven: it was unknown and holds. found: it was unknown and does not hold. unproven: it was known, or was a fault, and can no longer be seen; never better. new, gone: its subject was not there before, or is not there after.',
});
const cause = Type.Enum(['platform', 'visibility', 'definition'], {
  description:
    'platform: what is there changed, or time passed. visibility: what could be seen changed. definition: our version, the definition or the policy changed.',
});
const why = Type.Array(cause, { description: 'The causes that nothing rules out; one wherever it is known.' });

const side = Type.Object(
  {
    tool,
    source: estate.properties.source,
    cluster: Type.Union([Type.String(), Type.Null()], { description: 'Host and port of its API server.' }),
    collectedAt: estate.properties.collectedAt,
    objects: estate.properties.objects,
    estate: estate.properties.id,
    policy,
  },
  { additionalProperties: false },
);

const tierSide = Type.Union(
  [
    Type.Object(
      {
        status: Type.Enum(['ready', 'failing', 'unproven']),
        subjects: Type.Integer({ minimum: 0 }),
        required: Type.Record(Type.String(), Type.Integer({ minimum: 0 })),
      },
      { additionalProperties: false },
    ),
    Type.Null(),
  ],
  { description: 'null: the tier is not hosted.' },
);

const level = Type.Enum(['required', 'recommended', 'notRequired']);

const movedCriterion = Type.Object(
  {
    criterion: Type.String(),
    tier: tierOf,
    level,
    before: verdict,
    after: verdict,
    move,
    why,
    because: Type.String({ description: 'What is said of it after.' }),
  },
  { additionalProperties: false },
);

const stated = Type.Union(
  [
    Type.Object(
      {
        verdict: finding.verdict,
        tier: tierOf,
        count: Type.Integer({ minimum: 1, description: 'How many differing copies of the object it speaks of.' }),
      },
      { additionalProperties: false },
    ),
    Type.Null(),
  ],
  { description: 'null: there is no such finding.' },
);

const movedFinding = Type.Object(
  {
    criterion: Type.String(),
    reason: Type.String(),
    subject: finding.subject,
    fingerprint: Type.String(),
    required: Type.Boolean({ description: 'Whether its tier requires the criterion.' }),
    before: stated,
    after: stated,
    move,
    why,
    because: Type.String(),
    source: Type.Union([finding.evidence.items.properties.source, Type.Null()], {
      description: 'Where its first evidence stands, after if it is there after.',
    }),
  },
  { additionalProperties: false },
);

const difference = Type.Object(
  {
    what: Type.Enum([
      'version',
      'definition',
      'policy',
      'tiers',
      'criteria',
      'frameworks',
      'fail-on',
      'allow-gaps',
      'baseline',
      'exceptions',
    ]),
    before: Type.String(),
    after: Type.String(),
    moves: Type.Enum(['verdicts', 'gate', 'extent'], {
      description: 'What it can move: verdicts; the gate alone; or only what is compared at all.',
    }),
  },
  { additionalProperties: false },
);

const sight = Type.Object(
  {
    gap: estate.properties.unseen.items.properties.gap,
    detail: Type.String(),
    facts: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);

const comparedSubject = Type.Object({ subject: finding.subject, why }, { additionalProperties: false });

/** The JSON Schema of a comparison. */
export const comparisonSchema = Type.Object(
  {
    schema: Type.Literal('kubecompass.comparison/v1'),
    before: side,
    after: side,
    differences: Type.Array(difference, { description: 'What differs on our side, and what it can move.' }),
    sight: Type.Object(
      { lost: Type.Array(sight), gained: Type.Array(sight) },
      { additionalProperties: false, description: 'What can no longer be seen, and what is seen anew.' },
    ),
    tiers: Type.Array(
      Type.Object({ tier: tierOf, before: tierSide, after: tierSide }, { additionalProperties: false }),
    ),
    gate: Type.Object({ before: gate, after: gate }, { additionalProperties: false }),
    compared: Type.Object(
      {
        criteria: Type.Integer({ minimum: 0 }),
        tiers: Type.Array(tierOf),
        onlyBefore: Type.Array(Type.String(), { description: 'Criteria that only the first one answers.' }),
        onlyAfter: Type.Array(Type.String()),
      },
      { additionalProperties: false, description: 'What both were asked for; nothing else is compared.' },
    ),
    criteria: Type.Array(movedCriterion, { description: 'Criteria whose verdict moved, tier by tier.' }),
    findings: Type.Array(movedFinding, { description: 'Findings that moved, without advice.' }),
    subjects: Type.Object(
      {
        whole: Type.Boolean({
          description:
            'Whether both list what passes; without, a subject of which nothing is said cannot be told from none.',
        }),
        came: Type.Array(comparedSubject),
        went: Type.Array(comparedSubject),
      },
      { additionalProperties: false },
    ),
    worse: Type.Integer({
      minimum: 0,
      description: 'How many moves of required criteria and findings stop `--fail-on worse`.',
    }),
  },
  { $id: 'https://kubecompass.io/schema/comparison/v1', additionalProperties: false },
);

/** What moved between two assessments, and why. */
export type Comparison = Static<typeof comparisonSchema>;
/** In which direction something moved. */
export type Move = Static<typeof move>;
/** What may be behind a move. */
export type Cause = Static<typeof cause>;
/** A criterion whose verdict moved in one tier. */
export type MovedCriterion = Static<typeof movedCriterion>;
/** A finding that appeared, disappeared or changed. */
export type MovedFinding = Static<typeof movedFinding>;
