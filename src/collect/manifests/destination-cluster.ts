import { inCluster } from '../../estate/clusters.ts';
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

/** The same for an object of Flux: its own cluster, unless it names what holds the kubeconfig of another one. */
export function clusterOfFlux(spec: Fields): string | null {
  const kubeconfig = spec.object('kubeConfig');
  if (!kubeconfig) return inCluster;
  const secret = kubeconfig.objectOrEmpty('secretRef').text('name') ?? '';
  const config = kubeconfig.objectOrEmpty('configMapRef').text('name') ?? '';
  const named = secret === '' ? config : secret;
  if (named === '' || /\{\{|\$\{/.test(named)) return null;
  return secret === '' ? `ConfigMap ${config}` : `Secret ${secret}`;
}
