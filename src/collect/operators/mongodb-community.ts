import type { Fields, Raw } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import type { Container, MadePods, OperatorRoom } from './make-workload.ts';
import { overlay } from './overlay.ts';
import { containersOf as listOfContainers } from './places.ts';

// MongoDB Community Kubernetes Operator 0.13: controllers/construct/mongodbstatefulset.go, pkg/kube/resourcerequirements. `spec.statefulSet` is merged over what it makes.
// Security contexts hang on a setting of the operator's; it makes no disruption budget and keeps no pods apart by itself.

const amounts: Raw = { requests: { cpu: '0.5', memory: '400M' }, limits: { cpu: '1.0', memory: '500M' } };

function containersOf(pod: Fields): Container[] {
  const written = pod.objects('containers');
  const own = ['mongod', 'mongodb-agent'].map((name): Container => {
    const at = written.find((one) => one.text('name') === name);
    return {
      ...(at ? { at } : { at: listOfContainers(pod), fields: {} }),
      container: overlay({ name, resources: amounts }, at?.raw ?? {}),
    };
  });
  const others = written.filter((one) => !['mongod', 'mongodb-agent'].includes(one.text('name') ?? ''));
  return [
    ...own,
    ...others.map((at) => ({ at, container: at.raw })),
    ...pod.objects('initContainers').map((at) => ({ at, container: at.raw, role: 'init' as const })),
  ];
}

function members({ spec, head: { name } }: Subject): MadePods[] {
  const statefulSet = spec.objectOrEmpty('statefulSet').objectOrEmpty('spec');
  const service = statefulSet.text('serviceName') ?? `${name}-svc`;
  const set = (key: 'members' | 'arbiters'): MadePods => {
    const template = statefulSet.objectOrEmpty('template');
    const pod = template.objectOrEmpty('spec');
    const kept = Object.entries(pod.raw).filter(([one]) => one !== 'containers' && one !== 'initContainers');
    return {
      ...(key === 'members' ? {} : { part: 'arbiter' }),
      form: 'StatefulSet',
      replicas: { at: spec, key, otherwise: null },
      labels: { app: service, ...template.objectOrEmpty('metadata').labels('labels') },
      at: pod,
      pod: Object.fromEntries(kept),
      containers: containersOf(pod),
      known: ['resources', 'spread', 'priority', 'rollout', 'budget'],
      copiesData: true,
      claims: [{ name: 'data-volume', accessModes: ['ReadWriteOnce'], storageClass: null }],
    };
  };
  return [set('members'), ...((spec.integer('arbiters') ?? 0) > 0 ? [set('arbiters')] : [])];
}

/** The MongoDB Community operator. */
export const mongodbCommunity: OperatorRoom = {
  operator: 'the MongoDB Community operator',
  makes: { 'mongodbcommunity.mongodb.com/MongoDBCommunity': members },
};
