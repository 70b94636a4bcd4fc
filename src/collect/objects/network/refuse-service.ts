import { labelsProblem } from '../../../estate/label-selector.ts';
import { isRaw, type Raw } from '../fields.ts';
import { listOf } from '../list-of.ts';
import { isNamedBy, labelRule } from '../name-rule.ts';
import { eachIn, isLeftOut, isUnfilled, type Refuse, refuseWord } from '../refuse-at.ts';
import { refuseDoubles } from '../refuse-doubles.ts';
import { refusePortName, refusePortNumber } from '../refuse-port.ts';
import { readRange } from '../../../estate/address-range.ts';
import { refuseAddress, refuseOutsideAddress } from './refuse-address.ts';

const types = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'];

/**
 * Refuses a Service of a type, or with ports, that there are not, and what does not go with its type.
 * Source: k8s.io/kubernetes pkg/apis/core/validation (validateService).
 */
export function refuseService(spec: Raw, refuse: Refuse): void {
  const { type, clusterIP, externalName, sessionAffinity } = spec;
  refuseWord(type, ['spec', 'type'], types, refuse);
  refuseWord(sessionAffinity, ['spec', 'sessionAffinity'], ['ClientIP', 'None'], refuse);
  if (type === 'ExternalName' && isLeftOut(externalName)) refuse.missing(['spec', 'externalName']);
  if (clusterIP === 'None' && (type === 'LoadBalancer' || type === 'NodePort'))
    refuse.together(['spec', 'clusterIP'], `of the type ${type} it may not be None`);
  if (
    spec['externalTrafficPolicy'] === 'Local' &&
    (isLeftOut(type) || type === 'ClusterIP') &&
    isLeftOut(spec['externalIPs'])
  )
    refuse.together(['spec', 'externalTrafficPolicy'], 'nothing comes from outside to a ClusterIP');
  refuseOwnAddress(spec, refuse);
  refuseSources(spec, refuse);
  const outside: unknown = spec['externalIPs'];
  if (Array.isArray(outside))
    outside.forEach((address, index) => refuseOutsideAddress(address, ['spec', 'externalIPs', index], refuse));
  refuseSelector(spec['selector'], refuse);
  const ports = listOf(spec, 'ports');
  const isHeadless = clusterIP === 'None' || (Array.isArray(spec['clusterIPs']) && spec['clusterIPs'][0] === 'None');
  if (ports.length === 0 && !isHeadless && type !== 'ExternalName' && !(typeof type === 'string' && isUnfilled(type)))
    refuse.missing(['spec', 'ports']);
  refuseDoubles(ports, ['spec', 'ports'], 'ports', refuse);
  refusePorts(spec, ports.length, refuse);
}

function refusePorts(spec: Raw, count: number, refuse: Refuse): void {
  const { type } = spec;
  const seen = new Set<string>();
  eachIn(spec, 'ports', ['spec'], (one, path) => {
    const { name, port, protocol, targetPort, nodePort } = one;
    if (count > 1 && isLeftOut(name)) refuse(path, 'of several ports each needs a name');
    if (typeof name === 'string' && name !== '' && !isNamedBy(labelRule, name) && !isUnfilled(name))
      refuse([...path, 'name'], `a name has ${labelRule.words}`);
    refuseWord(protocol, [...path, 'protocol'], ['TCP', 'UDP', 'SCTP'], refuse);
    if (isLeftOut(port)) refuse.missing([...path, 'port']);
    refusePortNumber(port, [...path, 'port'], refuse);
    refusePortName(targetPort, [...path, 'targetPort'], refuse);
    if (targetPort !== 0) refusePortNumber(targetPort, [...path, 'targetPort'], refuse);
    if (nodePort !== 0) refusePortNumber(nodePort, [...path, 'nodePort'], refuse);
    if (typeof nodePort === 'number' && nodePort !== 0 && (isLeftOut(type) || type === 'ClusterIP'))
      refuse.together([...path, 'nodePort'], 'a ClusterIP has none');
    for (const [key, number] of [
      ['port', port],
      ['nodePort', nodePort],
    ] as const) {
      if (typeof number !== 'number' || number === 0) continue;
      const both = `${key} ${number} ${typeof protocol === 'string' && protocol !== '' ? protocol : 'TCP'}`;
      if (seen.has(both)) refuse([...path, key], 'two ports of one protocol have this number');
      seen.add(both);
    }
  });
}

/** It has an address, or none at all; an ExternalName is asked for none (ValidateServiceClusterIPsRelatedFields). */
function refuseOwnAddress({ type, clusterIP, clusterIPs }: Raw, refuse: Refuse): void {
  if (type === 'ExternalName') return;
  if (!isLeftOut(clusterIP) && clusterIP !== 'None') refuseAddress(clusterIP, ['spec', 'clusterIP'], refuse);
  if (!Array.isArray(clusterIPs)) return;
  clusterIPs.forEach((one: unknown, index) => {
    if (!(index === 0 && (one === clusterIP || one === 'None')))
      refuseAddress(one, ['spec', 'clusterIPs', index], refuse);
  });
}

function refuseSources({ loadBalancerSourceRanges: ranges, type }: Raw, refuse: Refuse): void {
  if (!Array.isArray(ranges) || ranges.length === 0) return;
  const path = ['spec', 'loadBalancerSourceRanges'];
  if (isLeftOut(type) || type === 'ClusterIP') refuse.together(path, 'only a LoadBalancer has these');
  ranges.forEach((range: unknown, index) => {
    if (typeof range !== 'string' || isUnfilled(range) || readRange(range.trim()) !== null) return;
    refuse([...path, index], 'expected a range of addresses, such as 10.0.0.0/8');
  });
}

function refuseSelector(selector: unknown, refuse: Refuse): void {
  if (!isRaw(selector)) return;
  if (Object.entries(selector).some((pair) => pair.some((one) => typeof one !== 'string' || isUnfilled(one)))) return;
  const problem = labelsProblem(selector, 'it');
  if (problem !== null) refuse(['spec', 'selector'], problem);
}
