import type { Provider } from '../../../estate/live-cluster.ts';
import { isRaw, type Raw } from '../../objects/fields.ts';

/** What may tell who makes and runs a cluster. */
export interface ProviderSigns {
  /** Of the API server, such as `v1.33.4-eks-5c8d1f2`. */
  readonly version: string | null;
  /** Host and port of the API server. */
  readonly host: string;
  /** The API groups that it serves. */
  readonly groups: ReadonlySet<string>;
  /** Labels and annotations of some nodes, the ids that their provider gave them, and the names of their systems. */
  readonly nodes: readonly NodeSigns[];
}

/** What a node bears of its provider. */
export interface NodeSigns {
  readonly marks: readonly string[];
  readonly providerId: string;
  readonly osImage: string;
}

interface KnownProvider {
  readonly title: string;
  readonly isManaged: boolean;
  readonly version?: RegExp;
  readonly host?: RegExp;
  readonly group?: string;
  /** The beginning of a label or an annotation of its nodes. */
  readonly mark?: string;
  readonly providerId?: string;
  readonly osImage?: string;
}

// The most telling first: a cluster of kind is made by kubeadm too.
const known: readonly KnownProvider[] = [
  { title: 'OpenShift', isManaged: false, group: 'config.openshift.io' },
  {
    title: 'EKS',
    isManaged: true,
    version: /-eks-/,
    host: /\.eks\.amazonaws\.com(\.cn)?(:|$)/,
    mark: 'eks.amazonaws.com/',
  },
  { title: 'GKE', isManaged: true, version: /-gke\./, mark: 'cloud.google.com/gke-' },
  { title: 'AKS', isManaged: true, host: /\.azmk8s\.io(:|$)/, mark: 'kubernetes.azure.com/' },
  {
    title: 'DigitalOcean Kubernetes',
    isManaged: true,
    host: /\.k8s\.ondigitalocean\.com(:|$)/,
    mark: 'doks.digitalocean.com/',
  },
  { title: 'Linode Kubernetes Engine', isManaged: true, host: /\.linodelke\.net(:|$)/, mark: 'lke.linode.com/' },
  { title: 'Oracle Kubernetes Engine', isManaged: true, mark: 'oke.oraclecloud.com/', providerId: 'ocid1.instance.' },
  { title: 'IBM Cloud Kubernetes Service', isManaged: true, version: /\+IKS/, mark: 'ibm-cloud.kubernetes.io/' },
  { title: 'Scaleway Kapsule', isManaged: true, mark: 'k8s.scaleway.com/' },
  { title: 'Gardener', isManaged: true, mark: 'worker.gardener.cloud/' },
  { title: 'Tanzu', isManaged: false, version: /\+vmware/ },
  { title: 'RKE2', isManaged: false, version: /\+rke2r/, mark: 'rke2.io/' },
  { title: 'k3s', isManaged: false, version: /\+k3s/, mark: 'k3s.io/' },
  { title: 'k0s', isManaged: false, version: /\+k0s/ },
  { title: 'vCluster', isManaged: false, mark: 'vcluster.loft.sh/' },
  { title: 'MicroK8s', isManaged: false, mark: 'microk8s.io/' },
  { title: 'minikube', isManaged: false, mark: 'minikube.k8s.io/' },
  { title: 'kind', isManaged: false, providerId: 'kind://' },
  { title: 'Talos', isManaged: false, osImage: 'Talos (' },
  { title: 'kubeadm', isManaged: false, mark: 'kubeadm.alpha.kubernetes.io/' },
];

/** Who makes and runs a cluster; null where nothing tells. */
export function providerOf(signs: ProviderSigns): Provider | null {
  for (const one of known) {
    const toldBy = toldByOf(one, signs);
    if (toldBy !== null) return { title: one.title, isManaged: one.isManaged, toldBy };
  }
  return null;
}

function toldByOf(one: KnownProvider, { version, host, groups, nodes }: ProviderSigns): string | null {
  if (one.version && version !== null && one.version.test(version)) return `the version of its API server, ${version}`;
  if (one.group && groups.has(one.group)) return `the API group ${one.group}`;
  if (one.host?.test(host)) return 'the address of its API server';
  for (const node of nodes) {
    const mark = one.mark && node.marks.find((key) => key.startsWith(one.mark as string));
    if (mark) return `${mark} on its nodes`;
    if (one.providerId && node.providerId.startsWith(one.providerId)) return 'the provider ids of its nodes';
    if (one.osImage && node.osImage.startsWith(one.osImage)) return 'the system of its nodes';
  }
  return null;
}

/** What a Node bears of its provider. */
export function nodeSignsOf({ metadata, spec, status }: Raw): NodeSigns {
  const { labels, annotations } = isRaw(metadata) ? metadata : {};
  const info = isRaw(status) && isRaw(status['nodeInfo']) ? status['nodeInfo'] : {};
  return {
    marks: [labels, annotations].flatMap((map) => (isRaw(map) ? Object.keys(map) : [])),
    providerId: textOf(isRaw(spec) ? spec['providerID'] : null),
    osImage: textOf(info['osImage']),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
