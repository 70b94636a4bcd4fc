import type { Gap } from '../../estate/gap.ts';
import { isRaw, type Raw } from '../objects/fields.ts';
import type { Server } from './ask-server.ts';
import { groupIsDown } from './group-is-down.ts';
import type { KindsRecord, ServedKind } from './cluster-record.ts';

const aggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';

/** Asks a server which kinds it serves, each once, in the version that it prefers. A group of which it cannot tell is a gap. */
export async function discoverKinds(server: Server): Promise<KindsRecord> {
  const kinds: ServedKind[] = [];
  const gaps: { group: string | null; gap: Gap }[] = [];
  for (const path of ['/api', '/apis']) {
    const answer = await server.get(path, aggregated);
    if ('gap' in answer) {
      gaps.push({ group: path === '/api' ? '' : null, gap: answer.gap });
      continue;
    }
    const { value } = answer;
    if (value['kind'] === 'APIGroupDiscoveryList') readAggregated(value, kinds, gaps);
    else if (!Array.isArray(value[path === '/api' ? 'versions' : 'groups']))
      gaps.push({ group: path === '/api' ? '' : null, gap: notDiscovery(path) });
    else for (const one of versionsOf(path, value)) await readVersion(server, one, kinds, gaps);
  }
  const once = new Map(kinds.toReversed().map((one) => [`${one.group}/${one.kind}`, one]));
  return { record: 'kinds', kinds: [...once.values()].toReversed(), gaps };
}

function readAggregated(list: Raw, kinds: ServedKind[], gaps: { group: string | null; gap: Gap }[]): void {
  for (const group of listOf(list['items'])) {
    const name = isRaw(group['metadata']) ? textOf(group['metadata']['name']) : '';
    for (const version of listOf(group['versions'])) {
      if (version['freshness'] === 'Stale') gaps.push({ group: name, gap: groupIsDown(name) });
      for (const resource of listOf(version['resources'])) {
        const { responseKind, verbs, scope } = resource;
        if (!isRaw(responseKind) || !Array.isArray(verbs) || !verbs.includes('list')) continue;
        kinds.push({
          group: textOf(responseKind['group']) || name,
          version: textOf(responseKind['version']) || textOf(version['version']),
          kind: textOf(responseKind['kind']),
          resource: textOf(resource['resource']),
          isNamespaced: scope === 'Namespaced',
        });
      }
    }
  }
}

/** What is no discovery says nothing of what is served, least of all that nothing is. */
function notDiscovery(path: string): Gap {
  return {
    gap: 'malformed',
    detail: `${path} was answered with JSON that does not say what is served, as no API server does`,
    suppliedBy: 'running-platform',
  };
}

/** The versions of a list of groups (or of the core group), each with the path at which it says what it serves; the preferred one first. */
function versionsOf(path: string, value: Raw): { group: string; version: string; path: string }[] {
  if (path === '/api')
    return (Array.isArray(value['versions']) ? value['versions'] : []).map((version: unknown) => ({
      group: '',
      version: String(version),
      path: `/api/${String(version)}`,
    }));
  return listOf(value['groups']).flatMap((group) => {
    const preferred = isRaw(group['preferredVersion']) ? group['preferredVersion']['version'] : null;
    return listOf(group['versions'])
      .map((one) => textOf(one['version']))
      .toSorted((a, b) => Number(b === preferred) - Number(a === preferred))
      .map((version) => ({ group: textOf(group['name']), version, path: `/apis/${textOf(group['name'])}/${version}` }));
  });
}

async function readVersion(
  server: Server,
  { group, version, path }: { group: string; version: string; path: string },
  kinds: ServedKind[],
  gaps: { group: string | null; gap: Gap }[],
): Promise<void> {
  const answer = await server.get(path);
  if ('gap' in answer) {
    gaps.push({ group, gap: answer.gap });
    return;
  }
  if (!Array.isArray(answer.value['resources'])) {
    gaps.push({ group, gap: notDiscovery(path) });
    return;
  }
  for (const { name, kind, namespaced, verbs } of listOf(answer.value['resources'])) {
    if (textOf(name).includes('/') || !Array.isArray(verbs) || !verbs.includes('list')) continue;
    kinds.push({ group, version, kind: textOf(kind), resource: textOf(name), isNamespaced: namespaced === true });
  }
}

function listOf(value: unknown): Raw[] {
  return Array.isArray(value) ? value.filter(isRaw) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
