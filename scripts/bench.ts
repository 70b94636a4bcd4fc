import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Platform, writePlatform } from './bench/write-platform.ts';
import type { FirstChecks } from './bench/first-checks.ts';
import type { Measured, Phases } from './bench/phases.ts';

// `npm run bench`: assesses seeded folders at 1x, 2x and 4x and prints medians with machine and versions. `-- --smoke` does a tenth of it once,
// to see that it runs. What is measured is the published package, which `npm run bench` builds first.

const { values } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    runs: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
  },
});
const runs = values.smoke ? 1 : Number(values.runs);
const sizes = values.smoke ? [0.1] : [1, 2, 4];
const root = mkdtempSync(join(tmpdir(), 'kubecompass-bench-'));
const cli = join(import.meta.dirname, '../dist/bin/kubecompass.js');
const noise = join(import.meta.dirname, 'bench/report-usage.js');

/** What one process used: CPU in seconds, memory in MB. */
interface Usage {
  readonly cpu: number;
  readonly wall: number;
  readonly peakMB: number;
}

try {
  printMachine();
  printStart();
  const large = sizes.map((size) => printFolder(size));
  const [first, last] = [large[0], large.at(-1)];
  if (first && last && large.length > 1)
    console.log(
      `\ngrowth from 1x to 4x: CPU × ${(last.cpu / first.cpu).toFixed(2)} (target at most 4.3), peak memory × ${(last.peakMB / first.peakMB).toFixed(2)}`,
    );
} finally {
  rmSync(root, { recursive: true, force: true });
}

function printMachine(): void {
  const model = cpus()[0]?.model ?? 'unknown processor';
  console.log(
    `${model}, ${availableParallelism()} cores, ${Math.round(totalmem() / 1024 ** 3)} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}; medians of ${runs}`,
  );
}

function printStart(): void {
  const empty = join(root, 'empty.js');
  writeFileSync(empty, '');
  const nothing = median(startOften([empty]));
  const version = median(startOften([cli, '--version']));
  console.log(
    `\nempty Node script ${milliseconds(nothing)}; --version ${milliseconds(version)} (× ${(version / nothing).toFixed(2)}, target under 2)`,
  );

  for (const [name, objects, target] of [
    ['one small file', 2, 150],
    ['a folder of 100 objects', 100, 300],
  ] as const) {
    const folder = join(root, name.replaceAll(' ', '-'));
    mkdirSync(folder);
    writePlatform(folder, { objects, bytes: objects * 1500, seed: Number(values.seed), dashboards: false });
    const wall = median(startOften([cli, 'assess', folder, '--quiet']));
    console.log(`${name}: ${milliseconds(wall)} (target under ${target} ms)`);
  }
}

/** Seconds that short runs take, as a user's shell starts them: nothing is preloaded. More of them than of long runs, which vary less. */
function startOften(args: readonly string[]): number[] {
  return repeat(() => {
    const started = performance.now();
    spawn(args, 'ignore');
    return (performance.now() - started) / 1000;
  }, runs * 7);
}

function printFolder(size: number): Usage {
  const folder = join(root, `x${size}`);
  mkdirSync(folder);
  const platform: Platform = writePlatform(folder, {
    objects: 10_000 * size,
    bytes: 64 * 1024 * 1024 * size,
    seed: Number(values.seed),
    dashboards: true,
  });
  const usage = medianOf(repeat(() => run([cli, 'assess', folder])));
  const json = medianOf(repeat(() => run([cli, 'assess', folder, '--format', 'json'])));
  console.log(
    `\n${size}x: ${platform.objects} objects, ${(platform.bytes / 1024 / 1024).toFixed(1)} MB in ${platform.files} files`,
  );
  const rate = `${Math.round(platform.objects / usage.wall)} objects/s`;
  console.log(`  whole command: ${tell(usage)}, ${rate}${size === 1 ? ' (targets: 5 CPU s, 500 MB)' : ''}`);
  console.log(`  with every finding and its line as JSON: ${tell(json)}`);
  const few = repeat(
    () => JSON.parse(spawn([join(import.meta.dirname, 'bench/first-checks.ts'), folder], 'pipe').stdout) as FirstChecks,
  );
  console.log(
    `  with the ${few[0]?.checks} checks that it began with: ${median(few.map(({ cpu }) => cpu)).toFixed(2)} CPU s, peak ${Math.round(median(few.map(({ peakMB }) => peakMB)))} MB${size === 1 ? ' (targets: 4 CPU s, 450 MB)' : ''}`,
  );
  const measured = repeat(
    () => JSON.parse(spawn([join(import.meta.dirname, 'bench/phases.ts'), folder], 'pipe').stdout) as Measured,
  );
  const phases = measured.map((one) => one.phases);
  const names = Object.keys(phases[0] as Phases) as (keyof Phases)[];
  console.log(
    `  phases (s): ${names.map((name) => `${name} ${median(phases.map((one) => one[name])).toFixed(2)}`).join(', ')}`,
  );
  printChecks(measured);
  return usage;
}

function medianOf(all: readonly Usage[]): Usage {
  return {
    cpu: median(all.map(({ cpu }) => cpu)),
    wall: median(all.map(({ wall }) => wall)),
    peakMB: median(all.map(({ peakMB }) => peakMB)),
  };
}

function tell({ cpu, wall, peakMB }: Usage): string {
  return `${cpu.toFixed(2)} CPU s, ${wall.toFixed(2)} s, peak ${Math.round(peakMB)} MB`;
}

/** The share of each check in what collecting and assessing take together, the dearest ones by name. */
function printChecks(measured: readonly Measured[]): void {
  const names = Object.keys((measured[0] as Measured).checks);
  const whole = median(measured.map(({ phases }) => phases.collect + phases.assess));
  const shares = names
    .map((name) => ({ name, share: median(measured.map(({ checks }) => checks[name] ?? 0)) / whole }))
    .toSorted((a, b) => b.share - a.share);
  const dearest = shares.slice(0, 6).map(({ name, share }) => `${name} ${(share * 100).toFixed(1)} %`);
  console.log(`  checks (share of collect and assess; target at most 5 % each): ${dearest.join(', ')}`);
  console.log(
    `    and ${shares.length - dearest.length} others, none above ${((shares[6]?.share ?? 0) * 100).toFixed(1)} %`,
  );
}

function run(args: readonly string[]): Usage {
  const started = performance.now();
  const { output } = spawn(['--import', noise, ...args], 'ignore');
  const wall = (performance.now() - started) / 1000;
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(output[3] ?? '') as NodeJS.ResourceUsage;
  return { cpu: (userCPUTime + systemCPUTime) / 1e6, wall, peakMB: maxRSS / 1024 };
}

function spawn(args: readonly string[], stdout: 'ignore' | 'pipe'): { stdout: string; output: (string | null)[] } {
  const done = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', stdout, 'pipe', 'pipe'],
    maxBuffer: 1024 ** 3,
  });
  if (done.status !== 0 && done.status !== 1)
    throw new Error(`node ${args.join(' ')} ended with ${done.status}: ${done.stderr}`);
  return done;
}

function repeat<T>(measure: () => T, times = runs): T[] {
  if (values.smoke) return [measure()];
  measure();
  return Array.from({ length: times }, measure);
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

function milliseconds(seconds: number): string {
  return `${Math.round(seconds * 1000)} ms`;
}
