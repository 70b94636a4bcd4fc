import type { FileChange } from './lay-changes.ts';

/** Lines that stay, and that are shown around what changes. */
const context = 3;

/** So many lines that are the same tell that both texts are in step again. */
const inStep = 32;

/** Where lines of one text took the place of lines of another: half-open, from 0. */
interface Hunk {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** A change of a file as `git apply` takes it, from the folder below which the file's name is. */
export function unifiedDiff({ file, before, after }: FileChange, name: string = file): string {
  const [old, now] = [linesOf(before ?? ''), linesOf(after)];
  const hunks = joined(hunksOf(old, now));
  if (hunks.length === 0 && before !== null) return '';
  const head = [
    `diff --git ${quoted(`a/${name}`)} ${quoted(`b/${name}`)}`,
    ...(before === null ? ['new file mode 100644'] : []),
    `--- ${before === null ? '/dev/null' : quoted(`a/${name}`)}`,
    `+++ ${quoted(`b/${name}`)}`,
  ];
  return `${head.join('\n')}\n${hunks.map((one) => writeHunk(one, old, now)).join('')}`;
}

/** Each line with its line break. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** What differs, from the top: wherever the texts part, the shortest way to where they are in step again. */
function hunksOf(old: readonly string[], now: readonly string[]): Hunk[] {
  const hunks: Hunk[] = [];
  let [x, y] = [0, 0];
  while (x < old.length || y < now.length) {
    if (old[x] === now[y]) {
      x++;
      y++;
      continue;
    }
    const steps = stepsFrom(old, now, x, y);
    for (const hunk of steps) hunks.push(hunk);
    const last = steps.at(-1) as Hunk;
    [x, y] = [last.from[1], last.to[1]];
  }
  return hunks;
}

/** Myers' greedy way (An O(ND) Difference Algorithm, 1986) from a place where two texts part, until they are in step or end. */
function stepsFrom(old: readonly string[], now: readonly string[], x0: number, y0: number): Hunk[] {
  const [width, height] = [old.length - x0, now.length - y0];
  const trace: ReadonlyMap<number, number>[] = [];
  let best: ReadonlyMap<number, number> = new Map([[1, 0]]);
  for (let d = 0; ; d++) {
    const next = new Map<number, number>();
    trace.push(best);
    for (let k = -d; k <= d; k += 2) {
      const { x: start } = lastStep(best, k, width, height);
      if (start < 0) continue;
      let x = start;
      while (x < width && x - k < height && old[x0 + x] === now[y0 + x - k]) x++;
      next.set(k, x);
      if ((x >= width && x - k >= height) || (d > 0 && x - start >= inStep))
        return wayBack(trace, k, [x0, y0], [width, height]);
    }
    best = next;
  }
}

/** How far down to a diagonal one more step leads: a line more of the new text, or a line less of the old one; -1: not at all. */
function lastStep(
  best: ReadonlyMap<number, number>,
  k: number,
  width: number,
  height: number,
): { readonly x: number; readonly isDown: boolean } {
  const down = best.get(k + 1) ?? -1;
  const right = (best.get(k - 1) ?? -2) + 1;
  const [canDown, canRight] = [down, right].map((x) => x >= 0 && x <= width && x - k >= 0 && x - k <= height);
  if (canDown && !(canRight && right > down)) return { x: down, isDown: true };
  return canRight ? { x: right, isDown: false } : { x: -1, isDown: false };
}

function wayBack(
  trace: readonly ReadonlyMap<number, number>[],
  end: number,
  [x0, y0]: readonly [number, number],
  [width, height]: readonly [number, number],
): Hunk[] {
  const steps: Hunk[] = [];
  let k = end;
  for (let depth = trace.length - 1; depth > 0; depth--) {
    const { x, isDown } = lastStep(trace[depth] as ReadonlyMap<number, number>, k, width, height);
    const y = x - k;
    steps.push({ from: [x0 + x - (isDown ? 0 : 1), x0 + x], to: [y0 + y - (isDown ? 1 : 0), y0 + y] });
    k += isDown ? 1 : -1;
  }
  return steps.toReversed();
}

/** Differences whose contexts touch, as one. */
function joined(hunks: readonly Hunk[]): Hunk[][] {
  const groups: Hunk[][] = [];
  for (const hunk of hunks) {
    const last = groups.at(-1)?.at(-1);
    if (last && hunk.from[0] - last.from[1] <= 2 * context) groups.at(-1)?.push(hunk);
    else groups.push([hunk]);
  }
  return groups;
}

function writeHunk(group: readonly Hunk[], old: readonly string[], now: readonly string[]): string {
  const [first, last] = [group[0] as Hunk, group.at(-1) as Hunk];
  const lead = Math.min(context, first.from[0]);
  const tail = Math.min(context, old.length - last.from[1]);
  const [oldStart, nowStart] = [first.from[0] - lead, first.to[0] - lead];
  const [oldEnd, nowEnd] = [last.from[1] + tail, last.to[1] + tail];
  const lines: string[] = [];
  let at = oldStart;
  for (const { from, to } of group) {
    for (; at < from[0]; at++) lines.push(line(' ', old[at] as string));
    for (let taken = from[0]; taken < from[1]; taken++) lines.push(line('-', old[taken] as string));
    for (let given = to[0]; given < to[1]; given++) lines.push(line('+', now[given] as string));
    at = from[1];
  }
  for (; at < oldEnd; at++) lines.push(line(' ', old[at] as string));
  return `@@ -${range(oldStart, oldEnd)} +${range(nowStart, nowEnd)} @@\n${lines.join('')}`;
}

function line(sign: string, text: string): string {
  return text.endsWith('\n') ? sign + text : `${sign}${text}\n\\ No newline at end of file\n`;
}

function range(start: number, end: number): string {
  const count = end - start;
  return `${count === 0 ? start : start + 1}${count === 1 ? '' : `,${count}`}`;
}

/** A name as git writes one that is no plain word: in quotes, with escapes as in C. */
function quoted(name: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  if (!/[\u0000-\u001f"\\\u007f]/.test(name)) return name;
  // oxlint-disable-next-line no-control-regex -- as above
  return `"${name.replaceAll(/[\u0000-\u001f"\\\u007f]/g, (one) =>
    one === '"' || one === '\\' ? `\\${one}` : `\\${one.charCodeAt(0).toString(8).padStart(3, '0')}`,
  )}"`;
}
