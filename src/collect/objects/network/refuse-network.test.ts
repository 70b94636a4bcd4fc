import { type Json, objectOf, refuses } from '../../../../test/support/refuses.ts';

// One row for each rule of the API server's own validation: what is changed of an object that it takes, and what is said of that.

const ingressOf = (rule: Json): Json => ({ ingress: [rule] });
refuses(
  'a NetworkPolicy',
  (change) => objectOf('networking.k8s.io/v1', 'NetworkPolicy', { spec: { podSelector: {}, ...change } }),
  [
    [ingressOf({ from: [{}] }), 'spec.ingress[0].from[0]: it names no peer'],
    [ingressOf({ from: [{ podSelector: null }] }), 'spec.ingress[0].from[0]: it names no peer'],
    [ingressOf({ from: [{ ipBlock: {} }] }), 'ipBlock.cidr: there is none'],
    [ingressOf({ ports: [{ port: 0 }] }), 'ports[0].port: a port is a number'],
    [ingressOf({ ports: [{ port: 'A_B' }] }), 'ports[0].port: the name of a port'],
    [ingressOf({ ports: [{ protocol: 'tcp', port: 1 }] }), 'protocol: expected TCP, UDP or SCTP'],
    [{ egress: [{ ports: [{ port: 90, endPort: 80 }] }] }, 'spec.egress[0].ports[0].endPort: it is below port, 90'],
    [ingressOf({ ports: [{ endPort: 80 }] }), 'endPort: without a port it ends no range'],
    [ingressOf({ ports: [{ port: 'http', endPort: 80 }] }), 'endPort: a port that is named begins no range'],
    [{ policyTypes: ['Ingress', 'Egress', 'Ingress'] }, 'spec.policyTypes: there are two at most'],
    [{ policyTypes: ['ingress'] }, 'spec.policyTypes[0]: expected Ingress or Egress'],
  ],
  [
    ingressOf({}),
    ingressOf({ from: [{ podSelector: {} }], ports: [{ port: 80, endPort: 80 }, { protocol: 'UDP' }] }),
    // Until 1.36 the API server passed over the bits behind a range.
    ingressOf({ from: [{ ipBlock: { cidr: '10.1.2.3/8' } }] }),
  ],
);

const service = { name: 'ledger', port: { number: 80 } };
const path = (change: Json): Json => ({
  rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service }, ...change }] } }],
});
refuses(
  'an Ingress',
  (change) => objectOf('networking.k8s.io/v1', 'Ingress', { spec: { ...path({}), ...change } }),
  [
    [{ rules: [] }, 'spec.rules: there is none; and no defaultBackend either'],
    [{ rules: [{ host: 'A.b' }] }, 'spec.rules[0].host: a host has small letters'],
    [{ rules: [{ host: 'a.*.b' }] }, 'spec.rules[0].host: a host has small letters'],
    [{ rules: [{ host: '1.2.3.4' }] }, 'spec.rules[0].host: a host is a name, and no address'],
    [{ rules: [{ http: {} }] }, 'spec.rules[0].http.paths: there is none'],
    [path({ path: 'x' }), 'path: it must start with /'],
    [path({ path: '' }), 'path: there is none; the pathType Prefix needs one'],
    [path({ path: '/a/../b' }), 'path: it may have no //, /. or /.. in it'],
    [path({ backend: { serviceName: 'ledger', servicePort: 80 } }), 'backend.service: there is none'],
    [path({ backend: { service: { ...service, port: {} } } }), 'backend.service.port: there is none'],
    [path({ backend: { service: { ...service, port: { name: '80' } } } }), 'port.name: it is text'],
    [path({ backend: { service: { ...service, port: { name: 'a', number: 1 } } } }), 'a name and a number'],
    [path({ backend: { service: { ...service, name: 'A' } } }), 'backend.service.name: a name has small letters'],
    [{ tls: [{ hosts: ['a.b', 'A B'] }] }, 'spec.tls[0].hosts[1]: a host has small letters'],
  ],
  [
    { rules: [{ host: '*.a.b' }] },
    { rules: [{ host: '${HOST}' }] },
    { rules: [], defaultBackend: { service } },
    path({ pathType: 'ImplementationSpecific', path: '' }),
    path({ backend: { resource: { kind: 'Bucket', name: 'a' } } }),
  ],
);

const ports = (...all: Json[]): Json => ({ ports: all });
refuses(
  'a Service',
  (change) => objectOf('v1', 'Service', { spec: { ports: [{ port: 80 }], ...change } }),
  [
    [{ ports: [] }, 'spec.ports: there is none'],
    [ports({ name: 'a', port: 80 }, { name: 'b', port: 80 }), 'ports[1].port: two ports of one protocol'],
    [
      { type: 'NodePort', ...ports({ name: 'a', port: 1, nodePort: 30000 }, { name: 'b', port: 2, nodePort: 30000 }) },
      'ports[1].nodePort',
    ],
    [{ type: 'NodePort', ...ports({ port: 80, nodePort: 70000 }) }, 'ports[0].nodePort: a port is a number'],
    [ports({ port: 80, nodePort: 30000 }), 'ports[0].nodePort: a ClusterIP has none'],
    [ports({ port: 80, targetPort: '80' }), 'ports[0].targetPort: it is text'],
    [ports({ port: 80, targetPort: 'Foo_bar' }), 'ports[0].targetPort: the name of a port'],
    [ports({ port: 80, name: 'A_B' }), 'ports[0].name: a name has small letters'],
    [ports({ name: 'a' }), 'ports[0].port: there is none'],
    [{ type: 'ExternalName' }, 'spec.externalName: there is none'],
    [{ type: 'LoadBalancer', clusterIP: 'None' }, 'clusterIP: of the type LoadBalancer'],
    [{ clusterIP: 'none' }, 'spec.clusterIP: expected an address'],
    [{ clusterIP: '10.0.0' }, 'spec.clusterIP: expected an address'],
    [{ clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1', 'fd00::x'] }, 'spec.clusterIPs[1]: expected an address'],
    [{ sessionAffinity: 'clientip' }, 'expected ClientIP or None'],
    [{ externalTrafficPolicy: 'Local' }, 'nothing comes from outside'],
    [{ selector: { 'a b': 'c' } }, 'spec.selector: '],
    [{ type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0'] }, 'loadBalancerSourceRanges[0]: expected'],
  ],
  [
    { ports: [], clusterIP: 'None' },
    { clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1', 'fd00::1'] },
    { clusterIP: '' },
    { clusterIP: '${ADDRESS}' },
    { type: 'NodePort', ...ports({ port: 80, nodePort: 80 }) },
    { ports: [], type: 'ExternalName', externalName: 'a.b' },
    ports({ name: 'a', port: 80 }, { name: 'b', port: 80, protocol: 'UDP' }),
    { type: 'NodePort', ...ports({ port: 80, nodePort: 30000, targetPort: 'http' }) },
  ],
);
