import type { NodeGroup, NodeScaler } from '../../../estate/node-scaler.ts';
import { goBoolean } from '../../go-boolean.ts';
import { flagPairs } from '../control-plane/api-server-flags.ts';
import type { Fields } from '../fields.ts';
import { nothingSaid } from './node-groups.ts';
import type { Subject } from '../object-metadata.ts';

const image = /(?:^|\/)(?:oci-)?cluster-autoscaler(?:-(?:amd64|arm64|s390x))?(?:[:@]|$)/;
const program = /(?:^|\/)cluster-autoscaler$/;

/** Providers for which it finds no group of nodes unless it is told of some, or how to find them. */
const needsGroups = new Set(['aws', 'gce', 'azure']);

/** Reads the Deployment of the Cluster Autoscaler; null for all others. */
export function readClusterAutoscaler({ spec, head }: Subject): NodeScaler | null {
  const pod = spec.objectOrNone('template').objectOrNone('spec');
  const container = pod.objects('containers').find(runsAutoscaler);
  if (!container) return null;
  const words = [...container.texts('command'), ...container.texts('args')];
  const flags = flagPairs(words);
  const groups = flags.flatMap(([name, value]) => (name === 'nodes' ? groupOf(value, container.where) : []));
  const isTold = flags.some(([name]) => name === 'nodes' || name === 'node-group-auto-discovery');
  const provider = flags.findLast(([name]) => name === 'cloud-provider')?.[1] ?? '';
  const at = `${container.where}.${container.has('args') ? 'args' : 'command'}`;
  // A shell may add to what stands here.
  const isWhole = flags.length > 0 && words.every((word) => !/\s-|\$[@{(]/.test(word));
  return {
    ...head,
    ...nothingSaid,
    noun: 'nodeScaler',
    declaredBy: 'the Cluster Autoscaler',
    scales: true,
    groups,
    idle:
      spec.integer('replicas') === 0
        ? { reason: 'switched-off', at: 'spec.replicas' }
        : isWhole && !isTold && needsGroups.has(provider)
          ? { reason: 'told-of-none', at }
          : null,
    balances: isWhole && areByZone(groups) ? isOn(flags, 'balance-similar-node-groups') : null,
    at,
    proof: 'kubectl get configmap cluster-autoscaler-status -n kube-system -o yaml',
  };
}

function runsAutoscaler(container: Fields): boolean {
  const name = container.value('image');
  if (typeof name === 'string' && image.test(name)) return true;
  const command = container.value('command');
  return Array.isArray(command) && command.some((word) => typeof word === 'string' && program.test(word));
}

/** `least:most:name`; what something fills in later has no numbers. */
function groupOf(value: string, where: string): NodeGroup {
  const [, least, most, name] = /^(\d{1,6}):(\d{1,6}):(.+)$/s.exec(value) ?? [];
  const isRead = least !== undefined && most !== undefined;
  return {
    name: name ?? value.split(':').slice(2).join(':'),
    least: isRead ? Number(least) : null,
    most: isRead ? Number(most) : null,
    isFixed: false,
    at: where,
  };
}

/** Whether some groups bear one name but for the zone in it, such as `nodes-eu-west-1a` and `nodes-eu-west-1b`. */
function areByZone(groups: readonly NodeGroup[]): boolean {
  const names = groups.flatMap(({ name }) => (zone.test(name) ? name.replace(zone, '') : []));
  return new Set(names).size < names.length;
}

const zone = /[a-z]{2,}-[a-z]+-?\d{1,2}-?[a-f](?![a-z0-9])/;

function isOn(flags: ReturnType<typeof flagPairs>, name: string): boolean {
  const last = flags.findLast(([one]) => one === name);
  return last !== undefined && goBoolean(last[1]) !== false;
}
