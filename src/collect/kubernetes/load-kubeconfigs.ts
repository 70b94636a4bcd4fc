import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
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
    const one = make();
    one.loadFromFile(file);
    current ||= one.currentContext ?? '';
    for (const user of usersIn(file)) if (!merged.users.has(user.name)) more.set(user.name, user);
    for (const cluster of one.clusters) keep(merged.clusters, cluster);
    for (const user of one.users) keep(merged.users, user);
    for (const context of one.contexts) keep(merged.contexts, context);
  }
  into.clusters = [...merged.clusters.values()];
  into.users = [...merged.users.values()];
  into.contexts = [...merged.contexts.values()];
  into.setCurrentContext(current);
  return more;
}

function keep<T extends { readonly name: string }>(known: Map<string, T>, one: T): void {
  if (!known.has(one.name)) known.set(one.name, one);
}

function usersIn(file: string): (MoreOfUser & { readonly name: string })[] {
  const config = load(readFileSync(file, 'utf8'));
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
