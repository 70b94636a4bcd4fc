import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

// `npm run bench:cluster`: collects and assesses large clusters from recorded pages, at a fifth and at the whole of 5,000 nodes and 150,000 pods, live
// and from a snapshot. `-- --smoke` does a small one once, to see that it runs.

const { values } = parseArgs({ options: { smoke: { type: 'boolean', default: false } } });
const sizes = values.smoke
  ? [{ nodes: 20, pods: 600 }]
  : [
      { nodes: 1_000, pods: 30_000 },
      { nodes: 5_000, pods: 150_000 },
    ];
/** Requests in a second, as `kubecompass` asks by default. */
const mostPerSecond = 20;

const cli = join(import.meta.dirname, '../dist/bin/kubecompass.js');
const usageReporter = join(import.meta.dirname, 'bench/report-usage.js');
const root = mkdtempSync(join(tmpdir(), 'kubecompass-bench-'));

interface Usage {
  readonly cpu: number;
  readonly wall: number;
  readonly peakMB: number;
}

try {
  const peaks: number[] = [];
  for (const { nodes, pods } of sizes) {
    console.log(`\n${nodes} nodes, ${pods} pods`);
    const snapshot = join(root, `${pods}.kcs`);
    const live = await withServer(nodes, pods, (kubeconfig) => run(['assess', '--kubeconfig', kubeconfig]));
    console.log(`  from an API server: ${tell(live.usage)}${target(pods, '60 s, 1,000 MB')}`);
    const objects = live.objects;
    const { requests, busiest, megabytes } = live.asked;
    console.log(
      `    ${objects} objects, ${Math.round(megabytes)} MB of JSON, ${requests} requests (${(requests / objects).toFixed(4)} for each object), at most ${busiest} in any second (limit ${mostPerSecond})`,
    );
    if (busiest > mostPerSecond + 1) throw new Error(`the rate of requests was exceeded: ${busiest} in a second`);
    const taken = await withServer(nodes, pods, (kubeconfig) =>
      run(['snapshot', '--kubeconfig', kubeconfig, '-o', snapshot]),
    );
    const megabytesOf = statSync(snapshot).size / 1e6;
    console.log(`  into a snapshot: ${tell(taken.usage)}, ${megabytesOf.toFixed(1)} MB${target(pods, '60 MB')}`);
    const again = run(['assess', '--snapshot', snapshot]);
    console.log(`  from the snapshot: ${tell(again)}${target(pods, '40 s')}`);
    peaks.push(live.usage.peakMB);
  }
  const [first, last] = [peaks[0], peaks.at(-1)];
  if (first && last && peaks.length > 1)
    console.log(`\nslope of memory: × ${(last / first).toFixed(2)} for five times the pods`);
} finally {
  rmSync(root, { recursive: true, force: true });
}

function target(pods: number, text: string): string {
  return pods === 150_000 ? ` (targets: ${text})` : '';
}

function tell({ cpu, wall, peakMB }: Usage): string {
  return `${cpu.toFixed(1)} CPU s, ${wall.toFixed(1)} s, peak ${Math.round(peakMB)} MB`;
}

interface Asked {
  readonly requests: number;
  readonly busiest: number;
  readonly megabytes: number;
}

async function withServer(
  nodes: number,
  pods: number,
  work: (kubeconfig: string) => Usage,
): Promise<{ usage: Usage; asked: Asked; objects: number }> {
  const server = spawn(
    process.execPath,
    [join(import.meta.dirname, 'bench/serve-cluster.ts'), String(nodes), String(pods)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const port = Number(await lineOf(server));
  const kubeconfig = join(root, 'kubeconfig.json');
  writeFileSync(kubeconfig, JSON.stringify(kubeconfigOf(port)));
  const usage = work(kubeconfig);
  server.kill('SIGTERM');
  const asked = JSON.parse(await lineOf(server)) as Asked;
  return { usage, asked, objects: pods + nodes };
}

async function lineOf(server: ChildProcess): Promise<string> {
  const [chunk] = (await once(server.stdout as NodeJS.EventEmitter, 'data')) as [Buffer];
  return chunk.toString('utf8').trim();
}

function kubeconfigOf(port: number): unknown {
  return {
    'apiVersion': 'v1',
    'kind': 'Config',
    'current-context': 'bench',
    'clusters': [{ name: 'bench', cluster: { server: `http://127.0.0.1:${port}` } }],
    'users': [{ name: 'bench', user: {} }],
    'contexts': [{ name: 'bench', context: { cluster: 'bench', user: 'bench' } }],
  };
}

function run(args: readonly string[]): Usage {
  const started = performance.now();
  const done = spawnSync(process.execPath, ['--import', usageReporter, cli, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  if (done.status !== 0 && done.status !== 1)
    throw new Error(`kubecompass ${args.join(' ')} ended with ${done.status}: ${done.stderr}`);
  const wall = (performance.now() - started) / 1000;
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(done.output[3] ?? '') as NodeJS.ResourceUsage;
  return { cpu: (userCPUTime + systemCPUTime) / 1e6, wall, peakMB: maxRSS / 1024 };
}
