import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false };
const tierNames = ['critical', 'important', 'best-effort'] as const;
const words = Type.String({ minLength: 1 });
const told = (description: string) => Type.String({ minLength: 1, description });
const numbersByMetric = Type.Record(Type.String(), Type.Number({ minimum: 0 }), {
  description: 'Numbers by metric; the names are those of the definition (`kubecompass explain CRITERION` shows them).',
});

/** The JSON Schema of the policy file: editors complete it, and `kubecompass schema policy` prints it. */
export const policySchema = Type.Object(
  {
    apiVersion: Type.Literal('kubecompass.io/v1', { description: 'The version of this format.' }),
    kind: Type.Literal('Policy', { description: 'Says that the file is a policy file.' }),
    frameworks: Type.Optional(
      Type.Array(words, {
        description: 'The compliance frameworks that the organisation answers to, such as iso27001, soc2, gdpr.',
      }),
    ),
    tiers: Type.Optional(
      Type.Object(
        {
          default: Type.Optional(
            Type.Enum([...tierNames], {
              description: 'The tier of what nobody assigned; important unless said otherwise.',
            }),
          ),
          rules: Type.Optional(
            Type.Array(
              Type.Object(
                {
                  namespaces: Type.Array(words, { minItems: 1, description: 'Names, or globs such as payments-*.' }),
                  tier: Type.Enum([...tierNames], {
                    description: 'The tier of these namespaces, and of the workloads in them.',
                  }),
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
        { ...closed, description: 'Which namespaces belong to which tier.' },
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
            criterion: told('The criterion whose findings are accepted, such as workload/pod-security.'),
            reason: Type.Optional(
              told('The reason that is accepted, such as host-network; without it every reason of the criterion.'),
            ),
            subject: Type.Optional(
              Type.Object(
                {
                  kind: Type.Optional(
                    told('The kind of the object, written as in its manifest; without it every kind.'),
                  ),
                  namespace: Type.Optional(told('A namespace, or a glob such as dev-*; without it every namespace.')),
                  name: Type.Optional(told('The name of the object, or a glob such as node-*; without it every name.')),
                  container: Type.Optional(
                    told('A container, or a glob; without it the object as a whole and every container in it.'),
                  ),
                },
                {
                  ...closed,
                  description:
                    'What the exception speaks of: what matches each of these keys. Without it everything that the criterion is asked of.',
                },
              ),
            ),
            justification: told('Why it is accepted, in words for whoever audits it.'),
            owner: told('Who answers for it: a team’s address.'),
            approvedBy: Type.Optional(told('Who approved it; shown, and not checked.')),
            expires: Type.String({
              pattern: '^\\d{4}-\\d{2}-\\d{2}(T.*)?$',
              description:
                'When it ends and accepts nothing any more: a day, YYYY-MM-DD (until its end, UTC), or an RFC 3339 time.',
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
