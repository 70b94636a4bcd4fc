import type { Estate } from '../estate/estate.ts';
import type { Node } from '../estate/node.ts';
import type { Running } from '../estate/running.ts';
import { allGaps } from '../estate/seen.ts';
import type { Tool } from '../estate/tool.ts';
import type { Inventory, InventoryEntry } from '../report/inventory/inventory.ts';
import { reachOf } from './node-reach.ts';
import { version } from './version.ts';

/** Lists the tools of an estate: what runs, and apart from it what is only left of one. */
export function takeInventory(estate: Estate): Inventory {
  const { id, source, collectedAt, cluster, facts } = estate;
  const { nodes } = facts;
  const reach = reachOf(estate);
  const tools = { seen: facts.tools.seen, items: facts.tools.items.map((one) => withState(one, reach(one))) };
  const running = new Set(tools.items.filter(({ runs }) => runs).map(({ tool }) => tool));
  return {
    schema: 'kubecompass.inventory/v1',
    tool: { name: 'kubecompass', version },
    estate: {
      id,
      source,
      collectedAt,
      cluster: cluster && {
        server: cluster.server,
        version: cluster.version,
        provider: cluster.provider?.title ?? null,
      },
    },
    nodes: alike(nodes.items),
    tools: entriesOf(tools.items.filter(({ runs }) => runs)),
    // Kinds and objects stand beside every tool that runs: alone they tell of one that is gone, or not here.
    leftovers: entriesOf(tools.items.filter(({ tool }) => !running.has(tool))),
    gaps: [...allGaps(tools.seen), ...(cluster ? allGaps(nodes.seen) : [])]
      .map(({ gap, detail }) => ({ gap, detail }))
      .filter((one, index, all) => all.findIndex(({ detail }) => detail === one.detail) === index)
      .toSorted((a, b) => compare(a.detail, b.detail)),
  };
}

function withState(tool: Tool, running: Running | null): Tool {
  return running === null ? tool : { ...tool, running };
}

function entriesOf(tools: readonly Tool[]): InventoryEntry[] {
  return [...Map.groupBy(tools, ({ tool, version: one }) => `${tool}\0${one ?? ''}`).values()]
    .map(entryOf)
    .toSorted(
      (a, b) =>
        compare(a.category, b.category) ||
        compare(a.title, b.title) ||
        compare(a.tool, b.tool) ||
        compare(b.version ?? '', a.version ?? ''),
    );
}

function entryOf(same: readonly Tool[]): InventoryEntry {
  const [{ tool, title, category, serves, version: one, support, maturity, ended }] = same as readonly [Tool];
  return {
    tool,
    title,
    category,
    serves: [...serves],
    version: one,
    seen: same.map(seenOf).toSorted((a, b) => compare(keyOf(a), keyOf(b))),
    support: support && {
      product: support.product,
      release: support.release,
      state: stateOf(support),
      until: support.until,
      extendedUntil: support.extendedUntil,
      latest: support.latest,
      asOf: support.table.asOf,
    },
    maturity: maturity && { level: maturity.level, since: maturity.since, asOf: maturity.table.asOf },
    abandoned: ended && { words: ended.words, since: ended.since, instead: ended.instead, asOf: ended.table.asOf },
  };
}

function stateOf({ state, daysLeft }: NonNullable<Tool['support']>): 'supported' | 'ended' | 'unknown' {
  if (state === 'unknown') return 'unknown';
  return state === 'ended' || (daysLeft !== null && daysLeft < 0) ? 'ended' : 'supported';
}

function seenOf({
  seenAs,
  kind,
  namespace,
  name,
  container,
  nodes,
  running,
  origin,
}: Tool): InventoryEntry['seen'][number] {
  return {
    seenAs,
    kind,
    namespace,
    name,
    container,
    nodes: nodes ?? null,
    works: running?.works ?? null,
    says: running?.says ?? null,
    source: { file: origin.file, line: origin.line },
  };
}

function keyOf({ namespace, kind, name, source: { file, line } }: InventoryEntry['seen'][number]): string {
  return [namespace, kind, name, file, String(line).padStart(9, '0')].join('\0');
}

/** Nodes by what stands on them, the most frequent first. */
function alike(nodes: readonly Node[]): Inventory['nodes'] {
  const groups = Map.groupBy(nodes, ({ osImage, kernel, architecture, runtime, kubelet }) =>
    JSON.stringify([osImage, kernel, architecture, runtime, kubelet]),
  );
  return [...groups]
    .toSorted(([a, one], [b, other]) => other.length - one.length || compare(a, b))
    .map(([, same]) => {
      const [{ osImage, kernel, architecture, runtime, kubelet }] = same as [Node, ...Node[]];
      const ready = same.filter((one) => one.ready === 'True').length;
      return { count: same.length, ready, system: osImage, kernel, architecture, runtime, kubelet };
    });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
