const nanosecondsPer: ReadonlyMap<string, number> = new Map([
  ['ns', 1],
  ['us', 1e3],
  ['µs', 1e3],
  ['μs', 1e3], // the micro sign above, the Greek letter here
  ['ms', 1e6],
  ['s', 1e9],
  ['m', 60e9],
  ['h', 3600e9],
]);

const limit = 2n ** 63n;

/**
 * Milliseconds (with fractions) of a duration as Go writes it, and so the API's metav1.Duration fields and most flags:
 * `1h30m`, `1.5h`, `100ms`, `-2s`, `0`. null for what Go refuses: a number without a unit, a space, days and weeks (these
 * belong to Prometheus), more than 2^63 nanoseconds (292 years). Source: Go's time.ParseDuration.
 */
export function parseDuration(text: string): number | null {
  // Go reads any length; nobody means a duration of a thousand characters.
  if (text.length > 1000) return null;
  const negative = text.startsWith('-');
  const unsigned = negative || text.startsWith('+') ? text.slice(1) : text;
  if (unsigned === '0') return 0;
  if (unsigned === '') return null;

  const part = /([0-9]*)(?:\.([0-9]*))?([^0-9.]+)/y;
  let nanoseconds = 0n;
  while (part.lastIndex < unsigned.length) {
    const [, whole = '', fraction = '', unit = ''] = part.exec(unsigned) ?? [];
    const scale = nanosecondsPer.get(unit);
    if (scale === undefined || (whole === '' && fraction === '')) return null;
    nanoseconds += BigInt(whole) * BigInt(scale) + fractionOf(fraction, scale);
    if (nanoseconds > limit) return null;
  }
  if (nanoseconds === limit && !negative) return null;
  // By way of decimal text, which is rounded once, at the end.
  return Number(`${negative && nanoseconds > 0n ? '-' : ''}${nanoseconds}e-6`);
}

/** The nanoseconds of a fraction of a unit, in Go's floating-point arithmetic, and with as many digits as it heeds. */
function fractionOf(digits: string, scale: number): bigint {
  let value = 0n;
  let denominator = 1;
  for (const digit of digits) {
    const next = value * 10n + BigInt(digit);
    if (value > (limit - 1n) / 10n || next > limit) break;
    value = next;
    denominator *= 10;
  }
  return value === 0n ? 0n : BigInt(Math.trunc(Number(value) * (scale / denominator)));
}
