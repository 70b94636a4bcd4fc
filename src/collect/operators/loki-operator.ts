import type { OwnBudget } from '../../estate/workload.ts';
import type { Fields, Raw } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import type { MadePods, OperatorRoom } from './make-workload.ts';
import { preferApart } from './prefer-apart.ts';
import { placesIn } from './places.ts';

// Loki Operator 0.10: operator/internal/manifests/{build,node_placement,var}.go, one file for each component, internal/sizes.go. Its gateway is on by default. The size of the
// stack says what its containers request; whether they keep the restricted standard, the operator's configuration says.

const operator = 'the Loki Operator';

const sizes = new Set(['1x.pico', '1x.extra-small', '1x.small', '1x.medium']);

interface Component {
  readonly key: string;
  readonly part: string;
  readonly isStateful: boolean;
  /** How many there are by default in every size but the one for demonstrations, which has one (of gateways two). */
  readonly count: number;
}

const distributor: Component = { key: 'distributor', part: 'distributor', isStateful: false, count: 2 };
const ingester: Component = { key: 'ingester', part: 'ingester', isStateful: true, count: 3 };
const querier: Component = { key: 'querier', part: 'querier', isStateful: false, count: 2 };
const compactor: Component = { key: 'compactor', part: 'compactor', isStateful: true, count: 1 };
const frontend: Component = { key: 'queryFrontend', part: 'query-frontend', isStateful: false, count: 2 };
const indexGateway: Component = { key: 'indexGateway', part: 'index-gateway', isStateful: true, count: 2 };
const ruler: Component = { key: 'ruler', part: 'ruler', isStateful: true, count: 2 };
const gateway: Component = { key: 'gateway', part: 'lokistack-gateway', isStateful: false, count: 2 };

function stack(subject: Subject): MadePods[] {
  const { spec } = subject;
  return [
    distributor,
    ingester,
    querier,
    compactor,
    frontend,
    indexGateway,
    ...(spec.objectOrEmpty('rules').boolean('enabled') === true ? [ruler] : []),
    gateway,
  ].map((one) => component(subject, one));
}

function defaultOf(spec: Fields, { key, count }: Component): number | null {
  const size = spec.text('size') ?? '';
  if (size === '1x.demo') return key === 'gateway' ? 2 : 1;
  if (size === '1x.medium' && key === 'querier') return 3;
  return sizes.has(size) ? count : null;
}

const budget: OwnBudget = {
  says: `${operator} makes a budget for it (with maxUnavailable: 1)`,
  path: 'spec.template',
  letsGo: true,
};

function component({ spec, head: { name } }: Subject, one: Component): MadePods {
  const { key, part, isStateful } = one;
  const at = spec.objectOrEmpty('template').objectOrEmpty(key);
  const selects = { 'app.kubernetes.io/component': part, 'app.kubernetes.io/instance': name };
  const otherwise = defaultOf(spec, one);
  // None of them is more than one, and zero is as if nothing was written.
  const isSet = key !== 'compactor' && at.integer('replicas') !== 0;
  return {
    part,
    form: isStateful ? 'StatefulSet' : 'Deployment',
    replicas:
      key === 'compactor'
        ? { is: 1, path: 'spec.template' }
        : isSet
          ? { at, key: 'replicas', otherwise }
          : otherwise === null
            ? null
            : { is: otherwise, path: 'spec.size' },
    labels: {
      ...selects,
      'app.kubernetes.io/name': 'lokistack',
      'app.kubernetes.io/managed-by': 'lokistack-controller',
      'app.kubernetes.io/created-by': 'lokistack-controller',
    },
    at,
    fields: {
      ...placesIn(at, 'nodeSelector'),
      'affinity.podAntiAffinity': { in: at, key: 'podAntiAffinity' },
      'topologySpreadConstraints': { near: 'spec.replication.zones' },
    },
    pod: {
      affinity: at.has('podAntiAffinity')
        ? { podAntiAffinity: at.value('podAntiAffinity') }
        : preferApart(selects, 'kubernetes.io/hostname'),
      topologySpreadConstraints: zonesOf(spec, selects),
      nodeSelector: at.value('nodeSelector'),
    },
    containers: [{ at, fields: { resources: { near: 'spec.size' } }, container: { name: `loki-${part}` } }],
    known: [
      'spread',
      'priority',
      'rollout',
      'budget',
      // For a demonstration nothing is requested.
      ...(spec.text('size') === '1x.demo' ? (['resources'] as const) : []),
    ],
    budget: key === 'compactor' ? null : budget,
    copiesData: true,
    makesPolicies: spec.objectOrEmpty('networkPolicies').has('ruleSet'),
    claims: isStateful
      ? [{ name: 'storage', accessModes: ['ReadWriteOnce'], storageClass: spec.text('storageClassName') }]
      : undefined,
  };
}

function zonesOf(spec: Fields, matchLabels: Raw): readonly Raw[] {
  return spec
    .objectOrEmpty('replication')
    .objects('zones')
    .map((zone) => ({
      maxSkew: zone.value('maxSkew'),
      topologyKey: zone.value('topologyKey'),
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels },
    }));
}

/** The Loki Operator. */
export const lokiOperator: OperatorRoom = { operator, makes: { 'loki.grafana.com/LokiStack': stack } };
