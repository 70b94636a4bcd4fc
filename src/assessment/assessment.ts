import { type Static, Type } from 'typebox';

// One source for the type and for the published JSON Schema (`kubecompass schema assessment`): docs/decisions/0003.

const verdict = Type.Enum(['pass', 'partial', 'fail', 'unknown', 'notApplicable', 'attested'], {
  description: 'What the evidence says. What was not seen is unknown, never pass.',
});
const tier = Type.Enum(['critical', 'important', 'best-effort']);
const counts = Type.Record(Type.String(), Type.Integer({ minimum: 0 }), {
  description: 'How many subjects (or criteria) have each verdict; verdicts that none has are left out.',
});
const supply = Type.Enum(
  [
    'policy-file',
    'namespaces',
    'stated-namespace',
    'corrected-manifest',
    'rendering',
    'other-repository',
    'named-path',
    'readable-files',
    'running-platform',
  ],
  {
    description:
      'What can be brought so that it is seen; left out where nothing that this version takes in would show it.',
  },
);
const gapKind = Type.Enum(['forbidden', 'not-installed', 'unreachable', 'not-collected', 'malformed', 'stale']);
const gap = Type.Object(
  {
    fact: Type.Union([Type.String(), Type.Null()], { description: 'The fact that was not seen.' }),
    gap: gapKind,
    detail: Type.String(),
    suppliedBy: Type.Optional(supply),
  },
  { additionalProperties: false },
);
const source = Type.Object(
  {
    file: Type.String({ description: 'As the user would type it; `-` is standard input.' }),
    line: Type.Integer({ minimum: 1 }),
    column: Type.Integer({ minimum: 1, description: 'In UTF-16 code units, from 1.' }),
    api: Type.Optional(
      Type.Object(
        { uid: Type.String(), resourceVersion: Type.String() },
        {
          additionalProperties: false,
          description: 'Of an object of a cluster; `file` is then the path at which its API server gives it.',
        },
      ),
    ),
  },
  { additionalProperties: false },
);
const evidence = Type.Object(
  {
    kind: Type.String(),
    apiVersion: Type.String(),
    namespace: Type.String(),
    name: Type.String(),
    path: Type.Union([Type.String(), Type.Null()]),
    value: Type.Optional(Type.Unknown()),
    source: Type.Union([source, Type.Null()]),
  },
  { additionalProperties: false },
);
const subject = Type.Object(
  {
    kind: Type.String({ description: 'The object’s kind; `Platform` and `Organisation` for those.' }),
    apiVersion: Type.String(),
    namespace: Type.String(),
    name: Type.String(),
    container: Type.Optional(Type.String()),
    scope: Type.Optional(Type.String({ description: 'The folder of this variant, where the identity has several.' })),
    standsFor: Type.Optional(
      Type.Array(Type.String(), {
        description:
          'The names of all objects of its kind for which it speaks, such as the nodes that run one version.',
      }),
    ),
  },
  { additionalProperties: false },
);
const acceptance = Type.Object(
  {
    owner: Type.String(),
    justification: Type.String(),
    expires: Type.String(),
    by: Type.Enum(['exception', 'baseline']),
  },
  { additionalProperties: false },
);
const finding = Type.Object(
  {
    criterion: Type.String(),
    reason: Type.String(),
    verdict: Type.Enum(['pass', 'partial', 'fail', 'unknown', 'notApplicable', 'attested', 'advice']),
    tier,
    tierAssumed: Type.Boolean({ description: 'No label and no rule was seen: the default tier was taken.' }),
    subject,
    because: Type.String(),
    evidence: Type.Array(evidence),
    gaps: Type.Array(gap),
    fix: Type.Union([Type.String(), Type.Null()]),
    fingerprint: Type.String({
      description: 'Hash of criterion, reason and subject; never of file, line, value or words.',
    }),
    exception: Type.Union([acceptance, Type.Null()]),
  },
  { additionalProperties: false },
);
const tierOutcome = Type.Object(
  {
    level: Type.Enum(['required', 'recommended', 'notRequired']),
    verdict,
    counts,
  },
  { additionalProperties: false },
);
const outcome = Type.Object(
  {
    criterion: Type.String(),
    judged: Type.Boolean({ description: 'Whether this version has a check for it; what no check judges is unknown.' }),
    verdict,
    tiers: Type.Record(Type.String(), tierOutcome, { description: 'By tier; only tiers that the platform hosts.' }),
    because: Type.String(),
    gaps: Type.Array(gap),
    provenBy: Type.Array(
      Type.Object(
        {
          kind: Type.Enum(['automatic', 'external-report', 'attestation']),
          what: Type.String(),
          maxAgeDays: Type.Integer(),
        },
        { additionalProperties: false },
      ),
      { description: 'What would prove the criterion, while it is unknown.' },
    ),
    controls: Type.Record(Type.String(), Type.Array(Type.String()), {
      description: 'The controls that ask for this very mechanism, by framework.',
    }),
  },
  { additionalProperties: false },
);
const expiredFinding = Type.Object(
  {
    fingerprint: Type.String(),
    criterion: Type.String(),
    reason: Type.String(),
    subject: Type.String({ description: 'For the reader, as the baseline names it.' }),
    owner: Type.String(),
    expires: Type.String(),
  },
  { additionalProperties: false },
);
const tierStatus = Type.Object(
  {
    status: Type.Enum(['ready', 'failing', 'unproven']),
    subjects: Type.Integer({ minimum: 0, description: 'Workloads and namespaces of the tier that were seen.' }),
    required: counts,
  },
  { additionalProperties: false },
);

const remedy = Type.Object(
  {
    criterion: Type.String(),
    reason: Type.String(),
    verdict: Type.Enum(['fail', 'partial'], { description: 'The worst that the reason does to any of the subjects.' }),
    required: Type.Boolean({
      description: 'Whether a tier of the subjects requires the criterion; else it is recommended.',
    }),
    fix: Type.String(),
    subjects: Type.Integer({
      minimum: 1,
      description: 'How many subjects it frees of this fault; each counts once, whatever its containers.',
    }),
    workloads: Type.Integer({ minimum: 0, description: 'How many of them are workloads.' }),
    first: subject,
  },
  { additionalProperties: false },
);
const missing = Type.Object(
  {
    suppliedBy: Type.Union([supply, Type.Null()], {
      description: 'Null: nothing that this version takes in would show it.',
    }),
    criteria: Type.Array(Type.String(), { description: 'The criteria that wait for it, in the definition’s order.' }),
    subjects: Type.Integer({ minimum: 0, description: 'How many subjects are unknown for want of it.' }),
    details: Type.Array(Type.String(), {
      description: 'What is missing, each once; what most findings wait for comes first.',
    }),
  },
  { additionalProperties: false },
);

const controlAnswer = Type.Object(
  {
    control: Type.String({ description: 'The framework’s own number.' }),
    title: Type.String({ description: 'Short, in our words unless the text is in the public domain.' }),
    kind: Type.Enum(['technical', 'mixed', 'organisational', 'physical', 'out-of-scope'], {
      description: 'How much of it a tool can know.',
    }),
    state: Type.Enum(['evidenced', 'failing', 'unproven', 'human']),
    platformPart: Type.Boolean({
      description:
        'The platform’s part is evidenced, the rest is a process or a document; such a control counts as unproven.',
    }),
    because: Type.String(),
    criteria: Type.Array(
      Type.Object(
        {
          criterion: Type.String(),
          role: Type.Enum(['direct', 'partial', 'supporting'], {
            description: 'Without one that asks for the very thing nothing is evidence of the control.',
          }),
          confidence: Type.Enum(['high', 'medium', 'low']),
          why: Type.String(),
          verdict,
        },
        { additionalProperties: false },
      ),
      { description: 'The criteria that speak to it.' },
    ),
  },
  { additionalProperties: false },
);
const coverage = Type.Object(
  {
    declared: Type.Boolean({ description: 'Whether the policy file names the framework.' }),
    controls: Type.Integer({ minimum: 0, description: 'All controls of the framework: the only honest denominator.' }),
    evidenced: Type.Integer({
      minimum: 0,
      description:
        'A machine can show the whole control, a criterion asks for the very thing, and every criterion that is linked to it is met.',
    }),
    failing: Type.Integer({
      minimum: 0,
      description: 'A criterion that asks for it fails, wholly or in part, for a reason that this control speaks of.',
    }),
    unproven: Type.Integer({
      minimum: 0,
      description: 'Evidence is missing, or the criteria cover only a part of the control.',
    }),
    platformPart: Type.Integer({
      minimum: 0,
      description: 'How many of the unproven have the platform’s part evidenced, and wait for a process or a document.',
    }),
    human: Type.Integer({
      minimum: 0,
      description: 'No machine can show it. Evidenced, failing, unproven and human add up to all controls.',
    }),
    answers: Type.Optional(
      Type.Array(controlAnswer, { description: 'Control by control, for the frameworks that were asked for.' }),
    ),
  },
  { additionalProperties: false },
);

/** The JSON Schema of an assessment. */
export const assessmentSchema = Type.Object(
  {
    schema: Type.Literal('kubecompass.assessment/v1'),
    tool: Type.Object(
      { name: Type.String(), version: Type.String(), definition: Type.String() },
      { additionalProperties: false },
    ),
    estate: Type.Object(
      {
        id: Type.String({ description: 'Hash of everything that was seen.' }),
        source: Type.Enum(['manifests', 'cluster', 'snapshot']),
        cluster: Type.Union(
          [
            Type.Object(
              {
                server: Type.String({ description: 'Host and port of its API server.' }),
                version: Type.Union([Type.String(), Type.Null()]),
                namespaces: Type.Union([Type.Array(Type.String()), Type.Null()], {
                  description: 'The only namespaces that were asked for; null: all.',
                }),
                provider: Type.Union(
                  [
                    Type.Object(
                      { title: Type.String(), isManaged: Type.Boolean(), toldBy: Type.String() },
                      { additionalProperties: false },
                    ),
                    Type.Null(),
                  ],
                  { description: 'Who makes the control plane, and whether its makers run it; null: nothing tells.' },
                ),
                kindsNotRead: Type.Array(Type.String(), {
                  description: 'Kinds that it serves and of which no fact is made, as group/kind.',
                }),
              },
              { additionalProperties: false },
            ),
            Type.Null(),
          ],
          { description: 'Which cluster it is; null for manifests.' },
        ),
        collectedAt: Type.String({ format: 'date-time' }),
        objects: Type.Integer({ minimum: 0 }),
        copies: Type.Integer({
          minimum: 0,
          description: 'How many times more one of the objects stood there, saying the same.',
        }),
        files: Type.Integer({ minimum: 0 }),
        otherDocuments: Type.Integer({ minimum: 0 }),
        ignored: Type.Object(
          { files: Type.Integer({ minimum: 0 }), folders: Type.Integer({ minimum: 0 }) },
          {
            additionalProperties: false,
            description:
              'What `.gitignore` files left out: files that bear the suffix of a manifest, and folders, which were not looked into.',
          },
        ),
        unreadable: Type.Array(
          Type.Object(
            {
              file: Type.String(),
              line: Type.Integer({ minimum: 1 }),
              column: Type.Integer({ minimum: 1 }),
              message: Type.String(),
              invalid: Type.Optional(
                Type.Literal(true, {
                  description:
                    'It is an object that can be read and is not valid, so that whoever takes it refuses it; without it: it cannot be read.',
                }),
              ),
              also: Type.Optional(
                Type.Array(
                  Type.Object(
                    {
                      line: Type.Integer({ minimum: 1 }),
                      column: Type.Integer({ minimum: 1 }),
                      message: Type.String(),
                    },
                    { additionalProperties: false },
                  ),
                  {
                    description: 'What else the API server refuses the same object for: it is one object all the same.',
                  },
                ),
              ),
            },
            { additionalProperties: false },
          ),
        ),
        dropped: Type.Array(
          Type.Object(
            {
              file: Type.String(),
              line: Type.Integer({ minimum: 1 }),
              column: Type.Integer({ minimum: 1 }),
              kind: Type.String(),
              namespace: Type.String(),
              name: Type.String(),
              message: Type.String(),
            },
            { additionalProperties: false },
          ),
          {
            description:
              'Fields that the API server drops, or refuses the object for where it is asked to be strict: misspelt or in the wrong place. They configure nothing.',
          },
        ),
        withoutSchema: Type.Object(
          { objects: Type.Integer({ minimum: 0 }), kinds: Type.Array(Type.String()) },
          {
            additionalProperties: false,
            description: 'Objects of kinds of which no schema is kept: they are judged by what is read of them.',
          },
        ),
        unreadSources: Type.Array(
          Type.Object(
            {
              file: Type.String(),
              type: Type.Enum(['kustomization', 'component', 'chart', 'gitops']),
              message: Type.String(),
            },
            { additionalProperties: false },
          ),
        ),
        conflicts: Type.Array(
          Type.Object(
            { kind: Type.String(), namespace: Type.String(), name: Type.String(), files: Type.Array(Type.String()) },
            { additionalProperties: false },
          ),
        ),
        gaps: Type.Array(gap),
        hidden: Type.Array(gap, {
          description:
            'Why there may be more workloads and namespaces than were seen, of whatever tier; empty when all of them were.',
        }),
        unseen: Type.Array(
          Type.Object(
            {
              gap: gapKind,
              detail: Type.String(),
              facts: Type.Array(Type.String(), { description: 'The facts of which it hides something.' }),
              times: Type.Integer({
                minimum: 1,
                description: 'How often it stands among the gaps of these facts, namespace by namespace.',
              }),
            },
            { additionalProperties: false },
          ),
          { description: 'Every gap of every fact, each once, so that two assessments can tell what is seen anew.' },
        ),
      },
      { additionalProperties: false },
    ),
    policy: Type.Union([Type.String(), Type.Null()], { description: 'The policy file; null when there is none.' }),
    declared: Type.String({
      description:
        'Hash of what the policy file declares, but for its exceptions, which stand below; the same where there is none and where it declares nothing.',
    }),
    otherPolicies: Type.Array(Type.String(), {
      description: 'Policy files that lie in what was assessed and are not in force.',
    }),
    limitedTo: Type.Object(
      { tiers: Type.Array(tier), criteria: Type.Array(Type.String()), frameworks: Type.Array(Type.String()) },
      {
        additionalProperties: false,
        description:
          'What the findings, `next` and the gate were limited to; empty lists: nothing. `tiers` tells of every tier all the same, and `outcomes` of every tier of its criteria.',
      },
    ),
    assumptions: Type.Array(Type.String()),
    tiers: Type.Record(Type.String(), tierStatus),
    gate: Type.Object(
      {
        holds: Type.Boolean(),
        failOn: Type.Enum(['fail', 'partial', 'unknown', 'never']),
        allowGaps: Type.Boolean(),
        accepted: Type.Integer({ minimum: 0, description: 'Findings under a valid exception or in the baseline.' }),
        inBaseline: Type.Integer({
          minimum: 0,
          description: 'How many of the accepted are in the baseline; the others are under an exception.',
        }),
        acceptedUntil: Type.Union([Type.String(), Type.Null()], {
          description:
            'When the first of the exceptions that hold ends; it speaks of exceptions only, not of a baseline. Null when none holds.',
        }),
        because: Type.String(),
      },
      { additionalProperties: false },
    ),
    answerable: Type.Integer({ minimum: 0, description: 'Criteria that this version can answer from this source.' }),
    checklist: Type.Array(
      Type.Object(
        { item: Type.String(), text: Type.String(), verdict, criteria: Type.Array(Type.String()) },
        { additionalProperties: false },
      ),
    ),
    next: Type.Object(
      {
        remedies: Type.Array(remedy, {
          description:
            'One per criterion, reason and fix: what fails a required criterion first, then what is partial, then what is recommended, and in each what frees most subjects; without findings that an exception accepts.',
        }),
        evidence: Type.Array(missing, {
          description:
            'What is missing for criteria that this version judges, what cannot be read first, then what most of them wait for.',
        }),
      },
      { additionalProperties: false, description: 'What to do next.' },
    ),
    outcomes: Type.Array(outcome),
    findings: Type.Array(finding),
    exceptions: Type.Array(
      Type.Object(
        {
          criterion: Type.String(),
          reason: Type.Union([Type.String(), Type.Null()]),
          subject: Type.Union([Type.Record(Type.String(), Type.String()), Type.Null()]),
          state: Type.Enum(['used', 'unused', 'expired']),
          matches: Type.Integer({ minimum: 0 }),
          expires: Type.String(),
          owner: Type.String(),
          justification: Type.String(),
          approvedBy: Type.Union([Type.String(), Type.Null()]),
        },
        { additionalProperties: false },
      ),
    ),
    baseline: Type.Union(
      [
        Type.Object(
          {
            owner: Type.String(),
            writtenAt: Type.String({ format: 'date-time' }),
            findings: Type.Integer({ minimum: 0 }),
            gone: Type.Integer({
              minimum: 0,
              description: 'Findings of the baseline that are there no more: it can be written anew.',
            }),
            expired: Type.Optional(
              Type.Array(expiredFinding, {
                description:
                  'What was frozen until a day that is over, and is still there: it gates again. Left out: nothing.',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        Type.Null(),
      ],
      { description: 'The baseline that was given; null when there is none.' },
    ),
    frameworks: Type.Record(Type.String(), coverage, {
      description:
        'Evidence for the controls of each framework, over all tiers that the platform hosts. It is no claim of compliance.',
    }),
    crashes: Type.Array(
      Type.Object(
        { criterion: Type.String(), message: Type.String(), stack: Type.String() },
        { additionalProperties: false },
      ),
    ),
  },
  { $id: 'https://kubecompass.io/schema/assessment/v1', additionalProperties: false },
);

/** Everything that an assessment says, as JSON shows it. */
export type Assessment = Static<typeof assessmentSchema>;
/** The verdict of a subject, a criterion or a checklist item. */
export type Verdict = Static<typeof verdict>;
/** One thing that was found of one subject. */
export type Finding = Static<typeof finding>;
/** A finding's evidence. */
export type FindingEvidence = Static<typeof evidence>;
/** All findings of one criterion, rolled up. */
export type CriterionOutcome = Static<typeof outcome>;
/** A finding's subject. */
export type FindingSubject = Static<typeof subject>;
/** A gap as an assessment shows it. */
export type AssessedGap = Static<typeof gap>;
/** How ready a tier is. */
export type TierStatus = Static<typeof tierStatus>;
/** How much evidence there is for the controls of a framework. */
export type FrameworkCoverage = Static<typeof coverage>;
/** What the evidence says of one control. */
export type ControlAnswer = Static<typeof controlAnswer>;
/** Why a finding does not gate. */
export type Acceptance = Static<typeof acceptance>;
/** What was frozen in a baseline, has expired, and is still there. */
export type ExpiredFinding = Static<typeof expiredFinding>;
/** A change that frees subjects of one fault. */
export type Remedy = Static<typeof remedy>;
/** Something that was not seen, and what waits for it. */
export type MissingEvidence = Static<typeof missing>;
