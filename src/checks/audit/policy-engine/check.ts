import { type AdmissionPolicy, sparedNamespaces } from '../../../estate/admission-policy.ts';
import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import { asItRuns } from '../../as-it-runs.ts';
import { type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';

export const policyEngine: Check = defineCheck({
  answers: 'audit/policy-engine',
  title: 'Policy engine',
  question: 'Is what breaks a policy of the platform refused, also on the day that the policy engine is down?',
  why: 'A policy that only records is a report that nobody has to read; the object that breaks it runs all the same.',
  fix: 'Mend what breaks the policy, then let it refuse: kubectl get policyreports -A, the violations of a constraint, or of a ValidatingAdmissionPolicy the metric apiserver_validating_admission_policy_check_total, say what that would stop.',
  needs: ['admissionPolicies', 'liveClusters', 'policyEnforcement', 'engineReplicas', 'clusterGuards', 'policy'],
  reasons: {
    'in-force': 'it refuses what breaks it: {says}',
    'enforced-by-server': 'the API server itself refuses what breaks it',
    'engine-ready': 'the engine runs: {says}',
    'asked-through': 'it is how the engine is asked, which is judged by itself',
    'told-of-policy': 'what it does is judged at the policy that it binds',
    'only-records': 'it records what breaks it, and other policies refuse',
    'judged-apart': 'the policies of this cluster are judged by themselves',
    'no-policies': [
      'FPa',
      'nothing is asked before an object is admitted: no policy, no binding of one and no webhook is there',
      'Write ValidatingAdmissionPolicies and bind them, or install a policy engine such as Kyverno or Gatekeeper.',
    ],
    'not-in-force': [
      'FPa',
      'its engine does not have it in force: {says}',
      'Its conditions (kubectl describe) say what the engine does not take.',
    ],
    'engine-down': [
      'FPa',
      'the engine does not run, so nothing is decided by its policies: {says}',
      'Look at its pods: kubectl describe them, and their logs.',
    ],
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
  over: ({ admissionPolicies, liveClusters }) => [
    ...admissionPolicies.filter(
      ({ rules, failsOpenAt, engine }) => rules.length > 0 || failsOpenAt !== null || engine !== undefined,
    ),
    ...liveClusters,
  ],

  judge: {
    liveCluster(_cluster, { clusterGuards: { policies, nothingAsked, hidden } }) {
      if (policies) return notApplicable('judged-apart');
      return nothingAsked ? [fault('no-policies'), unseen(noneKnown)] : unseen(hidden.policies ?? noneKnown);
    },

    admissionPolicy(
      one,
      { policyEnforcement: { rules, refuses, hidden, bindings }, engineReplicas: { replicas, complete }, policy },
    ) {
      const { name, failsOpenAt, runsIn, engine } = one;
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
        ...(engine && replicas === 1
          ? [fault('single-replica', here('spec.replicas', 1), { title: engine.title })]
          : []),
        ...(bindings?.length === 0
          ? [unseen(notBound(name))]
          : isKnown && hidden.length === 0
            ? inForce(one, refuses === true, bound)
            : [unseen(notSeenToRun('a policy engine', proofs[runsIn]))]),
      ];
    },
  },
});

/** What holds of a policy beside its faults. `bound`: what its bindings do. */
function inForce(one: AdmissionPolicy, othersRefuse: boolean, bound: readonly (boolean | null)[]) {
  const { rules, runsIn, engine, origin, binds } = one;
  const declared = notSeenToRun('a policy engine', proofs[runsIn]);
  if (origin.api === undefined) return [unseen(declared)];
  const beside = one.running?.works === false ? [unseen(declared)] : [];
  if (engine) return [asItRuns(one, declared, { works: 'engine-ready', fails: 'engine-down' }), ...beside];
  if (rules.length === 0) return [notApplicable('asked-through')];
  if (typeof binds === 'string') return [notApplicable('told-of-policy')];
  // A policy that has to be bound does what its bindings say.
  const does = binds === null ? bound : rules.map(({ refuses }) => refuses);
  if (does.every((refuses) => refuses === false))
    return [othersRefuse ? notApplicable('only-records') : unseen(declared)];
  if (!does.includes(true)) return [unseen(declared)];
  if (runsIn === 'api-server') return [pass('enforced-by-server')];
  return [asItRuns(one, declared, { works: 'in-force', fails: 'not-in-force' }), ...beside];
}

const noneKnown = elsewhere(
  'no policy engine that this version knows was seen in this cluster; one of its webhooks may be one, which only whoever runs it knows',
  'running-platform',
);

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
