import type { Tier } from '../definition/tiers.ts';
import type { AdmissionHook, AdmissionWebhook } from '../estate/admission-webhook.ts';
import type { FactName } from '../estate/facts.ts';
import type { FactView, Vantage } from '../estate/fact-view.ts';
import { elsewhere, type Gap } from '../estate/gap.ts';
import { identityOf, notStated } from '../estate/identity.ts';
import {
  describeSelector,
  indexByLabels,
  isEmptySelector,
  type LabelSelector,
  matchesLabels,
  matchesSelector,
} from '../estate/label-selector.ts';
import type { Namespace } from '../estate/namespace.ts';
import { gapsOf, seenIn } from '../estate/seen.ts';
import { straysIn } from '../estate/strays.ts';
import type { Workload } from '../estate/workload.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { tierStatedBy } from './priority-ranks.ts';
import { floorFrom } from './replica-floor.ts';

/** Workloads of one namespace and stated tier whose pods cannot be made while a webhook does not answer. */
export interface GuardedGroup {
  readonly namespace: string;
  readonly tier: Tier | null;
  /** One of them. */
  readonly workload: Workload;
  /** False where labels of the namespace, or expressions, decide and were not seen or not evaluated. */
  readonly sure: boolean;
}

/** What answers a webhook. */
export interface Backend {
  readonly workload: Workload;
  readonly tier: Tier | null;
  /** Why it may be gone as a whole; null where nothing that was seen says so. */
  readonly alone: 'one-replica' | 'no-budget' | null;
  /** What was not seen and may tell; null when all was. */
  readonly missing: FactName | null;
}

/** A webhook without which no pod is made where it is asked. */
export interface ClosedHook {
  readonly hook: AdmissionHook;
  readonly guarded: readonly GuardedGroup[];
  /** What answers it, or why that was not seen. */
  readonly backend: Backend | FactName | Gap;
}

/** What depends on webhooks that fail closed. */
export interface WebhookReach {
  readonly hooks: readonly ClosedHook[];
  /** Whether all workloads were seen. */
  readonly complete: boolean;
}

/** Which workloads cannot start while a webhook does not answer, and how firmly what answers it stands. */
export const webhookReach: Analysis<'admissionWebhook', WebhookReach> = defineAnalysis({
  needs: ['workloads', 'namespaces', 'services', 'autoscalers', 'disruptionBudgets'],
  per: 'admissionWebhook',
  compute: ({ workloads, namespaces, services, autoscalers, disruptionBudgets }) => {
    const floorOf = floorFrom(autoscalers);
    const straysOf = straysIn(disruptionBudgets);
    const everything = workloads.all();
    const isIn = namespaceTest(namespaces);

    function backendOf(
      { service }: AdmissionHook,
      { places, clusters }: AdmissionWebhook,
      vantage: Vantage,
    ): ClosedHook['backend'] {
      if (!service) return elsewhere('it is called by a URL, and what answers there was not seen', 'running-platform');
      const where = { namespace: service.namespace, places, clusters };
      const named = services.near(where, vantage, service.name);
      const [target] = named.found;
      if (!target)
        return named.complete
          ? elsewhere(
              `the Service ${service.namespace}/${service.name} that answers it was not seen`,
              'other-repository',
            )
          : 'services';
      const crowd = workloads.near(where, vantage);
      const [workload, second] = crowd.found.filter(({ pod }) => matchesLabels(target.selector, pod.labels));
      if (!workload || second || !crowd.settled)
        return crowd.complete
          ? elsewhere(
              `what answers behind the Service ${service.namespace}/${service.name} was not seen`,
              'other-repository',
            )
          : 'workloads';
      const tier = tierStatedBy(workload, namespaces);
      const { replicas, complete } = floorOf(workload, vantage);
      if (!complete) return { workload, tier, alone: null, missing: 'autoscalers' };
      if (replicas === null) return { workload, tier, alone: null, missing: null };
      if (replicas < 2) return { workload, tier, alone: 'one-replica', missing: null };
      const budgets = disruptionBudgets.near(workload, vantage);
      const strays = straysOf(workload);
      const isKept = budgets.found.some(({ selector }) => matchesSelector(selector, workload.pod.labels));
      const mayBe =
        strays.mayBeMore || strays.found.some(({ selector }) => matchesSelector(selector, workload.pod.labels));
      if (isKept) return { workload, tier, alone: null, missing: budgets.settled ? null : 'disruptionBudgets' };
      return budgets.complete && !mayBe
        ? { workload, tier, alone: 'no-budget', missing: null }
        : { workload, tier, alone: null, missing: 'disruptionBudgets' };
    }

    const crowdsOf = crowdsAmong(workloads.items, namespaces);

    function guardedBy(hook: AdmissionHook, backend: ClosedHook['backend']): GuardedGroup[] {
      const own = typeof backend === 'object' && 'workload' in backend ? identityOf(backend.workload) : null;
      return crowdsOf(hook.objects).flatMap(({ namespace, tier, asked, first, second }) => {
        // What answers the webhook is started without it, or nothing ever is.
        const workload = identityOf(first) === own ? second : first;
        const inside = workload === null ? false : isIn(hook.namespaces, namespace);
        if (workload === null || inside === false) return [];
        return [{ namespace, tier, workload, sure: asked && inside === true && !hook.hasConditions }];
      });
    }

    return (webhook, vantage): WebhookReach => ({
      hooks: webhook.hooks
        .filter(({ failsClosed, guardsPods }) => failsClosed && guardsPods)
        .map((hook) => {
          const backend = backendOf(hook, webhook, vantage);
          return { hook, backend, guarded: guardedBy(hook, backend) };
        }),
      complete: everything.complete,
    });
  },
});

/** Workloads of one namespace and stated tier whose pods a selector selects alike. */
interface Crowd {
  readonly namespace: string;
  readonly tier: Tier | null;
  /** Whether it surely selects them. */
  readonly asked: boolean;
  readonly first: Workload;
  /** The first that is another object than that; null without one. */
  readonly second: Workload | null;
}

/** Finds whose pods a selector selects. Webhooks of one selector, mostly the empty one, look at the workloads once for all of them. */
function crowdsAmong(
  workloads: readonly Workload[],
  namespaces: FactView<Namespace>,
): (selector: LabelSelector) => readonly Crowd[] {
  const guardable = workloads
    .filter(({ longRunning }) => longRunning)
    .map((workload) => ({ workload, tier: tierStatedBy(workload, namespaces) }));
  const [veiled, labelled] = [true, false].map((wanted) =>
    guardable.filter(({ workload: { made } }) => (made?.unseen.labels !== undefined) === wanted),
  ) as [typeof guardable, typeof guardable];
  const select = indexByLabels(labelled, ({ workload }) => workload.pod.labels);
  const known = new Map<string, readonly Crowd[]>();

  return (selector) => {
    const key = describeSelector(selector);
    const crowds =
      known.get(key) ??
      (isEmptySelector(selector)
        ? crowdsIn(guardable, true)
        : [...crowdsIn(select(selector), true), ...crowdsIn(veiled, false)]);
    known.set(key, crowds);
    return crowds;
  };
}

function crowdsIn(
  members: readonly { readonly workload: Workload; readonly tier: Tier | null }[],
  asked: boolean,
): readonly Crowd[] {
  const crowds = new Map<string, Crowd>();
  for (const { workload, tier } of members) {
    const { namespace } = workload;
    const key = `${tier} ${namespace}`;
    const crowd = crowds.get(key);
    if (!crowd) crowds.set(key, { namespace, tier, asked, first: workload, second: null });
    else if (crowd.second === null && identityOf(crowd.first) !== identityOf(workload))
      crowds.set(key, { ...crowd, second: workload });
  }
  return [...crowds.values()];
}

const nameLabel = 'kubernetes.io/metadata.name';

/** Tells whether a selector takes in a namespace; null where its labels decide and were not all seen. */
function namespaceTest(
  namespaces: FactView<Namespace>,
): (selector: LabelSelector, namespace: string) => boolean | null {
  const declared = Map.groupBy(
    namespaces.items.filter((one) => one.declared),
    ({ namespace }) => namespace,
  );
  return (selector, namespace) => {
    if (isEmptySelector(selector)) return true;
    if (namespace === notStated) return null;
    const keys = [
      ...Object.keys(selector.matchLabels ?? {}),
      ...(selector.matchExpressions ?? []).map(({ key }) => key),
    ];
    if (keys.every((key) => key === nameLabel)) return matchesSelector(selector, { [nameLabel]: namespace });
    const given = gapsOf(seenIn(namespaces.seen, namespace)).some((one) => one.elsewhere !== true);
    const verdicts = new Set((declared.get(namespace) ?? []).map(({ labels }) => matchesSelector(selector, labels)));
    return given || verdicts.size !== 1 ? null : verdicts.has(true);
  };
}
