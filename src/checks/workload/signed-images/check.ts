import { sparedNamespaces } from '../../../estate/admission-policy.ts';
import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, notApplicable, unseen } from '../../define-check.ts';

export const signedImages: Check = defineCheck({
  answers: 'workload/signed-images',
  title: 'Signed images',
  question: 'Is an image refused whose signature nobody trusts?',
  why: 'A signature that is not asked for at admission protects nobody: whoever can push to the registry, or into a build, runs code in the cluster.',
  fix: 'Let the policy refuse images whose signature it cannot verify, in every namespace of applications.',
  needs: ['admissionPolicies', 'liveClusters', 'otherVerifiers', 'clusterGuards', 'applicationNamespaces', 'policy'],
  reasons: {
    'judged-apart': 'what verifies signatures in this cluster is judged by itself',
    'audit-only': ['PPa', 'an image without a valid signature is admitted: {because}'],
    'namespace-escapes': [
      'PPa',
      'it leaves out {namespaces}, where images run unverified',
      'Take namespaces of applications out of its exclusions; where one image cannot be signed yet, leave out that image.',
    ],
  },

  over: ({ admissionPolicies, liveClusters }) => [
    ...admissionPolicies.filter(({ rules }) => rules.some(({ looksAt }) => looksAt === 'signatures')),
    ...liveClusters,
  ],

  judge: {
    liveCluster: (_cluster, { clusterGuards: { verifiers, hidden } }) =>
      verifiers ? notApplicable('judged-apart') : unseen(hidden.policies ?? nobodyVerifies),

    admissionPolicy({ rules }, { otherVerifiers: { refuse, hidden }, applicationNamespaces: seen, policy }) {
      const own = rules.filter(({ looksAt }) => looksAt === 'signatures');
      return [
        ...own
          .filter(({ refuses }) => refuses === false && !refuse && hidden.length === 0)
          .map(({ path, because }) => fault('audit-only', here(path), { because })),
        ...own.flatMap((rule) => {
          const namespaces = sparedNamespaces(rule, policy.platformNamespaces, seen);
          const { path, namespaces: named } = rule.refusesOnlyIn ?? rule.spares;
          const written = here(path, named);
          return namespaces.length > 0
            ? [fault('namespace-escapes', written, { namespaces: namespaces.join(', ') })]
            : [];
        }),
        ...hidden.map((one) => unseen(one)),
        unseen(notSeenToRun('verification of signatures', proof)),
      ];
    },
  },
});

const nobodyVerifies = elsewhere(
  'nothing that this version knows was seen in this cluster that verifies signatures; a webhook that it does not know, the provider, or the runtime of the nodes may',
  'running-platform',
);

/** It is refused where signatures are asked for; an image of any other registry may be refused for its registry. */
const proof = 'kubectl run unsigned --image=REGISTRY-THAT-IS-ALLOWED/AN-IMAGE-NOT-SIGNED --dry-run=server';
