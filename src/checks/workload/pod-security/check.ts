import { defaultUnseen, levelPath, versionPath } from '../../../analyses/pod-security-labels.ts';
import { isLooser, type Spot, type Violation } from '../../../analyses/pod-security-standard.ts';
import { isSurelyPlatform, isTenant } from '../../../estate/tenancy.ts';
import {
  at,
  type Check,
  defineCheck,
  type Evidence,
  fault,
  here,
  notApplicable,
  pass,
  unseen,
} from '../../define-check.ts';
import { hardeningWords } from './hardening-words.ts';
import { labelWords } from './label-words.ts';
import { ruleWords } from './rule-words.ts';

export const podSecurity: Check = defineCheck({
  answers: 'workload/pod-security',
  title: 'Pod security',
  question:
    'Do the pods keep to the level of the Pod Security Standards that their tier demands, and is that level enforced?',
  why: 'A pod with more rights than it needs turns a fault in one program into control of a node and of everything that runs there.',
  fix: 'Remove the field that the level forbids, or set it as the level allows; where the workload needs it (CNI, CSI, node agents), keep an exception with an owner and an end.',
  needs: ['workloads', 'namespaces', 'policy', 'podSecurity', 'podSecurityLabels'],
  reasons: {
    'meets-restricted': 'its template meets the restricted level',
    'meets-baseline': 'its template meets the baseline level',
    'enforced': 'its labels enforce the level that its tier demands',
    'works-for-the-node': '{tool} works for the node, in a namespace of the platform, which is not asked for a level',

    ...ruleWords,
    ...labelWords,

    // Whether anything changes or exempts the pods shows in no object, so it is no fault.
    'refused-by-namespace': [
      'aaa',
      'the label of its namespace enforces {level}, which its pods break: they are refused, unless a webhook changes them or the API server exempts them',
      'Set in the pod template what the {level} level asks for (kubectl get events shows what is refused), or move the workload to a namespace that enforces no more than it meets.',
    ],

    // Every platform has such agents, and none of them can work within the standard: what they take is said, and is no fault.
    'node-agent': [
      'aaa',
      '{tool} works for the node, and takes what the standard forbids: {rules}',
      'See at each upgrade that it takes no more than its makers ask for, and let nothing else run in its namespace.',
    ],

    ...hardeningWords,
  },

  over: ({ workloads, namespaces, policy }) => [
    ...workloads,
    ...namespaces.filter(({ name }) => isTenant(name, policy)),
  ],

  judge: {
    workload({ namespace, nodeTool, pod, made }, { podSecurity: { level, violations, advice, refusedBy }, policy }) {
      const refused = refusedBy
        ? [
            fault('refused-by-namespace', at(refusedBy.namespace, levelPath('enforce'), refusedBy.level), {
              level: refusedBy.level,
            }),
          ]
        : [];
      // Anyone can name an image so; only whoever may write to the platform's namespaces can put it there.
      if (nodeTool !== null && violations.length > 0 && isSurelyPlatform(namespace, policy)) {
        const about = { tool: nodeTool, rules: [...new Set(violations.map(({ rule }) => rule))].join(', ') };
        const taken = fault('node-agent', ...violations.flatMap(evidenceOf), about);
        return [taken, ...refused, notApplicable('works-for-the-node', here(pod.path), about)];
      }
      const faults = [...[...violations, ...advice].map((one) => fault(one.rule, ...evidenceOf(one))), ...refused];
      // What baseline forbids fails in every tier.
      if (level === 'privileged') return faults;
      return [...faults, made?.partly.security ? unseen(made.partly.security) : pass(`meets-${level}`, here(pod.path))];
    },

    namespace(_namespace, { podSecurityLabels }, { tier }) {
      const { enforce, warn, invalid, passedOver, quietAbove, mayTighten, unseenIn } = podSecurityLabels;
      const needed = tier === 'critical' ? 'restricted' : 'baseline';
      const { level } = enforce;
      const faults = [
        ...invalid.map(({ path, value }) => fault('label-invalid', here(path, value))),
        ...(level !== null && isLooser(level, needed)
          ? [fault('enforced-too-low', here(levelPath('enforce'), level), { level, needed })]
          : []),
        ...(quietAbove ? [fault('not-warned', here(levelPath('warn'), quietAbove), { level: quietAbove })] : []),
        ...(mayTighten ? [fault('version-unpinned', here(versionPath('enforce')))] : []),
        ...(unseenIn ? [unseen(unseenIn)] : []),
      ];
      if (level === null) return [...faults, unseen(defaultUnseen('enforce', needed, passedOver))];
      if (tier === 'important' && level !== 'restricted' && warn.level === null)
        return [...faults, unseen(defaultUnseen('warn', 'restricted', passedOver))];
      return [...faults, pass('enforced', here(levelPath('enforce'), level))];
    },
  },
});

function evidenceOf({ spots }: Violation<string>): Evidence[] {
  return spots.map(({ container, ...spot }: Spot) => ({ object: null, container: container?.name ?? null, ...spot }));
}
