import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false };
const tier = Type.Enum(['critical', 'important', 'best-effort']);
const words = Type.String({ minLength: 1 });
const numbersByMetric = Type.Record(Type.String(), Type.Number({ minimum: 0 }), {
  description: 'Numbers by metric; the names are those of the definition (`kubecompass explain CRITERION` shows them).',
});

/** The JSON Schema of the policy file: editors complete it, and `kubecompass schema policy` prints it. */
export const policySchema = Type.Object(
  {
    apiVersion: Type.Literal('kubecompass.io/v1'),
    kind: Type.Literal('Policy'),
    frameworks: Type.Optional(
      Type.Array(words, {
        description: 'The compliance frameworks that the organisation answers to, such as iso27001, soc2, gdpr.',
      }),
    ),
    tiers: Type.Optional(
      Type.Object(
        {
          default: Type.Optional(
            Type.Enum(['critical', 'important', 'best-effort'], {
              description: 'The tier of what nobody assigned; important unless said otherwise.',
            }),
          ),
          rules: Type.Optional(
            Type.Array(
              Type.Object(
                {
                  namespaces: Type.Array(words, { minItems: 1, description: 'Names, or globs such as payments-*.' }),
                  tier,
                },
                closed,
              ),
              {
                description:
                  'The first rule that matches a namespace gives its tier; a label on the workload or namespace comes before.',
              },
            ),
          ),
        },
        closed,
      ),
    ),
    owner: Type.Optional(Type.String({ minLength: 1, description: 'Who answers for the platform: a team’s address.' })),
    dataClasses: Type.Optional(
      Type.Array(words, {
        description: 'The classes of data that the platform handles, such as public, internal, confidential, personal.',
      }),
    ),
    platformNamespaces: Type.Optional(
      Type.Array(words, {
        description: 'Namespaces of the platform itself; all others are tenants’. Default: kube-*, openshift-*.',
      }),
    ),
    registries: Type.Optional(
      Type.Array(words, { minItems: 1, description: 'Where images may come from, such as registry.bank.example/*.' }),
    ),
    requireCpuLimit: Type.Optional(
      Type.Boolean({
        description: 'Whether a missing CPU limit is a fault. By itself it is none: throttling harms latency.',
      }),
    ),
    targets: Type.Optional(
      Type.Object(
        {
          'critical': Type.Optional(numbersByMetric),
          'important': Type.Optional(numbersByMetric),
          'best-effort': Type.Optional(numbersByMetric),
        },
        { ...closed, description: 'Overrides of the definition’s numbers, by tier.' },
      ),
    ),
    exceptions: Type.Optional(
      Type.Array(
        Type.Object(
          {
            criterion: words,
            reason: Type.Optional(words),
            subject: Type.Optional(
              Type.Object(
                {
                  kind: Type.Optional(words),
                  namespace: Type.Optional(words),
                  name: Type.Optional(words),
                  container: Type.Optional(words),
                },
                closed,
              ),
            ),
            justification: words,
            owner: words,
            approvedBy: Type.Optional(words),
            expires: Type.String({
              pattern: '^\\d{4}-\\d{2}-\\d{2}(T.*)?$',
              description: 'A day (until its end, UTC) or an RFC 3339 time.',
            }),
          },
          closed,
        ),
        { description: 'Accepted findings: shown beside the verdict, never instead of it, and dead when expired.' },
      ),
    ),
  },
  {
    $id: 'https://kubecompass.io/schema/policy/v1',
    ...closed,
    description: 'What an organisation declares to KubeCompass.',
  },
);

/** A policy file as it is written. */
export type PolicyFile = Static<typeof policySchema>;
