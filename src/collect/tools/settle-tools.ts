import type { Tool } from '../../estate/tool.ts';
import { parseInstant } from '../../estate/instant.ts';
import { knownTools, knownToolsAsOf, landscapeAsOf } from './known-tools.ts';
import type { ToolSighting } from './read-tools.ts';
import { supportOf } from './support-of.ts';
import { tableAge } from './table-age.ts';

/**
 * Says of each sighting what the tables say of its tool on the day of the estate. Of objects and definitions, of which a folder may hold thousands,
 * one for each tool, version and folder is enough: the first one.
 */
export function settleTools(sightings: readonly ToolSighting[], collectedAt: string): Tool[] {
  const now = parseInstant(collectedAt) ?? Number.NaN;
  const first = new Map<string, ToolSighting>();
  sightings.forEach((one, index) => {
    const key = one.runs ? `${index}` : [one.tool, one.seenAs, one.version, one.places[0]].join('\0');
    const known = first.get(key);
    if (known === undefined || sortKey(one) < sortKey(known)) first.set(key, one);
  });
  return [...first.values()].map((one) => settle(one, now));
}

function settle({ product, ...one }: ToolSighting, now: number): Tool {
  const { maturity, since, ended } = knownTools().byId.get(one.tool) ?? {};
  return {
    ...one,
    maturity:
      maturity === undefined || since === undefined
        ? null
        : { level: maturity, since, table: tableAge(landscapeAsOf, now) },
    ended: ended ? { ...ended, table: tableAge(knownToolsAsOf, now) } : null,
    support: product === null ? null : supportOf(product, one.version, now),
  };
}

function sortKey({ origin, namespace, kind, name }: ToolSighting): string {
  return [namespace, kind, name, origin.file, String(origin.line).padStart(9, '0'), ...(origin.within ?? [])].join(
    '\0',
  );
}
