import type { Workload } from '../../estate/workload.ts';
import { identityOf } from '../../estate/identity.ts';
import type { Gathered } from '../manifests/gathered.ts';
import { otherPolicySignOf } from '../manifests/other-policy-sign.ts';
import { touchedBy } from '../manifests/touched-by.ts';
import { Fields, isRaw, MalformedField, type Raw } from '../objects/fields.ts';
import { readersOf } from '../objects/kinds.ts';
import { readHead } from '../objects/object-metadata.ts';
import { readTools } from '../tools/read-tools.ts';
import type { KindList } from './cluster-record.ts';
import { originOfLive } from './origin-of-live.ts';

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

/** Takes up one object of a cluster. The API server took it, so it is asked nothing of its validity but whether it can be read. */
export function addLiveObject(raw: Raw, list: KindList, gathered: Gathered): void {
  const apiVersion = String(raw['apiVersion']);
  const kind = list.kind;
  const origin = originOfLive(raw, list);
  let namespace: string | null = null;
  try {
    const fields = new Fields(raw);
    namespace = list.isNamespaced ? (fields.objectOrEmpty('metadata').text('namespace') ?? null) : '';
    if (namespace === null) throw new MalformedField(['metadata', 'namespace'], 'metadata.namespace: there is none');
    const subject = readHead(fields, namespace, [''], origin);
    if (subject.head.name === '') throw new MalformedField(['metadata', 'name'], 'metadata.name: there is none');
    if (withSpec.has(kind) && !isRaw(raw['spec'])) throw new MalformedField(['spec'], 'spec: there is none');
    const facts = readersOf(apiVersion, kind).flatMap((reader) =>
      [reader.read(subject) ?? []].flat().map((fact) => ({ name: reader.fact, fact })),
    );
    const found = facts.find(({ name }) => name === 'workloads')?.fact as Workload | undefined;
    const tools = readTools(subject, found?.made?.makesContainers ? null : (found ?? null));
    const sign = otherPolicySignOf(raw);
    for (const { name, fact } of facts) gathered.keep(name, fact);
    for (const tool of tools) gathered.keep('tools', tool);
    if (sign !== null) gathered.otherPolicySigns.push(sign);
    gathered.objectsRead += 1;
    gathered.identities.add(identityOf(subject.head));
    gathered.places.add('');
  } catch (error) {
    if (!(error instanceof MalformedField)) throw error;
    const detail = `${kind} ${origin.file} cannot be read: ${error.message}`;
    gathered.unreadable.push({ file: origin.file, line: 1, column: 1, message: `${kind}: ${error.message}` });
    gathered.holes.push({
      gap: { gap: 'malformed', detail, suppliedBy: 'running-platform' },
      facts: touchedBy(kind, apiVersion),
      namespace: namespace || null,
    });
  }
}
