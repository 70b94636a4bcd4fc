import { count, someOf } from '../terminal/count.ts';
import { choosePaint, type Ink, type Paint } from '../terminal/palette.ts';
import { sanitizeAll } from '../terminal/sanitize.ts';
import { pad, widthOf, wrap } from '../terminal/wrap.ts';
import type { Inventory, InventoryEntry } from './inventory.ts';

/** How an inventory is written. */
export interface InventoryScreen {
  readonly columns: number;
  readonly colour: boolean;
  /** Every place of every tool, and not the first few. */
  readonly verbose: boolean;
}

/** From here on there is room for a table. */
const tableFrom = 110;

/** Renders an inventory for a terminal: the tools by category, what is only left of some, and why there may be more. */
export function renderInventory(given: Inventory, { columns, colour, verbose }: InventoryScreen): string {
  const inventory = sanitizeAll(given);
  const paint = choosePaint(colour);
  const screen = {
    columns,
    paint,
    most: verbose ? Number.POSITIVE_INFINITY : 2,
    isLive: inventory.estate.cluster !== null,
  };
  const { tools, leftovers, nodes, gaps } = inventory;
  const blocks = [
    wrap(headOf(inventory), { columns }),
    ...(nodes.length > 0 ? [writeNodes(inventory, screen)] : []),
    ...writeEntries(tools, screen),
    ...(leftovers.length > 0 ? [writeLeftovers(leftovers, screen)] : []),
    ...(gaps.length > 0 ? [writeGaps(gaps, screen)] : []),
    ...(tools.length + leftovers.length > 0 ? [wrap(tablesOf([...tools, ...leftovers]), { columns })] : []),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

interface Screen {
  readonly columns: number;
  readonly paint: Paint;
  /** How many places of a tool are named. */
  readonly most: number;
  readonly isLive: boolean;
}

function headOf({ estate: { cluster, source }, tools, leftovers }: Inventory): string {
  const what = tools.length === 0 ? 'no known tool' : count(new Set(tools.map(({ tool }) => tool)).size, 'tool');
  const rest = leftovers.length === 0 ? '' : `; of ${leftovers.length} more only kinds or objects`;
  if (cluster === null) return `${what} in the manifests${rest}. Whether they run, a folder does not show.`;
  const who = [cluster.provider, cluster.version].filter((one) => one !== null).join(' ');
  const from = source === 'snapshot' ? ' (from a snapshot)' : '';
  return `${what} in cluster ${cluster.server}${who && `, ${who}`}${from}${rest}.`;
}

function writeNodes({ nodes }: Inventory, { columns, paint }: Screen): string[] {
  return [
    paint('strong', 'NODES'),
    ...nodes.flatMap(({ count: number, ready, system, kernel, architecture, runtime, kubelet }) => {
      const parts = [system, kernel && `kernel ${kernel}`, architecture, runtime, kubelet && `kubelet ${kubelet}`];
      const told = parts.filter((one): one is string => one !== null && one !== '').join(', ');
      const state = ready === number ? 'all ready' : `${ready} ready`;
      return wrap(
        `${count(number, 'node')} (${number === 1 ? (ready === 1 ? 'ready' : 'not ready') : state}): ${told || 'nothing told of them'}`,
        { columns, first: '  ', rest: '    ' },
      );
    }),
  ];
}

/** One row of a tool, cell by cell. */
function cellsOf(entry: InventoryEntry, screen: Screen): string[] {
  const { paint } = screen;
  const [health, support] = [healthOf(entry, screen.isLive), supportOf(entry)];
  return [
    entry.title,
    entry.version ?? '(not told)',
    paint(health.ink, health.text),
    paint(support.ink, support.text),
    maturityOf(entry),
    placesOf(entry, screen.most),
  ];
}

const header = ['Tool', 'Version', 'Works', 'Support', 'CNCF', 'Where'];

function writeEntries(entries: readonly InventoryEntry[], screen: Screen): string[][] {
  const groups = Map.groupBy(entries, ({ category }) => category);
  const rows = new Map(entries.map((one) => [one, cellsOf(one, screen)]));
  const widths = widthsOf([header, ...rows.values()], screen.columns);
  return [...groups].map(([category, some]) => [
    screen.paint('strong', category.replaceAll('-', ' ').toUpperCase()),
    ...some.flatMap((one) => writeRow(rows.get(one) ?? [], widths)),
  ]);

  function writeRow(cells: readonly string[], all: readonly number[] | null): string[] {
    if (all === null) return writeNarrow(cells, screen);
    // In a narrow column a kind and its name may stand below each other.
    const wrapped = cells.map((cell, index) => wrap(cell.replaceAll('\u00a0', ' '), { columns: all[index] ?? 0 }));
    const height = Math.max(...wrapped.map((lines) => lines.length));
    return Array.from({ length: height }, (_line, at) =>
      `  ${wrapped.map((lines, index) => pad(lines[at] ?? '', (all[index] ?? 0) + 2)).join('')}`.trimEnd(),
    );
  }
}

/** The tool on a line of its own, and what is known of it below. */
function writeNarrow(
  [title = '', version = '', health = '', support = '', maturity = '', places = '']: readonly string[],
  { columns, paint }: Screen,
): string[] {
  return [
    ...wrap(`${paint('strong', title)} ${version}`, { columns, first: '  ', rest: '    ' }),
    ...wrap(
      [health, support, maturity === '–' ? '' : `CNCF ${maturity}`]
        .filter((one) => one !== '' && one !== '–')
        .join('; '),
      { columns, first: '    ' },
    ),
    ...wrap(places, { columns, first: '    ', rest: '      ' }),
  ];
}

/** The widths of the columns of all tables, so that they stand below each other; the last takes what is left. null: there is no room for a table. */
function widthsOf(rows: readonly (readonly string[])[], columns: number): number[] | null {
  if (columns < tableFrom) return null;
  const most = [24, 15, 26, 28, 10];
  const widths = most.map((limit, index) => Math.min(limit, Math.max(...rows.map((row) => widthOf(row[index] ?? '')))));
  const rest = columns - 2 - widths.reduce((sum, width) => sum + width + 2, 0);
  return rest < 20 ? null : [...widths, rest];
}

function healthOf({ seen }: InventoryEntry, isLive: boolean): { text: string; ink: Ink } {
  if (!isLive) return { text: 'declared', ink: 'faint' };
  const bad = seen.filter(({ works }) => works === false);
  const [first] = bad;
  if (first) {
    const where = seen.length === 1 ? '' : ` (${bad.length} of ${seen.length} places)`;
    return { text: `✗ does not work${where}`, ink: 'bad' };
  }
  if (seen.every(({ works }) => works === true)) return { text: '✓ works', ink: 'good' };
  const open = seen.find(({ works }) => works === null);
  return { text: `? ${open?.says ?? 'not told'}`, ink: 'unseen' };
}

function supportOf({ support, abandoned }: InventoryEntry): { text: string; ink: Ink } {
  if (abandoned)
    return { text: `✗ abandoned${abandoned.since === null ? '' : ` since ${abandoned.since}`}`, ink: 'bad' };
  if (support === null) return { text: '–', ink: 'faint' };
  const { state, until, extendedUntil, release } = support;
  if (state === 'unknown') return { text: '? release not in our table', ink: 'unseen' };
  if (state === 'supported') return { text: `✓ ${release} until ${until ?? 'further notice'}`, ink: 'good' };
  const paid = extendedUntil === null ? '' : `, paid until ${extendedUntil}`;
  return { text: `✗ ${release} ended${until === null ? '' : ` ${until}`}${paid}`, ink: 'bad' };
}

function maturityOf({ maturity }: InventoryEntry): string {
  return maturity?.level ?? '–';
}

function placesOf({ seen }: InventoryEntry, most: number): string {
  const places = seen.map(({ seenAs, kind, namespace, name, nodes }) => {
    if (nodes !== null) return `on ${count(nodes, 'node')}`;
    if (seenAs === 'server') return 'the API server';
    return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`.replaceAll(' ', '\u00a0');
  });
  return someOf([...new Set(places)], most);
}

function writeLeftovers(leftovers: readonly InventoryEntry[], { columns, paint, most, isLive }: Screen): string[] {
  const byTool = [...Map.groupBy(leftovers, ({ tool }) => tool).values()];
  return [
    paint('strong', 'ONLY KINDS OR OBJECTS, AND NOTHING THAT RUNS THEM'),
    ...wrap(
      isLive
        ? 'Left behind by a tool that is gone, or meant for one that runs elsewhere.'
        : 'Meant for a tool that is not in these manifests.',
      { columns, first: '  ' },
    ),
    ...byTool.flatMap((some) => {
      const [first] = some as [InventoryEntry];
      const left = first.abandoned ? paint('bad', ' (abandoned)') : '';
      const entry = { ...first, seen: some.flatMap(({ seen }) => seen) };
      return wrap(`${first.title}${left}: ${placesOf(entry, most)}`, { columns, first: '  - ' });
    }),
  ];
}

function writeGaps(gaps: Inventory['gaps'], { columns, paint }: Screen): string[] {
  const shown = gaps.slice(0, 10);
  return [
    paint('strong', 'THERE MAY BE MORE'),
    ...shown.flatMap(({ detail }) => wrap(detail, { columns, first: '  - ' })),
    ...(gaps.length > shown.length ? [`  and ${gaps.length - shown.length} more (--format json)`] : []),
  ];
}

function tablesOf(entries: readonly InventoryEntry[]): string {
  const days = [
    ...new Set(entries.flatMap(({ support }) => (support ? [`support windows of ${support.asOf}`] : []))),
    ...new Set(entries.flatMap(({ maturity }) => (maturity ? [`CNCF landscape of ${maturity.asOf}`] : []))),
  ];
  return days.length === 0 ? 'No table knows any of these.' : `By our tables: ${days.join(', ')}.`;
}
