import { sparedNamespaces } from '../../../estate/admission-policy.ts';
import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, unseen } from '../../define-check.ts';

export const policyEngine: Check = defineCheck({
  answers: 'audit/policy-engine',
  title: 'Policy engine',
  question: 'Is what breaks a policy of the platform refused, also on the day that the policy engine is down?',
  why: 'A policy that only records is a report that nobody has to read; the object that breaks it runs all the same.',
  fix: 'Mend what breaks the policy, then let it refuse: kubectl get policyreports -A, the violations of a constraint, or of a ValidatingAdmissionPolicy the metric apiserver_validating_admission_policy_check_total, say what that would stop.',
  needs: ['admissionPolicies', 'policyEnforcement', 'engineReplicas', 'policy'],
  reasons: {
    'audit-only': ['FPa', 'no policy that is seen here refuses anything: of this one {because}'],
    'not-enforced': ['aaa', 'what breaks it is admitted, while other policies refuse: {because}'],
    'namespace-escapes': [
      'aaa',
      'in {namespaces} it refuses nothing',
      'Let it refuse in namespaces of applications too, once what breaks it there is mended.',
    ],
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
    'errors-admit': [
      'PPa',
      'where one of its expressions fails, or its parameters are missing, the object is admitted unchecked',
      'Take failurePolicy: Ignore away, so that such objects are refused, as is the default.',
    ],
  },

  // What only changes or makes objects refuses none, and was never meant to.
  over: ({ admissionPolicies }) =>
    admissionPolicies.filter(
      ({ rules, failsOpenAt, engine }) => rules.length > 0 || failsOpenAt !== null || engine !== undefined,
    ),

  judge(
    { name, rules, failsOpenAt, runsIn, engine },
    { policyEnforcement: { refuses, hidden, bindings }, engineReplicas: { replicas, complete }, policy },
  ) {
    if (engine && replicas === 1 && !complete) return unseen('autoscalers');
    const [first] = rules;
    const records = first !== undefined && rules.every((rule) => rule.refuses === false);
    const bound = bindings?.flatMap((one) => one.rules.map((rule) => rule.refuses)) ?? [];
    // A policy that refuses nothing anyway admits no more when it fails. What is hidden may bind it.
    const mayRefuse = bindings === null ? !records : bound.some((one) => one !== false) || bound.length === 0;
    const isKnown = bindings === null || hidden.length === 0 || bound.includes(true);
    const open = runsIn === 'engine' ? 'fails-open' : 'errors-admit';
    const said = records ? [here(first.path), { because: first.because }] : [];
    return [
      ...rules
        .filter((rule) => rule.refuses !== false && rule.looksAt === 'objects')
        .flatMap((rule) => {
          const namespaces = sparedNamespaces(rule, policy.platformNamespaces).join(', ');
          return namespaces === '' ? [] : [fault('namespace-escapes', here(rule.spares.path), { namespaces })];
        }),
      ...(records && refuses === true ? [fault('not-enforced', ...said)] : []),
      ...(records && refuses === false && hidden.length === 0 ? [fault('audit-only', ...said)] : []),
      ...(failsOpenAt !== null && mayRefuse && isKnown ? [fault(open, here(failsOpenAt, 'Ignore'))] : []),
      ...(engine && replicas === 1 ? [fault('single-replica', here('spec.replicas', 1), { title: engine.title })] : []),
      unseen(bindings?.length === 0 ? notBound(name) : notSeenToRun('a policy engine', proofs[runsIn])),
    ];
  },
});

function notBound(name: string) {
  return elsewhere(
    `nothing that is seen here binds ${name}, and until something does it checks nothing; \`kubectl get validatingadmissionpolicybindings\` lists what does`,
    'running-platform',
  );
}

const proofs = {
  'engine': 'kubectl get validatingwebhookconfigurations',
  'api-server': 'kubectl get validatingadmissionpolicybindings',
};
