import type { OwnBudget } from '../../estate/workload.ts';
import type { Fields, Raw } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import type { MadePods, OperatorRoom } from './make-workload.ts';
import { preferApart } from './prefer-apart.ts';
import { placesIn } from './places.ts';

// Spotahome's Redis operator 1.3, the last one: operator/redisfailover/service/{generator,client}.go, api/redisfailover/v1/validate.go.

const operator = 'Spotahome’s Redis operator';

const hardened: Raw = {
  capabilities: { drop: ['ALL'] },
  privileged: false,
  runAsNonRoot: true,
  readOnlyRootFilesystem: true,
  allowPrivilegeEscalation: false,
};

function probeOf(own: unknown, more: Raw = {}): unknown {
  return own ?? { exec: { command: ['redis-cli'] }, initialDelaySeconds: 30, timeoutSeconds: 5, ...more };
}

function component({ spec, head: { name } }: Subject, part: 'redis' | 'sentinel'): MadePods {
  const at = spec.objectOrEmpty(part);
  const labels = {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/component': part,
    'app.kubernetes.io/part-of': 'redis-failover',
  };
  const isSet = (at.integer('replicas') ?? 0) > 0;
  const replicas = isSet ? (at.integer('replicas') ?? 3) : 3;
  const exporter = at.objectOrEmpty('exporter');
  const hasExporter = exporter.boolean('enabled') === true;
  const claim = at.objectOrEmpty('storage').object('persistentVolumeClaim')?.objectOrEmpty('spec');
  return {
    part,
    form: part === 'redis' ? 'StatefulSet' : 'Deployment',
    replicas: isSet ? { at, key: 'replicas', otherwise: 3 } : { is: 3, path: `spec.${part}.replicas` },
    labels,
    at,
    fields: {
      ...placesIn(at, 'affinity', 'topologySpreadConstraints', 'nodeSelector', 'priorityClassName', 'hostNetwork'),
      ...placesIn(at, 'securityContext', 'serviceAccountName'),
    },
    pod: {
      affinity: at.value('affinity') ?? preferApart(labels, 'kubernetes.io/hostname'),
      topologySpreadConstraints: at.value('topologySpreadConstraints'),
      nodeSelector: at.value('nodeSelector'),
      priorityClassName: at.value('priorityClassName'),
      hostNetwork: at.value('hostNetwork'),
      securityContext: at.value('securityContext') ?? { runAsNonRoot: true, runAsUser: 1000 },
    },
    containers: [
      {
        at,
        fields: {
          ...placesIn(at, 'image', 'resources'),
          securityContext: { in: at, key: 'containerSecurityContext' },
          livenessProbe: { in: at, key: 'customLivenessProbe' },
          readinessProbe: { in: at, key: 'customReadinessProbe' },
          startupProbe: { in: at, key: 'customStartupProbe' },
        },
        container: {
          name: part,
          image: at.value('image'),
          resources: at.value('resources'),
          securityContext: at.value('containerSecurityContext') ?? hardened,
          livenessProbe: probeOf(
            at.value('customLivenessProbe'),
            part === 'redis' ? { failureThreshold: 6, periodSeconds: 15 } : {},
          ),
          readinessProbe: probeOf(at.value('customReadinessProbe')),
          startupProbe: at.value('customStartupProbe'),
        },
      },
      ...at.objects('extraContainers').map((one) => ({ at: one, container: one.raw })),
      ...at.objects('initContainers').map((one) => ({ at: one, container: one.raw, role: 'init' as const })),
    ],
    known: [
      'security',
      'spread',
      'priority',
      'rollout',
      'budget',
      ...(hasExporter ? [] : (['probes', 'resources', ...imagesOf(at)] as const)),
    ],
    // An exporter has an image and resources of its own.
    partly: hasExporter ? ['resources', ...imagesOf(at)] : [],
    budget: budgetOf(spec, at, replicas),
    copiesData: true,
    claims: claim
      ? [{ name: 'data', accessModes: claim.texts('accessModes'), storageClass: claim.text('storageClassName') }]
      : undefined,
  };
}

function imagesOf(at: Fields): readonly 'images'[] {
  return at.has('image') ? ['images'] : [];
}

/** How many of either are kept, the number of servers says. */
function budgetOf(spec: Fields, at: Fields, replicas: number): OwnBudget | null {
  if (at.boolean('disablePodDisruptionBudget') === true) return null;
  const written = spec.objectOrEmpty('redis').integer('replicas') ?? 0;
  const kept = (written > 0 ? written : 3) <= 2 ? 1 : 2;
  return {
    says: `${operator} makes a budget for it (on by default) with minAvailable: ${kept}`,
    path: `${at.where}.disablePodDisruptionBudget`,
    letsGo: kept < replicas,
  };
}

/** Spotahome's Redis operator. */
export const redisFailover: OperatorRoom = {
  operator,
  makes: {
    'databases.spotahome.com/RedisFailover': (subject) => [component(subject, 'redis'), component(subject, 'sentinel')],
  },
};
