import type { MeshDemand, MeshPolicy } from '../../../estate/mesh-policy.ts';
import type { NetworkEncryption } from '../../../estate/network-encryption.ts';
import { goBoolean } from '../../go-boolean.ts';
import { type Fields, MalformedField } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';

const modes: Readonly<Record<string, MeshDemand>> = {
  STRICT: 'encrypted',
  PERMISSIVE: 'optional',
  DISABLE: 'plain',
  UNSET: null,
};

function demandOf(tls: Fields | null): MeshDemand {
  const mode = tls?.text('mode') ?? 'UNSET';
  return Object.hasOwn(modes, mode)
    ? (modes[mode] as MeshDemand)
    : (tls as Fields).refuse('mode', 'STRICT, PERMISSIVE, DISABLE or UNSET');
}

/** Istio's root namespace, unless an installation names another. */
const root = 'istio-system';

/**
 * Reads an Istio PeerAuthentication. One in the root namespace without a selector speaks for the whole mesh, one there with a selector is not heeded
 * (pilot/pkg/security/authn/policy_applier.go), and ports without a selector are refused (ValidatePeerAuthentication, and the rule of its definition).
 */
export function readPeerAuthentication({ spec, head }: Subject): MeshPolicy {
  const ports = spec.objectOrEmpty('portLevelMtls');
  const selects = Object.keys(spec.objectOrEmpty('selector').objectOrEmpty('matchLabels').raw).length > 0;
  const servesPlatform = head.namespace === root && !selects;
  if (spec.has('portLevelMtls') && !selects)
    throw new MalformedField(
      ['spec', 'portLevelMtls'],
      'spec.portLevelMtls: ports need a selector; for a namespace or the mesh they are refused',
    );
  for (const port of Object.keys(ports.raw))
    if (!/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65_535) ports.refuse(port, 'the number of a port for its name');
  return {
    ...head,
    noun: 'meshPolicy',
    side: 'server',
    scope: servesPlatform ? 'the whole mesh' : selects ? 'the workloads that it selects' : 'its namespace',
    demand: demandOf(spec.object('mtls')),
    path: 'spec.mtls.mode',
    exempt: Object.keys(ports.raw).flatMap((port) => {
      const demand = demandOf(ports.object(port));
      return demand === 'optional' || demand === 'plain'
        ? [{ what: `port ${port}`, path: `spec.portLevelMtls["${port}"].mode` }]
        : [];
    }),
    ignored: head.namespace === root && selects ? `it stands in ${root} and has a selector` : null,
    speaksFor: selects ? null : head.namespace,
    servesPlatform,
  };
}

/** Hosts of services in the mesh; the API server has none of its certificates, and what has other names lies outside. */
function isService(host: string): boolean {
  if (/^kubernetes(?:\.default|$)/.test(host) || /^[^.]+\.(?:com|org|net|io|gov|edu)$/.test(host)) return false;
  return !host.includes('.') || /\.svc(?:\.cluster\.local)?$|^[^.]+\.[^.]+$/.test(host);
}

/** The namespace of a host of the mesh; a single label is of the namespace of the rule that names it. */
function namespaceOfHost(host: string, own: string): string | null {
  if (!isService(host)) return null;
  const labels = host.replace(/\.svc(?:\.cluster\.local)?$/, '').split('.');
  const namespace = labels.length === 1 && !host.includes('.svc') ? own : (labels.at(-1) as string);
  return namespace === '*' || namespace === 'local' ? null : namespace;
}

const clientModes: readonly string[] = ['DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL'];

function clientMode(of: Fields): string | null {
  const tls = of.object('tls');
  const mode = tls?.text('mode') ?? null;
  return mode === null || clientModes.includes(mode) ? mode : (tls as Fields).refuse('mode', clientModes.join(', '));
}

/** Reads an Istio DestinationRule that says how clients encrypt; null for all others. */
export function readDestinationRule({ spec, head }: Subject): MeshPolicy | null {
  const host = spec.text('host') ?? '';
  const policy = spec.objectOrEmpty('trafficPolicy');
  const mode = clientMode(policy);
  const plainPorts = (of: Fields, subset: string): { what: string; path: string }[] =>
    of.objects('portLevelSettings').flatMap((one) => {
      const port = one.objectOrEmpty('port').integer('number');
      return clientMode(one) === 'DISABLE' ? [{ what: `port ${port}${subset}`, path: `${one.where}.tls.mode` }] : [];
    });
  const plainSubsets = spec.objects('subsets').flatMap((subset) => {
    const own = subset.object('trafficPolicy');
    if (own === null) return [];
    const name = `subset ${subset.text('name') ?? ''}`;
    const whole = clientMode(own) === 'DISABLE' ? [{ what: name, path: `${own.where}.tls.mode` }] : [];
    return [...whole, ...plainPorts(own, ` of ${name}`)];
  });
  const exempt = isService(host) ? [...plainPorts(policy, ''), ...plainSubsets] : [];
  if (mode === null && exempt.length === 0) return null;
  const demand = mode === 'DISABLE' && isService(host) ? 'plain' : mode?.includes('MUTUAL') ? 'encrypted' : null;
  return {
    ...head,
    noun: 'meshPolicy',
    side: 'client',
    scope: host,
    demand,
    path: 'spec.trafficPolicy.tls.mode',
    exempt,
    ignored: null,
    speaksFor: namespaceOfHost(host, head.namespace),
    servesPlatform: false,
  };
}

/** Reads a Linkerd Server: whom it lets in without a proxy's certificate. */
export function readLinkerdServer({ spec, head }: Subject): MeshPolicy {
  const access = spec.text('accessPolicy');
  const demand = access === null ? null : access.endsWith('unauthenticated') ? 'optional' : 'encrypted';
  return {
    ...head,
    noun: 'meshPolicy',
    side: 'server',
    scope: 'the pods that it selects',
    demand,
    path: 'spec.accessPolicy',
    exempt: [],
    ignored: null,
    speaksFor: null,
    servesPlatform: false,
  };
}

/** Reads the configuration of Cilium, if it encrypts; null for every other ConfigMap. */
export function readEncryptionConfigMap({ fields, head }: Subject): NetworkEncryption | null {
  if (head.name !== 'cilium-config') return null;
  const data = fields.objectOrNone('data').raw;
  const isOn = (key: string): boolean => goBoolean(String(data[key])) === true;
  const method = isOn('enable-wireguard') ? 'WireGuard' : isOn('enable-ipsec') ? 'IPsec' : null;
  return method === null ? null : encryption(head, method, 'cilium encrypt status');
}

/** Reads a Flux HelmRelease of Cilium, if its values switch encryption on; null for all others. */
export function readEncryptionRelease({ spec, head }: Subject): NetworkEncryption | null {
  const chart =
    spec.objectOrNone('chart').objectOrNone('spec').raw['chart'] ?? spec.objectOrNone('chartRef').raw['name'];
  if (chart !== 'cilium') return null;
  const { enabled, type } = spec.objectOrNone('values').objectOrNone('encryption').raw;
  if (enabled !== true) return null;
  return encryption(head, type === 'wireguard' ? 'WireGuard' : 'IPsec', 'cilium encrypt status');
}

/** Reads a FelixConfiguration of Calico, if it encrypts. */
export function readFelixConfiguration({ spec, head }: Subject): NetworkEncryption | null {
  const isOn = spec.boolean('wireguardEnabled') === true || spec.boolean('wireguardEnabledV6') === true;
  return isOn ? encryption(head, 'WireGuard', 'wg show') : null;
}

/** Reads the Network of OpenShift's operator, if it encrypts. */
export function readOpenshiftEncryption({ spec, head }: Subject): NetworkEncryption | null {
  const ipsec = spec.objectOrNone('defaultNetwork').objectOrNone('ovnKubernetesConfig').objectOrNone('ipsecConfig');
  return ipsec.text('mode') === 'Full' ? encryption(head, 'IPsec', 'oc get network.operator cluster -o yaml') : null;
}

function encryption(head: Subject['head'], method: string, shownBy: string): NetworkEncryption {
  return { ...head, noun: 'networkEncryption', method, shownBy };
}
