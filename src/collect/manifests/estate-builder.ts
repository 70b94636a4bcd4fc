import { createHash } from 'node:crypto';
import type { Conflict, Estate, FactList, Unreadable, UnreadSource } from '../../estate/estate.ts';
import { type FactName, factNames, type Facts } from '../../estate/facts.ts';
import type { Gap } from '../../estate/gap.ts';
import { type Identified, notStated, type Origin } from '../../estate/identity.ts';
import type { Namespace } from '../../estate/namespace.ts';
import type { Place } from '../../estate/place.ts';
import type { Workload } from '../../estate/workload.ts';
import { readCredentials } from '../credentials/read-credentials.ts';
import { Fields, isRaw, MalformedField, type Raw } from '../objects/fields.ts';
import { factsOfKind, readerOf } from '../objects/kinds.ts';
import { readHead } from '../objects/object-metadata.ts';
import { makesPods } from '../objects/pod-makers.ts';
import { isClusterScoped } from '../objects/scope.ts';
import { dropControlled } from './drop-controlled.ts';
import { type GitopsSource, gitopsSourceOf, placeOfPath } from './gitops-sources.ts';
import { isSkaffoldConfig, readReplacedImages } from './image-overrides.ts';
import { digestOf } from './locate-evidence.ts';
import { mergeVariants } from './merge-variants.ts';
import { otherPolicySignOf } from './other-policy-sign.ts';
import type { Position, ValuePath } from './text/locate.ts';
import { type Authority, type Hole, visibilityOf } from './visibility.ts';

/** A document that could not be read, and what can still be told of it. */
export interface BrokenDocument extends Unreadable {
  readonly place: Place;
  /** The text of a top-level `kind:` line; null when there is none to be read. */
  readonly kind: string | null;
}

/** A source that was recognised and not rendered. */
export interface UnrenderedSource extends UnreadSource {
  readonly line: number;
  readonly place: Place;
  /** The facts that it may hold more of. */
  readonly mayHold: readonly FactName[];
  /** The namespace that it fills; null: any. */
  readonly namespace: string | null;
  /** Whether what it brings lies outside of the folder. */
  readonly elsewhere: boolean;
  /** The names of charts and repositories, which can be a sign of a network policy engine. */
  readonly names: readonly string[];
}

/** Where a document stands. */
export interface Where {
  readonly place: Place;
  readonly origin: Origin;
  /** Whether the object stands in a file of the folder: not on standard input, not rendered. */
  readonly inFolder: boolean;
}

/** A field for which an object, or a part of what it says, was refused. */
interface Refused {
  readonly where: Where;
  readonly path: ValuePath;
  readonly message: string;
  /** What is not known for it, in words, given the place. */
  readonly detail: (at: string) => string;
  readonly facts: readonly FactName[];
  readonly namespace: string | null;
}

/** Takes up documents one by one, keeps what is read of them and lets the rest go. */
export interface EstateBuilder {
  /** Takes a document's value; a List is unfolded. False when it is no Kubernetes object. */
  add(value: unknown, where: Where): boolean;
  addBroken(document: BrokenDocument): void;
  addSource(source: UnrenderedSource): void;
  /** Tells where fields of the document that was added last stand, if some of them made an object unreadable. */
  placeRefused(locate: (paths: readonly ValuePath[]) => readonly Position[]): void;
  /** Counts a file that was read, and gives the hash of its name and content. */
  addFile(file: string, content: string): string;
  addOther(): void;
  addGap(gap: Gap): void;
  /** Notes something that was taken to be so, for the report to print. */
  addAssumption(assumption: string): void;
  addImageOverride(image: string, where: Where, by: string): void;
  finish(collectedAt: string): Estate;
}

/** Starts an estate of manifests. */
export function buildEstate(authority: Authority): EstateBuilder {
  const found = Object.fromEntries(factNames.map((name) => [name, [] as Identified[]])) as Record<FactName, Identified[]>;
  const holes: Hole[] = [];
  const unreadable: Unreadable[] = [];
  const unreadSources: UnreadSource[] = [];
  const gaps: Gap[] = [];
  const hashes: string[] = [];
  const assumptions: string[] = [];
  const gitops: { source: GitopsSource; where: Where }[] = [];
  const places = new Set<Place>();
  let [files, objects, otherDocuments] = [0, 0, 0];
  let otherPolicySign: string | null = null;
  let refused: Refused[] = [];

  function addObject(raw: Raw, where: Where): void {
    places.add(where.place);
    const fields = new Fields(raw);
    const { apiVersion, kind } = raw as { apiVersion: string; kind: string };
    const reader = readerOf(apiVersion, kind);
    let namespace: string = isClusterScoped(apiVersion, kind) ? '' : notStated;
    objects += 1;
    try {
      if (namespace === notStated) namespace = fields.objectOrEmpty('metadata').text('namespace') || notStated;
      const subject = readHead(fields, namespace, [where.place], where.origin);
      otherPolicySign ??= otherPolicySignOf(apiVersion, kind, subject.head.name, raw);
      const fact = reader?.read(subject);
      if (reader && fact) found[reader.fact].push(fact);
      const carrier = readCredentials(subject, where.inFolder);
      if (carrier) found.credentialCarriers.push(carrier);
      notePods(apiVersion, kind, subject.head);
      const source = gitopsSourceOf(raw);
      if (source) gitops.push({ source, where });
    } catch (error) {
      if (!(error instanceof MalformedField)) throw error;
      objects -= 1;
      refused.push({
        where,
        path: error.path,
        message: `${kind}: ${error.message}`,
        detail: (at) => `a ${kind} in ${at} cannot be read: ${error.message}`,
        facts: factsTouched(kind),
        namespace: namespace === '' ? null : namespace,
      });
    }
  }

  function notePods(apiVersion: string, kind: string, head: Omit<Identified, 'noun'>): void {
    const makes = makesPods(apiVersion, kind);
    if (makes === 'no') return;
    found.podMakers.push({ ...head, noun: 'podMaker' } as Identified);
    if (makes !== 'yes') return;
    const gap: Gap = { gap: 'not-collected', detail: `the pods of ${kind}/${head.name} are made by its operator, and this version does not read such pods yet`, elsewhere: true };
    holes.push({ gap, facts: ['workloads'], namespace: head.namespace });
  }

  function noteReplacedImages(document: Raw, where: Where): void {
    try {
      for (const { image, by } of readReplacedImages(document, where.origin.file)) addImageOverride(image, where, by);
    } catch (error) {
      if (!(error instanceof MalformedField)) throw error;
      refused.push({
        where,
        path: error.path,
        message: `images: ${error.message}`,
        detail: (at) => `which images ${at} sets cannot be read: ${error.message}`,
        facts: ['imageOverrides'],
        namespace: null,
      });
    }
  }

  function placeRefused(locate: ((paths: readonly ValuePath[]) => readonly Position[]) | null): void {
    if (refused.length === 0) return;
    const positions = locate?.(refused.map(({ where, path }) => (where.origin.item === undefined ? path : ['items', where.origin.item, ...path])));
    refused.forEach(({ where, message, detail, facts, namespace }, index) => {
      const { file } = where.origin;
      const { line, column } = positions?.[index] ?? { line: where.origin.line, column: 1 };
      unreadable.push({ file, line, column, message });
      const gap: Gap = { gap: 'malformed', detail: detail(`${file}:${line}`), place: where.place, suppliedBy: 'readable-files' };
      holes.push({ gap, facts, namespace });
    });
    refused = [];
  }

  function addImageOverride(image: string, where: Where, by: string): void {
    const head = { apiVersion: '', kind: by, namespace: '', name: image, places: [where.place], origin: where.origin };
    found.imageOverrides.push({ ...head, noun: 'imageOverride', image } as Identified);
  }

  function add(value: unknown, where: Where): boolean {
    if (!isRaw(value)) return false;
    noteReplacedImages(value, where);
    if (typeof value['apiVersion'] !== 'string' || typeof value['kind'] !== 'string' || isSkaffoldConfig(value) || isPolicyFile(value)) return false;
    const items = value['items'];
    if (/^[A-Z]\w*List$|^List$/.test(value['kind']) && Array.isArray(items)) {
      items.forEach((item: unknown, index) => {
        const own = withListKind(item, value['kind'] as string, value['apiVersion'] as string);
        // What stands in a List within a List is pointed at by the outer item.
        const origin = { ...where.origin, item: where.origin.item ?? index };
        if (!add(own, { ...where, origin })) otherDocuments += 1;
      });
      return true;
    }
    addObject(value, where);
    return true;
  }

  function addBroken({ file, line, column, message, place, kind }: BrokenDocument): void {
    unreadable.push({ file, line, column, message });
    const gap: Gap = { gap: 'malformed', detail: `a document in ${file}:${line} cannot be read`, place, suppliedBy: 'readable-files' };
    holes.push({ gap, facts: kind === null ? factNames : factsTouched(kind), namespace: null });
  }

  /** A GitOps object whose path lies in the folder brings nothing that was not read there; any other is a gap for the namespace that it fills. */
  function settleGitops(): void {
    for (const { source, where } of gitops) {
      const { path, message, namespace, mayHold, names } = source;
      if (path !== null && holdsPlace(placeOfPath(path))) continue;
      const { file, line } = where.origin;
      addSource({ file, line, type: 'gitops', message, place: where.place, mayHold, namespace, elsewhere: true, names });
    }
  }

  function holdsPlace(wanted: Place): boolean {
    return wanted === '' || [...places].some((place) => place === wanted || place.startsWith(`${wanted}/`));
  }

  function addSource({ file, type, message, place, mayHold, namespace, elsewhere, names }: UnrenderedSource): void {
    unreadSources.push({ file, type, message });
    places.add(place);
    const suppliedBy = type === 'gitops' ? 'other-repository' : 'rendering';
    const gap: Gap = { gap: 'not-collected', detail: `${file}: ${message}`, ...(elsewhere ? { elsewhere } : { place }), suppliedBy };
    // Whatever a source is, it sets the images of its own objects only.
    holes.push({ gap, facts: mayHold.filter((name) => name !== 'imageOverrides'), namespace });
    for (const name of names) otherPolicySign ??= /^(cilium|calico|tigera-operator)$/.test(name) ? `the ${name} ${type}` : null;
  }

  function finish(collectedAt: string): Estate {
    placeRefused(null);
    settleGitops();
    const conflicts: Conflict[] = [];
    const merged = Object.fromEntries(
      factNames.map((name) => {
        const { items, conflicts: here } = mergeVariants(found[name]);
        conflicts.push(...here);
        return [name, items];
      }),
    ) as Record<FactName, Identified[]>;
    merged.workloads = dropControlled(merged.workloads as unknown as readonly Workload[]);
    const declaredNamespaces = new Set(merged.namespaces.map(({ name }) => name));
    merged.namespaces = mergeVariants([...merged.namespaces, ...namedNamespaces(merged, declaredNamespaces)]).items;
    const visibility = visibilityOf({ authority, declaredNamespaces, holes, otherPolicySign });
    const facts = Object.fromEntries(factNames.map((name) => [name, { seen: visibility[name], items: merged[name] }]));
    return {
      schema: 'kubecompass.estate/v1',
      id: createHash('sha256').update(hashes.toSorted().join()).digest('hex').slice(0, 32),
      source: 'manifests',
      collectedAt,
      facts: facts as unknown as { readonly [Name in FactName]: FactList<Facts[Name]> },
      objects,
      files,
      otherDocuments,
      unreadable: unreadable.toSorted(comparePositions),
      unreadSources: unreadSources.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)),
      conflicts: [...new Map(conflicts.map((one) => [JSON.stringify(one), one])).values()],
      assumptions: [...assumptionsOf(authority, otherPolicySign, unreadSources), ...assumptions],
      gaps,
    };
  }

  return {
    add,
    placeRefused,
    addBroken,
    addSource,
    addFile(file, content) {
      files += 1;
      const digest = digestOf(file, content);
      hashes.push(digest);
      return digest;
    },
    addOther: () => void (otherDocuments += 1),
    addGap(gap) {
      gaps.push(gap);
      holes.push({ gap, facts: factNames, namespace: null });
    },
    addAssumption: (assumption) => void assumptions.push(assumption),
    addImageOverride,
    finish,
  };
}

/** KubeCompass's own policy file, which lies in the folder as a configuration and is applied to no cluster. */
function isPolicyFile({ apiVersion, kind }: Raw): boolean {
  return kind === 'Policy' && typeof apiVersion === 'string' && apiVersion.startsWith('kubecompass.io/');
}

/** The items of a PodList that an API server returned have no kind of their own. */
function withListKind(item: unknown, listKind: string, apiVersion: string): unknown {
  if (!isRaw(item) || typeof item['kind'] === 'string' || listKind === 'List') return item;
  return { apiVersion, kind: listKind.slice(0, -'List'.length), ...item };
}

/** What an unreadable object of a kind may have held: also credentials, and pods or the tags of images if the kind is not one of ours. */
function factsTouched(kind: string): FactName[] {
  const known = factsOfKind(kind);
  const images = kind === 'Config' || kind === 'Kustomization' ? (['imageOverrides'] as const) : [];
  return [...known, 'credentialCarriers', ...(known.length === 0 ? (['podMakers'] as const) : []), ...images];
}

function namedNamespaces(merged: Record<FactName, readonly Identified[]>, declared: ReadonlySet<string>): Namespace[] {
  const named = new Map<string, Namespace>();
  for (const name of factNames) {
    for (const item of merged[name]) {
      if (item.namespace === '' || declared.has(item.namespace) || named.has(item.namespace)) continue;
      named.set(item.namespace, {
        noun: 'namespace',
        apiVersion: 'v1',
        kind: 'Namespace',
        namespace: item.namespace,
        name: item.namespace,
        places: [],
        origin: item.origin,
        declared: false,
        labels: {},
        tierLabel: null,
      });
    }
  }
  return [...named.values()];
}

function assumptionsOf(authority: Authority, otherPolicySign: string | null, sources: readonly UnreadSource[]): string[] {
  return [
    ...(otherPolicySign === null && authority !== 'partial' ? ['no network policies of the CNI or of the whole cluster: nothing in the folder points to any'] : []),
    ...(sources.some(({ type }) => type === 'chart') ? ['charts that were not rendered hold companions of their own pods only'] : []),
    ...(authority === 'complete' ? ['the folder is all there is (--complete)'] : []),
  ];
}

function comparePositions(a: Unreadable, b: Unreadable): number {
  return a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;
}
