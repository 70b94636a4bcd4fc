import { type FactName, factNames, factTitles } from '../../estate/facts.ts';
import { elsewhere, type Gap } from '../../estate/gap.ts';
import { notStated } from '../../estate/identity.ts';
import { complete, partial, type Seen, type Visibility, withGaps } from '../../estate/seen.ts';
import type { Hole } from '../manifests/visibility.ts';

/** Of what an API server shows all: what is not in its lists is not there. */
const shownWhole: ReadonlySet<FactName> = new Set([
  'workloads',
  'namespaces',
  'disruptionBudgets',
  'autoscalers',
  'verticalAutoscalers',
  'services',
  'networkPolicies',
  'otherNetworkPolicies',
  'resourceQuotas',
  'limitRanges',
  'serviceAccounts',
  'longLivedTokens',
  'volumeClaims',
  'podMakers',
  'roles',
  'roleBindings',
  'priorityClasses',
  'admissionWebhooks',
  'admissionPolicies',
  'storageClasses',
  'snapshotClasses',
  'entrances',
  'entranceRoutes',
  'exposedServices',
  'managedCertificates',
  'managedSecrets',
  'secretStores',
  'meshPolicies',
  'gitopsApplications',
  'gitopsProjects',
  'nodeAgents',
  'tools',
  'apiUses',
  'imageOverrides',
  'nodes',
  'runningPods',
  'liveClusters',
  'volumes',
  'serviceEndpoints',
  'madeCopies',
  'controlPlaneParts',
  'serverSettings',
]);

/** What belongs to no namespace: which namespaces were asked for does not matter. */
const ofCluster: ReadonlySet<FactName> = new Set([
  'nodes',
  'liveClusters',
  'serverSettings',
  'volumes',
  'priorityClasses',
  'storageClasses',
  'snapshotClasses',
  'admissionWebhooks',
  'benchmarkReports',
]);

/**
 * How much of every fact a cluster shows. `holes`: lists that are not whole; `namespaces`: the only ones that were asked for, null for all, and then nothing is
 * concluded of the others, nor of what belongs to none.
 */
export function clusterVisibility(
  holes: readonly Hole[],
  namespaces: readonly string[] | null,
  how = 'asked for (--namespace)',
): Record<FactName, Visibility> {
  return Object.fromEntries(factNames.map((name) => [name, visibilityOfFact(name, holes, namespaces, how)])) as Record<
    FactName,
    Visibility
  >;
}

function visibilityOfFact(
  name: FactName,
  holes: readonly Hole[],
  namespaces: readonly string[] | null,
  how: string,
): Visibility {
  const mine = holes.filter(({ facts }) => facts.includes(name));
  const anywhere = mine.filter(({ namespace }) => namespace === null).map(({ gap }) => gap);
  const base: Seen = shownWhole.has(name) ? complete : partial(notShown(name));
  const everywhere = withGaps(
    namespaces === null || ofCluster.has(name) ? base : withGaps(base, [onlySome(namespaces, how)]),
    anywhere,
  );
  const within = new Map<string, Seen>();
  // What belongs to no namespace is asked for whatever namespaces are; and an object of a cluster states where it lies.
  const asked = namespaces === null ? [] : [...namespaces, '', notStated];
  for (const namespace of asked) within.set(namespace, withGaps(base, anywhere));
  for (const { namespace, gap } of mine) {
    if (namespace !== null) within.set(namespace, withGaps(within.get(namespace) ?? everywhere, [gap]));
  }
  return { everywhere, in: Object.fromEntries([...within].toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}

function notShown(name: FactName): Gap {
  // What is asked of these is how they are kept, and kinds that nobody knows may carry a credential, too.
  if (name === 'credentialCarriers') return elsewhere('an API server does not show what lies in Git');
  return { ...elsewhere(`an API server does not show all ${factTitles[name]} of a platform`), beyondCluster: true };
}

function onlySome(namespaces: readonly string[], how: string): Gap {
  return elsewhere(
    `only ${namespaces.join(', ')} ${namespaces.length === 1 ? 'was' : 'were'} ${how}`,
    'running-platform',
  );
}
