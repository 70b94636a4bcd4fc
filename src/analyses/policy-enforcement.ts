import type { AdmissionPolicy, AdmissionRule, AskedAbout, AskedBlock, RuleLimit } from '../estate/admission-policy.ts';
import type { AdmissionWebhook } from '../estate/admission-webhook.ts';
import type { FactView } from '../estate/fact-view.ts';
import { elsewhere, gap, type Gap } from '../estate/gap.ts';
import { matchesGlob } from '../estate/glob.ts';
import { isEmptySelector, matchesSelector } from '../estate/label-selector.ts';
import type { Namespace } from '../estate/namespace.ts';
import type { Workload } from '../estate/workload.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** How far a policy of a cluster that refuses reaches. */
export interface Reach {
  /** What keeps it from pods and workloads; empty: nothing. */
  readonly narrowed: readonly RuleLimit[];
  /** The namespaces that it leaves out. */
  readonly leavesOut: readonly Namespace[];
  /** Why further namespaces may be left out; null: all were seen, or it leaves none out. */
  readonly hidden: Gap | null;
}

/** A policy of a cluster that surely refuses. */
export interface Guard {
  readonly reaches: readonly Reach[];
  /** The pods and workloads that it may be asked about; null: not known, so it may be all. */
  readonly meets: readonly Workload[] | null;
}

/** Whether any policy that is seen here refuses anything, and what puts this one into force. */
export interface PolicyEnforcement {
  /** Its rules, as they work in the cluster that was read. */
  readonly rules: readonly AdmissionRule[];
  /** null: one may, which is said elsewhere. */
  readonly refuses: boolean | null;
  /** What hides a policy that was given, so that it may refuse something. */
  readonly hidden: readonly Gap[];
  /** What binds this policy, of what is seen here; null for one that needs no binding. */
  readonly bindings: readonly AdmissionPolicy[] | null;
  /** Whether it has to be bound, and surely nothing binds it. */
  readonly isUnbound: boolean;
  /** How far its bindings that deny let it reach, each; empty for one that needs none. */
  readonly reaches: readonly Reach[];
  /** The policies of the cluster that surely refuse. */
  readonly guards: readonly Guard[];
  /** The pods and workloads of the cluster that it may be asked about and refuse, one of each kind and namespace; null: not known, so it may be all. */
  readonly meets: readonly Workload[] | null;
  /** Why no API server may ask the engine that it is, or that it is for; null where one does, or nobody looked. */
  readonly unasked: Gap | null;
}

/** What all policies together do with what breaks them, and the bindings of each that needs them. */
export const policyEnforcement: Analysis<'admissionPolicy', PolicyEnforcement> = defineAnalysis({
  needs: ['admissionPolicies', 'admissionWebhooks', 'namespaces', 'workloads'],
  per: 'admissionPolicy',
  compute: ({ admissionPolicies, admissionWebhooks, namespaces, workloads }) => {
    const { found: written, gaps, complete } = admissionPolicies.all();
    const seen = namespaces.all();
    const undeclared = seen.found.find(({ declared }) => !declared);
    const around: Around = {
      namespaces: seen.found,
      hidden: seen.complete ? (undeclared ? notDeclared(undeclared.name) : null) : (seen.gaps[0] ?? notSeen),
    };
    const hidden = gaps.filter((one) => one.elsewhere !== true);
    // Of a cluster what is not in a list that was read whole is not there.
    const isWhole = complete && hidden.length === 0;
    const policies = new Map(written.flatMap((one) => (one.binds === null ? [[one.name, one]] : [])));
    const found = written.map((one) => {
      if (typeof one.binds !== 'string') return one;
      const policy = policies.get(one.binds);
      const isGone = policy === undefined && isWhole && one.origin.api !== undefined;
      const rules = one.rules.map((rule) =>
        isGone ? bindsNothing(rule, one.binds ?? '') : asReaching(rule, policy?.rules[0], around),
      );
      return { ...one, rules };
    });
    const doing = new Map(found.map((one, index) => [written[index], one.rules]));
    // What a policy does that has to be bound, its bindings say; without one it does nothing, and without the policy a binding does nothing.
    const actions = found.flatMap(({ rules, binds }) => {
      if (binds === null) return [];
      const isSeen = binds === undefined || policies.has(binds);
      return rules.map(({ refuses: does }) => (isSeen || does === false ? does : null));
    });
    const refuses = actions.includes(true) ? true : actions.includes(null) ? null : false;
    const byPolicy = Map.groupBy(found, ({ binds }) => binds ?? null);
    const reachesOf = ({ name, rules: [policy] }: AdmissionPolicy): Reach[] =>
      (byPolicy.get(name) ?? []).flatMap(({ rules }) =>
        rules.filter((rule) => rule.refuses === true).map((rule) => reachOf([rule, policy], around)),
      );
    const unaskedOf = (one: AdmissionPolicy): Gap | null => unaskedBy(one, admissionWebhooks);
    // Kinds and namespaces decide, so one of each stands for all.
    const kinds = [...new Map(workloads.items.map((one) => [`${one.kind} ${one.namespace}`, one])).values()];
    const homes = new Map(seen.found.filter(({ declared }) => declared).map((one) => [one.name, one]));
    const meetsOf = ({ origin, runsIn, rules }: AdmissionPolicy): readonly Workload[] | null => {
      const refusing = rules.filter((rule) => rule.refuses === true);
      if (origin.api === undefined || runsIn !== 'engine' || refusing.length === 0) return null;
      const about = refusing.flatMap((rule) => rule.about ?? []);
      if (about.length < refusing.length || about.some(asksOfEveryPod)) return null;
      return kinds.filter((one) => about.some((each) => mayAsk(each, one, homes.get(one.namespace))));
    };
    const guards = [...found].flatMap((one): Guard[] => {
      if (one.binds === null) return [{ reaches: reachesOf(one), meets: null }];
      const isSure = one.runsIn === 'engine' && one.running?.works === true && unaskedOf(one) === null;
      return isSure && one.rules.some((rule) => rule.refuses === true)
        ? [{ reaches: [everywhere], meets: meetsOf(one) }]
        : [];
    });
    return (one) => {
      const bindings = one.binds === null ? (byPolicy.get(one.name) ?? []) : null;
      const isUnbound = bindings?.length === 0 && isWhole && one.origin.api !== undefined;
      return {
        rules: doing.get(one) ?? one.rules,
        refuses,
        hidden,
        bindings,
        isUnbound,
        reaches: one.binds === null ? reachesOf(one) : [],
        guards,
        meets: meetsOf(one),
        unasked: unaskedOf(one),
      };
    };
  },
});

/** The namespaces of a cluster, and why further ones may be there. */
interface Around {
  readonly namespaces: readonly Namespace[];
  readonly hidden: Gap | null;
}

const everywhere: Reach = { narrowed: [], leavesOut: [], hidden: null };

const notSeen = gap('not-collected', 'the namespaces were not all seen');

function notDeclared(name: string): Gap {
  return elsewhere(`the labels of the namespace ${name} were not seen`, 'running-platform');
}

function selectorsOf(rules: readonly (AdmissionRule | undefined)[]) {
  return rules.flatMap((rule) => {
    const selector = rule?.reach?.namespaces ?? null;
    return selector === null || isEmptySelector(selector) ? [] : [selector];
  });
}

function reachOf(rules: readonly (AdmissionRule | undefined)[], { namespaces, hidden }: Around): Reach {
  const selectors = selectorsOf(rules);
  return {
    narrowed: rules.flatMap((rule) => rule?.reach?.narrowed ?? []),
    leavesOut: namespaces.filter(({ labels }) => !selectors.every((one) => matchesSelector(one, labels))),
    hidden: selectors.length === 0 ? null : hidden,
  };
}

/** Whether neither kinds nor namespaces keep a rule from any pod. */
function asksOfEveryPod({ any, all }: AskedAbout): boolean {
  const isOpen = ({ kinds, namespaces, selector }: AskedBlock): boolean =>
    (kinds === null || kinds.some((one) => matchesGlob(one, 'Pod'))) &&
    namespaces.length === 0 &&
    (selector === null || isEmptySelector(selector));
  return all.every(isOpen) && (any.length === 0 || any.some(isOpen));
}

/** Whether a rule may be asked about a workload or its pods. A Namespace that was not seen may bear any label. */
function mayAsk({ any, all }: AskedAbout, { kind, namespace }: Workload, home: Namespace | undefined): boolean {
  const holds = ({ kinds, namespaces: named, selector }: AskedBlock): boolean => {
    return (
      (kinds === null || kinds.some((one) => ['Pod', kind].some((asked) => matchesGlob(one, asked)))) &&
      (named.length === 0 || named.some((one) => matchesGlob(one, namespace))) &&
      (selector === null || home === undefined || matchesSelector(selector, home.labels))
    );
  };
  return all.every(holds) && (any.length === 0 || any.some(holds));
}

/** A rule of a binding whose policy is not there. */
function bindsNothing(rule: AdmissionRule, policy: string): AdmissionRule {
  if (rule.refuses === false) return rule;
  return {
    ...rule,
    refuses: false,
    path: 'spec.policyName',
    because: `it binds the policy ${policy}, which is not there`,
    mend: `write the ValidatingAdmissionPolicy ${policy}, or let the binding name the one that is meant`,
  };
}

/** A rule of a binding as it works in a cluster: one that looks at the objects of no namespace that is there refuses none, nor does one whose policy asks nothing. */
function asReaching(rule: AdmissionRule, policy: AdmissionRule | undefined, around: Around): AdmissionRule {
  if (rule.refuses === false) return rule;
  const idle = policy?.reach?.idle ?? null;
  if (idle)
    return {
      ...rule,
      refuses: false,
      path: 'spec.policyName',
      because: `its policy refuses nothing: ${idle.because}`,
      mend: `write into its policy (${idle.path}) what it is to refuse`,
    };
  const selectors = selectorsOf([rule, policy]);
  if (selectors.length === 0) return rule;
  if (around.namespaces.some(({ labels }) => selectors.every((one) => matchesSelector(one, labels)))) return rule;
  const reaches = [rule.reach, policy?.reach].filter((one) => one !== undefined);
  // Objects that are in no namespace are looked at whatever a selector of namespaces says.
  const isKnown = around.hidden === null && reaches.some(({ inNamespacesOnly }) => inNamespacesOnly);
  const own = selectors[0] === rule.reach?.namespaces;
  return {
    ...rule,
    refuses: isKnown && rule.refuses === true ? false : null,
    path: own ? (rule.reach?.path ?? rule.path) : 'spec.policyName',
    because:
      selectors.length > 1
        ? 'the namespaceSelector and that of its policy together select no namespace that is there'
        : `the namespaceSelector${own ? '' : ' of its policy'} selects no namespace that is there`,
    mend: `mend the namespaceSelector${own ? '' : ' of its policy'}, so that it selects the namespaces that are meant (kubectl get namespaces --show-labels)`,
  };
}

/**
 * An engine decides nothing that it is not asked, and its policies may call themselves ready long after it went. Of one in a namespace, a webhook has to ask
 * a Service there; of others, any.
 */
function unaskedBy(
  { origin, runsIn, engine, namespace }: AdmissionPolicy,
  webhooks: FactView<AdmissionWebhook>,
): Gap | null {
  if (origin.api === undefined || runsIn !== 'engine') return null;
  const { found, complete, gaps } = webhooks.all();
  const isAsked = found.some(({ hooks }) =>
    hooks.some(({ service }) => !engine || namespace === '' || service?.namespace === namespace),
  );
  if (isAsked) return null;
  return complete ? noWebhook : (gaps[0] ?? noWebhook);
}

const noWebhook = gap(
  'not-collected',
  'no webhook configuration of this cluster asks the engine (kubectl get validatingwebhookconfigurations), so nothing is seen to reach it',
);
