import type { Fields, Raw } from '../objects/fields.ts';
import type { Subject } from '../objects/object-metadata.ts';
import type { Container, MadePods, MakePods, OperatorRoom } from './make-workload.ts';
import { placesIn } from './places.ts';

// prometheus-operator 0.93: pkg/prometheus/server/statefulset.go, pkg/alertmanager/statefulset.go, pkg/thanos/statefulset.go, pkg/operator/config_reloader.go. It
// makes no disruption budgets and no network policies.

const hardened: Raw = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

/** The operator's flags may set other amounts (`--config-reloader-cpu-request` and its like); these are their defaults. */
const reloaderAmounts: Raw = { cpu: '10m', memory: '50Mi' };

interface Server {
  /** The container's name, and the value of app.kubernetes.io/name. */
  readonly container: string;
  readonly name: string;
  readonly ports: (web: string) => readonly Raw[];
  readonly probes: Raw | null;
  /** What the operator requests where the resource states nothing. */
  readonly requests?: Raw;
}

function probe(path: string, periodSeconds: number, failureThreshold: number): Raw {
  return { httpGet: { path, port: 'web' }, timeoutSeconds: 3, periodSeconds, failureThreshold };
}

/** A patch of a container that the operator makes adds to it; one of any other name is a container of its own. */
function merged(made: readonly Container[], spec: Fields, key: string, role?: 'init'): Container[] {
  const patches = spec.objects(key);
  const nameOf = (one: Container): unknown => one.container['name'];
  const others = patches.filter((patch) => !made.some((one) => nameOf(one) === patch.text('name')));
  return [
    ...made.map((one) => {
      const patch = patches.find((other) => other.text('name') === nameOf(one));
      if (!patch) return one;
      const both = (field: string): Raw => ({
        ...(one.container[field] as Raw | undefined),
        ...patch.objectOrEmpty(field).raw,
      });
      return {
        ...one,
        at: patch,
        fields: undefined,
        container: {
          ...one.container,
          ...patch.raw,
          resources: both('resources'),
          securityContext: both('securityContext'),
        },
      };
    }),
    ...others.map((one) => ({ at: one, container: one.raw, ...(role ? { role } : {}) })),
  ];
}

function reloader(spec: Fields, name: string): Container {
  return {
    at: spec,
    fields: {},
    container: {
      name,
      ports: [
        {
          name: name.startsWith('init') ? 'reloader-init' : 'reloader-web',
          containerPort: name.startsWith('init') ? 8081 : 8080,
        },
      ],
      resources: { requests: reloaderAmounts, limits: reloaderAmounts },
      securityContext: hardened,
    },
  };
}

const podFields = [
  'affinity',
  'nodeSelector',
  'topologySpreadConstraints',
  'priorityClassName',
  'securityContext',
  'hostUsers',
  'serviceAccountName',
];

/** Those that only some kinds have. */
const ofSome = ['hostNetwork', 'automountServiceAccountToken'];

function server({ container, name: app, ports, probes, requests }: Server): MakePods {
  return ({ spec, head: { name } }: Subject): MadePods[] => {
    const resources = spec.objectOrEmpty('resources');
    const main: Container = {
      at: spec,
      fields: placesIn(spec, 'image', 'imagePullPolicy', 'resources'),
      container: {
        name: container,
        image: spec.value('image'),
        imagePullPolicy: spec.value('imagePullPolicy'),
        ports: spec.boolean('listenLocal') === true ? [] : ports(spec.text('portName') || 'web'),
        ...(probes ? withPort(probes, spec.text('portName') || 'web') : {}),
        resources: requests
          ? { ...resources.raw, requests: { ...requests, ...resources.objectOrEmpty('requests').raw } }
          : resources.raw,
        securityContext: hardened,
      },
    };
    const thanos = spec.object('thanos');
    const sidecar: Container[] = thanos
      ? [
          {
            at: thanos,
            fields: placesIn(thanos, 'image', 'resources'),
            container: {
              name: 'thanos-sidecar',
              image: thanos.value('image'),
              resources: thanos.value('resources'),
              securityContext: hardened,
            },
          },
        ]
      : [];
    return [
      {
        form: spec.text('mode') === 'DaemonSet' ? 'DaemonSet' : 'StatefulSet',
        replicas: { at: spec, key: 'replicas', otherwise: 1 },
        labels: {
          ...spec.objectOrEmpty('podMetadata').labels('labels'),
          'app.kubernetes.io/name': app,
          'app.kubernetes.io/managed-by': 'prometheus-operator',
          'app.kubernetes.io/instance': name,
          [app]: name,
        },
        at: spec,
        fields: placesIn(
          spec,
          ...podFields,
          ...ofSome.filter((key) => spec.has(key)),
          'terminationGracePeriodSeconds',
          'volumes',
        ),
        labelsAt: 'spec.podMetadata.labels',
        pod: Object.fromEntries([...podFields, ...ofSome].map((key) => [key, spec.value(key)])),
        containers: [
          ...merged([main, reloader(spec, 'config-reloader'), ...sidecar], spec, 'containers'),
          ...merged([{ ...reloader(spec, 'init-config-reloader'), role: 'init' }], spec, 'initContainers', 'init'),
        ],
        known: [
          'ports',
          'resources',
          'security',
          'spread',
          'priority',
          'rollout',
          'budget',
          ...(probes ? (['probes'] as const) : []),
          ...(spec.has('serviceAccountName') ? (['account'] as const) : []),
        ],
        // The image of the reloader is the operator's.
        partly: spec.has('image') ? ['images'] : [],
        copiesData: true,
        claims: claimsOf(spec.objectOrEmpty('storage')),
      },
    ];
  };
}

function withPort(probes: Raw, port: string): Raw {
  return Object.fromEntries(
    Object.entries(probes).map(([key, value]) => {
      const one = value as { readonly httpGet: Raw };
      return [key, { ...one, httpGet: { ...one.httpGet, port } }];
    }),
  );
}

function claimsOf(storage: Fields): MadePods['claims'] {
  const claim = storage.object('volumeClaimTemplate')?.objectOrEmpty('spec');
  if (!claim) return [];
  const modes = claim.texts('accessModes');
  return [
    {
      name: 'db',
      accessModes: modes.length > 0 ? modes : ['ReadWriteOnce'],
      storageClass: claim.text('storageClassName'),
    },
  ];
}

const prometheus: Server = {
  container: 'prometheus',
  name: 'prometheus',
  ports: (web) => [{ name: web, containerPort: 9090 }],
  probes: {
    startupProbe: probe('/-/ready', 15, 60),
    readinessProbe: probe('/-/ready', 5, 3),
    livenessProbe: probe('/-/healthy', 5, 6),
  },
};

/** prometheus-operator. */
export const prometheusOperator: OperatorRoom = {
  operator: 'prometheus-operator',
  makes: {
    'monitoring.coreos.com/Prometheus': server(prometheus),
    'monitoring.coreos.com/PrometheusAgent': server({ ...prometheus, name: 'prometheus-agent' }),
    'monitoring.coreos.com/Alertmanager': server({
      container: 'alertmanager',
      name: 'alertmanager',
      ports: (web) => [
        { name: web, containerPort: 9093 },
        { name: 'mesh-tcp', containerPort: 9094 },
        { name: 'mesh-udp', containerPort: 9094, protocol: 'UDP' },
      ],
      probes: {
        readinessProbe: { ...probe('/-/ready', 5, 10), initialDelaySeconds: 3 },
        livenessProbe: probe('/-/healthy', 10, 10),
      },
      requests: { memory: '200Mi' },
    }),
    'monitoring.coreos.com/ThanosRuler': server({
      container: 'thanos-ruler',
      name: 'thanos-ruler',
      ports: (web) => [
        { name: 'grpc', containerPort: 10901 },
        { name: web, containerPort: 10902 },
      ],
      probes: null,
    }),
  },
};
