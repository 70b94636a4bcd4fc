import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testTime } from '../../../test/support/estate-of.ts';
import { assess } from '../../assessment/assess.ts';
import type { Estate } from '../../estate/estate.ts';
import { undeclaredPolicy } from '../../estate/policy.ts';
import { allGaps, seenIn } from '../../estate/seen.ts';
import { buildEstate } from '../manifests/estate-builder.ts';
import { groupOf } from '../../estate/identity.ts';
import { operatorRooms } from '../operators/operator-rooms.ts';
import { writePath } from './fields.ts';
import { kindsRead, readersOf } from './kinds.ts';

// A valid object of each kind that is read, with every field that is read, and then every wrong type in every one of its fields.

type Json = Record<string, unknown>;

const labels = { 'app': 'ledger', 'track': 'stable', 'kubecompass.io/tier': 'critical' };
const selector = {
  matchLabels: { app: 'ledger' },
  matchExpressions: [{ key: 'track', operator: 'In', values: ['stable'] }],
};
const quantities = { 'cpu': '100m', 'memory': '1Gi', 'ephemeral-storage': 1 };
const probe = {
  httpGet: { path: '/', port: 'http', host: 'localhost' },
  initialDelaySeconds: 1,
  periodSeconds: 1,
  timeoutSeconds: 1,
  failureThreshold: 1,
};
const security = {
  privileged: false,
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  runAsUser: 1000,
  readOnlyRootFilesystem: true,
  capabilities: { add: ['CHOWN'], drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
  appArmorProfile: { type: 'RuntimeDefault' },
  seLinuxOptions: { type: 't', user: 'u', role: 'r' },
  procMount: 'Default',
  windowsOptions: { hostProcess: false },
  sysctls: [{ name: 'kernel.shm_rmid_forced', value: '1' }],
};
const container = {
  name: 'app',
  image: 'registry.bank.example/app:1.0',
  imagePullPolicy: 'Always',
  command: ['java'],
  args: ['-jar', 'app.jar', '--password=Tr0ub4dor&3'],
  ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP', hostPort: 8080 }],
  env: [
    { name: 'JAVA_OPTS', value: '-Xmx1g' },
    { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } },
  ],
  envFrom: [{ secretRef: { name: 'a' } }],
  resources: { requests: quantities, limits: quantities },
  livenessProbe: probe,
  readinessProbe: { exec: { command: ['true'] } },
  startupProbe: { grpc: { port: 1 } },
  lifecycle: {
    preStop: { httpGet: { host: 'a', path: '/', port: 1 } },
    postStart: { tcpSocket: { host: 'a', port: 1 } },
  },
  securityContext: security,
  volumeMounts: [{ name: 'data', mountPath: '/data', readOnly: true }],
};
const term = {
  topologyKey: 'topology.kubernetes.io/zone',
  labelSelector: selector,
  matchLabelKeys: ['a'],
  mismatchLabelKeys: ['b'],
  namespaces: ['bank'],
  namespaceSelector: selector,
};
const pod = {
  serviceAccountName: 'ledger',
  serviceAccount: 'ledger',
  automountServiceAccountToken: true,
  hostNetwork: false,
  hostPID: false,
  hostIPC: false,
  hostUsers: true,
  shareProcessNamespace: false,
  restartPolicy: 'Always',
  priorityClassName: 'high',
  terminationGracePeriodSeconds: 30,
  runtimeClassName: 'gvisor',
  nodeSelector: { 'topology.kubernetes.io/zone': 'a' },
  resources: { requests: quantities, limits: quantities },
  securityContext: security,
  initContainers: [{ ...container, name: 'sidecar', restartPolicy: 'Always' }],
  containers: [container],
  volumes: [
    { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
    { name: 'host', hostPath: { path: '/var/run/docker.sock' } },
    { name: 'token', projected: { sources: [{ serviceAccountToken: { audience: 'vault' } }] } },
  ],
  topologySpreadConstraints: [
    {
      topologyKey: 'topology.kubernetes.io/zone',
      maxSkew: 1,
      minDomains: 3,
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: selector,
      matchLabelKeys: ['pod-template-hash'],
      nodeTaintsPolicy: 'Honor',
    },
  ],
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [
          { matchExpressions: [{ key: 'topology.kubernetes.io/zone', operator: 'In', values: ['a'] }] },
        ],
      },
    },
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [term],
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: term }],
    },
  },
};
const template = { metadata: { labels, annotations: { 'vault.hashicorp.com/agent-inject': 'true' } }, spec: pod };
const workloadSpec = {
  replicas: 3,
  selector,
  template,
  strategy: { type: 'Recreate' },
  updateStrategy: { type: 'OnDelete' },
  volumeClaimTemplates: [
    { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'fast' } },
  ],
};
const networkRule = (peers: string): Json => ({
  [peers]: [
    { podSelector: selector, namespaceSelector: selector },
    { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
  ],
  ports: [{ protocol: 'TCP', port: 1, endPort: 2 }],
});
const metadata = {
  name: 'ledger',
  generateName: 'ledger-',
  namespace: 'bank',
  labels,
  annotations: { 'kubernetes.io/service-account.name': 'ledger', 'eks.amazonaws.com/role-arn': 'arn' },
  ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', controller: true }],
};

/** Pods are read alike whatever makes them, so one kind has all of their fields, and the others enough to tell. */
const plainPod = {
  os: { name: 'linux' },
  serviceAccountName: 'ledger',
  containers: [{ name: 'app', image: 'app', ports: [{ containerPort: 8080 }] }],
};
const plainSpec = { ...workloadSpec, template: { metadata: { labels }, spec: plainPod } };
const endingPod = { ...plainPod, restartPolicy: 'Never' };
const endingSpec = { ...plainSpec, manualSelector: true, template: { metadata: { labels }, spec: endingPod } };
const { selector: _, manualSelector: __, ...endingTemplate } = endingSpec;

/** The rest of an object, by its kind. */
const encryption: Json = {
  resources: [
    { resources: ['secrets'], providers: [{ aescbc: { keys: [{ name: 'a', secret: 'c2VjcmV0IGlzIHNlY3VyZQ==' }] } }] },
  ],
};
const bodies: Readonly<Record<string, Json>> = {
  'ValidatingAdmissionPolicy': {
    spec: {
      failurePolicy: 'Ignore',
      matchConstraints: { namespaceSelector: selector },
      variables: [{ name: 'a', expression: 'object.spec' }],
      validations: [{ expression: 'variables.a.replicas > 1', messageExpression: '"a"' }],
    },
  },
  'ValidatingAdmissionPolicyBinding': { spec: { policyName: 'a', validationActions: ['Deny'] } },
  'ValidatingWebhookConfiguration': {
    webhooks: [
      { name: 'pods.bank.example', failurePolicy: 'Ignore', clientConfig: { service: { name: 'kyverno-svc' } } },
    ],
  },
  'kyverno.io/ClusterPolicy': {
    spec: {
      validationFailureAction: 'Audit',
      webhookConfiguration: { failurePolicy: 'Ignore' },
      validationFailureActionOverrides: [{ action: 'Enforce', namespaces: ['bank'] }],
      rules: [
        { exclude: { any: [{ resources: { namespaces: ['a'] } }] }, validate: { failureAction: 'Audit' } },
        { verifyImages: [{ attestors: [{ entries: [] }], attestations: [{ type: 'vuln' }] }] },
        { generate: { kind: 'NetworkPolicy', cloneList: { kinds: ['v1/Secret'] } } },
      ],
    },
  },
  'constraints.gatekeeper.sh/*': {
    spec: {
      enforcementAction: 'scoped',
      scopedEnforcementActions: [{ action: 'deny' }],
      match: { excludedNamespaces: ['a'] },
    },
  },
  'Role': { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'], resourceNames: ['a'] }] },
  'ClusterRole': {
    rules: [
      { apiGroups: [''], resources: ['pods'], verbs: ['get'] },
      { nonResourceURLs: ['/metrics'], verbs: ['get'] },
    ],
    aggregationRule: { clusterRoleSelectors: [selector] },
  },
  'RoleBinding': {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
    subjects: [{ kind: 'ServiceAccount', name: 'ledger', namespace: 'bank' }],
  },
  'ClusterRoleBinding': {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'reader' },
    subjects: [{ kind: 'Group', name: 'admins' }],
  },
  'apps/Deployment': { spec: workloadSpec },
  'audit.k8s.io/Policy': {
    rules: [{ level: 'Metadata', verbs: ['get'], resources: [{ group: '', resources: ['secrets'] }] }],
  },
  'EncryptionConfiguration': encryption,
  'jaegertracing.io/Jaeger': { spec: { strategy: 'production', collector: { replicas: 2 } } },
  'StorageClass': { provisioner: 'csi.bank.example', parameters: { encrypted: 'true' } },
  'VolumeSnapshotClass': { driver: 'csi.bank.example', deletionPolicy: 'Retain' },
  'EncryptionConfig': encryption,
  'cert-manager.io/Certificate': {
    spec: { secretName: 'web-tls', dnsNames: ['a.bank.example'], duration: '2160h', issuerRef: { name: 'acme' } },
  },
  'networking.istio.io/Gateway': {
    spec: {
      selector: { app: 'ledger' },
      servers: [
        {
          hosts: ['a.bank.example'],
          port: { number: 443, name: 'https', protocol: 'HTTPS' },
          tls: { mode: 'SIMPLE', credentialName: 'a' },
        },
      ],
    },
  },
  'kubeadm.k8s.io/ClusterConfiguration': {
    kubernetesVersion: 'v1.36.0',
    apiServer: { extraArgs: [{ name: 'a', value: 'b' }] },
  },
  'KubeletConfiguration': {
    authentication: { anonymous: { enabled: false } },
    authorization: { mode: 'Webhook' },
  },
  'Pod': { spec: { ...plainPod, ephemeralContainers: [{ name: 'debug', image: 'debug' }] } },
  'networking.k8s.io/Ingress': {
    spec: {
      rules: [
        {
          host: 'bank.example',
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'ledger', port: { number: 80 } } } }],
          },
        },
      ],
      tls: [{ hosts: ['bank.example'], secretName: 'tls' }],
    },
  },
  'CronJob': { spec: { schedule: '@daily', jobTemplate: { spec: endingTemplate } } },
  'Job': { spec: endingSpec },
  'ReplicationController': { spec: { ...plainSpec, selector: { app: 'ledger' } } },
  'apps.openshift.io/DeploymentConfig': {
    spec: {
      ...plainSpec,
      selector: { app: 'ledger' },
      test: false,
      strategy: { type: 'Rolling', rollingParams: { maxUnavailable: '25%' } },
      triggers: [{ type: 'ImageChange' }],
    },
  },
  '/DeploymentConfig': { spec: { ...plainSpec, selector: { app: 'ledger' } } },
  'postgresql.cnpg.io/Cluster': {
    spec: {
      instances: 3,
      enablePDB: true,
      affinity: { topologyKey: 'zone', podAntiAffinityType: 'required', additionalPodAntiAffinity: {} },
      probes: { readiness: { periodSeconds: 5 } },
      plugins: [{ name: 'a', enabled: true }],
      storage: { storageClass: 'a' },
      resources: { requests: { cpu: '1' } },
    },
  },
  'kafka.strimzi.io/Kafka': {
    spec: {
      kafka: {
        replicas: 3,
        storage: { type: 'jbod' },
        template: { pod: { affinity: {} }, podDisruptionBudget: { maxUnavailable: 1 } },
      },
      entityOperator: { topicOperator: { resources: {} } },
    },
  },
  'serving.knative.dev/Service': {
    spec: {
      template: {
        metadata: { annotations: { 'autoscaling.knative.dev/min-scale': '1' } },
        spec: { containers: [{ image: 'a', ports: [{ containerPort: 80 }], readinessProbe: { httpGet: {} } }] },
      },
    },
  },
  'elasticsearch.k8s.elastic.co/Elasticsearch': {
    spec: {
      nodeSets: [{ name: 'a', count: 3, podTemplate: { spec: { containers: [{ name: 'elasticsearch' }] } } }],
      podDisruptionBudget: { spec: { maxUnavailable: 1 } },
    },
  },
  'postgres-operator.crunchydata.com/PostgresCluster': {
    spec: {
      shutdown: false,
      port: 5432,
      instances: [
        { name: 'a', replicas: 2, minAvailable: 1, topologySpreadConstraints: [{ topologyKey: 'a', maxSkew: 1 }] },
      ],
      proxy: { pgBouncer: { replicas: 2, minAvailable: '50%' } },
      backups: { pgbackrest: { repos: [{ name: 'a', volume: {} }], repoHost: { resources: {} } } },
    },
  },
  'pxc.percona.com/PerconaXtraDBCluster': {
    spec: {
      pause: false,
      pxc: {
        size: 3,
        affinity: { antiAffinityTopologyKey: 'none' },
        podDisruptionBudget: { maxUnavailable: 1 },
        topologySpreadConstraints: [{ topologyKey: 'a' }],
      },
      haproxy: { enabled: true, size: 2 },
    },
  },
  'Namespace': {},
  'PodDisruptionBudget': { spec: { minAvailable: '50%', selector, unhealthyPodEvictionPolicy: 'AlwaysAllow' } },
  'HorizontalPodAutoscaler': {
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'ledger' },
      minReplicas: 2,
      maxReplicas: 5,
    },
  },
  'ScaledObject': { spec: { scaleTargetRef: { name: 'ledger' }, minReplicaCount: 2, maxReplicaCount: 5 } },
  'Service': {
    spec: {
      type: 'ClusterIP',
      clusterIP: 'None',
      selector: { app: 'ledger' },
      ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }],
    },
  },
  '/PersistentVolume': { spec: { ...plainSpec, capacity: { storage: '1Gi' } } },
  'PersistentVolumeClaim': {
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'fast',
      resources: { requests: { storage: '1Gi' } },
    },
  },
  'NetworkPolicy': {
    spec: {
      podSelector: selector,
      policyTypes: ['Ingress'],
      ingress: [networkRule('from')],
      egress: [networkRule('to')],
    },
  },
  'ResourceQuota': { spec: { hard: quantities, scopes: ['BestEffort'], scopeSelector: { matchExpressions: [] } } },
  'ClusterResourceQuota': { spec: { quota: { hard: quantities, scopes: ['BestEffort'] } } },
  'LimitRange': {
    spec: {
      limits: [
        { type: 'Container', default: quantities, defaultRequest: quantities, min: quantities, max: quantities },
      ],
    },
  },
  'ServiceAccount': { automountServiceAccountToken: false },
  'ConfigMap': { data: { 'a.yaml': 'password: Tr0ub4dor&3' }, binaryData: { b: 'AAAA' }, immutable: true },
  'Secret': {
    type: 'kubernetes.io/service-account-token',
    data: { password: 'c2VjcmV0' },
    stringData: { config: 'user: a\npassword: Tr0ub4dor&3\n' },
  },
};
const others: Readonly<Record<string, Json>> = {
  'argoproj.io/v1alpha1/Application': {
    spec: { destination: { namespace: 'bank' }, sources: [{ path: 'apps', chart: 'a', directory: { recurse: true } }] },
  },
  'argoproj.io/v1alpha1/ApplicationSet': {
    spec: {
      generators: [{ git: { directories: [{ path: 'a/*', exclude: true }] } }],
      template: { spec: { source: { path: '{{path}}' } } },
    },
  },
  'helm.toolkit.fluxcd.io/v2/HelmRelease': {
    spec: { targetNamespace: 'bank', chart: { spec: { chart: 'a' } }, values: { password: 'a' } },
  },
  'kustomize.toolkit.fluxcd.io/v1/Kustomization': {
    spec: { targetNamespace: 'bank', path: './apps', images: [{ name: 'a', newTag: 'b' }] },
  },
  'kustomize.config.k8s.io/v1beta1/Kustomization': { images: [{ name: 'a', newName: 'b', newTag: 'c', digest: 'd' }] },
  'skaffold/v4beta1/Config': {
    build: { artifacts: [{ image: 'a' }] },
    profiles: [{ build: { artifacts: [{ image: 'b' }] } }],
  },
  'apiextensions.k8s.io/v1/CustomResourceDefinition': { spec: { group: 'cilium.io' } },
  'policies.kyverno.io/v1/GeneratingPolicy': { spec: {} },
  'bitnami.com/v1alpha1/SealedSecret': {
    spec: { encryptedData: { a: 'b' } },
    sops: { mac: 'ENC[a]', lastmodified: 'x' },
  },
  'v1/List': { items: [{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'a' } }] },
};

/** Kinds that are read, and not served as v1. */
const versions: Readonly<Record<string, string>> = {
  'policy/PodDisruptionBudget': 'v1beta1',
  'kubeadm.k8s.io/ClusterConfiguration': 'v1beta4',
  'kubelet.config.k8s.io/KubeletConfiguration': 'v1beta1',
};

const objects: Readonly<Record<string, Json>> = Object.fromEntries([
  ...kindsRead.map((key) => {
    const [group, kind] = key.split('/') as [string, string];
    const version = versions[key] ?? (group === 'extensions' ? 'v1beta1' : 'v1');
    const apiVersion = group === '' ? 'v1' : `${group}/${version}`;
    return [key, { apiVersion, kind, metadata, ...(bodies[key] ?? bodies[kind] ?? { spec: plainSpec }) }];
  }),
  ...Object.entries(others).map(([key, body]) => {
    const slash = key.lastIndexOf('/');
    return [key, { apiVersion: key.slice(0, slash), kind: key.slice(slash + 1), metadata, ...body }];
  }),
]);

const prototypeKeys = JSON.parse(
  '{"__proto__": {"a": 1}, "constructor": "x", "toString": 5, "hasOwnProperty": []}',
) as Json;
const wrong: readonly unknown[] = [
  null,
  '',
  'text',
  'x'.repeat(5_000),
  '\u001b[31m<script>\0',
  0,
  -1,
  1.5,
  Number.MAX_VALUE,
  2n ** 70n,
  true,
  false,
  [],
  [null],
  ['text'],
  [[]],
  [{}],
  [5, 2n ** 70n],
  {},
  { a: 1 },
  prototypeKeys,
];

/** For the fields of kinds that have no reader of their own, or share that of another one. */
const enough: readonly unknown[] = [null, 'text', 5, 2n ** 70n, true, [], [null], {}, prototypeKeys];

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...entries.flatMap(([key, item]) => pathsOf(item, [...path, key]))];
}

function withValue(value: unknown, [step, ...rest]: Path, replacement: unknown): unknown {
  if (step === undefined) return replacement;
  if (Array.isArray(value))
    return value.map((item, index) => (index === step ? withValue(item, rest, replacement) : item));
  return { ...(value as Json), [step]: withValue((value as Json)[step], rest, replacement) };
}

function collect(values: readonly unknown[]): Estate {
  const builder = buildEstate('default');
  values.forEach((value, document) => {
    if (!builder.add(value, { place: '', origin: { file: 'a.yaml', line: document + 1, document }, inFolder: true }))
      builder.addOther();
  });
  return builder.finish(testTime);
}

/** What became of one object: it was read, it is a named gap, or it is nothing of Kubernetes' own. */
function fate(value: unknown): string {
  const estate = collect([value]);
  JSON.stringify(estate);
  const { objects: count, unreadable, otherDocuments } = estate;
  for (const { message } of unreadable) if (message.length > 300) return `a message of ${message.length} characters`;
  if (unreadable.length > 0) return 'gap';
  return count > 0 ? 'read' : otherDocuments > 0 ? 'other' : 'lost';
}

describe('a whole object', () => {
  test.each(Object.keys(objects))('%s is read', (key) => {
    expect(fate(objects[key])).toBe(key.startsWith('skaffold/') ? 'other' : 'read');
  });

  test('of every kind that is read is among them', () => {
    const read = Object.values(objects).filter(
      ({ apiVersion, kind }) => readersOf(String(apiVersion), String(kind)).length > 0,
    );
    const kinds = read.map(({ apiVersion, kind }) => `${groupOf(String(apiVersion))}/${String(kind)}`);
    expect(new Set(kinds)).toEqual(new Set(kindsRead));
  });
});

describe('every wrong type in every field', () => {
  test.each(Object.keys(objects))(
    '%s: it is read, or a named gap, and nothing is lost',
    (key) => {
      const object = objects[key] as Json;
      const isList = object['kind'] === 'List';
      // Without metadata nothing tells an object from any other YAML; a list may hold nothing.
      const mayBeOther = (path: Path): boolean => path.length === 0 || isList || key.startsWith('skaffold/');
      // A pod has so many fields that the rest of the values is left to chance, below.
      const values = Object.hasOwn(bodies, key.slice(key.indexOf('/') + 1)) ? wrong : enough;
      const lost: string[] = [];
      for (const path of pathsOf(object)) {
        for (const [number, value] of values.entries()) {
          const became = fate(withValue(object, path, value));
          if (!['read', 'gap'].includes(became) && !mayBeOther(path))
            lost.push(`${path.join('.')}: value ${number} is ${became}`);
        }
      }
      expect(lost).toEqual([]);
    },
    120_000,
  );

  test('of what an operator makes pods of is named where it stands', () => {
    const made = new Set(operatorRooms.flatMap(({ makes }) => Object.keys(makes)));
    const elsewhere = Object.values(objects)
      .filter(({ apiVersion, kind }) => made.has(`${groupOf(String(apiVersion))}/${String(kind)}`))
      .flatMap((object) =>
        pathsOf(object)
          .filter(([first]) => first === 'spec')
          .flatMap((path) =>
            collect([withValue(object, path, [['a']])])
              .unreadable.map(({ message }) => message)
              .filter((message) => !message.includes(`: ${writePath(path)}`)),
          ),
      );
    expect(elsewhere).toEqual([]);
  });

  test('two fields at a time, beside sound objects: assessing never crashes, and the sound ones are judged', () => {
    const keys = Object.keys(objects);
    const broken = fc
      .record({
        key: fc.constantFrom(...keys),
        first: fc.nat(),
        second: fc.nat(),
        values: fc.tuple(fc.constantFrom(...wrong), fc.constantFrom(...wrong)),
      })
      .map(({ key, first, second, values }) => {
        const object = objects[key] as Json;
        const paths = pathsOf(object);
        const once = withValue(object, paths[first % paths.length] as Path, values[0]);
        const left = pathsOf(once);
        return withValue(once, left[second % left.length] as Path, values[1]);
      });
    fc.assert(
      fc.property(fc.array(broken, { minLength: 1, maxLength: 4 }), (values) => {
        const sound = { ...(objects['apps/Deployment'] as Json), metadata: { name: 'sound', namespace: 'vault' } };
        const estate = collect([...values, sound]);
        const { findings, crashes } = assess(estate, undeclaredPolicy, { version: 'test', all: true, rethrow: true });
        expect(crashes).toEqual([]);
        expect(findings.some(({ subject }) => subject.name === 'sound')).toBe(true);
        JSON.stringify(estate);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the copy of an object that kubectl keeps in an annotation', () => {
  test.each([
    ['a kind that is no text', '{"kind":{"toString":1}}'],
    ['100,000 lists within each other', `{"sops":{"mac":"a"},"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['50,000 objects within each other', `{"kind":"Secret","data":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`],
    ['100,000 brackets', '['.repeat(100_000)],
    ['a Secret of the wrong type', '{"kind":"Secret","type":5,"data":{"a":5},"stringData":"x"}'],
  ])('may be %s', (_name, copy) => {
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': copy };
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', annotations }, data: { a: 'b' } };
    expect(fate(object)).toBe('read');
  });
});

describe('labels', () => {
  const service = (labelsOf: unknown): Json => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'a', namespace: 'bank' },
    spec: { selector: labelsOf, ports: [{ port: 80 }] },
  });

  test.each([
    ['a number', { app: 1 }, 'a number'],
    ['true', { app: true }, 'a boolean'],
    ['a list', { app: ['a'] }, 'a list'],
    ['an object', { app: {} }, 'an object'],
  ])('with %s for a value are refused, and the message names the field and no value', (_name, given, found) => {
    expect(collect([service(given)]).unreadable).toMatchObject([
      { message: `Service: spec.selector.app: expected text, found ${found}` },
    ]);
  });

  test('without a value are empty', () => {
    expect(collect([service({ app: null })]).facts.services.items[0]?.selector).toEqual({ app: '' });
  });

  test('whose keys are those of a prototype are labels like any other', () => {
    const { facts } = collect([service({ toString: 'a', constructor: 'b' })]);
    expect(Object.entries(facts.services.items[0]?.selector ?? {})).toEqual([
      ['toString', 'a'],
      ['constructor', 'b'],
    ]);
  });
});

/** A Deployment whose container has these fields, and whose template these annotations. */
function deploymentWith(fields: Json, annotations: Json = {}): Json {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'ledger', namespace: 'bank', annotations: {} },
    spec: {
      selector,
      template: { metadata: { labels, annotations }, spec: { containers: [{ name: 'app', image: 'app', ...fields }] } },
    },
  };
}

describe('a field that the API server refuses makes its object a named gap', () => {
  const inContainer = 'Deployment: spec.template.spec.containers[0].';

  test.each<[string, Json, string]>([
    [
      'an amount that is none',
      { resources: { limits: { cpu: 'lots' } } },
      'resources.limits.cpu: expected a quantity, such as 250m or 1Gi, found text "lots"',
    ],
    [
      'an amount with a unit that is none',
      { resources: { requests: { memory: '1GB' } } },
      'resources.requests.memory: expected a quantity, such as 250m or 1Gi, found text "1GB"',
    ],
    [
      'an amount that is true',
      { resources: { requests: { memory: true } } },
      'resources.requests.memory: expected a quantity, such as 250m or 1Gi, found a boolean',
    ],
    [
      'a variable that is a number',
      { env: [{ name: 'PORT', value: 8080 }] },
      'env[0].value: expected text, found a number',
    ],
    ['an argument that is a number', { args: ['--port', 8080] }, 'args[1]: expected text, found a number'],
    [
      'a command that is true, beside a variable that says what it is',
      { command: [true], env: [{ name: 'JAVA_OPTS', value: '-Xmx1g' }] },
      'command[0]: expected text, found a boolean',
    ],
    [
      'a variable that is a map',
      { env: [{ name: 'A', value: { a: 'b' } }] },
      'env[0].value: expected text, found an object',
    ],
    [
      'a variable that is a map, beside where it comes from',
      { env: [{ name: 'A', value: {}, valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } }] },
      'env[0].value: expected text, found an object',
    ],
    [
      'a reference that is text',
      { env: [{ name: 'A', valueFrom: { secretKeyRef: 'a' } }] },
      'env[0].valueFrom.secretKeyRef: expected an object, found text',
    ],
    [
      'a source that is text',
      { envFrom: [{ secretRef: 'a' }] },
      'envFrom[0].secretRef: expected an object, found text',
    ],
    [
      'a command of a probe that is text',
      { livenessProbe: { exec: { command: 'pg_isready' } } },
      'livenessProbe.exec.command: expected a list, found text',
    ],
    [
      'a command of a hook that is text',
      { lifecycle: { preStop: { exec: { command: 'sleep 5' } } } },
      'lifecycle.preStop.exec.command: expected a list, found text',
    ],
    [
      'a probe that asks two things',
      { readinessProbe: { httpGet: { port: 1 }, tcpSocket: { port: 1 } } },
      'readinessProbe.tcpSocket: httpGet stands beside it, and only one of them may',
    ],
    [
      'a hook that does two things',
      { lifecycle: { preStop: { exec: { command: ['a'] }, sleep: { seconds: 1 } } } },
      'lifecycle.preStop.sleep: exec stands beside it, and only one of them may',
    ],
  ])('%s', (_name, fields, message) => {
    const { unreadable, facts } = collect([deploymentWith(fields)]);
    expect(unreadable.map((one) => one.message)).toEqual([`${inContainer}${message}`]);
    expect(facts.workloads.items).toEqual([]);
    expect(allGaps(facts.workloads.seen)).toMatchObject([{ gap: 'malformed' }]);
  });

  test.each<[string, Json, string]>([
    ['of a quota', { kind: 'ResourceQuota', spec: { hard: { pods: 'ten' } } }, 'spec.hard.pods'],
    [
      'of a LimitRange',
      { kind: 'LimitRange', spec: { limits: [{ max: { cpu: '1 core' } }] } },
      'spec.limits[0].max.cpu',
    ],
  ])('an amount %s', (_name, rest, path) => {
    const { unreadable } = collect([{ apiVersion: 'v1', metadata: { name: 'a', namespace: 'bank' }, ...rest }]);
    expect(unreadable).toMatchObject([{ message: expect.stringContaining(`${path}: expected a quantity`) as string }]);
  });

  test.each<[string, Json, string]>([
    [
      'a ConfigMap whose data is a list',
      { kind: 'ConfigMap', data: [] },
      'ConfigMap: data: expected an object, found an empty list',
    ],
    [
      'a ConfigMap with a number',
      { kind: 'ConfigMap', data: { p: 7 } },
      'ConfigMap: data.p: expected text, found a number',
    ],
    [
      'a ConfigMap with a map',
      { kind: 'ConfigMap', data: { 'a.yaml': { b: 1 } } },
      'ConfigMap: data["a.yaml"]: expected text, found an object',
    ],
    [
      'a Secret with a number',
      { kind: 'Secret', stringData: { p: 7 } },
      'Secret: stringData.p: expected text, found a number',
    ],
    ['a Secret with true', { kind: 'Secret', data: { p: true } }, 'Secret: data.p: expected text, found a boolean'],
  ])('%s', (_name, rest, message) => {
    const estate = collect([{ apiVersion: 'v1', metadata: { name: 'a', namespace: 'bank' }, ...rest }]);
    expect(estate.unreadable.map((one) => one.message)).toEqual([message]);
    expect(estate.objects).toBe(0);
    expect(estate.facts.credentialCarriers.items).toEqual([]);
    expect(seenIn(estate.facts.credentialCarriers.seen, 'bank')).toMatchObject({ gaps: [{ gap: 'malformed' }] });
  });

  test.each<[string, unknown]>([
    ['that is a number', 7],
    ['whose images are a number', { path: './apps', images: 7 }],
  ])('a Kustomization of Flux with a spec %s, and it is no object as well', (_name, spec) => {
    const kustomization = {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'a' },
      spec,
    };
    const { objects: counted, unreadable, facts } = collect([kustomization]);
    expect(unreadable).toHaveLength(1);
    expect(counted).toBe(0);
    for (const name of ['workloads', 'networkPolicies', 'imageOverrides'] as const)
      expect(allGaps(facts[name].seen)).toMatchObject(
        expect.arrayContaining([expect.objectContaining({ gap: 'malformed' })]) as object,
      );
  });

  test('a Secret for a token that says no account', () => {
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'kubernetes.io/service-account-token',
      metadata: { name: 'a' },
    };
    expect(collect([secret]).unreadable).toMatchObject([
      { message: expect.stringContaining('must name its account') as string },
    ]);
  });

  test.each<[string, Json]>([
    [
      'an object',
      { apiVersion: 'bank.example/v1', kind: 'Ledger', metadata: { name: 'a', annotations: { scrape: true } } },
    ],
    ['a template', deploymentWith({}, { scrape: true })],
  ])('an annotation of %s that is no text', (_name, object) => {
    expect(collect([object]).unreadable).toMatchObject([
      { message: expect.stringMatching(/annotations\.scrape: expected text, found a boolean$/) as string },
    ]);
  });
});

test.each<[string, Json]>([
  [
    'amounts',
    { resources: { requests: { cpu: '.5', memory: 1_073_741_824 }, limits: { cpu: '1e3', memory: '1.5Gi' } } },
  ],
  [
    'an amount that something fills in later',
    { resources: { limits: { cpu: '${CPU}', memory: '{{ .Values.memory }}' } } },
  ],
  ['an amount without a value', { resources: { limits: { cpu: null } } }],
  ['a variable without a value', { env: [{ name: 'A', value: null }, { name: 'B' }] }],
])('what the API server takes is read: %s', (_name, fields) => {
  const { unreadable, facts } = collect([deploymentWith(fields, { empty: null })]);
  expect(unreadable).toEqual([]);
  expect(facts.workloads.items).toHaveLength(1);
});
