import { notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, unseen } from '../../define-check.ts';

export const policyEngine: Check = defineCheck({
  answers: 'audit/policy-engine',
  title: 'Policy engine',
  question: 'Is what breaks a policy of the platform refused, also on the day that the policy engine is down?',
  why: 'A policy that only records is a report that nobody has to read; the object that breaks it runs all the same.',
  fix: 'Mend what breaks the policy, then let it refuse: kubectl get policyreports -A, or the violations of the constraint, say what that would stop.',
  needs: ['admissionPolicies', 'policyEnforcement', 'engineReplicas'],
  reasons: {
    'audit-only': ['FPa', 'no policy that is seen here refuses anything: of this one {because}'],
    'not-enforced': ['aaa', 'what breaks it is admitted, while other policies refuse: {because}'],
    'fails-open': [
      'PPa',
      'while nobody answers, every object is admitted unseen',
      'Set failurePolicy: Fail, once the engine has several replicas and a disruption budget; leave kube-system and its own namespace out.',
    ],
    'single-replica': [
      'Paa',
      'only one pod of {title} decides: while it moves to another node nothing is admitted, or everything without a look, as its failurePolicy says',
      'Run three replicas of it in several zones, kept by a PodDisruptionBudget.',
    ],
  },

  // What only changes or makes objects refuses none, and was never meant to.
  over: ({ admissionPolicies }) =>
    admissionPolicies.filter(
      ({ rules, failsOpenAt, engine }) => rules.length > 0 || failsOpenAt !== null || engine !== undefined,
    ),

  judge({ rules, failsOpenAt, engine }, { policyEnforcement: { refuses, hidden }, engineReplicas }) {
    if (engine && engineReplicas.replicas === 1 && !engineReplicas.complete) return unseen('autoscalers');
    const [first] = rules;
    const records = first !== undefined && rules.every((rule) => rule.refuses === false);
    const said = records ? [here(first.path), { because: first.because }] : [];
    return [
      ...(records && refuses === true ? [fault('not-enforced', ...said)] : []),
      ...(records && refuses === false && hidden.length === 0 ? [fault('audit-only', ...said)] : []),
      ...(!records && failsOpenAt !== null ? [fault('fails-open', here(failsOpenAt, 'Ignore'))] : []),
      ...(engine && engineReplicas.replicas === 1
        ? [fault('single-replica', here('spec.replicas', 1), { title: engine.title })]
        : []),
      unseen(notSeenToRun('a policy engine')),
    ];
  },
});
