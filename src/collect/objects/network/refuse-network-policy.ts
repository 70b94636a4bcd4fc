import { isRaw, type Raw } from '../fields.ts';
import { isUnfilled, type Path, type Refuse } from '../refuse-at.ts';
import { isWithin, readRange } from './address-range.ts';

/**
 * Refuses a NetworkPolicy with a range of addresses that is none, an exception that lies outside of it, or selectors beside it.
 * Source: k8s.io/kubernetes pkg/apis/networking/validation (ValidateNetworkPolicyPeer, ValidateIPBlock).
 */
export function refuseNetworkPolicy(spec: Raw, refuse: Refuse): void {
  for (const [direction, side] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const) {
    const rules = spec[direction];
    if (!Array.isArray(rules)) continue;
    rules.forEach((rule: unknown, nth) => {
      const peers: unknown = isRaw(rule) ? rule[side] : undefined;
      if (!Array.isArray(peers)) return;
      peers.forEach((peer: unknown, index) => {
        if (isRaw(peer)) refusePeer(peer, ['spec', direction, nth, side, index], refuse);
      });
    });
  }
}

function refusePeer(peer: Raw, path: Path, refuse: Refuse): void {
  const { ipBlock } = peer;
  if (!isRaw(ipBlock)) return;
  if (isRaw(peer['podSelector']) || isRaw(peer['namespaceSelector']))
    refuse(path, 'ipBlock may not stand beside a selector; write them as two peers');
  const { cidr, except } = ipBlock;
  if (typeof cidr !== 'string' || isUnfilled(cidr)) return;
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
