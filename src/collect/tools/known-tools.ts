import { knownArchived } from './known-archived.ts';
import { knownData } from './known-data.ts';
import { knownDelivery } from './known-delivery.ts';
import { knownNetwork } from './known-network.ts';
import { knownObservation } from './known-observation.ts';
import { knownRuntime } from './known-runtime.ts';
import { knownSecurity } from './known-security.ts';
import type { KnownTool } from './known-tool.ts';

/** The day on which what is known of the tools was put together. */
export const knownToolsAsOf = '2026-08-22';

/** The day of the CNCF's landscape that the levels of its projects were taken from. */
export const landscapeAsOf = '2026-08-07';

/** The ways to look a tool up. */
interface Index {
  readonly byId: ReadonlyMap<string, KnownTool>;
  readonly byGroup: ReadonlyMap<string, readonly KnownTool[]>;
  /** Ends of image names by their last step. */
  readonly byImage: ReadonlyMap<string, readonly { readonly end: string; readonly tool: KnownTool }[]>;
  /** Tools all of whose organisation's images are theirs. */
  readonly byOrganisation: ReadonlyMap<string, KnownTool>;
  readonly byChart: ReadonlyMap<string, KnownTool>;
}

let made: Index | undefined;

/** The tools, ready to be looked up: made when the first object asks, so that a program that reads none starts without. */
export function knownTools(): Index {
  return (made ??= index([
    ...knownObservation,
    ...knownDelivery,
    ...knownSecurity,
    ...knownNetwork,
    ...knownData,
    ...knownRuntime,
    ...knownArchived,
  ]));
}

function index(tools: readonly KnownTool[]): Index {
  const ends = tools.flatMap((tool) => (tool.images ?? []).map((end) => ({ end, tool })));
  const groups = tools.flatMap((tool) => (tool.groups ?? []).map((group) => ({ group, tool })));
  return {
    byId: new Map(tools.map((tool) => [tool.id, tool])),
    byGroup: new Map(
      [...Map.groupBy(groups, ({ group }) => group)].map(([group, all]) => [group, all.map(({ tool }) => tool)]),
    ),
    byImage: Map.groupBy(
      ends.filter(({ end }) => !end.endsWith('/')),
      ({ end }) => end.slice(end.lastIndexOf('/') + 1),
    ),
    byOrganisation: new Map(
      ends.filter(({ end }) => end.endsWith('/')).map(({ end, tool }) => [end.slice(0, -1), tool]),
    ),
    byChart: new Map(tools.flatMap((tool) => (tool.charts ?? []).map((chart) => [chart, tool]))),
  };
}
