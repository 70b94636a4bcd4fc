import type { Support, TableAge } from '../../estate/tool.ts';
import { parseDay } from '../../estate/instant.ts';
import { type Product, type Release, supportWindows, supportWindowsAsOf } from './support-windows.ts';
import { tableAge } from './table-age.ts';

const day = 24 * 60 * 60 * 1000;

/** What the table of support windows says of a version of a product at a time (milliseconds since 1970); null: it does not know the product. */
export function supportOf(key: string, version: string | null, now: number): Support | null {
  const product = Object.hasOwn(supportWindows, key) ? supportWindows[key] : undefined;
  if (!product) return null;
  const table = tableAge(supportWindowsAsOf, now);
  const unknown = noneOf(table, product, now);
  const numbers = /^(\d+)(?:\.(\d+))?/.exec(version ?? '');
  if (!numbers) return unknown;
  const names = [`${numbers[1]}.${numbers[2]}`, numbers[1]];
  const release = product.releases.find(([name]) => names.includes(name));
  if (release) return { ...unknown, ...windowOf(release, now) };
  return isOlderThanListed(product, Number(numbers[1]), Number(numbers[2] ?? 0))
    ? { ...unknown, release: names[0] as string, state: 'ended' }
    : unknown;
}

function noneOf(table: TableAge, { title, releases }: Product, now: number): Support {
  return {
    table,
    product: title,
    isMaintained: releases.some((one) => {
      const { state, daysLeft } = windowOf(one, now);
      return state === 'open' || (daysLeft ?? 0) > 0;
    }),
    release: null,
    state: 'unknown',
    until: null,
    daysLeft: null,
    extendedUntil: null,
    extendedDaysLeft: null,
    latest: null,
    latestDays: null,
  };
}

function windowOf([name, end, extended, latest, latestDay]: Release, now: number): Partial<Support> {
  const until = typeof end === 'string' ? parseDay(end) : null;
  const extendedEnd = typeof extended === 'string' ? parseDay(extended) : null;
  const daysTo = (last: number | null): number | null => (last === null ? null : Math.floor((last + day - now) / day));
  const latestFrom = latestDay === null ? null : parseDay(latestDay);
  return {
    release: name,
    state: until !== null ? 'until' : end === true ? 'ended' : 'open',
    until: until === null ? null : (end as string),
    daysLeft: daysTo(until),
    extendedUntil: typeof extended === 'string' ? extended : null,
    extendedDaysLeft: daysTo(extendedEnd),
    latest,
    latestDays: latestFrom === null ? null : Math.floor((now - latestFrom) / day),
  };
}

/** Releases end in the order in which they came out, so what is older than the oldest that is listed ended before it did. */
function isOlderThanListed(product: Product, major: number, minor: number): boolean {
  const { releases, hasLongTermSupport, firstLongTerm } = product;
  const [name = '', end] = releases.at(-1) ?? [];
  const hasEnded = end === true || (typeof end === 'string' && end < supportWindowsAsOf);
  const isOlder = (than: string): boolean => {
    const [oldMajor = 0, oldMinor = 0] = than.split('.').map(Number);
    return major < oldMajor || (major === oldMajor && minor < oldMinor);
  };
  const inOrder = !hasLongTermSupport || (firstLongTerm !== undefined && isOlder(firstLongTerm));
  return hasEnded && inOrder && isOlder(name);
}
