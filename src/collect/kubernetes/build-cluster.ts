import type { DisruptionBudget } from '../../estate/disruption-budget.ts';
import type { Estate } from '../../estate/estate.ts';
import { type FactName, factNames, factTitles } from '../../estate/facts.ts';
import type { Gap } from '../../estate/gap.ts';
import { groupOf, type Identified } from '../../estate/identity.ts';
import { parseInstant } from '../../estate/instant.ts';
import type { ServerMetrics } from '../../estate/live-cluster.ts';
import type { RunningPod } from '../../estate/running-pod.ts';
import type { Service } from '../../estate/service.ts';
import type { Workload } from '../../estate/workload.ts';
import type { Node } from '../../estate/node.ts';
import type { Tool } from '../../estate/tool.ts';
import { frameEstate } from '../manifests/finish-estate.ts';
import { gatherHoles } from '../manifests/gather-holes.ts';
import { type Gathered, startGathering } from '../manifests/gathered.ts';
import { ownStrings } from '../manifests/own-strings.ts';
import { isRaw, type Raw } from '../objects/fields.ts';
import { settlePoolBudgets } from '../operators/pool-budgets.ts';
import { newestApisKnown } from '../tools/api-removals.ts';
import { readApiUse } from '../tools/read-api-use.ts';
import { askedKinds } from './access/asked-kinds.ts';
import { addLiveObject } from './add-live-object.ts';
import type { ClusterRecord, KindList, KindsRecord, Recorded, ServedKind } from './cluster-record.ts';
import { clusterVisibility } from './cluster-visibility.ts';
import { countObjects } from './count-objects.ts';
import { factsOfList } from './facts-of-list.ts';
import { isNeeded } from './is-needed.ts';
import { pathOfList } from './list-kind.ts';
import { listsOf } from './lists-of.ts';
import { askedOnlyIn, isAskedFor } from './live/live-kinds.ts';
import { startBrokenApis } from './live/broken-apis.ts';
import { apiServersAmong, liveClusterOf, type ServerLease, serverLeaseOf } from './live/live-cluster-of.ts';
import { startNewestSecrets } from './live/newest-secret.ts';
import { type NodeSigns, nodeSignsOf } from './live/provider-of.ts';
import { toolsOfCluster } from './live/tools-of-cluster.ts';
import { isNamespaceKind, kindKey, speaksForPods } from './maker-kinds.ts';
import { markUnmade } from './mark-unmade.ts';
import { nameKeepers } from './name-keepers.ts';
import { startOwners } from './owners.ts';
import { tellPodsApart } from './tell-pods-apart.ts';

/** Takes up what is told of a cluster, record by record. */
export interface ClusterBuilder {
  take(record: Recorded): void;
  /** What was told so far, as an estate: lists that were not told to their end are gaps. */
  finish(): Estate;
}

const apiServiceKind = 'apiregistration.k8s.io/APIService';
const leaseKind = 'coordination.k8s.io/Lease';

/** How many nodes are asked who made them. */
const nodesAsked = 50;

/** More than this and the times that both tell cannot be compared, in seconds. */
const mostAhead = 120;

/** Starts an estate of a cluster. Whoever tells of it, a server or a snapshot: the same records make the same estate. */
export function buildCluster(source: 'cluster' | 'snapshot'): ClusterBuilder {
  const gathered = startGathering(ownStrings({ copies: false }));
  const owners = startOwners();
  const counted = countObjects();
  const open = new Map<string, KindList>();
  const told = new Set<string>();
  /** The lists of which anything was told, by path, and how many objects. */
  const toldOf = new Map<string, number>();
  /** Kinds by whether all that was asked of them was told. */
  const whole = new Map<string, boolean>();
  const nodes: NodeSigns[] = [];
  let cluster: ClusterRecord | null = null;
  let kinds: readonly ServedKind[] | null = null;
  let metrics: ServerMetrics | null = null;
  const leases: ServerLease[] = [];
  let areLeasesWhole = true;
  const secrets = startNewestSecrets();
  const apis = startBrokenApis();
  /** Groups of which it was said that they cannot be read. */
  const hiddenGroups = new Set<string>();

  function hide(gap: Gap, facts: readonly FactName[], namespace: string | null): void {
    gathered.holes.push({ gap, facts, namespace });
    gathered.gaps.push(gap);
  }

  function hideList(list: KindList, gap: Gap): void {
    // Of some of the leases nobody can tell how many API servers live.
    if (kindKey(list) === leaseKind) areLeasesWhole = false;
    // What is asked for in one place only is not asked for the sake of that place.
    const isOfPlace = isNamespaceKind(list) || (list.isNamespaced && askedOnlyIn(list.group, list.kind) === null);
    const namespace = isOfPlace ? list.namespace : null;
    if (!list.isHeads) hide(gap, factsOfList(list), namespace);
  }

  function hideGroup({ group, gap }: KindsRecord['gaps'][number]): void {
    const facts = factsOfGroup(group);
    if (facts.length === 0) gathered.assumptions.push(`${gap.detail}; nothing is read of it`);
    else
      hide(
        group === null ? gap : { ...gap, detail: `${gap.detail}, so ${inWords(facts)} may be missing` },
        facts,
        null,
      );
    if (group !== null) hiddenGroups.add(group);
  }

  /** An API may have come back, or be in another version, where the kinds of its group were told to their end. */
  function hideBrokenGroups(): void {
    for (const one of apis.groups()) {
      const served = (kinds ?? []).filter(({ group, kind }) => group === one.group && isAskedFor(group, kind));
      const isTold = served.length > 0 && served.every((kind) => whole.get(kindKey(kind)) === true);
      if (!isTold && !hiddenGroups.has(one.group)) hideGroup(one);
    }
  }

  function takePage(list: KindList, objects: readonly Raw[]): void {
    const key = kindKey(list);
    for (const object of objects) {
      if (key === leaseKind) {
        const lease = serverLeaseOf(object);
        if (lease) leases.push(lease);
        continue;
      }
      if (key === apiServiceKind) apis.see(object);
      if (key === '/Secret') secrets.see(object, cluster);
      if (key === '/Node' && nodes.length < nodesAsked) nodes.push(nodeSignsOf(object));
      addLiveObject(object, list, { gathered, owners });
    }
  }

  function take(record: Recorded): void {
    counted.take(record);
    switch (record.record) {
      case 'cluster':
        cluster = record;
        if (doClocksDisagree(record)) gathered.assumptions.push(clocksDisagree(record.clockAhead));
        gathered.assumptions.push(...(record.assumed ?? []));
        gathered.assumptions.push(...ofTheFuture(record.version));
        return;
      case 'kinds':
        kinds = record.kinds;
        for (const one of record.gaps) hideGroup(one);
        return;
      case 'metrics':
        metrics = record.metrics;
        return;
      case 'page':
        told.add(kindKey(record.list));
        open.set(pathOfList(record.list), record.list);
        toldOf.set(pathOfList(record.list), (toldOf.get(pathOfList(record.list)) ?? 0) + record.objects.length);
        takePage(record.list, record.objects.filter(isRaw));
        for (const carrier of record.carriers) gathered.keep('credentialCarriers', carrier);
        return;
      case 'hole':
        hide(record.gap, record.facts, record.namespace);
        return;
      case 'again':
        toldOf.set(pathOfList(record.list), 0);
        if (kindKey(record.list) === apiServiceKind) apis.forget();
        if (kindKey(record.list) === '/Secret') secrets.forget(record.list.namespace);
        if (kindKey(record.list) === leaseKind) leases.length = 0;
        else forget(record.list, gathered);
        return;
      case 'end':
        takeEnd(record);
    }
  }

  function takeEnd({ list, gap, objects }: Extract<Recorded, { record: 'end' }>): void {
    const [key, path] = [kindKey(list), pathOfList(list)];
    const found = toldOf.get(path) ?? 0;
    const changed = objects === undefined || objects === found ? null : otherThanCounted(path, objects, found);
    toldOf.set(path, found);
    told.add(key);
    open.delete(path);
    whole.set(key, gap === null && changed === null && whole.get(key) !== false);
    for (const one of [gap, changed]) if (one) hideList(list, one);
  }

  function finish(): Estate {
    for (const list of open.values()) hideList(list, notToldToTheEnd(pathOfList(list)));
    if (cluster === null || kinds === null) hide(notToldToTheEnd('the list of kinds'), factNames, null);
    for (const kind of kinds ?? []) {
      if (!isAskedFor(kind.group, kind.kind)) continue;
      if (told.has(kindKey(kind))) {
        // Who tells a kind by namespaces tells of each that was asked for.
        if (cluster && !cluster.assumed)
          for (const list of listsOf([kind], cluster.namespaces)) {
            if (toldOf.has(pathOfList(list))) continue;
            whole.set(kindKey(list), false);
            hideList(list, notToldToTheEnd(pathOfList(list)));
          }
        continue;
      }
      if (!isNeeded(kind, cluster?.only ?? null)) {
        // Nobody asked, so nothing went wrong: it hides what it may have held, and is not listed.
        gathered.holes.push({ gap: notAskedFor, facts: factsOfList(kind), namespace: null });
        continue;
      }
      const list = { ...kind, namespace: askedOnlyIn(kind.group, kind.kind) };
      hideList(list, notToldToTheEnd(pathOfList(list)));
    }
    hideBrokenGroups();
    const { server = '', version = null, namespaces = null, collectedAt = '', notBefore } = cluster ?? {};
    const groups = new Set((kinds ?? []).map(({ group }) => group));
    const { found } = gathered;
    const begun = new Set([...open.values()].map(kindKey));
    const isWhole = (kind: Pick<ServedKind, 'group' | 'kind'>): boolean =>
      speaksForPods(kind) && whole.get(kindKey(kind)) === true && !begun.has(kindKey(kind));
    found.runningPods = owners.settled(found.runningPods);
    for (const name of ['workloads', 'credentialCarriers', 'tools', 'statedPlaces'] as const)
      found[name] = found[name].filter((one) => !owners.isMade(one, isWhole));
    settlePoolBudgets(
      found.workloads,
      gathered.poolBudgets,
      () => !isWhole({ group: 'kafka.strimzi.io', kind: 'Kafka' }),
    );
    const apart = tellPodsApart(
      found.workloads as readonly Identified[] as readonly Workload[],
      found.runningPods as readonly Identified[] as readonly RunningPod[],
      (pod) => owners.labelsOf(pod),
    );
    const asMade = markUnmade(apart.workloads, {
      pods: apart.pods,
      budgets: found.disruptionBudgets as readonly Identified[] as readonly DisruptionBudget[],
      makerOf: (one) => owners.makerOf(one),
      labelsOf: (pod) => owners.labelsOf(pod),
    });
    [found.workloads, found.runningPods] = [nameKeepers(asMade, apart.pods), apart.pods];
    // A resource is not the program: of one whose pods nobody made no tool runs. While pods are hidden, these may be there.
    const arePodsWhole = isWhole({ group: '', kind: 'Pod' });
    const unmade = new Map(
      asMade.flatMap((one) => (one.made?.unmade ? [[ownKey(one), one.made.unmade] as const] : [])),
    );
    found.tools = (found.tools as readonly Identified[] as readonly Tool[]).map((tool) => {
      const why = tool.seenAs === 'object' ? unmade.get(ownKey(tool)) : undefined;
      if (why === undefined) return tool;
      return arePodsWhole ? { ...tool, runs: false } : { ...tool, unmade: why };
    });
    // What an object makes of itself is no second autoscaler, and no second budget.
    const keepsPods = found.workloads.filter((one) => 'made' in one && (one as Workload).made?.budget);
    for (const [name, speaking] of [
      ['autoscalers', found.autoscalers],
      ['disruptionBudgets', keepsPods],
    ] as const) {
      const speakers = new Set(
        speaking.flatMap((one) => [ownKey(one), ...systemOf(one).map((system) => `${one.namespace}/${system}`)]),
      );
      found[name] = found[name].filter((one) => {
        const maker = owners.makerOf(one);
        return maker === null || !speakers.has(`${one.namespace}/${maker.kind}/${maker.name}`);
      });
    }
    const apiServers = areLeasesWhole ? apiServersAmong(leases, collectedAt, cluster?.clockAhead) : null;
    const live = liveClusterOf({ server, version, groups, nodes, apiServers, newestSecret: secrets.newest(), metrics });
    if (cluster) {
      gathered.keep('liveClusters', live);
      for (const tool of toolsOfCluster(live, found.nodes as readonly Identified[] as readonly Node[]))
        gathered.keep('tools', tool);
      if (version === null) hide(versionNotTold, ['tools'], null);
    }
    found.tools = [
      ...apis.among(
        withoutCharts(found.tools as readonly Identified[] as readonly Tool[]),
        found.services as readonly Identified[] as readonly Service[],
        found.workloads as readonly Identified[] as readonly Workload[],
      ),
    ];
    const alpha = (kinds ?? []).filter((kind) => !told.has(kindKey(kind)) && isBuiltInAlpha(kind));
    if (alpha.length > 0) hide(notAsked(alpha), ['apiUses'], null);
    return frameEstate(gathered, {
      source,
      collectedAt: cluster && doClocksDisagree(cluster) ? timeOfServer(collectedAt, cluster.clockAhead) : collectedAt,
      notBefore,
      objects: counted.total(),
      cluster: { server, version, namespaces, provider: live.provider, kindsNotRead: notRead(kinds ?? [], told) },
      visibilityFor: () =>
        clusterVisibility(
          gatherHoles(gathered.holes),
          namespaces,
          cluster?.assumed ? 'told' : 'asked for (--namespace)',
        ),
      assumptionsFor: () => [],
    });
  }

  return { take, finish };
}

function ownKey({ namespace, kind, name }: Identified): string {
  return `${namespace}/${kind}/${name}`;
}

/** What is made for a system is made for each of its parts. */
function systemOf(one: Identified): string[] {
  const system = 'made' in one ? (one as Workload).made?.system : undefined;
  return system ? [system.name] : [];
}

/** A chart tells less of a tool than its pods do, where these are there. */
function withoutCharts(tools: readonly Tool[]): Tool[] {
  const running = new Set(tools.filter(({ seenAs }) => seenAs === 'workload').map(({ tool }) => tool));
  return tools.filter(({ seenAs, tool }) => seenAs !== 'chart' || !running.has(tool));
}

function isBuiltInAlpha({ group, version, kind }: ServedKind): boolean {
  return readApiUse({ apiVersion: `${group}/${version}`, kind } as Parameters<typeof readApiUse>[0])?.stage === 'alpha';
}

function notAsked(kinds: readonly ServedKind[]): Gap {
  const names = kinds.map(({ group, version, kind }) => `${kind} of ${group}/${version}`).toSorted();
  return {
    gap: 'not-collected',
    detail: `objects of alpha kinds were not asked for: ${names.join(', ')}`,
    suppliedBy: 'running-platform',
  };
}

const versionNotTold: Gap = {
  gap: 'not-collected',
  detail: 'the API server did not say of which version it is',
  suppliedBy: 'running-platform',
};

function notRead(kinds: readonly ServedKind[], told: ReadonlySet<string>): string[] {
  const others = kinds.filter((one) => !isAskedFor(one.group, one.kind) && !told.has(kindKey(one)));
  return [...new Set(others.map(kindKey))].toSorted();
}

/** What is new in a version that is not known here is not read, and says nothing. */
function ofTheFuture(version: string | null): string[] {
  const minorOf = (text: string): number => Number(/^v?1\.(\d+)/.exec(text)?.[1] ?? Number.NaN);
  return version !== null && minorOf(version) > minorOf(newestApisKnown)
    ? [`${version} is read as v${newestApisKnown} is: this version of kubecompass knows no later Kubernetes`]
    : [];
}

function clocksDisagree(ahead: number): string {
  const [by, way] = [Math.abs(ahead), ahead > 0 ? 'ahead of' : 'behind'];
  return `ages are told by the clock of the API server, which is ${by} s ${way} that of this machine`;
}

function doClocksDisagree(record: ClusterRecord): record is ClusterRecord & { readonly clockAhead: number } {
  return record.clockAhead !== null && Math.abs(record.clockAhead) > mostAhead;
}

/** What an API server tells, it stamped by its own clock. */
function timeOfServer(here: string, ahead: number): string {
  const time = new Date((parseInstant(here) ?? Number.NaN) + ahead * 1000);
  // A snapshot may say anything.
  const text = Number.isNaN(time.getTime()) ? here : time.toISOString().replace('.000Z', 'Z');
  return parseInstant(text) === null ? here : text;
}

/** Lets go of what was told of a list. */
function forget({ group, kind, namespace }: KindList, { found }: Gathered): void {
  const isOf = (one: Identified): boolean =>
    one.kind === kind && groupOf(one.apiVersion) === group && (namespace === null || one.namespace === namespace);
  for (const name of factNames) found[name] = found[name].filter((one) => !isOf(one));
}

/** What objects of the kinds of a group would have become, had it said which it serves; of a group that nobody knows anything. */
function factsOfGroup(group: string | null): readonly FactName[] {
  if (group === null) return factNames;
  return [...new Set(askedKinds().flatMap((kind) => (kind.group === group ? kind.facts : [])))];
}

/** The first few facts of a group; what any object may be is no news of it. */
function inWords(facts: readonly FactName[]): string {
  const own = facts.filter((name) => !ofAnyObject.has(name));
  const titles = (own.length > 0 ? own : facts).map((name) => factTitles[name]);
  const rest = titles.length - 2;
  return rest > 1 ? `${titles.slice(0, 2).join(', ')} and ${rest} more sorts of facts` : titles.join(' and ');
}

const ofAnyObject: ReadonlySet<FactName> = new Set(['credentialCarriers', 'tools', 'apiUses', 'statedPlaces']);

const notAskedFor: Gap = {
  gap: 'not-collected',
  detail: 'only what the named criteria need was asked for (--criterion)',
  suppliedBy: 'running-platform',
};

function otherThanCounted(path: string, counted: number, found: number): Gap {
  const detail = `${path} held ${counted} objects when it was read, and ${found} are told of: the snapshot was changed after it was taken`;
  return { gap: 'unreachable', detail, suppliedBy: 'running-platform' };
}

function notToldToTheEnd(what: string): Gap {
  return { gap: 'unreachable', detail: `${what} was not read to its end`, suppliedBy: 'running-platform' };
}
