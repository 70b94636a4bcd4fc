import { type Static, Type } from 'typebox';
import { criteria, criterionIds } from '../../definition/criteria.ts';
import type { MetricName } from '../../definition/metric-names.ts';

const closed = { additionalProperties: false };
const tierNames = ['critical', 'important', 'best-effort'] as const;
const words = Type.String({ minLength: 1 });
const told = (description: string) => Type.String({ minLength: 1, description });

function shapeOf(targets: readonly MetricName[]) {
  const numbers = Object.fromEntries(targets.map((name) => [name, Type.Optional(numberOf(name))]));
  const numbersOf = (tier: string) => Type.Object(numbers, { ...closed, description: `Numbers for the tier ${tier}.` });
  return Type.Object(
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
      owner: Type.Optional(
        Type.String({ minLength: 1, description: 'Who answers for the platform: a team’s address.' }),
      ),
      dataClasses: Type.Optional(
        Type.Array(words, {
          description:
            'The classes of data that the platform handles, such as public, internal, confidential, personal.',
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
      allowedRegions: Type.Optional(
        Type.Array(words, {
          minItems: 1,
          description: 'The regions in which data may lie, as the clouds name them: eu-west-1, or globs such as eu-*.',
        }),
      ),
      repository: Type.Optional(
        told(
          'The address of the Git repository that is assessed, as GitOps objects name it. Only their paths in it are read in the folder. Declare it for a mirror, a fork or an archive; otherwise the remotes of Git count, else the address that most GitOps objects name.',
        ),
      ),
      requireCpuLimit: Type.Optional(
        Type.Boolean({
          description: 'Whether a missing CPU limit is a fault. By itself it is none: throttling harms latency.',
        }),
      ),
      targets: Type.Optional(
        Type.Object(
          {
            'critical': Type.Optional(numbersOf('critical')),
            'important': Type.Optional(numbersOf('important')),
            'best-effort': Type.Optional(numbersOf('best-effort')),
          },
          {
            ...closed,
            description:
              'Overrides of the definition’s numbers, by tier; of those that this version acts on (`kubecompass explain CRITERION` shows them).',
          },
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
                    name: Type.Optional(
                      told('The name of the object, or a glob such as node-*; without it every name.'),
                    ),
                    container: Type.Optional(
                      told('A container, or a glob; without it the object as a whole and every container in it.'),
                    ),
                    scope: Type.Optional(
                      told(
                        'The folder of one variant, or a glob, where differing copies of the object stand in several folders; . is the root. Without it every variant.',
                      ),
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
}

/**
 * The JSON Schema of the policy file: editors complete it, and `kubecompass schema policy` prints it. `targets` are the numbers that some check acts
 * on; to set another would change nothing, so it is an unknown key.
 */
export function policySchema(targets: readonly MetricName[]): ReturnType<typeof shapeOf> {
  return shapeOf(targets);
}

/** One number, with what its name says of it: a percentage ends at 100, a share at 1. */
function numberOf(name: MetricName) {
  const criterion = criterionIds.find((id) => criteria[id].metrics.some((metric) => metric.name === name));
  const most = /percent/i.test(name) ? { maximum: 100 } : /share/i.test(name) ? { maximum: 1 } : {};
  return Type.Number({ minimum: 0, ...most, description: `A number of ${criterion}.` });
}

/** A policy file as it is written. */
export type PolicyFile = Static<ReturnType<typeof policySchema>>;
