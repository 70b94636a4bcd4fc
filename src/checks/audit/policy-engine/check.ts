import type { Guard, PolicyEnforcement, Reach } from '../../../analyses/policy-enforcement.ts';
import { type AdmissionPolicy, type AdmissionRule, sparedNamespaces } from '../../../estate/admission-policy.ts';
import { elsewhere, gap, type Gap, notSeenToRun } from '../../../estate/gap.ts';
import { matchesGlob } from '../../../estate/glob.ts';
import type { Policy } from '../../../estate/policy.ts';
import { asItRuns } from '../../as-it-runs.ts';
import { type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';
import { openTo } from './open-to.ts';

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
    'enforced-together':
      'the API server itself refuses what breaks it, and with what others refuse no namespace of this tier is left out',
    'engine-ready': 'the engine runs: {says}',
    'asked-through': 'it is how the engine is asked, which is judged by itself',
    'told-of-policy': 'what it does is judged at the policy that it binds',
    'only-records': 'it refuses nothing itself, and other policies do',
    'reaches-less': 'it does not reach every pod and workload of this tier, and another one does',
    'about-others': 'it is about no pod and no workload that was seen in a namespace of applications, and others are',
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
    'no-effect': [
      'FPa',
      'no policy that is seen here refuses anything, and this one cannot: {because}',
      'Give it something to refuse: {mend}.',
    ],
    'no-effect-here': [
      'aaa',
      'it refuses nothing, while other policies do: {because}',
      'Give it something to refuse, or delete it: {mend}.',
    ],
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
  outages: ['engine-down'],

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

    admissionPolicy(one, { policyEnforcement, engineReplicas: { replicas, complete }, policy }, { tier }) {
      const { rules, refuses, hidden, bindings, isUnbound } = policyEnforcement;
      const { name, failsOpenAt, runsIn, engine } = one;
      if (engine && replicas === 1 && !complete) return unseen('autoscalers');
      const [first] = rules;
      const records = first !== undefined && rules.every((rule) => rule.refuses === false);
      const bound = bindings?.flatMap((one) => one.rules.map((rule) => rule.refuses)) ?? [];
      // A policy that refuses nothing anyway admits no more when it fails. What is hidden may bind it.
      const mayRefuse = bindings === null ? !records : bound.some((does) => does !== false) || bindings.length === 0;
      const isKnown = bindings === null || hidden.length === 0 || bound.includes(true);
      const open = runsIn === 'engine' ? 'fails-open' : 'errors-admit';
      const idle = isUnbound ? unbound : records ? first : null;
      const isMended = idle?.mend !== undefined;
      const said = idle ? [here(idle.path), { because: idle.because, mend: idle.mend ?? '' }] : [];
      return [
        ...rules
          .filter((rule) => rule.refuses !== false && rule.looksAt === 'objects')
          .flatMap((rule) => {
            const namespaces = sparedNamespaces(rule, policy.platformNamespaces).join(', ');
            return namespaces === '' ? [] : [fault('namespace-escapes', here(rule.spares.path), { namespaces })];
          }),
        ...(idle && refuses === true ? [fault(isMended ? 'no-effect-here' : 'not-enforced', ...said)] : []),
        ...(idle && refuses === false && hidden.length === 0
          ? [fault(isMended ? 'no-effect' : 'audit-only', ...said)]
          : []),
        ...(failsOpenAt !== null && mayRefuse && isKnown ? [fault(open, here(failsOpenAt, 'Ignore'))] : []),
        ...(engine && replicas === 1
          ? [fault('single-replica', here('spec.replicas', 1), { title: engine.title })]
          : []),
        ...(bindings?.length === 0
          ? [isUnbound && refuses === true ? notApplicable('only-records') : unseen(notBound(name))]
          : isKnown && hidden.length === 0
            ? inForce(one, policyEnforcement, bound, policy, (reaches) => openTo(reaches, tier, policy))
            : [unseen(notSeenToRun('a policy engine', proofs[runsIn]))]),
      ];
    },
  },
});

/** What holds of a policy beside its faults. `bound`: what its bindings do; `openOf`: what policies do not reach. */
function inForce(
  one: AdmissionPolicy,
  { refuses: othersRefuse, reaches, guards, meets, unasked }: PolicyEnforcement,
  bound: readonly (boolean | null)[],
  { platformNamespaces }: Policy,
  openOf: (reaches: readonly Reach[]) => Gap | null,
) {
  const { rules, runsIn, engine, origin, binds } = one;
  const isMeeting = (some: Pick<Guard, 'meets'>): boolean =>
    some.meets?.some(({ namespace }) => !platformNamespaces.some((pattern) => matchesGlob(pattern, namespace))) !==
    false;
  const ours = guards.filter(isMeeting);
  const declared = notSeenToRun('a policy engine', proofs[runsIn]);
  if (origin.api === undefined) return [unseen(declared)];
  const beside = one.running?.works === false ? [unseen(declared)] : [];
  const works = unasked !== null && one.running?.works === true;
  if (engine)
    return works
      ? [unseen(unasked)]
      : [asItRuns(one, declared, { works: 'engine-ready', fails: 'engine-down' }), ...beside];
  if (rules.length === 0) return [notApplicable('asked-through')];
  if (typeof binds === 'string') return [notApplicable('told-of-policy')];
  // A policy that has to be bound does what its bindings say.
  const does = binds === null ? bound : rules.map(({ refuses }) => refuses);
  if (does.every((refuses) => refuses === false))
    return [othersRefuse ? notApplicable('only-records') : unseen(declared)];
  if (!does.includes(true)) return [unseen(declared)];
  if (runsIn === 'api-server') {
    const open = openOf(reaches);
    if (open === null) return [pass('enforced-by-server')];
    if (ours.some(({ reaches: some }) => openOf(some) === null)) return [notApplicable('reaches-less')];
    // What reaches no pod or workload at all has no part in what the others do together.
    const isPart = reaches.some(isWhole);
    if (openOf(ours.flatMap(({ reaches: some }) => some)) === null)
      return [isPart ? pass('enforced-together') : notApplicable('reaches-less')];
    return [unseen(open)];
  }
  if (works) return [unseen(unasked)];
  if (one.running?.works === true && !isMeeting({ meets })) {
    const isLeft = ours.some(({ reaches: some }) => some.some(isWhole));
    return [isLeft ? notApplicable('about-others') : unseen(meetsNothing), ...beside];
  }
  return [asItRuns(one, declared, { works: 'in-force', fails: 'not-in-force' }), ...beside];
}

const unbound: Pick<AdmissionRule, 'path' | 'because' | 'mend'> = {
  path: 'spec',
  because: 'nothing binds it, and until something does it checks nothing',
  mend: 'write a ValidatingAdmissionPolicyBinding with validationActions: [Deny]',
};

const isWhole = ({ narrowed }: Reach): boolean => narrowed.length === 0;

const meetsNothing = gap(
  'not-collected',
  'what it matches is no pod and no workload that was seen in a namespace of applications, so it refuses nothing that runs there',
);

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
