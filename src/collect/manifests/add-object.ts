import type { FactName } from '../../estate/facts.ts';
import type { Gap } from '../../estate/gap.ts';
import { groupOf, identityOf, notStated } from '../../estate/identity.ts';
import type { Workload } from '../../estate/workload.ts';
import type { PodMaker } from '../../estate/pod-maker.ts';
import { readCredentials } from '../credentials/read-credentials.ts';
import { doubledVariables } from '../objects/workloads/doubled-variables.ts';
import { Fields, isRaw, MalformedField, type Raw } from '../objects/fields.ts';
import { auditFile } from '../objects/control-plane/audit-policy.ts';
import { encryptionFile } from '../objects/control-plane/encryption-configuration.ts';
import { readPoolBudget } from '../operators/pool-budgets.ts';
import { readTopologyPart } from '../objects/control-plane/cluster-class.ts';
import { readKopsPart } from '../objects/control-plane/kops-zones.ts';
import { writtenFileFor } from '../objects/control-plane/written-files.ts';
import type { KindReader } from '../objects/kind-line.ts';
import { factsOfKind, readersOf } from '../objects/kinds.ts';
import { type Head, readHead, readTierLabel, type Subject } from '../objects/object-metadata.ts';
import { makesPods, makesSets } from '../objects/workloads/pod-makers.ts';
import { refuseObject } from '../objects/refuse-object.ts';
import { alsoRefused } from './also-refused.ts';
import { checkFields } from '../schemas/check-fields.ts';
import { isKnownInSomeVersion } from '../schemas/field-tables.ts';
import { mayBeCompleted, noteDefinition, switchedOff } from './note-definition.ts';
import { proportionalAutoscalerOf } from '../objects/workloads/proportional-autoscaler.ts';
import { namesPatches } from '../objects/control-plane/kubeadm-patches.ts';
import { isPlaceholder, namespaceOf } from '../objects/scope.ts';
import { unservedKind } from '../objects/unserved-kind.ts';
import { readApiUse } from '../tools/read-api-use.ts';
import { readTools } from '../tools/read-tools.ts';
import type { Gathered } from './gathered.ts';
import { generatedKindsOf } from './generated-kinds.ts';
import { chartRepositoryOf, gitopsSourceOf, isChartKind, isGitopsKind } from './gitops-sources.ts';
import { otherPolicySignOf } from './other-policy-sign.ts';
import type { Refusals } from './refusals.ts';
import { searchRefused } from './search-document.ts';
import { givenNamespace, nameSubjects } from './name-subjects.ts';
import { touchedBy } from './touched-by.ts';
import { folderOf } from './settle-control-planes.ts';
import { givesCertificates } from './settle-entrances.ts';
import type { Where } from './where.ts';
import { withArticle } from './with-article.ts';

/**
 * Takes up one object of Kubernetes: what it becomes, and what it says of objects that are not there. `isAltered`: it is applied otherwise than it stands,
 * so it becomes nothing here.
 */
export function addObject(
  raw: Raw & { readonly apiVersion: string; readonly kind: string },
  where: Where,
  gathered: Gathered,
  refusals: Refusals,
  isAltered = false,
): void {
  gathered.places.add(where.place);
  const { apiVersion, kind } = raw;
  const readers = readersOf(apiVersion, kind);
  const isUnfinished = where.kustomized !== undefined || mayBeCompleted(apiVersion, gathered);
  // null as long as it is not known which one: what is wrong may be just that.
  let namespace: string | null = null;
  const unserved = unservedKind(apiVersion, kind);
  try {
    const fields = new Fields(where.kustomized ? nameSubjects(raw, where.kustomized) : raw);
    const metadata = fields.objectOrEmpty('metadata');
    namespace = namespaceOf(unserved?.apiVersion ?? apiVersion, unserved?.kind ?? kind, metadata.text('namespace'));
    if (namespace === notStated) namespace = givenNamespace(where.kustomized) ?? notStated;
    if (unserved) throw new MalformedField([unserved.field], unserved.message);
    const off = switchedOff(apiVersion, kind, gathered);
    if (off !== null) throw new MalformedField(['apiVersion'], off);
    const subject = readHead(fields, namespace, [where.place], where.origin);
    // All or nothing: what is malformed in one part is not judged by another.
    if (readers.some((reader) => !reader.nameless) && subject.head.name === '')
      throw new MalformedField(['metadata', 'name'], 'metadata.name: there is none, and no generateName');
    if (readers.length > 0) fields.object('spec');
    const badFiles: BadFile[] = [];
    const facts = readers.flatMap((reader) =>
      [readBy(reader, subject, badFiles) ?? []].flat().map((fact) => ({ name: reader.fact, fact })),
    );
    // Last, because a reader says more of what it cannot read.
    const { isKnown, dropped, refused } = checkFields(raw, gathered.folderKinds, { isUnfinished });
    const [first] = refused.length > 0 ? refused : refuseObject(raw, isUnfinished);
    if (first) throw first;
    const found = facts.find(({ name }) => name === 'workloads')?.fact as Workload | undefined;
    // What an operator makes is the operator's tool, and is found as such.
    const workload = found?.made?.makesContainers ? null : (found ?? null);
    const tools = readTools(subject, workload);
    const sign = otherPolicySignOf(raw);
    const source = gitopsSourceOf(raw);
    const kops = readKopsPart(subject);
    const topology = readTopologyPart(subject, isAltered);
    const poolBudget = isAltered ? null : readPoolBudget(subject);
    const carrier = where.isSearched ? null : readCredentials(subject, where.inFolder);
    if (!isAltered) for (const { name, fact } of facts) gathered.keep(name, fact);
    for (const tool of tools) gathered.keep('tools', tool);
    const use = readApiUse(subject.head);
    if (use) gathered.keep('apiUses', use);
    const scaler = workload ? proportionalAutoscalerOf(raw, subject.head) : null;
    if (scaler) gathered.keep('autoscalers', scaler);
    if (carrier) gathered.keep('credentialCarriers', carrier);
    gathered.objectsRead += 1;
    if (!isKnown) noteWithoutSchema(apiVersion, kind, gathered);
    for (const one of [...dropped, ...doubledVariables(raw)]) refusals.drop(where, subject.head, one);
    if (namespace === notStated) gathered.unstated.push(subject.head);
    else gathered.identities.add(identityOf(subject.head));
    if (sign !== null) gathered.otherPolicySigns.push(sign);
    notePods(subject.head, readTierLabel(metadata), gathered);
    noteGenerated(raw, subject.head, gathered);
    noteUnreadFiles(subject, gathered);
    if (kops) gathered.kopsParts.push(kops);
    if (topology) gathered.topologyParts.push(topology);
    if (poolBudget) gathered.poolBudgets.push(poolBudget);
    refuseFiles(badFiles, subject.head, where, refusals);
    if (source) gathered.gitops.push({ source, where, raw, isAltered });
    noteDefinition(raw, where, gathered);
    if (givesCertificates(raw)) gathered.classesWithCertificates += 1;
    if (namesPatches(subject)) gathered.patchedFolders.add(folderOf(where.origin.file));
    const repository = chartRepositoryOf(raw);
    if (repository) gathered.chartRepositories.set(repository.key, repository);
  } catch (error) {
    if (!(error instanceof MalformedField)) throw error;
    if (!where.isSearched) searchRefused(raw, where, gathered);
    if (isChartKind(kind) && isGitopsKind(kind, apiVersion)) gathered.assumesCharts = true;
    refusals.refuse(where, {
      path: error.path,
      message: `${kind}: ${error.message}`,
      also: alsoRefused(raw, error, { folder: gathered.folderKinds, isUnfinished }),
      detail: (at) => `${withArticle(kind)} in ${at} cannot be read: ${error.message}`,
      facts: touchedBy(unserved?.kind ?? kind, apiVersion, nameOf(raw)),
      // A source fills another namespace than its own.
      namespace: namespace === '' || isGitopsKind(kind, apiVersion) ? null : namespace,
      keptIn: secretOf(raw, readers),
    });
  }
}

/** What is wrong with a file that an object writes. */
interface BadFile {
  readonly error: MalformedField;
  readonly fact: FactName;
}

function readBy(reader: KindReader, subject: Subject, badFiles: BadFile[]): ReturnType<KindReader['read']> {
  try {
    return reader.read(subject);
  } catch (error) {
    if (!(error instanceof MalformedField) || !reader.ofFile) throw error;
    badFiles.push({ error, fact: reader.fact });
    return null;
  }
}

/** The API server takes the object all the same. */
function refuseFiles(files: readonly BadFile[], { kind, name, namespace }: Head, where: Where, to: Refusals): void {
  for (const { error, fact } of files)
    to.refuse(where, {
      path: error.path,
      message: `what ${kind}/${name} writes on its servers: ${error.message}`,
      detail: (at) =>
        `a file that ${withArticle(kind)} in ${at} writes on its servers cannot be read: ${error.message}`,
      facts: [fact],
      namespace: namespace || null,
      ofFile: true,
    });
}

/** A version above all that are known may be newer than what is kept; it is named, for it may also be one that there never was. */
function noteWithoutSchema(apiVersion: string, kind: string, { withoutSchema }: Gathered): void {
  const isKept = isKnownInSomeVersion(groupOf(apiVersion), kind);
  const label = isKept ? `${kind} (no schema of ${apiVersion})` : kind;
  withoutSchema.set(label, (withoutSchema.get(label) ?? 0) + 1);
}

/** The name of an object that cannot be read; null where that is what is wrong. */
function nameOf({ metadata }: Raw): string | null {
  return isRaw(metadata) && typeof metadata['name'] === 'string' ? metadata['name'] : null;
}

/** The Secret in which a certificate that cannot be read is kept; null where that is not told either. */
function secretOf({ spec }: Raw, readers: readonly KindReader[]): string | null {
  if (!isRaw(spec) || !readers.some(({ fact }) => fact === 'managedCertificates')) return null;
  const name = spec['secretName'];
  return typeof name === 'string' && name !== '' && !isPlaceholder(name) ? name : null;
}

/** What a definition says of its kinds counts for all objects of the folder; where two say different things, for none. */
function notePods(head: Head, tierLabel: string | null, { keep, holes }: Gathered): void {
  const { apiVersion, kind, name, namespace, places } = head;
  const makes = makesPods(apiVersion, kind);
  if (makes === 'no') return;
  const maker: PodMaker = { ...head, noun: 'podMaker', bySets: makesSets(apiVersion, kind) };
  keep('podMakers', maker);
  if (makes !== 'yes' || readersOf(apiVersion, kind).some(({ fact }) => fact === 'workloads')) return;
  const gap: Gap = {
    gap: 'not-collected',
    detail:
      `the pods of ${kind}/${name} are made by its operator, and only the running platform shows what they are ` +
      `(\`kubectl get pods${namespace === notStated || namespace === '' ? '' : ` -n ${namespace}`} -o yaml\`)`,
    elsewhere: true,
    suppliedBy: 'running-platform',
    of: { namespace, tierLabel, places },
  };
  holes.push({ gap, facts: ['workloads'], namespace, stands: places[0] });
}

/** Files for the API server that a control plane names, and that cannot be read where they stand. */
function noteUnreadFiles(subject: Subject, { holes }: Gathered): void {
  const { kind, name, namespace } = subject.head;
  const uses = [
    { fact: 'encryptionConfigurations', use: encryptionFile },
    { fact: 'auditPolicies', use: auditFile },
  ] as const;
  for (const { fact, use } of uses) {
    const file = writtenFileFor(subject, use);
    if (file === null || 'fields' in file) continue;
    const detail = `the file ${file.path} of ${kind}/${name} was not read: ${file.unread}`;
    const gap: Gap = { gap: 'not-collected', detail, elsewhere: true, suppliedBy: 'running-platform' };
    holes.push({ gap, facts: [fact], namespace: namespace || null });
  }
}

function noteGenerated(raw: Raw, head: Head, { holes }: Gathered): void {
  for (const kind of new Set(generatedKindsOf(raw))) {
    const detail = `${head.kind}/${head.name} generates objects of kind ${kind}, which a folder does not show`;
    holes.push({
      gap: { gap: 'not-collected', detail, elsewhere: true },
      facts: factsOfKind(kind),
      namespace: head.namespace || null,
    });
  }
}
