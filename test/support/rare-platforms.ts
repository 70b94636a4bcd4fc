import { type RiskyAccess, riskPatterns } from '../../src/analyses/risk-patterns.ts';

// What random platforms hardly ever come to, each a small platform that does.

const namespace = (tier: string, name = 'bank'): string =>
  `{apiVersion: v1, kind: Namespace, metadata: {name: ${name}, labels: {kubecompass.io/tier: ${tier}}}}`;

interface Given {
  readonly name?: string;
  readonly replicas?: string;
  readonly head?: string;
  readonly pod?: string;
  readonly container?: string;
}

const deployment = ({
  name = 'ledger',
  replicas = 'replicas: 2',
  head = 'namespace: bank',
  pod = 'hostNetwork: false',
  container = 'imagePullPolicy: Always',
}: Given = {}): string =>
  `{apiVersion: apps/v1, kind: Deployment, metadata: {name: ${name}, ${head}}, spec: {${replicas}, selector: {matchLabels: {app: ${name}}}, template: {metadata: {labels: {app: ${name}}}, spec: {${pod}, containers: [{name: app, image: "registry.bank.example/app:1", ${container}}]}}}}`;

const budget = (name: string): string =>
  `{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: ${name}, namespace: bank}, spec: {minAvailable: 1, selector: {matchLabels: {app: ledger}}}}`;

const target = 'scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ledger}';
const scaler = (name: string): string =>
  `{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: ${name}, namespace: bank}, spec: {${target}, minReplicas: 2, maxReplicas: 5, metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}]}}`;
const sizer =
  '{apiVersion: autoscaling.k8s.io/v1, kind: VerticalPodAutoscaler, metadata: {name: ledger, namespace: bank}, spec: {targetRef: {apiVersion: apps/v1, kind: Deployment, name: ledger}}}';
const sized = 'resources: {requests: {cpu: 100m}}';
const claim =
  '{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data, namespace: bank}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}';

const priority = (name: string, value: number): string =>
  `{apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: ${name}}, value: ${value}}`;
const gate =
  '{apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingWebhookConfiguration, metadata: {name: gate}, webhooks: [{name: gate.bank.example, failurePolicy: Fail, clientConfig: {service: {name: gate, namespace: bank}}, rules: [{apiGroups: [""], apiVersions: [v1], resources: [pods], operations: [CREATE]}]}]}';
const gateService =
  '{apiVersion: v1, kind: Service, metadata: {name: gate, namespace: bank}, spec: {selector: {app: gate}, ports: [{port: 443}]}}';
const gateBudget = budget('gate').replace('app: ledger', 'app: gate');
const tier = (name: string): string => `namespace: bank, labels: {kubecompass.io/tier: ${name}}`;

const binding = (name: string, subject: string): string =>
  `{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: {name: ${name}}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${name}}, subjects: [${subject}]}`;
const account = '{kind: ServiceAccount, name: ledger, namespace: bank}';

/** A role that grants what a risky pattern asks for, bound in the whole cluster. */
function granting(id: string, rules: readonly RiskyAccess[]): string {
  const written = rules.map(({ groups, resources, verbs, names }) => ({
    apiGroups: groups,
    resources,
    verbs,
    ...(names ? { resourceNames: names } : {}),
  }));
  return `{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: ${id}}, rules: ${JSON.stringify(written)}}\n---\n${binding(id, account)}`;
}

const rights = Object.entries(riskPatterns).flatMap(([id, { any = [], needs = [], all = [] }]) => {
  const rules = [...any.slice(0, 1), ...needs.slice(0, 1), ...all];
  return rules.length > 0 ? [[granting(id, rules)]] : [];
});

const route = (name: string, tls: string): string =>
  `{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: ${name}, namespace: bank, annotations: {nginx.ingress.kubernetes.io/ssl-redirect: "true"}}, spec: {ingressClassName: nginx, ${tls} rules: [{host: web.bank.example}]}}`;

const platforms: readonly (readonly string[])[] = [
  [
    namespace('important'),
    deployment({
      replicas: 'replicas: 1, strategy: {type: Recreate}',
      pod: 'volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]',
    }),
    claim,
  ],
  [namespace('critical'), deployment(), budget('one'), budget('two')],
  [namespace('critical'), deployment({ replicas: 'replicas: 1' }), budget('one')],
  [namespace('critical'), deployment({ container: sized }), scaler('one'), scaler('two')],
  [namespace('critical'), deployment({ container: sized }), scaler('one'), sizer],
  [
    namespace('critical'),
    deployment({ head: 'namespace: bank, ownerReferences: [{kind: Kiali, name: kiali, controller: true}]' }),
  ],
  [
    namespace('critical'),
    deployment({ pod: 'volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]' }),
    claim,
  ],
  [
    deployment({ head: tier('critical'), pod: 'priorityClassName: high' }),
    deployment({ name: 'gate', head: tier('critical'), pod: 'priorityClassName: high' }),
    gate,
    gateService,
    gateBudget,
    priority('high', 1000),
  ],
  [
    deployment({ head: tier('critical'), pod: 'priorityClassName: low' }),
    deployment({ name: 'gate', head: tier('important'), pod: 'priorityClassName: high' }),
    gate,
    gateService,
    gateBudget,
    priority('high', 1000),
    priority('low', 10),
  ],
  [
    namespace('critical'),
    deployment({ pod: 'serviceAccountName: ledger' }),
    '{apiVersion: v1, kind: ServiceAccount, metadata: {name: ledger, namespace: bank}}',
  ],
  [namespace('important'), route('web', ''), route('api', 'tls: [{hosts: [web.bank.example], secretName: web}],')],
  ['fast', 'slow'].map(
    (name) =>
      `{apiVersion: snapshot.storage.k8s.io/v1, kind: VolumeSnapshotClass, metadata: {name: ${name}, annotations: {snapshot.storage.kubernetes.io/is-default-class: "true"}}, driver: ebs.csi.aws.com, deletionPolicy: Retain}`,
  ),
  [binding('view', '{kind: Group, apiGroup: rbac.authorization.k8s.io, name: "system:unauthenticated"}')],
  [
    namespace('critical'),
    '{apiVersion: v1, kind: Pod, metadata: {name: proxy, namespace: bank}, spec: {hostNetwork: true, priorityClassName: system-node-critical, containers: [{name: app, image: "registry.bank.example/app:1"}]}}',
  ],
  [
    '{apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: {name: osm, namespace: osm}, spec: {chart: {spec: {chart: osm, version: 1.0.0}}}}',
  ],
  [
    namespace('important'),
    deployment({
      pod: 'hostPID: true, hostIPC: true',
      container:
        'ports: [{containerPort: 22, hostPort: 22}], livenessProbe: {httpGet: {host: 10.0.0.1, port: 80}}, securityContext: {procMount: Unmasked, seLinuxOptions: {type: other}, appArmorProfile: {type: Unconfined}, windowsOptions: {hostProcess: true}}',
    }),
  ],
  [
    namespace('critical'),
    deployment({ container: 'resources: {requests: {cpu: 100m, memory: 1Gi}, limits: {memory: 1Gi}}' }),
    '{apiVersion: v1, kind: ResourceQuota, metadata: {name: quota, namespace: bank}, spec: {hard: {pods: 10}}}',
  ],
  [
    namespace('critical'),
    deployment(),
    ...['default', 'ledger'].map(
      (name) =>
        `{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: ${name}, namespace: bank}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ${name === 'default' ? 'Role, name: reader' : 'ClusterRole, name: edit'}}, subjects: [{kind: ServiceAccount, name: ${name}, namespace: bank}]}`,
    ),
    '{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: reader, namespace: bank}, rules: [{apiGroups: [""], resources: [pods], verbs: [list]}]}',
  ],
  ['podSelector: {}, policyTypes: [Ingress, Egress]', 'podSelector: {}, policyTypes: [Egress], egress: [{}]']
    .map(
      (spec, index) =>
        `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: policy-${index}, namespace: bank}, spec: {${spec}}}`,
    )
    .concat(namespace('important'), deployment()),
  ...rights,
];

/** Small platforms that come to what random ones hardly ever do, as YAML. */
export const rarePlatforms: readonly string[] = platforms.map((documents) => documents.join('\n---\n'));
