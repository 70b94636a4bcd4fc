import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

// `npm run bench:cluster`: collects and assesses large clusters from recorded pages, at a fifth and at the whole of 5,000 nodes and 150,000 pods, live
// and from a snapshot. `-- --smoke` does a small one once, to see that it runs; `-- --kwok` asks a real API server, with 1,000 nodes and 20,000 pods.

const { values } = parseArgs({
  options: { smoke: { type: 'boolean', default: false }, kwok: { type: 'boolean', default: false } },
});
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
  if (values.kwok) await measure(await startReal(1_000, 20_000));
  else {
    const peaks: number[] = [];
    for (const { nodes, pods } of sizes) peaks.push(await measure(await startRecorded(nodes, pods)));
    const [first, last] = [peaks[0], peaks.at(-1)];
    if (first && last && peaks.length > 1)
      console.log(`\nslope of memory: × ${(last / first).toFixed(2)} for five times the pods`);
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}

/** Measures what a cluster costs, prints it and stops the cluster; gives the peak memory of a live run, in MB. */
async function measure({ title, pods, objects, kubeconfig, asked, stop }: BenchCluster): Promise<number> {
  try {
    console.log(`\n${title}`);
    const snapshot = join(root, `${pods}.kcs`);
    const live = run(['assess', '--kubeconfig', kubeconfig]);
    console.log(`  from an API server: ${tell(live)}${target(pods, '60 s, 1,000 MB')}`);
    const { requests, busiest, megabytes } = await asked();
    console.log(
      `    ${objects} objects, ${megabytes === null ? '' : `${Math.round(megabytes)} MB of JSON, `}${requests} requests (${(requests / objects).toFixed(4)} for each object), at most ${busiest} in any second (limit ${mostPerSecond})`,
    );
    if (busiest > mostPerSecond) throw new Error(`the rate of requests was exceeded: ${busiest} in a second`);
    const taken = run(['snapshot', '--kubeconfig', kubeconfig, '-o', snapshot]);
    const megabytesOf = statSync(snapshot).size / 1e6;
    console.log(`  into a snapshot: ${tell(taken)}, ${megabytesOf.toFixed(1)} MB${target(pods, '60 MB')}`);
    const again = run(['assess', '--snapshot', snapshot]);
    console.log(`  from the snapshot: ${tell(again)}${target(pods, '40 s')}`);
    return live.peakMB;
  } finally {
    stop();
  }
}

function target(pods: number, text: string): string {
  return pods === 150_000 ? ` (targets: ${text})` : '';
}

function tell({ cpu, wall, peakMB }: Usage): string {
  return `${cpu.toFixed(1)} CPU s, ${wall.toFixed(1)} s, peak ${Math.round(peakMB)} MB`;
}

/** What a server was asked. */
interface Asked {
  readonly requests: number;
  readonly busiest: number;
  readonly megabytes: number | null;
}

interface BenchCluster {
  readonly title: string;
  readonly pods: number;
  readonly objects: number;
  readonly kubeconfig: string;
  /** What it was asked since it was started. */
  readonly asked: () => Promise<Asked>;
  readonly stop: () => void;
}

async function startRecorded(nodes: number, pods: number): Promise<BenchCluster> {
  const server = spawn(
    process.execPath,
    [join(import.meta.dirname, 'bench/serve-cluster.ts'), String(nodes), String(pods)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const port = Number(await lineOf(server));
  const kubeconfig = join(root, 'kubeconfig.json');
  writeFileSync(kubeconfig, JSON.stringify(kubeconfigOf(port)));
  return {
    title: `${nodes} nodes, ${pods} pods, recorded`,
    pods,
    objects: nodes + pods,
    kubeconfig,
    async asked() {
      server.stdin?.write('\n');
      return JSON.parse(await lineOf(server)) as Asked;
    },
    stop: () => server.kill('SIGKILL'),
  };
}

async function startReal(nodes: number, pods: number): Promise<BenchCluster> {
  const { startKwok } = await import('./bench/start-kwok.ts');
  return {
    title: `${nodes} nodes, ${pods} pods, on a real API server with KWOK`,
    pods,
    ...(await startKwok(nodes, pods)),
  };
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
