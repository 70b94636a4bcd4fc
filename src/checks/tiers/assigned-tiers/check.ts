import { readTier, tierLabel as labelKey, tiers } from '../../../definition/tiers.ts';
import { elsewhere } from '../../../estate/gap.ts';
import { notStated } from '../../../estate/identity.ts';
import { isOwnOfItsNode } from '../../../estate/own-of-its-node.ts';
import { tierByRule } from '../../../estate/tier-by-rule.ts';
import { at, type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';

export const assignedTiers: Check = defineCheck({
  answers: 'tiers/assigned-tiers',
  title: 'Assigned tiers',
  question: 'Has somebody said of every workload how critical it is?',
  why: 'Everything else is judged by the tier; where nobody chose one, it is a guess how much may break and for how long.',
  fix: 'Label the workload or its Namespace with kubecompass.io/tier (critical, important or best-effort), or give the namespace a rule under tiers.rules in kubecompass.yaml.',
  needs: ['workloads', 'statedTier', 'policy'],
  reasons: {
    'by-label': 'its own label says {tier}',
    'by-namespace': 'the label of its namespace says {tier}',
    'by-rule': 'a rule of {file} gives {tier} to its namespace',
    'own-of-its-node': 'its node runs it from a file, as a part of the control plane, which has no tier of its own',
    'no-tier': [
      'PPP',
      'neither a label of its own, nor one of its namespace, nor a rule of the policy file gives it a tier',
    ],
    'tier-unknown': [
      'PPP',
      'its tier label says {value}, which is no tier, so it counts for nothing',
      'Let the value of the label kubecompass.io/tier be critical, important or best-effort.',
    ],
    'namespace-tier-unknown': [
      'PPP',
      'the tier label of its namespace says {value}, which is no tier, so it counts for nothing',
      'Let the value of the label kubecompass.io/tier on the Namespace be critical, important or best-effort.',
    ],
    'tier-lowered': [
      'PPa',
      'its label says {tier}, and its namespace is {above}',
      'Raise the label kubecompass.io/tier of the workload to the tier of its namespace, or move the workload to a namespace of its own tier.',
    ],
  },

  over: ({ workloads }) => workloads,

  judge(workload, { statedTier: { namespace, settled }, policy }) {
    const { namespace: name, tierLabel } = workload;
    const labels = (value: string): Record<string, string> => ({ [labelKey]: value });
    const [own, ofNamespace, ofRule] = [
      readTier(tierLabel),
      readTier(namespace?.tierLabel ?? null),
      tierByRule(name, policy),
    ];
    if (tierLabel !== null && own === null)
      return fault('tier-unknown', here('metadata.labels', labels(tierLabel)), { value: short(tierLabel) });

    // A Namespace that was given and is hidden may say that a label lowers the tier, or carry a label that nobody can read.
    const hidden = settled ? [] : [unseen('namespaces')];
    if (own) {
      const above = namespace && (ofNamespace ?? ofRule);
      const lowered =
        above && tiers.indexOf(own) > tiers.indexOf(above)
          ? [fault('tier-lowered', here('metadata.labels', labels(own)), namespace, { tier: own, above })]
          : [];
      return [...lowered, ...(own === tiers[0] ? [] : hidden), pass('by-label', { tier: own })];
    }
    if (namespace && namespace.tierLabel !== null) {
      const label = at(namespace, 'metadata.labels', labels(namespace.tierLabel));
      if (!ofNamespace) return fault('namespace-tier-unknown', label, { value: short(namespace.tierLabel) });
      return [...hidden, pass('by-namespace', label, { tier: ofNamespace })];
    }
    if (ofRule) return [...hidden, pass('by-rule', { tier: ofRule, file: policy.file ?? 'the policy file' })];
    if (namespace)
      return isOwnOfItsNode(workload, policy)
        ? notApplicable('own-of-its-node', namespace)
        : fault('no-tier', namespace);
    if (!settled) return unseen('namespaces');
    return unseen(
      name === notStated ? elsewhere(noNamespace, 'stated-namespace') : elsewhere(noNamespaceObject, 'namespaces'),
    );
  },
});

/** No label's value is longer than 63 characters; what stands in a file may be. */
const short = (value: string): string => value.slice(0, 63);

const noNamespace = 'it states no namespace, so whose tier label counts for it is not known';
const noNamespaceObject = 'its Namespace object was not seen, so whether that has a tier label is not known';
