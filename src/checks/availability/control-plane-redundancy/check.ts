import type { RunningControlPlane } from '../../../analyses/running-control-plane.ts';
import { tellsOfItsCluster } from '../../../estate/control-plane.ts';
import { elsewhere, type Gap, gap, notSeenToRun } from '../../../estate/gap.ts';
import type { LiveCluster } from '../../../estate/live-cluster.ts';
import { type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';

export const controlPlaneRedundancy: Check = defineCheck({
  answers: 'availability/control-plane-redundancy',
  title: 'Control plane redundancy',
  question: 'Does the control plane survive the loss of one of its servers, and of a zone?',
  why: 'While no API server answers, nothing is scheduled, scaled, restarted elsewhere or deployed; workloads run on until the first of them fails.',
  fix: 'Run three API servers in three zones behind one address, or a managed control plane with a contracted availability.',
  needs: ['controlPlanes', 'liveClusters', 'runningControlPlane'],
  targets: ['apiserverInstances'],
  reasons: {
    'servers-live': 'it has {servers}{where}, by their leases',
    'of-this-cluster': 'it tells of the cluster in which it lies, and that is judged by what runs',
    'too-few-servers': ['FFa', 'it has {servers}, and {least} are asked for'],
    'one-zone': [
      'Faa',
      'all of it lies in one zone, and goes with that zone',
      'Spread the control plane over three zones.',
    ],
    'two-zones': [
      'Paa',
      'its servers stand in {zones}, and three zones are asked for: with one of the two goes half of it or more',
      'Put one server of the control plane into a third zone.',
    ],
    'no-endpoint': [
      'FFa',
      'there is no address in front of its API server, so no second one can join',
      'Set controlPlaneEndpoint to the address of a load balancer before the cluster is made; it cannot be added later.',
    ],
  },

  over: ({ controlPlanes, liveClusters }) => [...liveClusters, ...controlPlanes],

  judge: {
    liveCluster(cluster, { runningControlPlane: running }, { tier, values: { apiserverInstances: least = 0 } }) {
      const { runBy, nodes, zones, withoutZone } = running;
      const { apiServers } = cluster;
      if (runBy !== 'owner') return unseen(elsewhere(notOurs(cluster, runBy), 'running-platform'));
      // Each server is on a node of its own, so what the nodes say of zones holds for all of them only when every node says something.
      const areZonesSeen = running.nodesHidden === null && withoutZone.length === 0 && nodes.length > 0;
      const isInOneZone = areZonesSeen && zones.length === 1 && nodes.length > 1;
      const faults = [
        ...(apiServers !== null && apiServers < least
          ? [fault('too-few-servers', ...nodes, { servers: countOf(apiServers), least })]
          : []),
        ...(isInOneZone ? [fault('one-zone', ...nodes)] : []),
        ...(areZonesSeen && zones.length === 2 ? [fault('two-zones', ...nodes, { zones: zones.join(' and ') })] : []),
      ];
      if (apiServers === null) return [...faults, unseen(noLeases)];
      // Only Critical is promised to survive a zone.
      if (tier === 'critical' && !areZonesSeen) return [...faults, unseen(zonesGap(running))];
      const where = areZonesSeen ? ` in ${zones.length === 1 ? 'one zone' : `${zones.length} zones`}` : '';
      return [...faults, pass('servers-live', ...nodes, { servers: countOf(apiServers), where })];
    },

    controlPlane(declared, _known, { values: { apiserverInstances: least = 0 } }) {
      const { servers, zones, hasEndpoint, store, declaredBy, at } = declared;
      if (store === 'managed') return unseen(elsewhere(withProvider, 'running-platform'));
      const isFew = servers !== null && servers < least;
      const counted = servers === 1 ? 'one control plane server' : `${servers} control plane servers`;
      const faults = [
        ...(isFew ? [fault('too-few-servers', here(at.servers, servers), { servers: counted, least })] : []),
        ...(zones === 1 ? [fault('one-zone', here(at.servers))] : []),
        ...(hasEndpoint === false ? [fault('no-endpoint', here(at.servers))] : []),
      ];
      if (tellsOfItsCluster(declared)) return [...faults, notApplicable('of-this-cluster')];
      const stated = servers === null && zones === null ? elsewhere(notStated, 'running-platform') : null;
      return [...faults, unseen(stated ?? notSeenToRun(`a control plane by ${declaredBy}`, proof))];
    },
  },
});

function countOf(servers: number): string {
  return servers === 1 ? 'one API server that lives' : `${servers} API servers that live`;
}

function notOurs({ apiServers, provider }: LiveCluster, runBy: 'provider' | 'unknown'): string {
  const counted =
    apiServers === null ? '' : `; ${apiServers === 1 ? 'one lives' : `${apiServers} live`} by their leases`;
  return runBy === 'provider'
    ? `the control plane is run by its provider (${provider?.title ?? ''}): how it is spread, and which availability is contracted, the contract says${counted}`
    : `nothing tells who runs the control plane, and no node of it is seen${counted}`;
}

function zonesGap({ nodesHidden, nodes, withoutZone }: RunningControlPlane): Gap {
  if (nodesHidden !== null) return nodesHidden;
  if (nodes.length === 0)
    return gap('not-collected', 'no node of the control plane is seen, so its zones are not known');
  const [first, ...others] = withoutZone.map(({ name }) => name);
  const bear = others.length === 0 ? 'bears' : 'bear';
  const names = others.length > 2 ? `${first} and ${others.length} more` : [first, ...others].join(', ');
  return gap(
    'not-collected',
    `${names} ${bear} no label topology.kubernetes.io/zone, so the zones of its servers are not known`,
  );
}

const withProvider =
  'the control plane is run by its provider: how it is spread, and which availability is contracted, the contract says';
const notStated =
  'how many API servers there are is not stated here: `kubectl get lease -n kube-system -l apiserver.kubernetes.io/identity=kube-apiserver` counts those that run';

const proof = 'kubectl get lease -n kube-system -l apiserver.kubernetes.io/identity=kube-apiserver';
const noLeases = gap(
  'not-collected',
  `no lease of an API server was seen in kube-system, so how many run is not known: \`${proof}\` counts them`,
);
