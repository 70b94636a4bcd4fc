import { dirname, resolve } from 'node:path';
import { tierLabel } from '../../definition/tiers.ts';
import { groupOf } from '../../estate/identity.ts';
import { isRaw, type Raw } from '../objects/fields.ts';
import { listOf } from '../objects/list-of.ts';
import { matchesPattern } from '../schemas/matches-pattern.ts';
import { readDocuments } from './text/read-documents.ts';

/** A field of a kustomization that changes what its objects say. */
export interface AlteringField {
  readonly field: string;
  /** Whether it may change an object: rather one too many, for what is changed is not judged. */
  readonly touches: Touches;
}

/** Whether an object is changed. */
export type Touches = (raw: Raw) => boolean;

/** Where a kustomization stands, and what it can read. */
interface Surroundings {
  /** The path of its file. */
  readonly path: string;
  readonly textOf: (path: string) => string | null;
  /** Whether objects may bear other names than in their files where it looks for them. */
  readonly areRenamed: boolean;
}

/**
 * The fields of a kustomization that change single objects. What it sets for all alike, and in all references too (labels that only select, names, a
 * namespace), is not among them.
 */
export function alteringFields(content: Raw, around: Surroundings): readonly AlteringField[] {
  const fields: Readonly<Record<string, (value: readonly unknown[]) => readonly Touches[]>> = {
    patches: (all) => all.map((one) => ofPatch(isRaw(one) ? one : { path: one }, around)),
    patchesStrategicMerge: (all) => all.map((one) => ofPatch({ path: one }, around)),
    patchesJson6902: (all) => all.map((one) => ofPatch(isRaw(one) ? one : {}, around)),
    replicas: (all) => all.filter(isRaw).map((one) => ofReplicas(one, around)),
    replacements: (all) => all.flatMap((one) => ofReplacement(one, around)),
    transformers: (all) => (all.every((one) => setsForAll(one, around)) ? [] : [everything]),
  };
  const found = Object.entries(fields).flatMap(([field, read]) => {
    const value = content[field];
    if (!Array.isArray(value) || value.length === 0) return [];
    const touches = read(value);
    return [{ field, touches: (raw: Raw) => touches.some((one) => one(raw)) }];
  });
  return [...found, ...ofLabels(content)];
}

/** Labels for all that say something by themselves: a tier, and which pods a Namespace admits. */
function ofLabels(content: Raw): AlteringField[] {
  const field = 'labels';
  const pairs = [content['commonLabels'], ...listOf(content, field).map((one) => one['pairs'])].filter(isRaw);
  const keys = pairs.flatMap(Object.keys);
  return [
    ...(keys.includes(tierLabel) ? [{ field, touches: everything }] : []),
    ...(keys.some((key) => key.startsWith('pod-security.kubernetes.io/'))
      ? [{ field, touches: ({ kind }: Raw) => kind === 'Namespace' }]
      : []),
  ];
}

/** What cannot be read may change anything. */
const everything: Touches = () => true;

function ofPatch({ target, path, patch }: Raw, around: Surroundings): Touches {
  if (isRaw(target)) return ofTarget(target, around);
  // What stands in the kustomization itself has more than one line.
  const isInline = typeof patch === 'string' || (typeof path === 'string' && path.includes('\n'));
  const text = isInline ? String(patch ?? path) : textAt(path, around);
  const changed = text === null ? null : objectsIn(text);
  return changed === null ? everything : (raw) => changed.some((one) => isSame(one, raw, around));
}

function textAt(path: unknown, { path: own, textOf }: Surroundings): string | null {
  return typeof path === 'string' ? textOf(resolve(dirname(own), path)) : null;
}

/** The objects of a patch; null where it cannot be read, or says of none what it is. */
function objectsIn(text: string): readonly Raw[] | null {
  const values = readDocuments(text).map(({ value }) => value);
  return values.length > 0 && values.every((one) => isRaw(one) && typeof one['kind'] === 'string')
    ? (values as Raw[])
    : null;
}

function isSame(patch: Raw, raw: Raw, around: Surroundings): boolean {
  return patch['kind'] === raw['kind'] && groupIn(patch) === groupIn(raw) && isCalled(nameOf(patch), raw, around);
}

/** The transformers that set what is no change of single objects. */
const harmless: ReadonlySet<unknown> = new Set([
  'AnnotationsTransformer',
  'ImageTagTransformer',
  'LabelTransformer',
  'NamespaceTransformer',
  'PrefixTransformer',
  'PrefixSuffixTransformer',
  'SuffixTransformer',
]);

function setsForAll(transformer: unknown, around: Surroundings): boolean {
  const isInline = typeof transformer === 'string' && transformer.includes('\n');
  const text = isInline ? transformer : textAt(transformer, around);
  return (text === null ? null : objectsIn(text))?.every(({ kind }) => harmless.has(kind)) ?? false;
}

/** The kinds of which `replicas` sets the number. */
const counted: ReadonlySet<unknown> = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController']);

function ofReplicas({ name }: Raw, around: Surroundings): Touches {
  return (raw) => counted.has(raw['kind']) && isCalled(typeof name === 'string' ? name : '', raw, around);
}

function ofReplacement(replacement: unknown, around: Surroundings): readonly Touches[] {
  if (!isRaw(replacement)) return [everything];
  const { path } = replacement;
  if (path === undefined)
    return listOf(replacement, 'targets').map(({ select }) => ofTarget(isRaw(select) ? select : {}, around));
  const text = textAt(path, around);
  const all = text === null ? [null] : readDocuments(text).map(({ value }) => value ?? null);
  return all.flat().flatMap((one) => (isRaw(one) && !('path' in one) ? ofReplacement(one, around) : [everything]));
}

/** Labels and namespaces may be set by others, and so they keep nothing out here. */
function ofTarget({ group, kind, name }: Raw, around: Surroundings): Touches {
  const isTaken = (pattern: unknown, text: string): boolean =>
    typeof pattern !== 'string' || pattern === '' || matchesPattern(`^(?:${pattern})$`, text) !== false;
  return (raw) =>
    isTaken(group, groupIn(raw)) &&
    isTaken(kind, String(raw['kind'])) &&
    (isTaken(name, nameOf(raw)) || isCalled(String(name), raw, around));
}

function isCalled(name: string, raw: Raw, { areRenamed }: Surroundings): boolean {
  return name === nameOf(raw) || (areRenamed && name.includes(nameOf(raw)));
}

function groupIn({ apiVersion }: Raw): string {
  return groupOf(String(apiVersion));
}

function nameOf({ metadata }: Raw): string {
  return isRaw(metadata) && typeof metadata['name'] === 'string' ? metadata['name'] : '';
}
