import { type FactName, factNames, factTitles } from '../../estate/facts.ts';
import { elsewhere, type Gap } from '../../estate/gap.ts';
import { notStated } from '../../estate/identity.ts';
import type { Place } from '../../estate/place.ts';
import { complete, partial, type Seen, type Visibility, withGaps } from '../../estate/seen.ts';

/**
 * How far a folder speaks (docs/guide/what-a-folder-may-say.md). `default`: for the companions of what it defines, and for the guardrails of
 * the namespaces that it holds; `complete`: it is all there is; `partial`: nothing is concluded from absence.
 */
export type Authority = 'default' | 'complete' | 'partial';

/**
 * What a folder says by not holding a fact. `companion`: that it is not there; `guardrail` of a namespace: that it is not there, where the folder holds
 * the Namespace; `cluster-wide`: that it is assumed not to be there, unless something points to it; `platform`: nothing, because others run it.
 */
type Voice = 'companion' | 'guardrail' | 'cluster-wide' | 'platform';

const voices: Readonly<Record<FactName, Voice>> = {
  workloads: 'companion',
  namespaces: 'companion',
  disruptionBudgets: 'companion',
  autoscalers: 'companion',
  verticalAutoscalers: 'companion',
  services: 'companion',
  volumeClaims: 'companion',
  credentialCarriers: 'companion',
  podMakers: 'companion',
  imageOverrides: 'companion',
  entrances: 'companion',
  entranceRoutes: 'companion',
  exposedServices: 'companion',
  managedCertificates: 'companion',
  certificateHolders: 'platform',
  meshPolicies: 'platform',
  networkEncryptions: 'platform',
  networkPlugins: 'platform',
  networkPolicies: 'guardrail',
  resourceQuotas: 'guardrail',
  limitRanges: 'guardrail',
  serviceAccounts: 'guardrail',
  roles: 'guardrail',
  roleBindings: 'guardrail',
  otherNetworkPolicies: 'cluster-wide',
  longLivedTokens: 'platform',
  priorityClasses: 'platform',
  admissionWebhooks: 'platform',
  admissionPolicies: 'platform',
  managedSecrets: 'platform',
  secretStores: 'platform',
  pipelines: 'platform',
  alertRules: 'platform',
  alertRoutes: 'platform',
  backupSchedules: 'platform',
  backupLocations: 'platform',
  databases: 'platform',
  replications: 'platform',
  storageClasses: 'platform',
  snapshotClasses: 'platform',
  siteGroups: 'platform',
  nodeRepairs: 'platform',
  statedPlaces: 'platform',
  controlPlanes: 'platform',
  nodeScalers: 'platform',
  encryptionConfigurations: 'platform',
  auditPolicies: 'platform',
  tools: 'platform',
  apiUses: 'companion',
  signIns: 'platform',
  kubeconfigs: 'platform',
  kubelets: 'platform',
  benchmarkReports: 'platform',
  gitopsApplications: 'platform',
  gitopsProjects: 'platform',
  logStores: 'platform',
  nodeAgents: 'platform',
  monitors: 'companion',
  telemetryStores: 'platform',
  nodes: 'platform',
  runningPods: 'platform',
  liveClusters: 'platform',
  volumes: 'platform',
  serviceEndpoints: 'platform',
  madeCopies: 'platform',
  controlPlaneParts: 'platform',
  serverSettings: 'platform',
};

const isGuardrail = (name: FactName): boolean => voices[name] === 'guardrail';

/** A gap, and what it makes incomplete. */
export interface Hole {
  readonly gap: Gap;
  readonly facts: readonly FactName[];
  /** The only namespace that it concerns; null: any. */
  readonly namespace: string | null;
  /** The place in which that is said, where it is known. */
  readonly stands?: Place | undefined;
}

/** What was learnt of a folder beside its objects. */
export interface FolderKnowledge {
  readonly authority: Authority;
  /** The namespaces whose Namespace object the folder holds. */
  readonly declaredNamespaces: ReadonlySet<string>;
  readonly holes: readonly Hole[];
  /** What points to network policies beyond NetworkPolicy: an object, a definition or a chart of their kinds; null without a sign. */
  readonly otherPolicySign: string | null;
}

/** How much of every fact a folder shows. */
export function visibilityOf(folder: FolderKnowledge): Record<FactName, Visibility> {
  return Object.fromEntries(factNames.map((name) => [name, visibilityOfFact(name, folder)])) as Record<
    FactName,
    Visibility
  >;
}

function visibilityOfFact(
  name: FactName,
  { authority, declaredNamespaces, holes, otherPolicySign }: FolderKnowledge,
): Visibility {
  const mine = holes.filter(({ facts }) => facts.includes(name));
  const anywhere = mine.filter(({ namespace }) => namespace === null).map(({ gap }) => gap);
  const everywhere = withGaps(ruleFor(name, authority, otherPolicySign), anywhere);

  const within = new Map<string, Seen>();
  if (isGuardrail(name) && authority === 'default') {
    const held = withGaps(complete, anywhere);
    for (const namespace of declaredNamespaces) within.set(namespace, held);
  }
  if (isGuardrail(name) && authority === 'complete') {
    within.set(
      notStated,
      withGaps(partial(elsewhere('which namespace these objects land in is not stated', 'stated-namespace')), anywhere),
    );
  }
  for (const { namespace, gap } of mine) {
    if (namespace !== null) within.set(namespace, withGaps(within.get(namespace) ?? everywhere, [gap]));
  }
  return { everywhere, in: Object.fromEntries([...within].toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}

function ruleFor(name: FactName, authority: Authority, otherPolicySign: string | null): Seen {
  if (name === 'longLivedTokens') return partial(elsewhere('a folder does not speak for Secrets: others create them'));
  if (name === 'certificateHolders') return partial(certificatesElsewhere);
  if (name === 'liveClusters') return partial(elsewhere('no API server was asked', 'running-platform'));
  if (voices[name] === 'platform')
    return partial(elsewhere(`a folder does not speak for the ${factTitles[name]} of a platform`, 'running-platform'));
  if (name === 'otherNetworkPolicies') {
    if (otherPolicySign === null) return authority === 'partial' ? partial(part) : { state: 'assumed' };
    return partial({
      gap: 'not-collected',
      detail: `${otherPolicySign} points to network policies that this version does not evaluate yet`,
    });
  }
  if (authority === 'partial') return partial(part);
  if ((name === 'roles' || name === 'roleBindings') && authority === 'default') return partial(rightsElsewhere);
  if (isGuardrail(name) && authority === 'default') {
    return partial(
      elsewhere('the folder does not hold this Namespace, so what guards it may be kept elsewhere', 'namespaces'),
    );
  }
  return complete;
}

const rightsElsewhere: Gap = elsewhere(
  'the folder does not hold all roles and bindings: those of the whole cluster, and of namespaces that it does not hold, may be kept elsewhere',
  'running-platform',
);

const certificatesElsewhere: Gap = elsewhere(
  'a folder does not show the certificates of the control plane, of the nodes and of Secrets that others make; `kubeadm certs check-expiration` and `kubectl get secrets -A --field-selector type=kubernetes.io/tls` list them',
  'running-platform',
);

const part: Gap = elsewhere('the folder is only a part of the platform (--partial)');
