import { isRaw, type Raw } from '../fields.ts';
import { eachIn, isLeftOut, isUnfilled, type Path, type Refuse, refuseWord } from '../refuse-at.ts';
import { refusePort, refusePortNumber } from '../refuse-port.ts';
import { isWithin, readRange } from '../../../estate/address-range.ts';

const sides = [
  ['ingress', 'from'],
  ['egress', 'to'],
] as const;

/**
 * Refuses a NetworkPolicy with a peer that is none, a range of addresses that is none, a port that is none, or too many types.
 * Source: k8s.io/kubernetes pkg/apis/networking/validation (ValidateNetworkPolicySpec).
 */
export function refuseNetworkPolicy(spec: Raw, refuse: Refuse): void {
  for (const [direction, side] of sides)
    eachIn(spec, direction, ['spec'], (rule, path) => {
      eachIn(rule, 'ports', path, (port, at) => refusePolicyPort(port, at, refuse));
      eachIn(rule, side, path, (peer, at) => refusePeer(peer, at, refuse));
    });
  const { policyTypes } = spec;
  if (!Array.isArray(policyTypes)) return;
  if (policyTypes.length > 2) refuse(['spec', 'policyTypes'], 'there are two at most: Ingress and Egress');
  policyTypes.forEach((type: unknown, index) =>
    refuseWord(type, ['spec', 'policyTypes', index], ['Ingress', 'Egress'], refuse),
  );
}

function refusePolicyPort({ port, endPort, protocol }: Raw, path: Path, refuse: Refuse): void {
  refuseWord(protocol, [...path, 'protocol'], ['TCP', 'UDP', 'SCTP'], refuse);
  refusePort(port, [...path, 'port'], refuse);
  if (typeof endPort !== 'number') return;
  const at = [...path, 'endPort'];
  refusePortNumber(endPort, at, refuse);
  if (isLeftOut(port)) refuse.together(at, 'without a port it ends no range');
  else if (typeof port === 'string' && !isUnfilled(port)) refuse.together(at, 'a port that is named begins no range');
  else if (typeof port === 'number' && endPort < port) refuse.together(at, `it is below port, ${port}`);
}

const kindsOfPeers = ['podSelector', 'namespaceSelector', 'ipBlock'];

function refusePeer(peer: Raw, path: Path, refuse: Refuse): void {
  if (kindsOfPeers.every((key) => isLeftOut(peer[key])))
    refuse.together(path, `it names no peer: ${kindsOfPeers.join(', ')}; whoever may is written without a list`);
  const { ipBlock } = peer;
  if (!isRaw(ipBlock)) return;
  if (isRaw(peer['podSelector']) || isRaw(peer['namespaceSelector']))
    refuse(path, 'ipBlock may not stand beside a selector; write them as two peers');
  const { cidr, except } = ipBlock;
  if (isLeftOut(cidr)) refuse.missing([...path, 'ipBlock', 'cidr']);
  if (typeof cidr !== 'string' || cidr === '' || isUnfilled(cidr)) return;
  const range = readRange(cidr);
  if (range === null) return refuse([...path, 'ipBlock', 'cidr'], 'expected a range of addresses, such as 10.0.0.0/8');
  if (!Array.isArray(except)) return;
  except.forEach((one: unknown, index) => {
    if (typeof one !== 'string' || isUnfilled(one)) return;
    const at = [...path, 'ipBlock', 'except', index];
    const inner = readRange(one);
    if (inner === null) refuse(at, 'expected a range of addresses, such as 10.1.0.0/16');
    else if (!isWithin(inner, range)) refuse(at, 'it must lie within cidr, and be smaller');
  });
}
