import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import type { OutgoingHttpHeaders } from 'node:http';
import type { RequestOptions } from 'node:https';
import { delimiter, join } from 'node:path';
import type { Cluster, KubeConfig } from '@kubernetes/client-node';
import { isRaw } from '../objects/fields.ts';
import { UserError } from '../user-error.ts';
import { explainPlugin } from './explain-plugin.ts';
import { loadKubeconfigs, type MoreOfUser } from './load-kubeconfigs.ts';
import { proxyOf } from './proxy-of.ts';
import { startPlugin } from './start-plugin.ts';

/** What was asked for: which kubeconfig, and which context of it. */
export interface ConnectionOptions {
  readonly kubeconfig?: string | undefined;
  readonly context?: string | undefined;
  /** How long a plugin may take to give credentials, in milliseconds. */
  readonly pluginLimit?: number;
}

/** How an API server is reached. */
export interface Connection {
  /** Such as `https://10.0.0.1:6443`. */
  readonly server: string;
  readonly context: string;
  /** The proxy in between, without what opens it, such as `http://proxy.bank.example:3128`; null or left out for none. */
  readonly proxy?: string | null;
  /** Whether the address of that proxy holds a user, and whether the kubeconfig names it. */
  readonly proxyIs?: ProxyIs;
  /** What each request needs: certificates, credentials, proxy. Asked for anew each time, because a plugin may give others. */
  readonly optionsFor: () => Promise<RequestOptions>;
}

/** What is known of a proxy beside its address. */
export interface ProxyIs {
  readonly withUser: boolean;
  readonly ofKubeconfig: boolean;
}

const hint = 'Name a context with --context, a file with --kubeconfig, or a folder of manifests.';

/**
 * Finds the API server: of the kubeconfig that is named, of KUBECONFIG, of ~/.kube/config, or of the cluster in which this runs. UserError where there is
 * none.
 */
export async function openConnection({ kubeconfig, context, pluginLimit }: ConnectionOptions): Promise<Connection> {
  const { config, moreOf, aroundBy } = await loadConfig(kubeconfig);
  limitPlugins(config, pluginLimit);
  if (context !== undefined) {
    const known = config.getContexts().map(({ name }) => name);
    if (!known.includes(context))
      throw new UserError(`there is no context ${JSON.stringify(context)}`, {
        hint:
          known.length === 0
            ? 'The kubeconfig has none.'
            : `There ${known.length === 1 ? 'is' : 'are'} ${known.slice(0, 10).join(', ')}.`,
      });
    config.setCurrentContext(context);
  }
  const cluster = config.getCurrentCluster();
  if (!cluster?.server)
    throw new UserError(
      config.getCurrentContext()
        ? `the context ${JSON.stringify(config.getCurrentContext())} leads to no cluster`
        : 'there is nothing to assess: no path is named, and the kubeconfig has no current context',
      { hint },
    );
  refuseAddress(cluster.server);
  let last: { readonly key: string; readonly agent: RequestOptions['agent'] } | null = null;
  return {
    server: cluster.server,
    context: config.getCurrentContext(),
    proxy: shownProxy(cluster.proxyUrl),
    proxyIs: {
      withUser: cluster.proxyUrl ? new URL(cluster.proxyUrl).username !== '' : false,
      ofKubeconfig: !aroundBy.has(cluster.name),
    },
    async optionsFor() {
      const options: RequestOptions = {};
      try {
        await config.applyToHTTPSOptions(options);
      } catch (error) {
        throw new UserError(
          `the credentials of the context ${JSON.stringify(config.getCurrentContext())} cannot be had: ${explainPlugin(error, pluginOf(config))}`,
          {
            hint: 'Does `kubectl get namespaces` work with it?',
            cause: error,
          },
        );
      }
      const { tokenFile = null, asGroups = [] } = moreOf.get(config.getCurrentUser()?.name ?? '') ?? {};
      const { Authorization: given, ...headers } = (options.headers ?? {}) as OutgoingHttpHeaders;
      const authorization = tokenFile === null ? given : (tokenIn(tokenFile) ?? given ?? refuseToken(tokenFile));
      if (authorization !== undefined)
        headers.authorization = readable(String(authorization), config.getCurrentContext());
      if (asGroups.length > 0) headers['Impersonate-Group'] = [...asGroups];
      options.headers = headers;
      // Each time another agent is made, which knows no connection: with the same certificates the last one will do.
      const key = JSON.stringify([options.cert, options.key, options.ca, options.servername].map(String));
      if (last?.key === key) options.agent = last.agent;
      else last = { key, agent: options.agent };
      return options;
    },
  };
}

interface Loaded {
  readonly config: KubeConfig;
  readonly moreOf: ReadonlyMap<string, MoreOfUser>;
  /** The clusters whose proxy the environment names. */
  readonly aroundBy: ReadonlySet<string>;
}

async function loadConfig(file: string | undefined): Promise<Loaded> {
  // Half a megabyte of models comes with it: only who asks a cluster loads it.
  const { KubeConfig: Config } = await import('@kubernetes/client-node');
  const config = new Config();
  // The first of those that KUBECONFIG names that cannot be read is the one to tell of.
  const named = file === undefined ? filesOfEnvironment() : [file];
  for (const one of named) refuseUnreadable(one);
  let moreOf: Loaded['moreOf'] = new Map();
  try {
    const own = join(process.env['HOME'] ?? '', '.kube', 'config');
    if (named.length > 0) moreOf = loadKubeconfigs(named, config, () => new Config());
    else if (process.env['HOME'] && existsSync(own)) moreOf = loadKubeconfigs([own], config, () => new Config());
    else config.loadFromDefault();
  } catch (error) {
    const which = named.length === 0 ? '' : ` ${named.join(', ')}`;
    throw new UserError(`the kubeconfig${which} cannot be read: ${whyUnreadable(error)}`, { hint, cause: error });
  }
  // Where there is none, the client makes up one of its own that leads to this machine.
  if (config.getCurrentContext() === 'loaded-context' && config.getCurrentCluster()?.server === 'http://localhost:8080')
    throw new UserError('there is nothing to assess: no path is named, and there is no kubeconfig', { hint });
  const aroundBy = new Set<string>();
  config.clusters = config.clusters.map((one) => {
    const server = withScheme(one);
    // What is not encrypted has no certificate to look at, as with `kubectl proxy`.
    const plain = server.startsWith('http:') ? { skipTLSVerify: true } : {};
    const around = one.proxyUrl || !URL.canParse(server) ? null : proxyOf(server, process.env);
    if (around !== null) aroundBy.add(one.name);
    return { ...one, server, ...plain, ...(around === null ? {} : { proxyUrl: around }) };
  });
  return { config, moreOf, aroundBy };
}

/** The files that KUBECONFIG names; of several those that are there, as kubectl does. */
function filesOfEnvironment(): string[] {
  const named = (process.env['KUBECONFIG'] ?? '').split(delimiter).filter((one) => one);
  const there = named.filter((one) => existsSync(one));
  return there.length > 0 ? there : named.slice(0, 1);
}

/** What is written to a file by hand ends with a line end, and is no less a token. */
function readable(authorization: string, context: string): string {
  const text = authorization.trim();
  if (/^[\u0020-\u007e]*$/.test(text)) return text;
  throw new UserError(`the token of the context ${JSON.stringify(context)} holds characters that no token has`, {
    hint: 'Is it one line, as it was given out?',
  });
}

/** The token that lies in a file now: whoever writes it there replaces it before it ends. Null where there is none: then the one in the kubeconfig holds. */
function tokenIn(file: string): string | null {
  try {
    const token = readFileSync(file, 'utf8').trim();
    return token === '' ? null : `Bearer ${token}`;
  } catch {
    return null;
  }
}

/** Why there is no token in a file, which nothing else stands in for. */
function refuseToken(file: string): never {
  let why = 'is empty';
  try {
    readFileSync(file);
  } catch (error) {
    why = `cannot be read (${(error as NodeJS.ErrnoException).code})`;
  }
  throw new UserError(`the file of the token, ${file}, ${why}`, {
    hint: 'tokenFile of the user in the kubeconfig names it.',
  });
}

/** The address of a server; one without a scheme is what other clients take it for. */
function withScheme({ server, caFile, caData, skipTLSVerify }: Cluster): string {
  if (server === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(server)) return server;
  const isSecure = (caFile ?? '') !== '' || (caData ?? '') !== '' || skipTLSVerify;
  return `${isSecure ? 'https' : 'http'}://${server}`;
}

function refuseAddress(server: string): void {
  if (URL.canParse(server) && /^https?:/i.test(server)) return;
  throw new UserError(
    `the kubeconfig names ${JSON.stringify(server.slice(0, 100))} as its server, which is no address`,
    {
      hint: 'It is one such as https://10.0.0.1:6443.',
    },
  );
}

/** A proxy without its password; one that is no address is refused. */
function shownProxy(written: string | undefined): string | null {
  if (!written) return null;
  if (!URL.canParse(written) || !/^(?:https?|socks[45]?[ah]?):/i.test(written))
    throw new UserError('the proxy that is named for this cluster is no address', {
      hint: 'proxy-url of the kubeconfig, or HTTPS_PROXY, is one such as http://proxy.bank.example:3128.',
    });
  const { protocol, host } = new URL(written);
  return `${protocol}//${host}`;
}

function refuseUnreadable(file: string): void {
  try {
    closeSync(openSync(file, 'r'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      `the kubeconfig ${file} ${code === 'ENOENT' ? 'does not exist' : `cannot be read: ${whyUnreadable(error)}`}`,
      { hint, cause: error },
    );
  }
}

/** Without a word of what stands in it, for that may be a credential. */
function whyUnreadable(error: unknown): string {
  const { code, name, mark, why } = error as NodeJS.ErrnoException & {
    readonly mark?: { readonly line?: number };
    readonly why?: string;
  };
  if (why !== undefined) return why;
  if (code === 'EACCES') return 'nobody gave the right to';
  if (code === 'EISDIR') return 'it is a folder';
  if (name === 'YAMLException') return `it is no YAML${mark?.line === undefined ? '' : ` (line ${mark.line + 1})`}`;
  return code ?? 'it is no kubeconfig';
}

/** A plugin that hangs would hang us: the client starts it by a function that it keeps, and waits for ever. */
function limitPlugins(config: KubeConfig, limit?: number): void {
  const startWithin = (...[command, args, options]: Parameters<typeof startPlugin>): ChildProcess =>
    startPlugin(command, args, options, limit);
  const { authenticators } = config as unknown as { readonly authenticators: readonly object[] };
  for (const one of authenticators) if ('execFn' in one) one.execFn = startWithin;
}

/** The plugin that gives the credentials of a context; null where none does. */
function pluginOf(config: KubeConfig): string | null {
  const exec: unknown = config.getCurrentUser()?.exec;
  return isRaw(exec) && typeof exec['command'] === 'string' ? exec['command'] : null;
}
