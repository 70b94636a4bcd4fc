import { type ChildProcess, spawn } from 'node:child_process';
import { createSign, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ControlPlane } from './find-control-plane.ts';
import { writeStages } from './write-stages.ts';

/** What the API server answered. */
export interface ApiReply {
  readonly status: number;
  readonly body: string;
}

/** An API server with its etcd, as processes on loopback. */
export interface TestCluster {
  /** The path of a kubeconfig for one of the users; `admin` may do everything, any other nothing but what it is given. */
  kubeconfig(user: string): string;
  /** Asks as admin; a body is sent as JSON. */
  api(method: string, path: string, body?: unknown): Promise<ApiReply>;
  /** Asks etcd itself, by its gateway for JSON. */
  etcd(path: string, body: unknown): Promise<unknown>;
  /** A token of a ServiceAccount as the API server signs it, that it takes no more at that time, in seconds since 1970. */
  tokenUntil(account: ServiceAccountName, time: number): string;
  /** Where the API server listens. */
  readonly port: number;
  /** Where the API server writes its audit log. */
  readonly auditLog: string;
  /** Kills the API server, as a crash would. */
  kill(): void;
  /** Starts it again. */
  restart(): Promise<void>;
  stop(): void;
}

/** A ServiceAccount that exists. */
export interface ServiceAccountName {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

/** How a cluster is to be. */
export interface ClusterOptions {
  /** More flags of the API server. */
  readonly flags?: readonly string[];
  /** Whether what makes pods of workloads runs too, and nodes on which they seem to run. Throws where there is none to start. */
  readonly works?: boolean;
  /** Users beside admin, who may do nothing until a test gives them rights. */
  readonly users?: readonly string[];
}

const issuer = 'https://kubernetes.default.svc';

/** For so long after its end a token is taken, in seconds: clocks differ (go-jose). */
const leeway = 60;

const auditPolicy = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules: [{level: Metadata}]
`;

/** Starts a cluster and waits until it is ready. */
export async function startCluster(
  controlPlane: ControlPlane,
  { flags = [], users = [], works = false }: ClusterOptions = {},
): Promise<TestCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'kubecompass-cluster-'));
  const at = (name: string): string => join(folder, name);
  const [client, peer, secure, managerPort, schedulerPort] = (await freePorts(5)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  writeFileSync(at('sa.key'), keys.privateKey);
  writeFileSync(at('sa.pub'), keys.publicKey);
  writeFileSync(at('audit.yaml'), auditPolicy);
  writeFileSync(
    at('tokens.csv'),
    ['admin-token,admin,admin,"system:masters"', ...users.map((one) => `${one}-token,${one},${one}`)].join('\n'),
  );

  const start = ([program, ...first]: readonly string[], name: string, more: readonly string[]): ChildProcess =>
    spawn(program as string, [...first, ...more], {
      cwd: folder,
      stdio: ['ignore', 'ignore', openSync(at(`${name}.log`), 'a')],
    });
  const url = (port: number): string => `http://127.0.0.1:${port}`;
  const etcd = start(controlPlane.etcd, 'etcd', [
    '--name=t',
    '--data-dir=etcd',
    `--listen-client-urls=${url(client)}`,
    `--advertise-client-urls=${url(client)}`,
    `--listen-peer-urls=${url(peer)}`,
    `--initial-advertise-peer-urls=${url(peer)}`,
    `--initial-cluster=t=${url(peer)}`,
    '--unsafe-no-fsync',
    '--log-level=warn',
  ]);
  const startServer = (): ChildProcess =>
    start(controlPlane.apiServer, 'kube-apiserver', [
      `--etcd-servers=${url(client)}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${secure}`,
      '--advertise-address=192.0.2.1',
      '--cert-dir=certs',
      `--service-account-issuer=${issuer}`,
      '--service-account-key-file=sa.pub',
      '--service-account-signing-key-file=sa.key',
      '--service-cluster-ip-range=10.96.0.0/16',
      '--authorization-mode=RBAC',
      '--token-auth-file=tokens.csv',
      '--allow-privileged=true',
      // Without the controller manager nobody makes the accounts that pods run as.
      ...(works ? [] : ['--disable-admission-plugins=ServiceAccount']),
      '--audit-policy-file=audit.yaml',
      '--audit-log-path=audit.log',
      ...flags,
    ]);
  let server = startServer();
  let agent = new Agent({ keepAlive: true, maxSockets: 16 });

  function api(method: string, path: string, body?: unknown): Promise<ApiReply> {
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port: secure,
          path,
          method,
          agent,
          rejectUnauthorized: false,
          headers: {
            'authorization': 'Bearer admin-token',
            'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  async function waitUntilReady(): Promise<void> {
    for (let tries = 0; tries < 240; tries += 1) {
      const ready = await api('GET', '/readyz').catch(() => null);
      if (ready?.status === 200) return;
      if (server.exitCode !== null || etcd.exitCode !== null) break;
      await sleep(250);
    }
    throw new Error(`the API server is not ready: see ${at('kube-apiserver.log')} and ${at('etcd.log')}`);
  }

  const kubeconfig = (user: string): string => {
    const file = at(`${user}.kubeconfig`);
    writeFileSync(file, JSON.stringify(kubeconfigOf(user, secure)));
    return file;
  };

  function startWorkers(): ChildProcess[] {
    const { workers } = controlPlane;
    if (workers === null) throw new Error(`${controlPlane.from} holds no controller manager, scheduler and KWOK`);
    const asAdmin = `--kubeconfig=${kubeconfig('admin')}`;
    writeFileSync(at('kwok.yaml'), [JSON.stringify(kwokOptions), ...writeStages()].join('\n---\n'));
    writeFileSync(at('scheduler.yaml'), JSON.stringify(schedulerOptions(at('admin.kubeconfig'))));
    return [
      start(workers.controllerManager, 'kube-controller-manager', [
        asAdmin,
        '--bind-address=127.0.0.1',
        `--secure-port=${managerPort}`,
        '--cert-dir=manager-certs',
        '--leader-elect=false',
        '--service-account-private-key-file=sa.key',
        '--root-ca-file=certs/apiserver.crt',
        '--kube-api-qps=1000',
        '--kube-api-burst=2000',
        // A node of a machine with too much to do is late, and nothing here makes its pods ready once more.
        '--node-monitor-grace-period=1h',
      ]),
      start(workers.scheduler, 'kube-scheduler', [
        '--config=scheduler.yaml',
        '--bind-address=127.0.0.1',
        `--secure-port=${schedulerPort}`,
        '--cert-dir=scheduler-certs',
      ]),
      start(workers.kwok, 'kwok', [
        '-v',
        'WARN',
        asAdmin,
        '--manage-all-nodes=true',
        '--node-ip=192.0.2.10',
        '--cidr=10.0.0.0/16',
        '-c',
        'kwok.yaml',
      ]),
    ];
  }

  await waitUntilReady();
  const working = works ? startWorkers() : [];
  return {
    kubeconfig,
    api,
    async etcd(path, body) {
      const answer = await fetch(`${url(client)}${path}`, { method: 'POST', body: JSON.stringify(body) });
      return answer.json();
    },
    tokenUntil: (account, time) => signToken(account, time - leeway, keys.privateKey),
    port: secure,
    auditLog: at('audit.log'),
    kill() {
      server.kill('SIGKILL');
      agent.destroy();
      agent = new Agent({ keepAlive: true, maxSockets: 16 });
    },
    async restart() {
      server = startServer();
      await waitUntilReady();
    },
    stop() {
      for (const one of working) one.kill('SIGKILL');
      server.kill('SIGKILL');
      etcd.kill('SIGKILL');
      agent.destroy();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const kwokOptions = {
  apiVersion: 'config.kwok.x-k8s.io/v1alpha1',
  kind: 'KwokConfiguration',
  options: { podPlayStageParallelism: 16, nodePlayStageParallelism: 16, nodeLeaseParallelism: 16 },
};

/** Among many nodes it need not look for the best one. */
function schedulerOptions(kubeconfig: string): unknown {
  return {
    apiVersion: 'kubescheduler.config.k8s.io/v1',
    kind: 'KubeSchedulerConfiguration',
    percentageOfNodesToScore: 5,
    clientConnection: { kubeconfig, qps: 1000, burst: 2000 },
    leaderElection: { leaderElect: false },
  };
}

/** What the API server would have signed itself. */
function signToken({ namespace, name, uid }: ServiceAccountName, exp: number, key: string): string {
  const claims = {
    'iss': issuer,
    'aud': [issuer],
    'sub': `system:serviceaccount:${namespace}:${name}`,
    exp,
    'iat': exp - 3600,
    'nbf': exp - 3600,
    'kubernetes.io': { namespace, serviceaccount: { name, uid } },
  };
  const written = [{ alg: 'RS256', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${written}.${createSign('RSA-SHA256').update(written).sign(key, 'base64url')}`;
}

function kubeconfigOf(user: string, port: number): unknown {
  return {
    'apiVersion': 'v1',
    'kind': 'Config',
    'current-context': 'test',
    'clusters': [
      { name: 'test', cluster: { 'server': `https://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } },
    ],
    'users': [{ name: user, user: { token: `${user}-token` } }],
    'contexts': [{ name: 'test', context: { cluster: 'test', user } }],
  };
}

/** Ports that nobody listens on; they are free again when they are told. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer();
      return new Promise<typeof server>((done) => server.listen(0, '127.0.0.1', () => done(server)));
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}
