import type { NodeGroup, NodeScaler } from '../../../estate/node-scaler.ts';
import { type Fields, MalformedField, writePath } from '../fields.ts';
import type { Head, Subject } from '../object-metadata.ts';
import { refuseSchedule } from '../refuse-schedule.ts';
import { isPlaceholder } from '../scope.ts';

/** What a declaration of nodes says unless it says more. */
export const nothingSaid: Omit<NodeScaler, keyof Head | 'noun' | 'declaredBy' | 'proof'> = {
  groups: [],
  zones: null,
  bound: null,
  replaces: null,
  idle: null,
  balances: null,
  at: 'spec',
  scales: false,
};

/** Reads a pool of Karpenter (and of what is built on it): it makes nodes of any kind until its limits are reached, or as many as are written. */
export function readKarpenterPool({ spec, head }: Subject): NodeScaler {
  const isOld = head.kind === 'Provisioner';
  const limits = isOld ? spec.objectOrNone('limits').objectOrNone('resources') : spec.objectOrNone('limits');
  refuseTimes(spec.objectOrNone('disruption'));
  // As many as are written, which an alpha feature allows.
  const fixed = isOld ? null : countAt(spec, 'replicas');
  return {
    ...head,
    ...nothingSaid,
    noun: 'nodeScaler',
    declaredBy: 'a pool of nodes that Karpenter fills',
    scales: true,
    groups: fixed === null ? [] : [fixedGroup(head.name, fixed, 'spec.replicas')],
    bound: fixed === null ? boundOf(limits) : null,
    replaces: replacesOf(spec.objectOrNone('disruption')),
    proof: `kubectl get nodepools.karpenter.sh,nodeclaims.karpenter.sh`,
  };
}

/** Refuses what the schema of a pool refuses, or what its controller cannot read. */
function refuseTimes(disruption: Fields): void {
  for (const one of disruption.objects('budgets')) refuseSchedule(one, 'schedule');
  const after = disruption.text('consolidateAfter');
  if (after !== null && !/^(?:(?:\d+[smh])+|Never)$/.test(after) && !isPlaceholder(after))
    disruption.refuse('consolidateAfter', 'a duration, such as 30s, or Never');
}

function boundOf(limits: Fields): NodeScaler['bound'] {
  const names = Object.keys(limits.raw).filter((name) => limits.has(name));
  if (names.length === 0) return { state: 'missing', at: limits.where };
  const zero = names.find((name) => /^0+(?:\.0+)?(?:m|[kMGTPE]i?)?$/.test(String(limits.raw[name])));
  if (zero !== undefined) return { state: 'zero', at: `${limits.where}.${zero}` };
  // Devices, such as nvidia.com/gpu.
  return names.every((name) => name.includes('/')) ? { state: 'devices', at: limits.where } : null;
}

/** Of several budgets the strictest holds; one with a schedule, or for some reasons only, says nothing of all times. Karpenter alone goes by 10 %. */
function replacesOf(disruption: Fields): NodeScaler['replaces'] {
  const budgets = disruption.objects('budgets');
  const at = `${disruption.where}.budgets`;
  const always = budgets.filter((one) => !one.has('schedule') && !one.has('reasons'));
  if (always.some((one) => /^0+%?$/.test(one.text('nodes') ?? ''))) return { share: 'none', at };
  const isOpen = budgets.length > 0 && budgets.every((one) => one.text('nodes') === '100%');
  return isOpen && always.length > 0 ? { share: 'all', at } : null;
}

const least = 'cluster-api-autoscaler-node-group-min-size';
const most = 'cluster-api-autoscaler-node-group-max-size';
/** `cluster.k8s.io` was the group before it moved. */
const rangeGroups = ['cluster.x-k8s.io', 'cluster.k8s.io'];

/** Machines that stand in a rack: nobody orders one while pods wait. */
const racked = /^(?:Metal3|Tinkerbell|Byo|Metal|Maas|Bare)/;

/** Reads a MachineDeployment of Cluster API, which an autoscaler changes where annotations say how far. */
export function readMachineDeployment({ metadata, spec, head }: Subject): NodeScaler | null {
  const range = rangeOf(metadata, head.name);
  const template = spec.objectOrNone('template').objectOrNone('spec');
  const machine = template.objectOrNone('infrastructureRef').value('kind');
  if (range === null && typeof machine === 'string' && racked.test(machine)) return null;
  const replicas = spec.has('replicas') ? countAt(spec, 'replicas') : 1;
  if (range !== null) return ofMachines(head, [range]);
  return replicas ? ofMachines(head, [fixedGroup(head.name, replicas, 'spec.replicas')]) : null;
}

/** Reads a MachinePool of Cluster API; without a range of its own the pool of the provider may have one. */
export function readMachinePool({ metadata, head }: Subject): NodeScaler | null {
  const range = rangeOf(metadata, head.name);
  return range === null ? null : ofMachines(head, [range]);
}

/** Reads the workers of a Cluster of Cluster API that is made from a class. */
export function readClassyCluster({ spec, head }: Subject): NodeScaler | null {
  const workers = spec.objectOrNone('topology').objectOrNone('workers');
  const groups = ['machineDeployments', 'machinePools'].flatMap((list) =>
    workers.objects(list).flatMap((one) => {
      const name = one.text('name') ?? '';
      const replicas = countAt(one, 'replicas');
      const range = rangeOf(one.objectOrNone('metadata'), name);
      // Its class may hold the range of one that states no number.
      return range ?? (replicas ? fixedGroup(name, replicas, `${one.where}.replicas`) : []);
    }),
  );
  return groups.length === 0 ? null : ofMachines(head, groups);
}

function ofMachines(head: Head, groups: readonly NodeGroup[]): NodeScaler {
  return {
    ...head,
    ...nothingSaid,
    noun: 'nodeScaler',
    declaredBy: 'the scaling of machines by Cluster API',
    groups,
    at: groups[0]?.at ?? 'spec',
    proof: 'kubectl get machinedeployments.cluster.x-k8s.io,machinepools.cluster.x-k8s.io -A',
  };
}

/** The range that annotations give; null without one. */
function rangeOf(metadata: Fields, name: string): NodeGroup | null {
  const annotations = metadata.objectOrNone('annotations');
  const group = rangeGroups.find((one) => annotations.has(`${one}/${least}`) || annotations.has(`${one}/${most}`));
  if (group === undefined) return null;
  const at = writePath([...annotations.path, `${group}/${most}`]);
  return {
    name,
    least: countInText(annotations, `${group}/${least}`),
    most: countInText(annotations, `${group}/${most}`),
    isFixed: false,
    at,
  };
}

/** Reads OpenShift's MachineAutoscaler: the range of a set of machines. */
export function readMachineAutoscaler({ spec, head }: Subject): NodeScaler {
  return ofProvider(head, 'a MachineAutoscaler', [rangeAt(spec, 'minReplicas', 'maxReplicas', head.name)]);
}

/** Reads a NodePool of HyperShift: a range, or a number. */
export function readHostedPool({ spec, head }: Subject): NodeScaler | null {
  const range = spec.objectOrNone('autoScaling');
  if (spec.has('autoScaling')) return ofProvider(head, 'a NodePool', [rangeAt(range, 'min', 'max', head.name)]);
  const replicas = countAt(spec, 'replicas');
  return replicas ? ofProvider(head, 'a NodePool', [fixedGroup(head.name, replicas, 'spec.replicas')]) : null;
}

/** Reads OpenShift's ClusterAutoscaler, which scales what MachineAutoscalers name: a set of machines in each zone. */
export function readClusterAutoscalerObject({ spec, head }: Subject): NodeScaler {
  return {
    ...ofProvider(head, 'a ClusterAutoscaler', []),
    balances: spec.value('balanceSimilarNodeGroups') === true,
    at: 'spec.balanceSimilarNodeGroups',
  };
}

/** Reads the Shoot of Gardener, which runs an autoscaler where some group of workers may grow; its workers are all nodes that the cluster has. */
export function readShootWorkers({ spec, head }: Subject): NodeScaler | null {
  const workers = spec.objectOrNone('provider').objects('workers');
  if (workers.length === 0) return null;
  const zones = workers.map((one) => one.list('zones'));
  return {
    ...head,
    ...nothingSaid,
    noun: 'nodeScaler',
    declaredBy: 'the scaling of the workers of a Shoot',
    groups: workers.map((one) => rangeAt(one, 'minimum', 'maximum', one.text('name') ?? '')),
    // A provider without zones states none.
    zones: zones.every((list) => list.length > 0) ? new Set(zones.flat()).size : null,
    at: 'spec.provider.workers',
    proof: `kubectl get machinedeployments.machine.sapcloud.io -A`,
  };
}

/** Reads an InstanceGroup of kOps that holds nodes; it has two where nothing else is written. Those that Karpenter fills have no range. */
export function readInstanceGroup({ spec, head }: Subject): NodeScaler | null {
  if (spec.value('role') !== 'Node' || spec.value('manager') === 'Karpenter') return null;
  const range = {
    name: head.name,
    least: spec.has('minSize') ? countAt(spec, 'minSize') : 2,
    most: spec.has('maxSize') ? countAt(spec, 'maxSize') : 2,
  };
  const isFixed = spec.value('autoscale') === false;
  return ofProvider(head, 'the range of an InstanceGroup', [
    { ...range, isFixed, at: isFixed ? 'spec.autoscale' : 'spec.maxSize' },
  ]);
}

/** Reads the groups of nodes of an eksctl ClusterConfig that state their range. */
export function readEksctlGroups({ fields, head }: Subject): NodeScaler | null {
  const groups = ['managedNodeGroups', 'nodeGroups'].flatMap((list) =>
    fields.objects(list).flatMap((one) => {
      const isRange = one.has('minSize') && one.has('maxSize');
      return isRange ? rangeAt(one, 'minSize', 'maxSize', one.text('name') ?? '') : [];
    }),
  );
  return groups.length === 0 ? null : ofProvider(head, 'the scaling of the groups of nodes of a ClusterConfig', groups);
}

/** Reads a pool of nodes that a cloud provider runs: where its range stands, its kind decides. */
export function readProviderPool({ spec, head }: Subject): NodeScaler | null {
  const given = spec.has('forProvider') ? spec.objectOrNone('forProvider') : spec;
  const scaling = ['scaling', 'scalingConfig', 'autoscaling'].find((key) => given.has(key));
  const where = scaling === undefined ? given : objectOrFirst(given, scaling);
  const isOff = ['enableAutoScaling', 'autoScalingEnabled', 'enableAutoscaling'].some(
    (key) => given.value(key) === false || where.value(key) === false,
  );
  const range = isOff ? null : providerRange(where, head.name);
  if (range !== null) return ofProvider(head, `the range of a ${head.kind}`, [range]);
  const count = ['nodeCount', 'count'].find((key) => given.has(key));
  const nodes = count !== undefined && (isOff || scaling === undefined) ? countAt(given, count) : null;
  return nodes
    ? ofProvider(head, `a ${head.kind}`, [fixedGroup(head.name, nodes, writePath([...given.path, count ?? '']))])
    : null;
}

function providerRange(fields: Fields, name: string): NodeGroup | null {
  const pair = [
    ['minSize', 'maxSize'],
    ['minCount', 'maxCount'],
    ['minNodeCount', 'maxNodeCount'],
    ['totalMinNodeCount', 'totalMaxNodeCount'],
  ].find(([, key]) => fields.has(key as string)) as [string, string] | undefined;
  return pair === undefined ? null : rangeAt(fields, pair[0], pair[1], name);
}

/** Some providers write a list of one where others write the object. */
function objectOrFirst(fields: Fields, key: string): Fields {
  return (Array.isArray(fields.value(key)) ? fields.objects(key)[0] : undefined) ?? fields.objectOrNone(key);
}

function ofProvider(head: Head, declaredBy: string, groups: readonly NodeGroup[]): NodeScaler {
  return {
    ...head,
    ...nothingSaid,
    noun: 'nodeScaler',
    declaredBy,
    groups,
    at: groups[0]?.at ?? 'spec',
    proof: 'kubectl get configmap cluster-autoscaler-status -n kube-system -o yaml',
  };
}

function fixedGroup(name: string, count: number, at: string): NodeGroup {
  return { name, least: count, most: count, isFixed: true, at };
}

function rangeAt(fields: Fields, leastKey: string, mostKey: string, name: string): NodeGroup {
  const path = writePath([...fields.path, mostKey]);
  return { name, least: countAt(fields, leastKey), most: countAt(fields, mostKey), isFixed: false, at: path };
}

/** A number of nodes; null where there is none, or something fills it in later. */
function countAt(fields: Fields, key: string): number | null {
  const value = fields.value(key);
  return typeof value === 'string' && isPlaceholder(value) ? null : fields.integer(key);
}

/** A number of nodes that is written as text, as annotations are. */
function countInText(fields: Fields, key: string): number | null {
  const text = fields.text(key);
  if (text === null || isPlaceholder(text)) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const path = [...fields.path, key];
  throw new MalformedField(path, `${writePath(path)}: expected a number of nodes as text, such as "3"`);
}
