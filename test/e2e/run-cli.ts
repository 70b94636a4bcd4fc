import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import type { Assessment } from '../../src/assessment/assessment.ts';

const bundle = inject('bundle');

/** The program as it is published: what Node is to run. */
export const bin = join(bundle, 'bin', 'kubecompass.js');

/** The program as it stands in the repository, unbuilt; what `npx kubecompass` runs there. */
const source = join(import.meta.dirname, '..', '..', manifest.bin.kubecompass);

/** What a process left behind. */
export interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How the command line is run. */
export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Options of Node itself. */
  readonly node?: readonly string[];
  /** Runs the sources as they are, and not the bundle. */
  readonly unbuilt?: boolean;
  /** Runs as somebody else; only root can. */
  readonly uid?: number;
  /** Told when the process runs, to send it signals or to close its pipes. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** The environment without what would change an output. What Node compiles of the bundle goes when the bundle goes. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const { NO_COLOR: _1, FORCE_COLOR: _2, SOURCE_DATE_EPOCH: _3, NODE_OPTIONS: _4, ...rest } = process.env;
  return { ...rest, NODE_COMPILE_CACHE: join(bundle, 'cache') };
}

/** Runs the command line as a process. */
export function runCli(
  args: readonly string[],
  { cwd, input, env = {}, node = [], unbuilt = false, uid, onStart }: RunOptions = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...node, unbuilt ? source : bin, ...args], {
      // The sources stay where they are, and so may what is compiled of them.
      // Of programs it finds only Node, so that sources are not rendered, whatever this machine has.
      env: {
        ...plainEnvironment(),
        PATH: dirname(process.execPath),
        ...(unbuilt ? { NODE_COMPILE_CACHE: undefined } : {}),
        ...env,
      },
      ...(cwd === undefined ? {} : { cwd }),
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
    // Who ends before its input is read closes the pipe; that is no failure of the test.
    child.stdin.on('error', () => undefined);
    onStart?.(child);
    if (input !== undefined || !onStart) child.stdin.end(input ?? '');
  });
}

/** The assessment that a run printed as JSON. */
export function assessmentOf(ran: Ran): Assessment {
  if (ran.stdout === '') throw new Error(`nothing was printed, code ${ran.code}: ${ran.stderr}`);
  return JSON.parse(ran.stdout) as Assessment;
}

/** Lays out a folder of its own: texts, bytes, and links (`-> target`). */
export function layFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kubecompass-e2e-')));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    if (typeof content === 'string' && content.startsWith('-> ')) symlinkSync(content.slice(3), join(folder, path));
    else writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Takes a folder away again. */
export function clearFolder(folder: string): void {
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
}

/** A Deployment, as YAML, of three replicas that nothing protects: as critical it fails disruption-budgets, else that is only recommended. */
export function deployment(
  name: string,
  { tier = '', namespace = 'bank' }: { tier?: string; namespace?: string } = {},
): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${namespace}
  labels: { app: ${name}${tier === '' ? '' : `, kubecompass.io/tier: ${tier}`} }
spec:
  replicas: 3
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: app
          image: registry.bank.example/${name}:1.4
`;
}

/** The time of runs whose output is compared. */
export const testNow = '2026-11-24T12:00:00Z';
