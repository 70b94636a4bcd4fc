import type { OwnBudget } from '../../estate/workload.ts';
import { type Fields, MalformedField, type Raw } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import type { Container, MadePods, OperatorRoom } from './make-workload.ts';
import { containersOf as listOfContainers, type Places, placesIn } from './places.ts';

// Elastic Cloud on Kubernetes 3.5: pkg/controller/elasticsearch/nodespec/{defaults,podspec}.go, elasticsearch/pdb, kibana/pod.go. A liveness probe is left out on
// purpose, and whether security contexts are set is a flag of the operator's, so nothing is said of either.

const podFields = ['affinity', 'topologySpreadConstraints', 'priorityClassName', 'nodeSelector'];

/** The resource has CPU and memory; whatever else is asked for, the template has to say. */
function placesOfResources(at: Fields, pod: Fields): Places {
  const rest = { near: listOfContainers(pod).where };
  return { ...placesIn(at, 'resources'), 'resources.requests.ephemeral-storage': rest };
}

/** A container of the template, or the one that the operator makes without it. */
function containersOf(at: Fields, name: string, memory: string, image: unknown): Container[] {
  const pod = at.objectOrEmpty('podTemplate').objectOrEmpty('spec');
  const written = pod.objects('containers');
  const main = written.find((one) => one.text('name') === name);
  const given = main?.value('resources') ?? at.value('resources') ?? { requests: { memory }, limits: { memory } };
  return [
    {
      ...(main ? { at: main } : { at: listOfContainers(pod), fields: placesOfResources(at, pod) }),
      container: { image, ...main?.raw, name, resources: given },
    },
    ...written.filter((one) => one !== main).map((one) => ({ at: one, container: one.raw })),
  ];
}

function podOf(at: Fields): Raw {
  const pod = at.objectOrEmpty('podTemplate').objectOrEmpty('spec');
  return Object.fromEntries(podFields.map((key) => [key, pod.value(key)]));
}

/** Nodes are kept apart by host, as a preference, where the template states no affinity. */
function apart(name: string): Raw {
  const podAffinityTerm = {
    topologyKey: 'kubernetes.io/hostname',
    labelSelector: { matchLabels: { 'elasticsearch.k8s.elastic.co/cluster-name': name } },
  };
  return { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm }] } };
}

/** Sets that do the same may stand for zones, so they count as one; what keeps the masters does not keep the data. */
function elasticsearch(subject: Subject): MadePods[] {
  const groups = groupsOf(subject.spec.objects('nodeSets'));
  return groups.flatMap((sets) => {
    const part = sets.map((one) => one.text('name') ?? '').join('+');
    return groups.length === 1 || part === '' ? nodesOf(subject, sets) : nodesOf(subject, sets, part);
  });
}

/** Sets of nodes by what they do: those that have something of it in common stand for each other. */
function groupsOf(sets: readonly Fields[]): Fields[][] {
  const groups: { readonly tasks: Set<string>; readonly sets: Fields[] }[] = [];
  for (const set of sets) {
    const tasks = tasksOf(set);
    const same = groups.filter((one) => !one.tasks.isDisjointFrom(tasks));
    const joined = {
      tasks: new Set([...same.flatMap((one) => [...one.tasks]), ...tasks]),
      sets: [...same.flatMap((one) => one.sets), set],
    };
    groups.splice(0, groups.length, ...groups.filter((one) => !same.includes(one)), joined);
  }
  return groups.map((one) => one.sets.toSorted((a, b) => sets.indexOf(a) - sets.indexOf(b)));
}

/** Nodes that keep data of one tier may keep that of any; a node that says nothing, or says it as nobody has since 7.9, does everything. */
function tasksOf(set: Fields): Set<string> {
  const config = set.objectOrEmpty('config');
  const roles = config.value('node.roles') ?? config.objectOrEmpty('node').value('roles');
  if (!Array.isArray(roles)) return new Set(['master', 'data', 'other']);
  const names = roles.map(String);
  const tasks = new Set(names.flatMap((one) => (one === 'master' ? [one] : one.startsWith('data') ? ['data'] : [])));
  return tasks.size === 0 ? new Set(['other']) : tasks;
}

function nodesOf({ spec, head: { name } }: Subject, sets: readonly Fields[], part?: string): MadePods[] {
  const [first] = sets;
  if (!first) return [];
  const isOne = sets.length === 1;
  const pod = podOf(first);
  return [
    {
      ...(part !== undefined && { part }),
      form: 'StatefulSet',
      replicas: isOne
        ? { at: first, key: 'count', otherwise: null }
        : { is: sets.reduce((sum, one) => sum + countOf(one), 0), path: 'spec.nodeSets' },
      labels: {
        'elasticsearch.k8s.elastic.co/cluster-name': name,
        'common.k8s.elastic.co/type': 'elasticsearch',
        ...(part !== undefined && isOne && { 'elasticsearch.k8s.elastic.co/statefulset-name': `${name}-es-${part}` }),
      },
      ...(isOne ? { at: first.objectOrEmpty('podTemplate').objectOrEmpty('spec') } : { at: spec, fields: ofSets }),
      pod: isOne ? { ...pod, affinity: pod['affinity'] ?? apart(name) } : {},
      containers: sets.flatMap((one) => containersOf(one, 'elasticsearch', '2Gi', spec.value('image'))),
      known: ['rollout', 'budget', ...(isOne ? (['spread', 'priority'] as const) : [])],
      // The operator's own init containers stand beside them.
      partly: ['resources', ...(spec.has('image') ? (['images'] as const) : [])],
      budget: budgetOf(spec),
      copiesData: true,
      claims: claimsOf(first),
    },
  ];
}

/** Each set has a template of its own. */
const ofSets: Places = Object.fromEntries(podFields.map((key) => [key, { near: 'spec.nodeSets' }]));

function countOf(set: Fields): number {
  const count = set.integer('count');
  if (count !== null && count < 0)
    throw new MalformedField([...set.path, 'count'], `${set.where}.count: it is below 0`);
  return count ?? 0;
}

/** An empty template switches it off; another one is the user's. */
function budgetOf(spec: Fields): OwnBudget | null {
  const template = spec.object('podDisruptionBudget');
  if (template && Object.keys(template.raw).length === 0) return null;
  const own = template?.objectOrEmpty('spec');
  const keepsAll = own?.value('maxUnavailable') === 0 || own?.value('maxUnavailable') === '0%';
  return {
    says: 'Elastic Cloud on Kubernetes makes budgets for it (on by default), which let one node go while the cluster is healthy',
    path: 'spec.podDisruptionBudget',
    letsGo: !keepsAll,
  };
}

function claimsOf(set: Fields): MadePods['claims'] {
  const claims = set.objects('volumeClaimTemplates').map((one) => one.objectOrEmpty('spec'));
  const [first] = claims;
  return [
    {
      name: 'elasticsearch-data',
      accessModes: first ? first.texts('accessModes') : ['ReadWriteOnce'],
      storageClass: first?.text('storageClassName') ?? null,
    },
  ];
}

function kibana({ spec, head: { name } }: Subject): MadePods[] {
  return [
    {
      form: 'Deployment',
      replicas: { at: spec, key: 'count', otherwise: null },
      labels: { 'kibana.k8s.elastic.co/name': name, 'common.k8s.elastic.co/type': 'kibana' },
      at: spec.objectOrEmpty('podTemplate').objectOrEmpty('spec'),
      pod: podOf(spec),
      containers: containersOf(spec, 'kibana', '2Gi', spec.value('image')),
      known: ['spread', 'priority', 'budget'],
      partly: ['resources', ...(spec.has('image') ? (['images'] as const) : [])],
    },
  ];
}

/** Elastic Cloud on Kubernetes. */
export const elastic: OperatorRoom = {
  operator: 'Elastic Cloud on Kubernetes',
  makes: {
    'elasticsearch.k8s.elastic.co/Elasticsearch': elasticsearch,
    'kibana.k8s.elastic.co/Kibana': kibana,
  },
};
