/** A range of addresses: the bits of its first address, and how many of them are fixed. */
export interface AddressRange {
  readonly bits: bigint;
  readonly fixed: number;
  /** 32 or 128. */
  readonly width: number;
}

/** Reads `10.0.0.0/8` or `2001:db8::/32`; null for what is none. Leading noughts pass, as the API server lets them. */
export function readRange(text: string): AddressRange | null {
  const [, address = '', length = ''] = /^([0-9A-Fa-f.:]+)\/(\d{1,3})$/.exec(text) ?? [];
  const width = address.includes(':') ? 128 : 32;
  const fixed = Number(length);
  const bits = width === 32 ? readFour(address) : readSix(address);
  return address === '' || bits === null || fixed > width ? null : { bits, fixed, width };
}

/** Whether a range is a strict part of another. */
export function isWithin(inner: AddressRange, outer: AddressRange): boolean {
  if (inner.width !== outer.width || inner.fixed <= outer.fixed) return false;
  const free = BigInt(outer.width - outer.fixed);
  return inner.bits >> free === outer.bits >> free;
}

function readFour(address: string): bigint | null {
  const parts = address.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null;
  return parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
}

function readSix(address: string): bigint | null {
  const four = /(?<=:)\d+\.\d+\.\d+\.\d+$/.exec(address)?.[0];
  if (four !== undefined) {
    const bits = readFour(four);
    if (bits === null) return null;
    const pairs = `${(bits >> 16n).toString(16)}:${(bits & 0xffffn).toString(16)}`;
    return readSix(`${address.slice(0, -four.length)}${pairs}`);
  }
  const [before = '', after, ...more] = address.split('::');
  if (more.length > 0) return null;
  const front = before === '' ? [] : before.split(':');
  const back = after === undefined || after === '' ? [] : after.split(':');
  const missing = 8 - front.length - back.length;
  if (after === undefined ? missing !== 0 : missing < 1) return null;
  const groups = [...front, ...Array.from({ length: missing }, () => '0'), ...back];
  if (!groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return null;
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}
