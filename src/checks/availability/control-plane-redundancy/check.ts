import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, unseen } from '../../define-check.ts';

export const controlPlaneRedundancy: Check = defineCheck({
  answers: 'availability/control-plane-redundancy',
  title: 'Control plane redundancy',
  question: 'Does the control plane survive the loss of one of its servers, and of a zone?',
  why: 'While no API server answers, nothing is scheduled, scaled, restarted elsewhere or deployed; workloads run on until the first of them fails.',
  fix: 'Run three API servers in three zones behind one address, or a managed control plane with a contracted availability.',
  needs: ['controlPlanes'],
  targets: ['apiserverInstances'],
  reasons: {
    'too-few-servers': ['FFa', 'it has {servers}, and {least} are asked for'],
    'one-zone': [
      'Faa',
      'all of it lies in one zone, and goes with that zone',
      'Spread the control plane over three zones.',
    ],
    'no-endpoint': [
      'FFa',
      'there is no address in front of its API server, so no second one can join',
      'Set controlPlaneEndpoint to the address of a load balancer before the cluster is made; it cannot be added later.',
    ],
  },

  over: ({ controlPlanes }) => controlPlanes,

  judge({ servers, zones, hasEndpoint, store, declaredBy, at }, _known, { values: { apiserverInstances: least = 0 } }) {
    if (store === 'managed') return unseen(elsewhere(withProvider, 'running-platform'));
    const isFew = servers !== null && servers < least;
    const faults = [
      ...(isFew
        ? [
            fault('too-few-servers', here(at.servers, servers), {
              servers: servers === 1 ? 'one control plane server' : `${servers} control plane servers`,
              least,
            }),
          ]
        : []),
      ...(zones === 1 ? [fault('one-zone', here(at.servers))] : []),
      ...(hasEndpoint === false ? [fault('no-endpoint', here(at.servers))] : []),
    ];
    const stated = servers === null && zones === null ? elsewhere(notStated, 'running-platform') : null;
    return [...faults, unseen(stated ?? notSeenToRun(`a control plane by ${declaredBy}`, proof))];
  },
});

const withProvider =
  'the control plane is run by its provider: how it is spread, and which availability is contracted, the contract says';
const notStated =
  'how many API servers there are is not stated here: `kubectl get lease -n kube-system -l apiserver.kubernetes.io/identity=kube-apiserver` counts those that run';

const proof = 'kubectl get lease -n kube-system -l apiserver.kubernetes.io/identity=kube-apiserver';
