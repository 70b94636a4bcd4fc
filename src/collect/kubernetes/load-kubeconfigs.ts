import { readFileSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import { load } from 'js-yaml';
import { isRaw } from '../objects/fields.ts';

/** What kubectl heeds of a user, and the client that is used here does not. */
export interface MoreOfUser {
  /** Where the token of the user is, which whoever writes it may replace at any time; null: in no file. */
  readonly tokenFile: string | null;
  /** Of whom the user takes the place, beside the name. */
  readonly asGroups: readonly string[];
}

/**
 * Loads files into a config as kubectl merges them (client-go, tools/clientcmd/loader.go): what the first of them says of a name or of the current context
 * holds, and paths are those beside the file that names them. Gives what is to be known of users beside it.
 */
export function loadKubeconfigs(
  files: readonly string[],
  into: KubeConfig,
  make: () => KubeConfig,
): ReadonlyMap<string, MoreOfUser> {
  const more = new Map<string, MoreOfUser>();
  const merged = { clusters: new Map(), users: new Map(), contexts: new Map() } as {
    readonly clusters: Map<string, KubeConfig['clusters'][number]>;
    readonly users: Map<string, KubeConfig['users'][number]>;
    readonly contexts: Map<string, KubeConfig['contexts'][number]>;
  };
  let current = '';
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    if (isBlank(text)) {
      if (files.length === 1) throw Object.assign(new Error(), { why: 'it is empty' });
      continue;
    }
    if (!isRaw(load(text))) throw Object.assign(new Error(), { why: 'it is no kubeconfig' });
    const one = make();
    one.loadFromFile(file);
    current ||= one.currentContext ?? '';
    for (const user of usersIn(text, file)) if (!merged.users.has(user.name)) more.set(user.name, user);
    for (const cluster of one.clusters) keep(merged.clusters, cluster);
    for (const user of one.users) keep(merged.users, withPluginBeside(user, file));
    for (const context of one.contexts) keep(merged.contexts, context);
  }
  into.clusters = [...merged.clusters.values()];
  into.users = [...merged.users.values()];
  into.contexts = [...merged.contexts.values()];
  into.setCurrentContext(current);
  return more;
}

/** A plugin that is named by a path and not by its name alone lies beside the kubeconfig (client-go, GetAuthInfoFileReferences). */
function withPluginBeside(user: KubeConfig['users'][number], file: string): KubeConfig['users'][number] {
  const exec: unknown = user.exec;
  if (!isRaw(exec) || typeof exec['command'] !== 'string' || !exec['command'].includes(sep)) return user;
  return { ...user, exec: { ...exec, command: resolve(dirname(file), exec['command']) } };
}

function keep<T extends { readonly name: string }>(known: Map<string, T>, one: T): void {
  if (!known.has(one.name)) known.set(one.name, one);
}

/** Whether there is nothing in it but comments, which is a kubeconfig without a word. */
function isBlank(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(?:#.*|---\s*)?$/.test(line));
}

function usersIn(text: string, file: string): (MoreOfUser & { readonly name: string })[] {
  const config = load(text);
  const users = isRaw(config) && Array.isArray(config['users']) ? config['users'] : [];
  return users.flatMap((one: unknown) => {
    if (!isRaw(one) || typeof one['name'] !== 'string' || !isRaw(one['user'])) return [];
    const { tokenFile, 'as-groups': groups } = one['user'];
    return [
      {
        name: one['name'],
        tokenFile: typeof tokenFile === 'string' && tokenFile !== '' ? resolve(dirname(file), tokenFile) : null,
        asGroups: Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : [],
      },
    ];
  });
}
