/**
 * An amount of a resource, exact. A computed value and no fact: facts keep the text as written, because a bigint does
 * not survive JSON. `nanos` is the amount in billionths, the smallest part that Kubernetes knows; `notation` is how it
 * was written, and only says how it is written again.
 */
export interface Quantity {
  readonly nanos: bigint;
  readonly notation: 'decimal' | 'binary' | 'exponent';
}

const one = 1_000_000_000n;

/** Powers of 1000 from nano up, then powers of 1024 from one up. */
const decimalSuffixes = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

const largestBinary = (2n ** 63n - 1n) * one;

const grammar = /^ *([+-]?)(?=\.?[0-9])([0-9]*)(?:\.([0-9]*))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?[0-9]+))? *$/;

/**
 * Reads an amount as a manifest writes it: `1.5Gi`, `100m`, `.5`, `2E` (exa), `2E3` (two thousand), the number 2. What is
 * smaller than a billionth is rounded away from zero ("if you want some, you get some"); amounts in Ki to Ei stop at
 * 2^63 - 1. null for what Kubernetes refuses, and for three things that it reads and nobody means: a suffix without any
 * digit (`Mi` is 0 there by accident, `Pi` an error), an exponent beyond 1000, a text beyond 1000 characters. Spaces around
 * the amount are let pass, as the API does.
 * Source: k8s.io/apimachinery, pkg/api/resource/quantity.go (grammar, ParseQuantity, UnmarshalJSON) and suffix.go.
 */
export function parseQuantity(text: string | number): Quantity | null {
  const written = String(text);
  if (written.length > 1000) return null;
  const match = grammar.exec(written);
  if (!match) return null;
  const [, sign, whole = '', fraction = '', suffix = '', exponent] = match;

  const digits = BigInt(whole + fraction);
  const binary = binarySuffixes.indexOf(suffix, 1);
  const power = exponent === undefined ? decimalSuffixes.indexOf(suffix) * 3 - 9 : Number(exponent);
  let nanos: bigint;
  let notation: Quantity['notation'] = exponent === undefined ? 'decimal' : 'exponent';
  if (binary === -1) {
    if (Math.abs(power) > 1000) return null;
    nanos = scale(digits, power + 9 - fraction.length);
  } else {
    nanos = scale(digits * 1024n ** BigInt(binary), 9 - fraction.length);
    if (nanos > largestBinary) nanos = largestBinary;
    // Kubernetes goes over to decimal notation for parts of one, which no binary suffix could say.
    if (nanos >= one) notation = 'binary';
  }
  return { nanos: sign === '-' ? -nanos : nanos, notation };
}

/** Which of two amounts is larger: negative when the first is smaller, 0 when they are equal, however written. */
export function compareQuantities(first: Quantity, second: Quantity): number {
  if (first.nanos === second.nanos) return 0;
  return first.nanos < second.nanos ? -1 : 1;
}

/** The sum of two amounts, exact, in the notation of the first; in that of the second when the first is zero. */
export function addQuantities(first: Quantity, second: Quantity): Quantity {
  const { notation } = first.nanos === 0n ? second : first;
  return { nanos: first.nanos + second.nanos, notation };
}

/** The number nearest to an amount, in whole units: CPUs, bytes, pieces. For words and charts; compare amounts, not numbers. */
export function quantityToNumber(quantity: Quantity): number {
  // By way of decimal text, which is rounded once.
  return Number(`${quantity.nanos}e-9`);
}

/**
 * An amount in the canonical form of the API server: no fraction, the largest suffix that loses nothing (`1536Mi` for
 * 1.5Gi, `1500m` for 1.5). Above 1000E it goes on in E, where Kubernetes forgets the suffix and prints `1`.
 */
export function formatQuantity({ nanos, notation }: Quantity): string {
  if (nanos === 0n) return '0';
  const inDecimal = notation !== 'binary' || nanos % one !== 0n || (nanos < 1024n * one && nanos > -1024n * one);
  const [base, suffixes] = inDecimal ? [1000n, decimalSuffixes] : [1024n, binarySuffixes];
  let mantissa = inDecimal ? nanos : nanos / one;
  let step = 0;
  const lastStep = notation === 'exponent' ? Number.POSITIVE_INFINITY : suffixes.length - 1;
  while (mantissa % base === 0n && step < lastStep) {
    mantissa /= base;
    step += 1;
  }
  if (notation !== 'exponent') return `${mantissa}${suffixes[step]}`;
  return step === 3 ? String(mantissa) : `${mantissa}e${step * 3 - 9}`;
}

/** `digits` × 10^`power`, rounded up. */
function scale(digits: bigint, power: number): bigint {
  if (power >= 0) return digits * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(-power);
  return (digits + divisor - 1n) / divisor;
}
