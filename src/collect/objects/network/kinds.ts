import type { KindLine } from '../kind-line.ts';
import {
  readEntranceRoute,
  readExposedService,
  readGateway,
  readHttpProxy,
  readIngress,
  readIngressRoute,
  readIstioGateway,
  readOpenshiftRoute,
} from './entrances.ts';
import { readRouteGroup } from './route-group.ts';
import {
  readDestinationRule,
  readEncryptionConfigMap,
  readEncryptionRelease,
  readFelixConfiguration,
  readLinkerdServer,
  readOpenshiftEncryption,
  readPeerAuthentication,
} from './mesh.ts';
import {
  readCalicoInstallation,
  readKopsPlugin,
  readNetworkAgent,
  readOpenshiftNetwork,
  readPluginConfigMap,
  readShootPlugin,
} from './network-plugin.ts';

/** Which facts are made of objects of this room. */
export const networkKinds: readonly KindLine[] = [
  {
    fact: 'otherNetworkPolicies',
    read: ({ head }) => ({ ...head, noun: 'otherNetworkPolicy' }),
    of: [
      'cilium.io/CiliumNetworkPolicy',
      'cilium.io/CiliumClusterwideNetworkPolicy',
      'crd.projectcalico.org/NetworkPolicy',
      'crd.projectcalico.org/GlobalNetworkPolicy',
      'projectcalico.org/NetworkPolicy',
      'projectcalico.org/GlobalNetworkPolicy',
      'crd.antrea.io/NetworkPolicy',
      'crd.antrea.io/ClusterNetworkPolicy',
      'policy.networking.k8s.io/AdminNetworkPolicy',
      'policy.networking.k8s.io/BaselineAdminNetworkPolicy',
      'policy.networking.k8s.io/ClusterNetworkPolicy',
    ],
  },
  { fact: 'entrances', read: readIngress, of: ['networking.k8s.io/Ingress', 'extensions/Ingress'] },
  { fact: 'entrances', read: readRouteGroup, of: ['zalando.org/RouteGroup'] },
  // They are no entrances, and say of others which certificate these show; see settleEntrances.
  { fact: 'entrances', read: () => null, of: ['elbv2.k8s.aws/IngressClassParams'] },
  { fact: 'entrances', read: readGateway, of: ['gateway.networking.k8s.io/Gateway'] },
  {
    fact: 'entranceRoutes',
    read: readEntranceRoute,
    of: ['gateway.networking.k8s.io/HTTPRoute', 'gateway.networking.k8s.io/GRPCRoute'],
  },
  { fact: 'entrances', read: readIstioGateway, of: ['networking.istio.io/Gateway'] },
  { fact: 'entrances', read: readOpenshiftRoute, of: ['route.openshift.io/Route'] },
  { fact: 'entrances', read: readIngressRoute, of: ['traefik.io/IngressRoute', 'traefik.containo.us/IngressRoute'] },
  { fact: 'entrances', read: readHttpProxy, of: ['projectcontour.io/HTTPProxy'] },
  { fact: 'exposedServices', read: readExposedService, of: ['/Service'] },
  { fact: 'meshPolicies', read: readPeerAuthentication, of: ['security.istio.io/PeerAuthentication'] },
  { fact: 'meshPolicies', read: readDestinationRule, of: ['networking.istio.io/DestinationRule'] },
  { fact: 'meshPolicies', read: readLinkerdServer, of: ['policy.linkerd.io/Server'] },
  { fact: 'networkEncryptions', read: readEncryptionConfigMap, of: ['/ConfigMap'] },
  { fact: 'networkEncryptions', read: readEncryptionRelease, of: ['helm.toolkit.fluxcd.io/HelmRelease'] },
  {
    fact: 'networkEncryptions',
    read: readFelixConfiguration,
    of: ['crd.projectcalico.org/FelixConfiguration', 'projectcalico.org/FelixConfiguration'],
  },
  { fact: 'networkEncryptions', read: readOpenshiftEncryption, of: ['operator.openshift.io/Network'] },
  { fact: 'networkPlugins', read: readNetworkAgent, of: ['apps/DaemonSet', 'extensions/DaemonSet'] },
  { fact: 'networkPlugins', read: readPluginConfigMap, of: ['/ConfigMap'] },
  { fact: 'networkPlugins', read: readCalicoInstallation, of: ['operator.tigera.io/Installation'] },
  { fact: 'networkPlugins', read: readOpenshiftNetwork, of: ['operator.openshift.io/Network'] },
  { fact: 'networkPlugins', read: readKopsPlugin, of: ['kops.k8s.io/Cluster'] },
  { fact: 'networkPlugins', read: readShootPlugin, of: ['core.gardener.cloud/Shoot'] },
];
