import type { ControlPlanePart, ControlPlaneProgram } from '../estate/control-plane-part.ts';
import type { Gap } from '../estate/gap.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** An item of the CIS benchmark that a program of the control plane does not meet. */
export interface FailedFlag {
  readonly id: string;
  readonly part: ControlPlanePart;
  /** What it asks for, and what is there. */
  readonly says: string;
}

/** What the flags of the control plane of a cluster decide of the CIS benchmark. */
export interface BenchmarkFlags {
  readonly failed: readonly FailedFlag[];
  /** The items that every program which they concern meets. */
  readonly held: readonly string[];
  /** Those of which a program that is seen does not show whether it meets them: a file decides, or a shell does. */
  readonly open: readonly string[];
  /** The programs of which none is seen, with the items that look at them. */
  readonly unseen: readonly { readonly program: ControlPlaneProgram; readonly items: string }[];
  /** Why not all programs were seen; null: they were, as far as an API server shows them. */
  readonly hidden: Gap | null;
}

type Flags = Readonly<Record<string, string>>;

/** `holds` null: a file decides it. */
interface FlagItem {
  readonly id: string;
  readonly asks: string;
  readonly flags: readonly string[];
  readonly holds: (flags: Flags) => boolean | null;
}

/** What the API server shows of the control plane, held against the CIS benchmark. */
export const benchmarkFlags: Analysis<'liveCluster', BenchmarkFlags> = defineAnalysis({
  needs: ['controlPlaneParts'],
  per: 'liveCluster',
  compute: ({ controlPlaneParts }) => {
    const judged = programs.flatMap(({ program, items }) => {
      const parts = controlPlaneParts.items.filter((one) => one.program === program);
      return parts.length === 0 ? [] : items.map((item) => ({ item, results: parts.map((part) => judge(item, part)) }));
    });
    const failed = judged.flatMap(({ item, results }) =>
      results.flatMap(({ part, holds }) =>
        holds === false ? [{ id: item.id, part, says: wordsOf(item, part.flags ?? {}) }] : [],
      ),
    );
    const seen = new Set(controlPlaneParts.items.map(({ program }) => program));
    const value = {
      failed,
      held: judged.filter(({ results }) => results.every(({ holds }) => holds === true)).map(({ item }) => item.id),
      open: judged
        .filter(
          ({ results }) => results.some(({ holds }) => holds === null) && !results.some(({ holds }) => holds === false),
        )
        .map(({ item }) => item.id),
      unseen: programs
        .filter(({ program }) => !seen.has(program))
        .map(({ program, section }) => ({ program, items: section })),
    };
    return ({ places }, vantage) => {
      const [hidden = null] = controlPlaneParts.near({ namespace: 'kube-system', places }, vantage).gaps;
      return { ...value, hidden };
    };
  },
});

function judge({ holds }: FlagItem, part: ControlPlanePart) {
  return { part, holds: part.flags === null ? null : holds(part.flags) };
}

function wordsOf({ id, asks, flags }: FlagItem, given: Flags): string {
  const found = flags.map((name) => (given[name] === undefined ? `--${name} is not set` : `--${name}=${given[name]}`));
  return `${id} asks for ${asks}: ${found.join(', ')}`;
}

function isSet(id: string, ...flags: readonly string[]): FlagItem {
  const asks = flags.map((name) => `--${name}`).join(' and ');
  return { id, asks, flags, holds: (given) => flags.every((name) => Boolean(given[name])) };
}

function is(id: string, flag: string, value: string): FlagItem {
  return { id, asks: `--${flag}=${value}`, flags: [flag], holds: (given) => given[flag] === value };
}

/** The default is as good. */
function isNot(id: string, flag: string, value: string): FlagItem {
  return { id, asks: `no --${flag}=${value}`, flags: [flag], holds: (given) => given[flag] !== value };
}

function atLeast(id: string, flag: string, least: number): FlagItem {
  return {
    id,
    asks: `--${flag} of ${least} or more`,
    flags: [flag],
    holds: (given) => Number(given[flag] ?? 0) >= least,
  };
}

/** Plugins that are named; a name counts whole. */
function plugin(id: string, flag: string, name: string, isWanted: boolean): FlagItem {
  const asks = `${isWanted ? '' : 'no '}${name} in --${flag}`;
  return { id, asks, flags: [flag], holds: (given) => namesOf(given[flag]).includes(name) === isWanted };
}

/** What decides whether a request is allowed: AlwaysAllow where nothing is said, and null where a file says it. */
function authorizer(id: string, name: string, isWanted: boolean): FlagItem {
  const flag = 'authorization-mode';
  return {
    id,
    asks: `${isWanted ? '' : 'no '}${name} in --${flag}`,
    flags: [flag],
    holds: (given) =>
      given['authorization-config'] === undefined
        ? namesOf(given[flag] ?? 'AlwaysAllow').includes(name) === isWanted
        : null,
  };
}

function namesOf(list = ''): string[] {
  return list.split(',').map((one) => one.trim());
}

/** They listen on every address unless they are told otherwise. */
function listensAtHome(id: string): FlagItem {
  const own = ['127.0.0.1', '::1', 'localhost'];
  return {
    id,
    asks: '--bind-address=127.0.0.1',
    flags: ['bind-address'],
    holds: (given) => own.includes(given['bind-address'] ?? '0.0.0.0'),
  };
}

/**
 * The items of version 1.12 that are scored, of Level 1, and about flags. They say what is to be set, so what Kubernetes does by itself counts where they say so alone.
 */
const programs: readonly {
  readonly program: ControlPlaneProgram;
  readonly section: string;
  readonly items: readonly FlagItem[];
}[] = [
  {
    program: 'kube-apiserver',
    section: '1.2',
    items: [
      {
        id: '1.2.2',
        asks: 'no --token-auth-file',
        flags: ['token-auth-file'],
        holds: (given) => !given['token-auth-file'],
      },
      isSet('1.2.4', 'kubelet-client-certificate', 'kubelet-client-key'),
      isSet('1.2.5', 'kubelet-certificate-authority'),
      authorizer('1.2.6', 'AlwaysAllow', false),
      authorizer('1.2.7', 'Node', true),
      authorizer('1.2.8', 'RBAC', true),
      plugin('1.2.10', 'enable-admission-plugins', 'AlwaysAdmit', false),
      plugin('1.2.12', 'disable-admission-plugins', 'ServiceAccount', false),
      plugin('1.2.13', 'disable-admission-plugins', 'NamespaceLifecycle', false),
      plugin('1.2.14', 'enable-admission-plugins', 'NodeRestriction', true),
      is('1.2.15', 'profiling', 'false'),
      isSet('1.2.16', 'audit-log-path'),
      atLeast('1.2.17', 'audit-log-maxage', 30),
      atLeast('1.2.18', 'audit-log-maxbackup', 10),
      atLeast('1.2.19', 'audit-log-maxsize', 100),
      isNot('1.2.21', 'service-account-lookup', 'false'),
      isSet('1.2.22', 'service-account-key-file'),
      isSet('1.2.23', 'etcd-certfile', 'etcd-keyfile'),
      isSet('1.2.24', 'tls-cert-file', 'tls-private-key-file'),
      isSet('1.2.25', 'client-ca-file'),
      isSet('1.2.26', 'etcd-cafile'),
      is('1.2.30', 'service-account-extend-token-expiration', 'false'),
    ],
  },
  {
    program: 'kube-controller-manager',
    section: '1.3',
    items: [
      is('1.3.2', 'profiling', 'false'),
      is('1.3.3', 'use-service-account-credentials', 'true'),
      isSet('1.3.4', 'service-account-private-key-file'),
      isSet('1.3.5', 'root-ca-file'),
      listensAtHome('1.3.7'),
    ],
  },
  {
    program: 'kube-scheduler',
    section: '1.4',
    items: [
      {
        id: '1.4.1',
        asks: '--profiling=false',
        flags: ['profiling'],
        // With a file the scheduler heeds no such flag (cmd/kube-scheduler/app/options).
        holds: (given) => (given['config'] === undefined ? given['profiling'] === 'false' : null),
      },
      listensAtHome('1.4.2'),
    ],
  },
  {
    program: 'etcd',
    section: '2',
    items: [
      isSet('2.1', 'cert-file', 'key-file'),
      is('2.2', 'client-cert-auth', 'true'),
      isNot('2.3', 'auto-tls', 'true'),
      isSet('2.4', 'peer-cert-file', 'peer-key-file'),
      is('2.5', 'peer-client-cert-auth', 'true'),
      isNot('2.6', 'peer-auto-tls', 'true'),
    ],
  },
];
