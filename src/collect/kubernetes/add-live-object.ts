import type { FactName } from '../../estate/facts.ts';
import type { Workload } from '../../estate/workload.ts';
import type { Identified } from '../../estate/identity.ts';
import type { Gathered } from '../manifests/gathered.ts';
import { otherPolicySignOf } from '../manifests/other-policy-sign.ts';
import { Fields, isRaw, MalformedField, type Raw } from '../objects/fields.ts';
import { readersOf } from '../objects/kinds.ts';
import { readHead, type Subject } from '../objects/object-metadata.ts';
import { readPoolBudget } from '../operators/pool-budgets.ts';
import { readApiUse } from '../tools/read-api-use.ts';
import { readTools } from '../tools/read-tools.ts';
import type { KindList } from './cluster-record.ts';
import { factsOfList } from './facts-of-list.ts';
import { liveReaderOf } from './live/live-kinds.ts';
import { readDeliverer } from './live/read-deliverer.ts';
import { readRunning } from './live/read-running.ts';
import { readRunningPod } from './live/read-running-pod.ts';
import { originOfLive } from './origin-of-live.ts';
import type { Owners } from './owners.ts';

/** Kinds that are nothing without a spec: a server that gives one without it gives no answer. */
const withSpec: ReadonlySet<string> = new Set([
  'Pod',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'CronJob',
  'Service',
  'PersistentVolumeClaim',
  'PodDisruptionBudget',
  'HorizontalPodAutoscaler',
  'NetworkPolicy',
  'Ingress',
]);

/** What is known of a cluster beside the objects themselves. */
export interface Surroundings {
  readonly gathered: Gathered;
  readonly owners: Owners;
}

/** Takes up one object of a cluster. The API server took it, so it is asked nothing of its validity but whether it can be read. */
export function addLiveObject(raw: Raw, list: KindList, { gathered, owners }: Surroundings): void {
  const kind = list.kind;
  const origin = originOfLive(raw, list);
  let namespace: string | null = null;
  try {
    const fields = new Fields(raw);
    namespace = list.isNamespaced ? (fields.objectOrEmpty('metadata').text('namespace') ?? null) : '';
    if (namespace === null) throw new MalformedField(['metadata', 'namespace'], 'metadata.namespace: there is none');
    const read = readHead(fields, namespace, [''], origin);
    const deliveredBy = readDeliverer(read.metadata);
    const subject = deliveredBy === null ? read : { ...read, head: { ...read.head, deliveredBy } };
    if (subject.head.name === '') throw new MalformedField(['metadata', 'name'], 'metadata.name: there is none');
    if (list.isHeads) {
      owners.tell(raw, subject.head, true);
      return;
    }
    if (withSpec.has(kind) && !isRaw(raw['spec'])) throw new MalformedField(['spec'], 'spec: there is none');
    const facts = factsOf(subject, raw, list, owners);
    for (const { name, fact } of facts) gathered.keep(name, fact);
    const poolBudget = readPoolBudget(subject);
    if (poolBudget) gathered.poolBudgets.push(poolBudget);
    const sign = otherPolicySignOf(raw);
    if (sign !== null) gathered.otherPolicySigns.push(sign);
    gathered.places.add('');
    owners.tell(raw, subject.head, false);
  } catch (error) {
    if (!(error instanceof MalformedField)) throw error;
    const detail = `${kind} ${origin.file} cannot be read: ${error.message}`;
    gathered.unreadable.push({ file: origin.file, line: 1, column: 1, message: `${kind}: ${error.message}` });
    gathered.holes.push({
      gap: { gap: 'malformed', detail, suppliedBy: 'running-platform' },
      facts: factsOfList(list),
      namespace: namespace || null,
    });
  }
}

interface NamedFact {
  readonly name: FactName;
  readonly fact: Identified;
}

function factsOf(subject: Subject, raw: Raw, list: KindList, owners: Owners): NamedFact[] {
  const { group, kind } = list;
  const facts: NamedFact[] = [];
  const live = liveReaderOf(group, kind);
  if (live) facts.push(...named(live.fact, live.read(subject)));
  const isPod = group === '' && kind === 'Pod';
  if (isPod) facts.push({ name: 'runningPods', fact: owners.placed(raw, readRunningPod(subject, null)) });
  // What was made by something that was told is spoken for by it; of many pods of something that was not told, the first one speaks.
  if (owners.isSpokenFor(raw, list)) return facts;
  if (isPod && !hasContainers(raw)) throw new MalformedField(['spec', 'containers'], 'spec.containers: there are none');
  const declared = readersOf(String(raw['apiVersion']), kind).flatMap((reader) =>
    named(reader.fact, reader.read(subject)),
  );
  const found = declared.find(({ name }) => name === 'workloads')?.fact as Workload | undefined;
  const tools = readTools(subject, found?.made?.makesContainers ? null : (found ?? null));
  const use = readApiUse(subject.head);
  // Of what an API server serves it says in which version it was asked, and not in which one it was written.
  if (use?.stage === 'alpha') facts.push({ name: 'apiUses', fact: use });
  const running = readRunning(raw, list);
  const all = [...declared, ...tools.map((fact) => ({ name: 'tools' as const, fact }))];
  facts.push(...(running ? all.map(({ name, fact }) => ({ name, fact: { ...fact, running } })) : all));
  return facts;
}

function named(name: FactName, read: Identified | readonly Identified[] | null): NamedFact[] {
  return [read ?? []].flat().map((fact) => ({ name, fact }));
}

function hasContainers({ spec }: Raw): boolean {
  return isRaw(spec) && Array.isArray(spec['containers']) && spec['containers'].length > 0;
}
