import { isDeepStrictEqual } from 'node:util';
import { groupOf } from '../../estate/identity.ts';
import { listOf } from '../objects/list-of.ts';
import { oncePer } from '../objects/once-per.ts';
import type { Raw } from '../objects/fields.ts';
import { type DefinedKinds, definedKinds, definedVersions } from '../schemas/defined-kinds.ts';
import { type KnownKind, kubernetesVersions } from '../schemas/field-tables.ts';
import type { Gathered } from './gathered.ts';
import type { Where } from './where.ts';

/** Takes up what an object says of kinds: their definition, or that a webhook changes objects of theirs before they are checked. */
export function noteDefinition(raw: Raw, { origin: { file } }: Where, { folderKinds, changedGroups }: Gathered): void {
  if (raw['kind'] === 'MutatingWebhookConfiguration') for (const group of groupsOf(raw)) changedGroups.add(group);
  if (raw['kind'] !== 'CustomResourceDefinition') return;
  const versions = definedVersions(raw);
  const served = versions.flatMap(({ name, isServed }) => (isServed ? [name] : []));
  const switchedOff = new Set(versions.flatMap(({ key, isServed }) => (isServed ? [] : [key])));
  for (const key of new Set(versions.map((version) => version.key))) {
    if (isOfKubernetes(key)) continue;
    const own = (): KnownKind => {
      const { kinds, types, rules } = kindsOf(raw);
      return {
        type: key,
        table: { kinds, types },
        isWhole: true,
        file,
        ...(rules[key] ? { rules: rules[key] } : {}),
        ...(switchedOff.has(key) && served.length > 0 ? { servedInstead: served } : {}),
      };
    };
    const knownOf = folderKinds.get(key);
    if (knownOf === undefined) folderKinds.set(key, own);
    else {
      const known = knownOf();
      const common = known && inCommon(known, own());
      folderKinds.set(key, () => common);
    }
  }
}

/** Many definitions lie in a folder that holds no object of their kinds: what they say is read when the first one comes. */
const kindsOf = oncePer<Raw, DefinedKinds>(definedKinds);

/** The API server serves its own kinds itself, whatever a definition says of one. */
function isOfKubernetes(key: string): boolean {
  const [kind = '', _version, group = ''] = key.split('/').toReversed();
  return kubernetesVersions(group, kind).length > 0;
}

/** What two definitions of a kind agree in; null where they list different fields. */
function inCommon(one: KnownKind, { rules, servedInstead, ...other }: KnownKind): KnownKind | null {
  if (!isDeepStrictEqual(one.table.types, other.table.types)) return null;
  return {
    ...other,
    ...(rules && isDeepStrictEqual(one.rules, rules) ? { rules } : {}),
    ...(servedInstead && one.servedInstead ? { servedInstead } : {}),
  };
}

/** Why the API server refuses every object of a kind that the folder defines: that version is switched off; null where it is not. */
export function switchedOff(apiVersion: string, kind: string, { folderKinds }: Gathered): string | null {
  const { servedInstead, file } = folderKinds.get(`${apiVersion}/${kind}`)?.() ?? {};
  if (!servedInstead) return null;
  return `no API serves ${kind} of ${apiVersion}; ${groupOf(apiVersion)}/${servedInstead.join(' and ')} does, by the definition in ${file}`;
}

/** Whether a webhook may put into a custom resource what is missing: it sees the object before it is checked. */
export function mayBeCompleted(apiVersion: string, { changedGroups }: Gathered): boolean {
  const group = groupOf(apiVersion);
  return group.includes('.') && !group.endsWith('.k8s.io') && (changedGroups.has(group) || changedGroups.has('*'));
}

function groupsOf(configuration: Raw): string[] {
  const rules = listOf(configuration, 'webhooks').flatMap((webhook) => listOf(webhook, 'rules'));
  return rules.flatMap(({ apiGroups }) =>
    Array.isArray(apiGroups) ? apiGroups.filter((one): one is string => typeof one === 'string') : [],
  );
}
