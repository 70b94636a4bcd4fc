import type { Fields } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import type { MadePods } from './make-workload.ts';
import { placesIn } from './places.ts';
import { rookPlacement } from './rook-placement.ts';

// Rook 1.20: pkg/operator/ceph/{file/mds,object}/spec.go.

/** The daemons of a file system or an object store: its cluster says which image they run and whether budgets are made. */
function server(daemon: 'mds' | 'rgw', at: Fields, replicas: MadePods['replicas']): MadePods {
  const placement = at.objectOrEmpty('placement');
  const { pod, fields } = rookPlacement(placement, placement.raw);
  return {
    form: 'StatefulSet',
    replicas,
    labels: { app: `rook-ceph-${daemon}`, ceph_daemon_type: daemon },
    at,
    fields: { ...fields, ...placesIn(at, 'priorityClassName') },
    labelsAt: `${at.where}.labels`,
    pod: { ...pod, priorityClassName: at.value('priorityClassName') },
    containers: [
      { at, fields: placesIn(at, 'resources'), container: { name: daemon, resources: at.value('resources') } },
    ],
    known: ['priority'],
    // Whether logs are collected beside them, the cluster says.
    partly: ['resources'],
    copiesData: true,
  };
}

/** The servers of a file system: as many stand by as are active. */
export function rookFilesystem(subject: Subject): MadePods[] {
  const at = subject.spec.objectOrEmpty('metadataServer');
  const active = at.integer('activeCount') ?? 1;
  return [server('mds', at, { is: active * 2, path: 'spec.metadataServer.activeCount' })];
}

/** The gateways of an object store; of one that lies elsewhere there are none here. */
export function rookObjectStore(subject: Subject): MadePods[] {
  const at = subject.spec.objectOrEmpty('gateway');
  if (at.objects('externalRgwEndpoints').length > 0) return [];
  return [server('rgw', at, { at, key: 'instances', otherwise: null })];
}
