import { inCluster } from '../../estate/clusters.ts';
import { notStated } from '../../estate/identity.ts';
import { withoutUrlCredentials } from '../credentials/without-url-credentials.ts';
import type { Fields } from '../objects/fields.ts';

/**
 * The cluster that the objects of an Application land in, by its `spec`: the one in which Argo CD runs, where it says so or nothing; else the address or the
 * name that Argo CD knows it by. null where that is still to be filled in, or is no address.
 */
export function clusterOfArgo(spec: Fields): string | null {
  const destination = spec.objectOrEmpty('destination');
  const server = destination.text('server') ?? '';
  const name = destination.text('name') ?? '';
  if (/\{\{|\$\{/.test(server + name) || (server !== '' && name !== '')) return null;
  if (server === '') return name === '' || name === inCluster ? inCluster : `name ${name}`;
  if (!/^https?:\/\/[^/]/i.test(server)) return null;
  const address = withoutUrlCredentials(server)
    .toLowerCase()
    .replace(/\/+$/, '')
    .replace(/^(https:.*):443$/, '$1');
  return /^https:\/\/kubernetes\.default(?:\.svc(?:\.cluster\.local)?)?$/.test(address)
    ? inCluster
    : `server ${address}`;
}

/**
 * The same for an object of Flux: its own cluster, unless it names what holds the kubeconfig of another one. Flux looks for that in the object's own namespace;
 * of one Secret several keys may hold one.
 */
export function clusterOfFlux(object: Fields): string | null {
  const kubeconfig = object.objectOrEmpty('spec').object('kubeConfig');
  if (!kubeconfig) return inCluster;
  const secret = kubeconfig.objectOrEmpty('secretRef').text('name') ?? '';
  const config = kubeconfig.objectOrEmpty('configMapRef').text('name') ?? '';
  const namespace = object.objectOrEmpty('metadata').text('namespace') ?? '';
  const key = secret === '' ? '' : (kubeconfig.objectOrEmpty('secretRef').text('key') ?? '');
  const held = `${namespace === '' || namespace === notStated ? '' : `${namespace}/`}${secret === '' ? config : secret}`;
  if (secret + config === '' || /\{\{|\$\{/.test(held + key)) return null;
  return `${secret === '' ? 'ConfigMap' : 'Secret'} ${held}${key === '' ? '' : ` (${key})`}`;
}

/**
 * The clusters that an ApplicationSet chooses by their labels among those that Argo CD knows, of the `spec` of one whose destination is to be filled in; null
 * where it takes all of them, or does not choose so. Which they are, the folder does not say: only that what is chosen alike is the same.
 */
export function clustersChosenBy(spec: Fields): string | null {
  const selectors = spec.objects('generators').flatMap((one) => selectorsIn(one, 0));
  const chosen = selectors.map((one) => (one.has('matchLabels') || one.has('matchExpressions') ? inWords(one) : ''));
  if (chosen.length === 0 || chosen.includes('')) return null;
  return `chosen ${[...new Set(chosen)].toSorted().join(' or ')}`;
}

/** The selectors of all that chooses clusters in a generator; two others may stand in one. */
function selectorsIn(generator: Fields, depth: number): readonly Fields[] {
  const inner = ['matrix', 'merge'].flatMap((name) => generator.objectOrEmpty(name).objects('generators'));
  const own = generator.object('clusters');
  return [
    ...(own ? [own.objectOrEmpty('selector')] : []),
    ...(depth > 1 ? [] : inner.flatMap((one) => selectorsIn(one, depth + 1))),
  ];
}

function inWords(selector: Fields): string {
  const labels = Object.entries(selector.objectOrEmpty('matchLabels').raw).map(
    ([key, value]) => `${key}=${String(value)}`,
  );
  const expressions = selector.objects('matchExpressions').map((one) => {
    const values = one.texts('values').toSorted();
    return `${one.text('key')} ${one.text('operator')}${values.length === 0 ? '' : ` (${values.join(', ')})`}`;
  });
  return [...labels, ...expressions].toSorted().join(' and ');
}
