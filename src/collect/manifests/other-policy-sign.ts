import { groupOf } from '../../estate/identity.ts';
import { Fields, type Raw } from '../objects/fields.ts';

const groups = [
  'cilium.io',
  'crd.projectcalico.org',
  'projectcalico.org',
  'operator.tigera.io',
  'crd.antrea.io',
  'policy.networking.k8s.io',
];

const configs = /^(?:cilium|calico|antrea)-config(?:-\w+)?$/;

/** Agents of policy engines, by the last steps of the names of their images: `quay.io/cilium/cilium`, `rancher/mirrored-calico-node`. */
const agents = [
  /(?:^|[/-])cilium(?:[/-]cilium(?:-(?:ci|dev|fips|distroless))?)?$/,
  /(?:^|[/-])calico[/-]node(?:-[\w-]+)?$/,
  /(?:^|[/-])hardened-calico$/,
  /(?:^|\/)antrea(?:\/antrea)?-(?:agent|ubuntu|ubi)[\w-]*$/,
];

/**
 * What in an object points to network policies beyond NetworkPolicy: an object of their groups, the definition of one, the agent of an engine that has
 * such policies, its configuration, or a chart of it that Flux is told to fetch. Null without a sign. MalformedField where a field that would tell
 * cannot be read.
 */
export function otherPolicySignOf(raw: Raw): string | null {
  const { apiVersion, kind } = raw;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return null;
  const fields = new Fields(raw);
  const name = (): string => fields.objectOrEmpty('metadata').text('name') ?? '';
  if (isPolicyEngineGroup(apiVersion)) return `${kind}/${name()}`;
  if (kind === 'CustomResourceDefinition') {
    const defined = fields.object('spec')?.text('group');
    // Its name says the group as well: `ciliumnetworkpolicies.cilium.io`.
    const isTold = groups.some((group) => defined === group || name().endsWith(`.${group}`));
    return isTold ? `the definition of ${name()}` : null;
  }
  const isSign =
    (kind === 'DaemonSet' && runsAgent(fields)) ||
    (kind === 'ConfigMap' && configs.test(name())) ||
    isPolicyEngineName(lastStep(fetchedChart(fields, apiVersion, kind)));
  return isSign ? `${kind}/${name()}` : null;
}

/**
 * Whether an object of a kind may be such a sign, as far as can be told of one that cannot be read. `apiVersion` null: of whatever group; `name` null:
 * of whatever name. However the kind is written.
 */
export function mayBePolicySign(kind: string, apiVersion: string | null, name: string | null): boolean {
  const group = apiVersion === null ? null : groupOf(apiVersion);
  if (group !== null && groups.includes(group)) return true;
  switch (kind.toLowerCase()) {
    case 'customresourcedefinition':
    case 'daemonset':
      return true;
    case 'configmap':
      return name === null || configs.test(name);
    case 'ocirepository':
    case 'helmchart':
      return group === null || group === fluxSources;
    default:
      return false;
  }
}

/** Whether a chart or a repository of this name installs a policy engine, as is usual. */
export function isPolicyEngineName(name: string): boolean {
  return /^(?:rke2-)?(?:cilium|calico|canal|antrea)$|^tigera-operator$/.test(name);
}

const fluxSources = 'source.toolkit.fluxcd.io';

/** The chart that Flux is told to fetch, by its name or address; '' where an object tells none. */
function fetchedChart(fields: Fields, apiVersion: string, kind: string): string {
  if (groupOf(apiVersion) !== fluxSources) return '';
  if (kind === 'OCIRepository') return fields.object('spec')?.text('url') ?? '';
  if (kind === 'HelmChart') return fields.object('spec')?.text('chart') ?? '';
  return '';
}

function lastStep(address: string): string {
  return address.slice(address.lastIndexOf('/') + 1);
}

function runsAgent(fields: Fields): boolean {
  const pod = fields.object('spec')?.object('template')?.object('spec');
  const images = pod?.objects('containers').map((container) => container.text('image') ?? '') ?? [];
  return images
    .map((image) => image.replace(/@.*$|:[^/]*$/, ''))
    .some((image) => agents.some((one) => one.test(image)));
}

function isPolicyEngineGroup(apiVersion: string): boolean {
  return groups.includes(groupOf(apiVersion));
}
