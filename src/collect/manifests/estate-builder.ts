import { createHash } from 'node:crypto';
import type { Conflict, Estate, FactList, Unreadable, UnreadSource } from '../../estate/estate.ts';
import { type FactName, factNames, type Facts } from '../../estate/facts.ts';
import type { Gap } from '../../estate/gap.ts';
import { type Identified, identityOf, notStated, type Origin } from '../../estate/identity.ts';
import type { Namespace } from '../../estate/namespace.ts';
import type { Place } from '../../estate/place.ts';
import type { Visibility } from '../../estate/seen.ts';
import type { Workload } from '../../estate/workload.ts';
import { readCredentials } from '../credentials/read-credentials.ts';
import { readRefusedCredentials } from '../credentials/read-refused-credentials.ts';
import { type Part, type PartContent, readPartCredentials } from '../credentials/read-part-credentials.ts';
import { Fields, isRaw, MalformedField, type Raw } from '../objects/fields.ts';
import { factsOfKind, readerOf } from '../objects/kinds.ts';
import { type Head, readHead } from '../objects/object-metadata.ts';
import { makesPods } from '../objects/pod-makers.ts';
import { proportionalAutoscalerOf } from '../objects/proportional-autoscaler.ts';
import { namespaceOf } from '../objects/scope.ts';
import { unservedKind } from '../objects/unserved-kind.ts';
import { controlledAmong } from './controlled-among.ts';
import { gatherHoles } from './gather-holes.ts';
import { generatedKindsOf } from './generated-kinds.ts';
import { type GitopsSource, gitopsSourceOf } from './gitops-sources.ts';
import { isSkaffoldConfig, readReplacedImages } from './image-overrides.ts';
import { mergeVariants } from './merge-variants.ts';
import { ownStrings } from './own-strings.ts';
import { otherPolicySignOf } from './other-policy-sign.ts';
import { completeKustomization, isKustomization } from './read-kustomization.ts';
import { settleGitops } from './settle-gitops.ts';
import type { Position, ValuePath } from './text/locate.ts';
import { touchedBy } from './touched-by.ts';
import { unfoldList } from './unfold-list.ts';
import { type Authority, type Hole, visibilityOf } from './visibility.ts';

/** A document that could not be read, and what can still be told of it. */
export interface BrokenDocument extends Unreadable {
  readonly place: Place;
  /** The texts of its top-level `apiVersion:` and `kind:` lines; null when there is none to be read. */
  readonly apiVersion: string | null;
  readonly kind: string | null;
}

/** A source that was recognised and not rendered. */
export interface UnrenderedSource extends UnreadSource {
  readonly place: Place;
  /** The facts that it may hold more of. */
  readonly mayHold: readonly FactName[];
  /** The namespace that it fills; null: any. */
  readonly namespace: string | null;
  /** Whether what it brings lies outside of the folder. */
  readonly elsewhere: boolean;
  /** Whether all that it brings comes from charts. */
  readonly isChart: boolean;
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
  /** Looks for credentials in a document, and for nothing else: it belongs to a source that needs rendering, and stands in Git as it is. */
  search(value: unknown, where: Where): void;
  /** Looks for credentials in what belongs to a source and is no manifest by itself. */
  searchPart(content: PartContent, part: Part, where: Where): void;
  /** Lists a document as unreadable. `hides`: the facts that it may have held more of; unless given, those of its kind. */
  addBroken(document: BrokenDocument, hides?: readonly FactName[]): void;
  addSource(source: UnrenderedSource): void;
  /** Tells where fields of the document that was added last stand, if some of them made an object unreadable. */
  placeRefused(locate: (paths: readonly ValuePath[]) => readonly Position[]): void;
  /** Counts a file that was read. */
  addFile(): void;
  addOther(): void;
  addGap(gap: Gap): void;
  /** Notes something that was taken to be so, for the report to print. */
  addAssumption(assumption: string): void;
  addImageOverride(image: string, where: Where, by: string): void;
  finish(collectedAt: string): Estate;
}

/** Starts an estate of manifests. `repositoryPath` is the path in its Git repository of the folder that all places are relative to. */
export function buildEstate(authority: Authority, repositoryPath: string = ''): EstateBuilder {
  const found = Object.fromEntries(factNames.map((name) => [name, [] as Identified[]])) as Record<
    FactName,
    Identified[]
  >;
  const holes: Hole[] = [];
  const unreadable: Unreadable[] = [];
  const unreadSources: UnreadSource[] = [];
  const gaps: Gap[] = [];
  const assumptions: string[] = [];
  const gitops: { source: GitopsSource; where: Where }[] = [];
  const places = new Set<Place>();
  const own = ownStrings();
  const identities = new Set<string>();
  const unstated: Head[] = [];
  let [files, otherDocuments] = [0, 0];
  const otherPolicySigns: string[] = [];
  let assumesCharts = false;
  let refused: Refused[] = [];

  function addObject(raw: Raw, where: Where): void {
    places.add(where.place);
    const { apiVersion, kind } = raw as { apiVersion: string; kind: string };
    const reader = readerOf(apiVersion, kind);
    // null as long as it is not known which one: what is wrong may be just that.
    let namespace: string | null = null;
    try {
      const fields = new Fields(raw);
      const metadata = fields.objectOrEmpty('metadata');
      const unserved = unservedKind(apiVersion, kind);
      namespace = namespaceOf(
        unserved?.apiVersion ?? apiVersion,
        unserved?.kind ?? kind,
        metadata.text('namespace'),
      );
      if (unserved) throw new MalformedField([unserved.field], unserved.message);
      const subject = readHead(fields, namespace, [where.place], where.origin);
      // All or nothing: what is malformed in one part is not judged by another.
      if (reader && subject.head.name === '')
        throw new MalformedField(['metadata', 'name'], 'metadata.name: there is none, and no generateName');
      if (reader) fields.object('spec');
      const fact = reader?.read(subject);
      const carrier = readCredentials(subject, where.inFolder);
      if (reader && fact) keep(reader.fact, fact);
      const scaler = reader?.fact === 'workloads' ? proportionalAutoscalerOf(raw, subject.head) : null;
      if (scaler) keep('autoscalers', scaler);
      if (carrier) keep('credentialCarriers', carrier);
      if (namespace === notStated) unstated.push(subject.head);
      else identities.add(identityOf(subject.head));
      const sign = otherPolicySignOf(apiVersion, kind, subject.head.name, raw);
      if (sign !== null) otherPolicySigns.push(sign);
      notePods(apiVersion, kind, subject.head);
      noteGenerated(raw, subject.head);
      const source = gitopsSourceOf(raw);
      if (source) gitops.push({ source, where });
    } catch (error) {
      if (!(error instanceof MalformedField)) throw error;
      searchRefused(raw, where);
      refuse(where, {
        path: error.path,
        message: `${kind}: ${error.message}`,
        detail: (at) => `a ${kind} in ${at} cannot be read: ${error.message}`,
        facts: touchedBy(kind, apiVersion),
        namespace: namespace === '' ? null : namespace,
      });
    }
  }

  function keep(name: FactName, fact: Identified): void {
    own(fact);
    found[name].push(fact);
  }

  /** What has the metadata of an object, and does not say which kind of object it is: the API server refuses it. */
  function addHalf({ apiVersion, kind }: Raw, where: Where): void {
    const missing = typeof kind === 'string' ? 'apiVersion' : 'kind';
    const what = typeof kind === 'string' ? `a ${kind}` : 'an object';
    refuse(where, {
      path: [missing],
      message: `${missing}: there is none, or it is no text`,
      detail: (at) => `${what} in ${at} cannot be read: it has no ${missing}`,
      facts: typeof kind === 'string' ? touchedBy(kind, typeof apiVersion === 'string' ? apiVersion : null) : factNames,
      namespace: null,
    });
  }

  /** What stands where a list should hold objects, and is none: the API server refuses it, and nobody knows what was meant. */
  function addNoObject(item: unknown, where: Where): void {
    const kind = isRaw(item) && typeof item['kind'] === 'string' ? item['kind'] : null;
    const what = kind === null ? 'an item' : `a ${kind}`;
    refuse(where, {
      path: [],
      message: `${what} of a list is no Kubernetes object`,
      detail: (at) => `${what} of the list in ${at} cannot be read`,
      facts: kind === null ? factNames : touchedBy(kind, null),
      namespace: null,
    });
  }

  function refuse(where: Where, what: Omit<Refused, 'where'>): void {
    refused.push({ where, ...what });
  }

  function notePods(apiVersion: string, kind: string, head: Head): void {
    const makes = makesPods(apiVersion, kind);
    if (makes === 'no') return;
    keep('podMakers', { ...head, noun: 'podMaker' });
    if (makes !== 'yes') return;
    const gap: Gap = {
      gap: 'not-collected',
      detail: `the pods of ${kind}/${head.name} are made by its operator, and this version does not read such pods yet`,
      elsewhere: true,
    };
    holes.push({ gap, facts: ['workloads'], namespace: head.namespace, stands: head.places[0] });
  }

  function noteGenerated(raw: Raw, head: Head): void {
    for (const kind of new Set(generatedKindsOf(raw))) {
      const detail = `${head.kind}/${head.name} generates objects of kind ${kind}, which a folder does not show`;
      holes.push({
        gap: { gap: 'not-collected', detail, elsewhere: true },
        facts: factsOfKind(kind),
        namespace: head.namespace || null,
      });
    }
  }

  function noteReplacedImages(document: Raw, where: Where): void {
    try {
      for (const { image, by } of readReplacedImages(document, where.origin.file)) addImageOverride(image, where, by);
    } catch (error) {
      if (!(error instanceof MalformedField)) throw error;
      refuse(where, {
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
    const positions = locate?.(refused.map(({ where, path }) => [...(where.origin.within ?? []), ...path]));
    refused.forEach(({ where, message, detail, facts, namespace }, index) => {
      const { file } = where.origin;
      const { line, column } = positions?.[index] ?? { line: where.origin.line, column: 1 };
      unreadable.push({ file, line, column, message });
      const gap: Gap = {
        gap: 'malformed',
        detail: detail(`${file}:${line}`),
        place: where.place,
        suppliedBy: 'readable-files',
      };
      holes.push({ gap, facts, namespace, stands: where.place });
    });
    refused = [];
  }

  function addImageOverride(image: string, where: Where, by: string): void {
    const head = { apiVersion: '', kind: by, namespace: '', name: image, places: [where.place], origin: where.origin };
    keep('imageOverrides', { ...head, noun: 'imageOverride', image } as Identified);
  }

  function add(value: unknown, where: Where): boolean {
    const items = unfoldList(value);
    if (items) {
      for (const { value: item, path } of items) {
        const within = [...(where.origin.within ?? []), ...path];
        const own = { ...where, origin: { ...where.origin, within } };
        if (add(item, own)) continue;
        if (isRaw(value) && typeof value['kind'] === 'string') addNoObject(item, own);
        else otherDocuments += 1;
      }
      return true;
    }
    if (!isRaw(value)) return false;
    if (isBrokenList(value)) {
      addNoObject(value['items'], where);
      return true;
    }
    noteReplacedImages(value, where);
    if (isSkaffoldConfig(value) || isPolicyFile(value)) return false;
    if (typeof value['apiVersion'] === 'string' && typeof value['kind'] === 'string') addObject(value, where);
    else if (isRaw(value['metadata']) && ('apiVersion' in value || 'kind' in value)) addHalf(value, where);
    else {
      if (isKustomization(value, where.origin.file)) search(value, where);
      return false;
    }
    return true;
  }

  function search(value: unknown, where: Where): void {
    const items = unfoldList(value) ?? (isRaw(value) ? [{ value, path: [] }] : []);
    for (const { value: one, path } of items) {
      if (!isRaw(one)) continue;
      const item = isKustomization(one, where.origin.file) ? completeKustomization(one) : one;
      if (typeof item['apiVersion'] !== 'string' || typeof item['kind'] !== 'string') continue;
      const within = [...(where.origin.within ?? []), ...path];
      const origin = within.length > 0 ? { ...where.origin, within } : where.origin;
      try {
        const fields = new Fields(item);
        const unserved = unservedKind(item['apiVersion'], item['kind']);
        if (unserved) throw new MalformedField([unserved.field], unserved.message);
        const namespace = namespaceOf(
          item['apiVersion'],
          item['kind'],
          fields.objectOrEmpty('metadata').text('namespace'),
        );
        const carrier = readCredentials(readHead(fields, namespace, [where.place], origin), where.inFolder);
        if (carrier) keep('credentialCarriers', carrier);
      } catch (error) {
        if (!(error instanceof MalformedField)) throw error;
        // Its source is a gap of all that it may hold already.
        searchRefused(item, { ...where, origin });
      }
    }
  }

  function searchRefused(object: Raw, where: Where): void {
    const carrier = readRefusedCredentials(object, where);
    if (carrier) keep('credentialCarriers', carrier);
  }

  function searchPart(content: PartContent, part: Part, where: Where): void {
    const carrier = readPartCredentials(content, part, where);
    if (carrier) keep('credentialCarriers', carrier);
  }

  function addBroken(
    { file, line, column, message, place, apiVersion, kind }: BrokenDocument,
    hides: readonly FactName[] = kind === null ? factNames : touchedBy(kind, apiVersion),
  ): void {
    unreadable.push({ file, line, column, message });
    const gap: Gap = {
      gap: 'malformed',
      detail: `a document in ${file}:${line} cannot be read`,
      place,
      suppliedBy: 'readable-files',
    };
    holes.push({ gap, facts: hides, namespace: null });
  }

  function addSource({
    file,
    type,
    message,
    place,
    mayHold,
    namespace,
    elsewhere,
    isChart,
    names,
  }: UnrenderedSource): void {
    unreadSources.push({ file, type, message });
    places.add(place);
    if (isChart) assumesCharts = true;
    const suppliedBy = type === 'gitops' ? 'other-repository' : 'rendering';
    const gap: Gap = {
      gap: 'not-collected',
      detail: `${file}: ${message}`,
      ...(elsewhere ? { elsewhere } : { place }),
      suppliedBy,
    };
    // Whatever a source is, it sets the images of its own objects only.
    const facts = mayHold.filter((name) => name !== 'imageOverrides');
    if (facts.length > 0) holes.push({ gap, facts, namespace, stands: place });
    for (const name of names)
      if (/^(cilium|calico|tigera-operator)$/.test(name)) otherPolicySigns.push(`the ${name} ${type}`);
  }

  /** Gives their namespace to objects that state none, where a GitOps object says into which one their folder is applied. */
  function settle(): void {
    const { missing, namespaceFor } = settleGitops(gitops, places, repositoryPath);
    for (const { source, where } of missing) {
      const { what, namespace, mayHold, isChart, names } = source;
      const message = `${what}, which ${isChart ? 'this version does not render' : 'is not in the folder'}`;
      addSource({
        file: where.origin.file,
        type: 'gitops',
        message,
        place: where.place,
        mayHold,
        namespace,
        elsewhere: true,
        isChart,
        names,
      });
    }
    const landing = (stated: string | null, place: Place | undefined): string | null =>
      stated === notStated && place !== undefined ? (namespaceFor(place) ?? stated) : stated;
    for (const head of unstated)
      identities.add(identityOf({ ...head, namespace: landing(notStated, head.places[0]) ?? notStated }));
    if (missing.length < gitops.length) {
      for (const name of factNames) {
        found[name] = found[name].map((item) => {
          const namespace = landing(item.namespace, item.places[0]);
          return namespace === null || namespace === item.namespace ? item : { ...item, namespace };
        });
      }
    }
    holes.forEach((hole, index) => {
      const namespace = landing(hole.namespace, hole.stands);
      // What is malformed and states no namespace may land in any.
      holes[index] = { ...hole, namespace: namespace === notStated && hole.gap.gap === 'malformed' ? null : namespace };
    });
  }

  /** Where no workload was seen, a custom resource that may make pods is all there is to ask: that there are none is not known. */
  function noteOnlyMakers(): void {
    if (found.workloads.length > 0) return;
    for (const { kind, name, namespace } of found.podMakers) {
      const detail = `${kind}/${name} may make pods that this version does not see`;
      holes.push({
        gap: { gap: 'not-collected', detail, elsewhere: true },
        facts: ['workloads'],
        namespace: namespace || null,
      });
    }
  }

  function finish(collectedAt: string): Estate {
    noteOnlyMakers();
    placeRefused(null);
    settle();
    const conflicts: Conflict[] = [];
    let variants = 0;
    const merged = Object.fromEntries(
      factNames.map((name) => {
        const { items, ...doubles } = mergeVariants(found[name]);
        conflicts.push(...doubles.conflicts);
        // The others stand beside what is counted here already.
        if (name !== 'credentialCarriers' && name !== 'podMakers' && name !== 'imageOverrides')
          variants += doubles.variants;
        return [name, items];
      }),
    ) as Record<FactName, Identified[]>;
    const controlled = new Set(controlledAmong(merged.workloads as unknown as readonly Workload[]).map(identityOf));
    if (controlled.size > 0) {
      for (const name of ['workloads', 'credentialCarriers'] as const)
        merged[name] = merged[name].filter((item) => !controlled.has(identityOf(item)));
    }
    const declaredNamespaces = new Set(merged.namespaces.map(({ name }) => name));
    merged.namespaces = mergeVariants([...merged.namespaces, ...namedNamespaces(merged, declaredNamespaces)]).items;
    const [otherPolicySign = null] = otherPolicySigns.toSorted();
    const visibility = visibilityOf({
      authority,
      declaredNamespaces,
      holes: gatherHoles(holes),
      otherPolicySign,
    });
    const facts = Object.fromEntries(factNames.map((name) => [name, { seen: visibility[name], items: merged[name] }]));
    return {
      schema: 'kubecompass.estate/v1',
      id: nameOf(facts, [unreadable.length, unreadSources]),
      source: 'manifests',
      collectedAt,
      facts: facts as unknown as { readonly [Name in FactName]: FactList<Facts[Name]> },
      objects: identities.size + variants,
      files,
      otherDocuments,
      unreadable: unreadable.toSorted(comparePositions),
      unreadSources: unreadSources.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)),
      conflicts: [...new Map(conflicts.map((one) => [JSON.stringify(one), one])).values()],
      assumptions: [...assumptionsOf(authority, visibility, assumesCharts), ...assumptions],
      gaps,
    };
  }

  return {
    add,
    search,
    searchPart,
    placeRefused,
    addBroken,
    addSource,
    addFile: () => void (files += 1),
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

/** The name of an estate: a hash of what is kept, never of the files, because a digest over a Secret's value would help to guess it. */
function nameOf(facts: Readonly<Record<string, FactList<Identified>>>, rest: unknown): string {
  const hash = createHash('sha256');
  // Item by item: together they may be longer than a text can be.
  for (const [name, { seen, items }] of Object.entries(facts)) {
    hash.update(`${name}\n${JSON.stringify(seen)}\n`);
    for (const item of items) hash.update(`${JSON.stringify(item)}\n`);
  }
  return hash.update(JSON.stringify(rest)).digest('hex').slice(0, 32);
}

/** KubeCompass's own policy file, which lies in the folder as a configuration and is applied to no cluster. */
function isPolicyFile({ apiVersion, kind }: Raw): boolean {
  return kind === 'Policy' && typeof apiVersion === 'string' && apiVersion.startsWith('kubecompass.io/');
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

function assumptionsOf(
  authority: Authority,
  { otherNetworkPolicies }: Record<FactName, Visibility>,
  assumesCharts: boolean,
): string[] {
  return [
    ...(otherNetworkPolicies.everywhere.state === 'assumed'
      ? ['no network policies of the CNI or of the whole cluster: nothing in the folder points to any']
      : []),
    ...(assumesCharts ? ['charts that were not rendered hold companions of their own pods only'] : []),
    ...(authority === 'complete' ? ['the folder is all there is (--complete)'] : []),
  ];
}

function comparePositions(a: Unreadable, b: Unreadable): number {
  return a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;
}

/** A list whose items are no list. */
function isBrokenList({ kind, apiVersion, items }: Raw): boolean {
  return (
    kind === 'List' && typeof apiVersion === 'string' && items !== undefined && items !== null && !Array.isArray(items)
  );
}
