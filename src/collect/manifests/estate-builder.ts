import type { Estate, Ignored } from '../../estate/estate.ts';
import { type FactName, factNames } from '../../estate/facts.ts';
import type { Gap } from '../../estate/gap.ts';
import { notStated } from '../../estate/identity.ts';
import type { Place } from '../../estate/place.ts';
import type { Part, PartContent } from '../credentials/read-part-credentials.ts';
import type { SentTo } from './called-clusters.ts';
import { addCertificateFiles } from './add-certificate-files.ts';
import { addDocument } from './add-document.ts';
import { finishEstate } from './finish-estate.ts';
import { type Gathered, startGathering } from './gathered.ts';
import { landObjects } from './land-objects.ts';
import { settleAltered } from './note-altered.ts';
import { type BrokenDocument, noteBroken } from './note-broken.ts';
import { noteOnlyMakers } from './note-only-makers.ts';
import type { FoundFile } from './list-files.ts';
import type { FileReader } from './read-files.ts';
import { anyRepository } from './named-repository.ts';
import { noteNames, noteSource, type UnrenderedSource } from './note-source.ts';
import { settlePoolBudgets } from '../operators/pool-budgets.ts';
import { collectRefusals, type Locate } from './refusals.ts';
import { searchDocument, searchPart } from './search-document.ts';
import { folderOf, settleControlPlanes } from './settle-control-planes.ts';
import { settleEntrances } from './settle-entrances.ts';
import type { GivenFolder } from './settle-gitops.ts';
import type { Authority } from './visibility.ts';
import type { Where } from './where.ts';

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
  /** Notes that a patch of kubeadm lies in a folder, of which a configuration in it or right above it may be patched. */
  notePatchesIn(folder: string): void;
  addCertificateFiles(files: readonly FoundFile[], reader: FileReader): void;
  addSource(source: UnrenderedSource): void;
  /** Takes the names of a chart whose files are read as they are for a sign of a network policy engine, where they are such. */
  addNames(type: UnrenderedSource['type'], names: UnrenderedSource['names']): void;
  /** Tells where fields of the document that was added last stand, if some of them made an object unreadable. */
  placeRefused(locate: Locate): void;
  /** Counts files that were read. */
  addFiles(count: number): void;
  addOther(): void;
  /** Notes what was left out because git ignores it. */
  noteIgnored(ignored: Ignored): void;
  addGap(gap: Gap): void;
  /** Notes something that was taken to be so, for the report to print. */
  addAssumption(assumption: string): void;
  /** Notes in which namespace the objects of a place land that state none, and to which cluster all go; null: not known. */
  land(place: Place, application: { readonly namespace: string | null } & SentTo): void;
  finish(collectedAt: string): Estate;
}

/** Nothing but the texts that are added. */
const onlyTexts: GivenFolder = { repositoryPath: '', files: [], textOf: () => null, own: anyRepository };

/** Starts an estate of manifests, of a folder that all places are relative to. */
export function buildEstate(authority: Authority, given: GivenFolder = onlyTexts): EstateBuilder {
  const gathered = startGathering();
  const refusals = collectRefusals(gathered);
  return {
    add: (value, where) => addDocument(value, where, gathered, refusals),
    search: (value, where) => searchDocument(value, where, gathered),
    searchPart: (content, part, where) => searchPart(content, part, where, gathered),
    addBroken: (document, hides) => noteBroken(gathered, document, hides),
    notePatchesIn(folder) {
      gathered.patchedFolders.add(folder);
      gathered.patchedFolders.add(folderOf(folder));
    },
    addCertificateFiles: (files, reader) => addCertificateFiles(files, reader, gathered),
    addSource: (source) => noteSource(gathered, source),
    addNames: (type, names) => noteNames(gathered, type, names),
    placeRefused: (locate) => refusals.place(locate),
    addFiles: (count) => void (gathered.files += count),
    addOther: () => void (gathered.otherDocuments += 1),
    noteIgnored: (ignored) => void (gathered.ignored = ignored),
    addGap(gap) {
      gathered.gaps.push(gap);
      gathered.holes.push({ gap, facts: factNames, namespace: null });
    },
    addAssumption: (assumption) => void gathered.assumptions.push(assumption),
    land(place, { namespace, cluster, by }) {
      if (namespace !== null) gathered.landings.set(place, namespace);
      const { cluster: known, by: before } = gathered.clusters.get(place) ?? { cluster, by };
      gathered.clusters.set(place, { cluster: known === cluster && before === by ? cluster : null, by });
    },
    finish(collectedAt) {
      refusals.place(null);
      settleControlPlanes(gathered);
      settleEntrances(gathered);
      settlePoolBudgets(gathered.found.workloads, gathered.poolBudgets, (namespace) =>
        hidesWorkloads(gathered, namespace),
      );
      settleAltered(gathered);
      landObjects(gathered, given);
      noteOnlyMakers(gathered);
      return finishEstate(gathered, authority, collectedAt);
    },
  };
}

/** Whether something of the folder that was not read may have been an object of a namespace that makes pods. */
function hidesWorkloads({ holes }: Gathered, namespace: string): boolean {
  return holes.some(
    ({ gap, facts, namespace: within }) =>
      gap.elsewhere !== true &&
      facts.includes('workloads') &&
      (within === null || [namespace, notStated].includes(within)),
  );
}
