import type { NetworkPlugin } from '../../../estate/network-plugin.ts';
import { goBoolean } from '../../go-boolean.ts';
import type { Fields } from '../fields.ts';
import type { Head, Subject } from '../object-metadata.ts';

interface Known {
  readonly title: string;
  readonly enforces: boolean | null;
}

/** Agents by the last steps of the names of their images, `rancher/mirrored-calico-node` among them; the first that fits counts. */
const agents: readonly (readonly [RegExp, Known])[] = [
  [/(?:^|[/-])cilium(?:[/-]cilium(?:-[\w]+)?)?$/, { title: 'Cilium', enforces: true }],
  [/(?:^|[/-])calico[/-]node(?:-[\w-]+)?$|hardened-calico$/, { title: 'Calico', enforces: true }],
  [/antrea-(?:agent|ubuntu|ubi)[\w-]*$|antrea\/antrea/, { title: 'Antrea', enforces: true }],
  [/ovn-?kube(?:rnetes)?[\w-]*$/, { title: 'OVN-Kubernetes', enforces: true }],
  [/(?:^|\/)kube-ovn$/, { title: 'Kube-OVN', enforces: true }],
  [/weave-kube$/, { title: 'Weave Net', enforces: true }],
  [/kube-router$/, { title: 'kube-router', enforces: true }],
  [/(?:^|\/)kube-network-policies(?:-[\w-]+)?$/, { title: 'kube-network-policies', enforces: true }],
  [/azure-npm$/, { title: 'Azure NPM', enforces: true }],
  // Its agent for policies is a container of its own, told by a flag.
  [/amazon-k8s-cni$/, { title: 'Amazon VPC CNI', enforces: false }],
  // Newer ones enforce by themselves, older ones nothing.
  [/kindnetd$/, { title: 'kindnet', enforces: null }],
  [/(?:^|[/-])flannel$|hardened-flannel$/, { title: 'flannel', enforces: false }],
];

function nameOf(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^/]*$/, '');
}

/** Reads the agent of a network plugin, which runs on every node; null for every other DaemonSet. */
export function readNetworkAgent({ spec, head }: Subject): NetworkPlugin | null {
  const containers = spec.objectOrNone('template').objectOrNone('spec').objects('containers');
  const found = containers.flatMap((container) => {
    const known = agents.find(([pattern]) => pattern.test(nameOf(container.text('image') ?? '')))?.[1];
    return known ? [{ container, known }] : [];
  });
  // Canal is one DaemonSet of Calico for policies and flannel for routes: that which enforces counts.
  const first = found.find(({ known }) => known.enforces === true) ?? found[0];
  if (!first) return null;
  const { container, known } = first;
  const words = [...container.texts('command'), ...container.texts('args')];
  const isSwitchedOff =
    known.title === 'kube-router' && words.some((word) => /^--run-firewall=(?:0|f|F|FALSE|false|False)$/.test(word));
  const enforces = known.title === 'Amazon VPC CNI' ? enforcedBy(containers) : known.enforces;
  const weakenedBy = isSwitchedOff
    ? { path: `${container.where}.args`, does: 'enforces nothing (--run-firewall=false)' }
    : null;
  return plugin(head, { title: known.title, enforces }, `${container.where}.image`, weakenedBy);
}

/** The node agent enforces where its flag says so; a flag that is filled in later says nothing. */
function enforcedBy(containers: readonly Fields[]): boolean | null {
  const words = containers.flatMap((container) => container.texts('args'));
  const flag = words.find((word) => word.startsWith('--enable-network-policy='));
  if (flag === undefined) return false;
  return goBoolean(flag.slice(flag.indexOf('=') + 1));
}

/** Reads the configuration of Cilium; null for every other ConfigMap. */
export function readPluginConfigMap({ fields, head }: Subject): NetworkPlugin | null {
  if (head.name !== 'cilium-config') return null;
  const data = fields.objectOrNone('data').raw;
  const weakenedBy =
    data['enable-policy'] === 'never'
      ? { path: 'data["enable-policy"]', does: 'enforces nothing (enable-policy: never)' }
      : goBoolean(String(data['policy-audit-mode'])) === true
        ? { path: 'data["policy-audit-mode"]', does: 'only logs what policies would deny (policy-audit-mode)' }
        : data['enable-k8s-networkpolicy'] === 'false'
          ? {
              path: 'data["enable-k8s-networkpolicy"]',
              does: 'enforces no NetworkPolicy of Kubernetes (enable-k8s-networkpolicy: false)',
            }
          : null;
  return plugin(head, { title: 'Cilium', enforces: true }, 'data', weakenedBy);
}

/** Reads an Installation of the Tigera operator: whatever the plugin is, Calico enforces. */
export function readCalicoInstallation({ head }: Subject): NetworkPlugin {
  return plugin(head, { title: 'Calico', enforces: true }, 'spec.cni');
}

const openshiftTypes: Readonly<Record<string, string>> = {
  OVNKubernetes: 'OVN-Kubernetes',
  OpenShiftSDN: 'OpenShift SDN',
};

/** Reads the Network of OpenShift's operator. */
export function readOpenshiftNetwork({ spec, head }: Subject): NetworkPlugin {
  const type = spec.objectOrNone('defaultNetwork').text('type') ?? 'OVNKubernetes';
  const title = Object.hasOwn(openshiftTypes, type) ? openshiftTypes[type] : undefined;
  return plugin(head, title ? { title, enforces: true } : { title: type, enforces: null }, 'spec.defaultNetwork.type');
}

/** What kOps calls them. Those that are left out are set up by the user, or say nothing of policies here. */
const kopsNames: Readonly<Record<string, Known>> = {
  calico: { title: 'Calico', enforces: true },
  canal: { title: 'Calico', enforces: true },
  cilium: { title: 'Cilium', enforces: true },
  kuberouter: { title: 'kube-router', enforces: true },
  weave: { title: 'Weave Net', enforces: true },
  flannel: { title: 'flannel', enforces: false },
  kubenet: { title: 'kubenet', enforces: false },
  amazonvpc: { title: 'Amazon VPC CNI', enforces: null },
  kindnet: { title: 'kindnet', enforces: null },
};

/** Reads the plugin that a Cluster of kOps is set up with; null where the user brings one. */
export function readKopsPlugin({ spec, head }: Subject): NetworkPlugin | null {
  const networking = spec.objectOrNone('networking').raw;
  const key = Object.keys(kopsNames).find((one) => Object.hasOwn(networking, one));
  return key === undefined ? null : plugin(head, kopsNames[key] as Known, `spec.networking.${key}`);
}

/** Reads the plugin that a Shoot of Gardener is set up with. */
export function readShootPlugin({ spec, head }: Subject): NetworkPlugin | null {
  const type = spec.objectOrNone('networking').text('type');
  if (type === null) return null;
  const titles: Readonly<Record<string, string>> = { calico: 'Calico', cilium: 'Cilium' };
  const title = Object.hasOwn(titles, type) ? titles[type] : undefined;
  return plugin(head, title ? { title, enforces: true } : { title: type, enforces: null }, 'spec.networking.type');
}

function plugin(head: Head, known: Known, path: string, weakenedBy: NetworkPlugin['weakenedBy'] = null): NetworkPlugin {
  return { ...head, noun: 'networkPlugin', ...known, weakenedBy, path };
}
