import { isLeftOut, isUnfilled, type Path, type Refuse } from '../refuse-at.ts';
import { type AddressRange, isWithin, readRange } from '../../../estate/address-range.ts';

/** One address as a range of its own; null for what is none. Leading noughts pass, as older API servers let them. */
function readAddress(text: string): AddressRange | null {
  if (text.includes('/')) return null;
  return readRange(`${text}/${text.includes(':') ? 128 : 32}`);
}

/** Refuses what is no address. */
export function refuseAddress(address: unknown, path: Path, refuse: Refuse): void {
  if (isLeftOut(address)) refuse.missing(path, 'it is an address, such as 10.0.0.1');
  else if (typeof address === 'string' && !isUnfilled(address) && readAddress(address) === null)
    refuse(path, 'expected an address, such as 10.0.0.1');
}

const neverOutside = ['127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/24', '::1/127', 'fe80::/10', 'ff02::/16'];

function isNeverOutside(address: AddressRange): boolean {
  return neverOutside.some((range) => isWithin(address, readRange(range) as AddressRange));
}

/**
 * Refuses an address that can be nobody's from outside: none at all, and one of the node itself or of its own link.
 * Source: k8s.io/kubernetes pkg/apis/core/validation (ValidateNonSpecialIP).
 */
export function refuseOutsideAddress(address: unknown, path: Path, refuse: Refuse): void {
  refuseAddress(address, path, refuse);
  const read = typeof address === 'string' ? readAddress(address) : null;
  if (read === null) return;
  if (read.bits === 0n || isNeverOutside(read)) refuse(path, 'it is no address that can be reached from outside');
}
