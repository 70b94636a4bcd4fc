import type { Node } from '../../../estate/node.ts';
import { parseQuantity, quantityToNumber } from '../../../estate/quantity.ts';
import type { Fields } from '../../objects/fields.ts';
import { karpenterPool } from '../../objects/nodes/karpenter-repair.ts';
import type { Subject } from '../../objects/object-metadata.ts';

const controlPlaneLabels = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'];

/** Conditions that a healthy node has as False. */
const bad = new Set([
  'MemoryPressure',
  'DiskPressure',
  'PIDPressure',
  'NetworkUnavailable',
  'KernelDeadlock',
  'ReadonlyFilesystem',
]);

/** Reads a Node. */
export function readNode({ metadata, spec, fields, head }: Subject): Node {
  const labels = metadata.labels('labels');
  const status = fields.objectOrEmpty('status');
  const conditions = status.objects('conditions');
  const ready = conditions.find((one) => one.text('type') === 'Ready') ?? null;
  const info = status.objectOrEmpty('nodeInfo');
  const room = status.quantities('allocatable');
  return {
    noun: 'node',
    ...head,
    zone: labels['topology.kubernetes.io/zone'] || labels['failure-domain.beta.kubernetes.io/zone'] || null,
    region: labels['topology.kubernetes.io/region'] || labels['failure-domain.beta.kubernetes.io/region'] || null,
    isControlPlane: controlPlaneLabels.some((label) => Object.hasOwn(labels, label)),
    // k3s and RKE2 say so of every node on which they run one.
    keepsState: labels['node-role.kubernetes.io/etcd'] === 'true',
    ready: stateOf(ready),
    readySince: ready?.text('lastTransitionTime') ?? null,
    troubles: conditions
      .filter((one) => bad.has(one.text('type') ?? '') && one.text('status') !== 'False')
      .map((one) => one.text('type') as string),
    isCordoned: spec.boolean('unschedulable') ?? false,
    taints: spec.objects('taints').map((one) => ({
      key: one.text('key') ?? '',
      value: one.text('value') ?? '',
      effect: one.text('effect') ?? '',
    })),
    allocatable: { cpu: amount(room['cpu']), memory: amount(room['memory']), pods: amount(room['pods']) },
    kubelet: info.text('kubeletVersion'),
    osImage: info.text('osImage'),
    kernel: info.text('kernelVersion'),
    runtime: info.text('containerRuntimeVersion'),
    architecture: info.text('architecture'),
    isVirtual: labels['type'] === 'virtual-kubelet' || labels['eks.amazonaws.com/compute-type'] === 'fargate',
    ...(labels[karpenterPool] ? { madeBy: karpenterPool } : {}),
    createdAt: metadata.text('creationTimestamp'),
  };
}

function stateOf(condition: Fields | null): Node['ready'] {
  const status = condition?.text('status') ?? null;
  return status === 'True' || status === 'False' ? status : condition === null ? null : 'Unknown';
}

function amount(written: string | undefined): number | null {
  const quantity = written === undefined ? null : parseQuantity(written);
  return quantity === null ? null : quantityToNumber(quantity);
}
