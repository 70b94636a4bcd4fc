import { describe, expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import type { AdmissionWebhook } from '../estate/admission-webhook.ts';
import { type Vantage, viewFacts } from '../estate/fact-view.ts';
import { gap, isGap } from '../estate/gap.ts';
import type { OperatorMade, Workload } from '../estate/workload.ts';
import { type ClosedHook, webhookReach, type WebhookReach } from './webhook-reach.ts';

function workload(
  name: string,
  { namespace = 'bank', labels = `{app: ${name}}`, replicas = 2, tier = '', kind = 'Deployment' } = {},
): string {
  const tierLabel = tier === '' ? '' : `, labels: {kubecompass.io/tier: ${tier}}`;
  return `
---
apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${name}, namespace: ${namespace}${tierLabel}}
spec: {replicas: ${replicas}, selector: {matchLabels: ${labels}}, template: {metadata: {labels: ${labels}}, spec: {containers: [{name: app, image: app:1}]}}}
`;
}

function hook(more = '', client = 'service: {name: gate, namespace: gates}'): string {
  return `{name: gate.bank.example, failurePolicy: Fail, sideEffects: None, clientConfig: {${client}}, rules: [{apiGroups: [''], apiVersions: [v1], resources: [pods], operations: [CREATE]}]${more}}`;
}

const configuration = (...hooks: string[]): string => `
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: gate}
webhooks: [${hooks.join(', ')}]
`;

const namespace = (name: string, labels = '{}'): string =>
  `\n---\n{apiVersion: v1, kind: Namespace, metadata: {name: ${name}, labels: ${labels}}}`;
const service =
  '\n---\n{apiVersion: v1, kind: Service, metadata: {name: gate, namespace: gates}, spec: {selector: {app: gate}, ports: [{port: 443}]}}';
const brokenWorkload =
  '\n---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: broken, namespace: gates}, spec: 7}';
const brokenService =
  '\n---\n{apiVersion: v1, kind: Service, metadata: {name: gate, namespace: gates}, spec: {selector: 7}}';
const budget = (amount = 'maxUnavailable: 1'): string =>
  `\n---\n{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: gate, namespace: gates}, spec: {${amount}, selector: {matchLabels: {app: gate}}}}`;
const autoscaler = (metadata = 'name: gate, namespace: gates'): string =>
  `\n---\n{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {${metadata}}, spec: {minReplicas: 1, maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: gate}}}`;
const gate = workload('gate', { namespace: 'gates' });

type Answer = (of: AdmissionWebhook, from: Vantage) => WebhookReach;

/** The only webhook configuration of a text and what answers for it; workloads may be changed on their way. */
function reading(yaml: string, change = (one: Workload): Workload => one): { of: AdmissionWebhook; answer: Answer } {
  const facts = viewFacts(estateOf(yaml));
  const [of] = facts.admissionWebhooks.items;
  if (!of) throw new Error('no webhook was read');
  const { namespaces, services, autoscalers, disruptionBudgets } = facts;
  const workloads = { ...facts.workloads, items: facts.workloads.items.map(change) };
  const compute = webhookReach.compute as (views: unknown) => Answer;
  return { of, answer: compute({ workloads, namespaces, services, autoscalers, disruptionBudgets }) };
}

function reachIn(yaml: string, change?: (one: Workload) => Workload): WebhookReach {
  const { of, answer } = reading(yaml, change);
  return answer(of, { place: of.places[0] ?? null, nth: 0 });
}

/** `namespace tier workload`, with a question mark where it is not sure. */
function guardedBy({ guarded }: ClosedHook): string[] {
  return guarded.map((one) => `${one.namespace} ${one.tier} ${one.workload.name}${one.sure ? '' : ' ?'}`);
}

describe('what a webhook guards', () => {
  const apps = workload('ledger') + workload('web', { namespace: 'shop' });

  test.each<[string, string, string, string[]]>([
    ['everything, where nothing narrows it down', '', apps, ['bank null ledger', 'shop null web']],
    [
      'one of each namespace and tier',
      '',
      workload('ledger') + workload('card') + workload('pay', { tier: 'critical' }),
      ['bank null card', 'bank critical pay'],
    ],
    ['pods of a label', ', objectSelector: {matchLabels: {app: web}}', apps, ['shop null web']],
    [
      'pods without a label',
      ', objectSelector: {matchExpressions: [{key: app, operator: NotIn, values: [web]}]}',
      apps,
      ['bank null ledger'],
    ],
    [
      'namespaces by their name',
      ', namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}',
      apps,
      ['shop null web'],
    ],
    [
      'all namespaces but those of a name',
      ', namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [shop]}]}',
      apps,
      ['bank null ledger'],
    ],
    [
      'namespaces by labels that were seen',
      ', namespaceSelector: {matchLabels: {gated: yes-please}}',
      apps + namespace('bank') + namespace('shop', '{gated: yes-please}'),
      ['shop null web'],
    ],
    [
      'perhaps namespaces whose labels were not seen',
      ', namespaceSelector: {matchLabels: {gated: yes-please}}',
      apps + namespace('bank'),
      ['shop null web ?'],
    ],
    [
      'perhaps what expressions let through',
      ', matchConditions: [{name: some, expression: "true"}]',
      workload('ledger'),
      ['bank null ledger ?'],
    ],
    [
      'not what comes to an end',
      '',
      '\n---\n{apiVersion: batch/v1, kind: Job, metadata: {name: once, namespace: bank}, spec: {template: {spec: {restartPolicy: Never, containers: [{name: app, image: app:1}]}}}}',
      [],
    ],
  ])('%s', (_, more, yaml, expected) => {
    expect(reachIn(configuration(hook(more)) + yaml).hooks.map(guardedBy)).toEqual([expected]);
  });

  test('never what answers it, which would not start else; but others beside that', () => {
    expect(reachIn(configuration(hook()) + gate + service).hooks.map(guardedBy)).toEqual([[]]);
    const beside = gate + workload('tower', { namespace: 'gates' }) + workload('other', { namespace: 'gates' });
    expect(reachIn(configuration(hook()) + beside + service).hooks.map(guardedBy)).toEqual([['gates null other']]);
  });

  test('perhaps pods whose labels an operator gives, where labels decide', () => {
    const labels = gap('not-collected', 'the operator gives its own labels');
    const yaml = configuration(hook(), hook(', objectSelector: {matchLabels: {app: web}}')) + workload('ledger');
    const guarded = reachIn(yaml, (one) => ({ ...one, made: { unseen: { labels } } as unknown as OperatorMade })).hooks;
    expect(guarded.map(guardedBy)).toEqual([['bank null ledger'], ['bank null ledger ?']]);
  });

  test('webhooks that fail open, or are asked about other objects, are none of them', () => {
    const open = hook().replace('failurePolicy: Fail', 'failurePolicy: Ignore');
    const others = hook().replace('[pods]', '[services]');
    expect(reachIn(configuration(open, others) + apps).hooks).toEqual([]);
  });

  test('more may be guarded where not all workloads were seen', () => {
    expect(reachIn(configuration(hook()) + brokenWorkload).complete).toBe(false);
  });

  test('hooks of one selector look at the workloads once', () => {
    let looks = 0;
    const { of, answer } = reading(configuration(hook()) + workload('ledger'), (one) =>
      Object.defineProperty({ ...one }, 'pod', {
        get: () => {
          looks += 1;
          return one.pod;
        },
      }),
    );
    const looksFor = (times: number): number => {
      looks = 0;
      const objects = { matchLabels: { app: 'ledger' } };
      const hooks = Array.from({ length: times }, () => of.hooks.map((one) => ({ ...one, objects, service: null })));
      const { hooks: closed } = answer({ ...of, hooks: hooks.flat() }, { place: '', nth: 0 });
      expect(closed.map(guardedBy)).toEqual(hooks.map(() => ['bank null ledger']));
      return looks;
    };
    expect(looksFor(1)).toBeGreaterThan(0);
    expect(looksFor(50)).toBe(0);
  });
});

/** What answers, why it may be gone, and what was not seen. */
function backendIn(yaml: string, client?: string): string {
  const [first] = reachIn(configuration(hook('', client)) + yaml).hooks;
  const backend = first?.backend;
  if (backend === undefined) throw new Error('no hook fails closed');
  if (typeof backend === 'string') return `unseen ${backend}`;
  if (isGap(backend)) return backend.detail;
  return `${backend.workload.name} ${backend.tier} ${backend.alone} ${backend.missing}`;
}

describe('what answers a webhook', () => {
  test.each<[string, string, string]>([
    ['two replicas with a budget', gate + service + budget(), 'gate null null null'],
    ['two replicas without one', gate + service, 'gate null no-budget null'],
    [
      'a single replica',
      workload('gate', { namespace: 'gates', replicas: 1 }) + service + budget(),
      'gate null one-replica null',
    ],
    ['as many as its autoscaler keeps', gate + service + budget() + autoscaler(), 'gate null one-replica null'],
    [
      'as many as there are nodes',
      workload('gate', { namespace: 'gates', kind: 'DaemonSet' }).replace('replicas: 2, ', '') + service,
      'gate null null null',
    ],
    [
      'of its tier',
      workload('gate', { namespace: 'gates', tier: 'critical' }) + service + budget(),
      'gate critical null null',
    ],
    [
      'perhaps without a budget, where one cannot be read',
      gate + service + budget('maxUnavailable: [1]'),
      'gate null null disruptionBudgets',
    ],
    [
      'perhaps without a budget, where one that states no namespace may land beside it',
      gate + service + budget().replace(', namespace: gates', ''),
      'gate null null disruptionBudgets',
    ],
    [
      'perhaps fewer, where an autoscaler cannot be read',
      `${gate + service + budget()}\n---\n{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: gate, namespace: gates}, spec: 7}`,
      'gate null null autoscalers',
    ],
    ['no Service that was seen', gate, 'the Service gates/gate that answers it was not seen'],
    ['a Service that cannot be read', gate + brokenService, 'unseen services'],
    ['no pods that were seen', service, 'what answers behind the Service gates/gate was not seen'],
    [
      'one of several',
      gate + service + workload('twin', { namespace: 'gates', labels: '{app: gate}' }),
      'what answers behind the Service gates/gate was not seen',
    ],
    ['perhaps what cannot be read', gate + service + brokenWorkload, 'unseen workloads'],
  ])('%s', (_, yaml, expected) => {
    expect(backendIn(yaml)).toBe(expected);
  });

  test('something out of sight, where it is called by a URL', () => {
    expect(backendIn(gate, 'url: "https://gate.bank.example"')).toBe(
      'it is called by a URL, and what answers there was not seen',
    );
  });
});
