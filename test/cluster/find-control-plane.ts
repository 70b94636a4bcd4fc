import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** How the parts of a control plane are started: a program, and what comes before the flags of each part. */
export interface ControlPlane {
  readonly etcd: readonly string[];
  readonly apiServer: readonly string[];
  /** What makes pods of workloads and lets them run; null where only etcd and an API server are at hand. */
  readonly workers: Workers | null;
  /** In words, for whoever reads the output. */
  readonly from: string;
}

/** The parts that act on what an API server holds. */
export interface Workers {
  readonly controllerManager: readonly string[];
  readonly scheduler: readonly string[];
  readonly kwok: readonly string[];
}

const folder = join(import.meta.dirname, 'control-plane');
const version = 'v1.37.2';

/**
 * Finds a control plane: that of KUBEBUILDER_ASSETS, that on the PATH, or one that is built here from its Go modules, once, into a cache (some ten minutes on
 * two cores; later runs take it from there). Text says why there is none.
 */
export function findControlPlane(): ControlPlane | string {
  const assets = process.env['KUBEBUILDER_ASSETS'];
  const folders = assets ? [assets] : (process.env['PATH'] ?? '').split(delimiter);
  const find = (name: string): string | undefined => folders.map((one) => join(one, name)).find(canRun);
  const [etcd, apiServer] = [find('etcd'), find('kube-apiserver')];
  const [controllerManager, scheduler, kwok] = [find('kube-controller-manager'), find('kube-scheduler'), find('kwok')];
  if (etcd && apiServer) {
    const workers =
      controllerManager && scheduler && kwok
        ? { controllerManager: [controllerManager], scheduler: [scheduler], kwok: [kwok] }
        : null;
    return { etcd: [etcd], apiServer: [apiServer], workers, from: assets ? 'KUBEBUILDER_ASSETS' : 'the PATH' };
  }
  if (assets) return `KUBEBUILDER_ASSETS is ${assets}, which holds no etcd and kube-apiserver`;
  const built = build();
  if (typeof built === 'string') return built;
  const part = (name: string): string[] => [built.file, name];
  return {
    etcd: part('etcd'),
    apiServer: part('kube-apiserver'),
    workers: {
      controllerManager: part('kube-controller-manager'),
      scheduler: part('kube-scheduler'),
      kwok: part('kwok'),
    },
    from: built.file,
  };
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function build(): { readonly file: string } | string {
  const go = spawnSync('go', ['version'], { encoding: 'utf8' });
  if (go.status !== 0) return 'there is no etcd and kube-apiserver on the PATH, and no Go to build them with';
  // A checkout that belongs to another user has no history that Go may read.
  const flags = ['build', '-buildvcs=false', '-trimpath', '-ldflags', `-s -w ${linked()}`];
  const hash = createHash('sha256').update(go.stdout).update(flags.join(' '));
  for (const name of ['go.mod', 'go.sum', 'main.go']) hash.update(readFileSync(join(folder, name)));
  const cache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'kubecompass');
  const file = join(cache, `control-plane-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(file)) return { file };
  mkdirSync(cache, { recursive: true });
  console.error('building a control plane from its Go modules, once: this takes some ten minutes');
  // Two runs at once cannot meet half a file.
  const beside = `${file}.${process.pid}`;
  const done = spawnSync('go', [...flags, '-o', beside, '.'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, CGO_ENABLED: '0' },
  });
  if (done.status !== 0) return 'the control plane cannot be built: `go build` failed (see above)';
  renameSync(beside, file);
  return { file };
}

/** Without these the server says that it is v0.0.0. */
function linked(): string {
  const [major, minor] = version.slice(1).split('.');
  const values = {
    gitVersion: version,
    gitMajor: major,
    gitMinor: minor,
    gitTreeState: 'clean',
    gitCommit: '0'.repeat(40),
    buildDate: '2026-01-01T00:00:00Z',
  };
  return ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version']
    .flatMap((path) => Object.entries(values).map(([name, value]) => `-X ${path}.${name}=${value}`))
    .join(' ');
}
