import fc from 'fast-check';
import { type Json, metadata } from './random-parts.ts';

const keys = { keys: [{ name: 'one', secret: 'YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY=' }] };

const provider = fc.constantFrom<Json>(
  { identity: {} },
  { aescbc: keys },
  { aesgcm: keys },
  { secretbox: keys },
  { kms: { name: 'vault', endpoint: 'unix:///kms.sock' } },
  { kms: { apiVersion: 'v2', name: 'vault', endpoint: 'unix:///kms.sock' } },
);

const encryption = fc
  .record({
    resources: fc.constantFrom(['secrets'], ['*.*'], ['configmaps'], ['shops.bank.example']),
    providers: fc.array(provider, { minLength: 1, maxLength: 2 }),
  })
  .map((rule): Json => ({
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'EncryptionConfiguration',
    resources: [rule],
  }));

const serverArguments = fc.subarray([
  '--anonymous-auth=false',
  '--token-auth-file=/etc/tokens.csv',
  '--basic-auth-file=/etc/passwords.csv',
  '--oidc-groups-claim=groups',
  '--oidc-issuer-url=https://login.bank.example',
  '--encryption-provider-config=/etc/encryption.yaml',
  '--authorization-mode=Node,RBAC',
  '--authorization-mode=ABAC',
  '--audit-policy-file=/etc/audit.yaml',
  '--audit-log-path=/var/log/audit.log',
  '--audit-log-maxage=30',
]);

const staticPod = fc
  .record({ metadata: metadata(fc.constant('kube-apiserver')), args: serverArguments })
  .map(({ metadata: head, args }): Json => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: head,
    spec: { containers: [{ name: 'kube-apiserver', image: 'kube-apiserver', command: ['kube-apiserver', ...args] }] },
  }));

const kubeadm = fc
  .record({
    endpoint: fc.constantFrom<Json>({}, { controlPlaneEndpoint: 'api.bank.example:6443' }),
    etcd: fc.constantFrom<Json>(
      {},
      { etcd: { external: { endpoints: ['https://a:2379', 'https://b:2379', 'https://c:2379'] } } },
      { etcd: { external: { endpoints: ['https://a:2379', 'https://b:2379'] } } },
    ),
    args: serverArguments,
  })
  .map(({ endpoint, etcd, args }): Json => ({
    apiVersion: 'kubeadm.k8s.io/v1beta3',
    kind: 'ClusterConfiguration',
    apiServer: { extraArgs: Object.fromEntries(args.map((one) => one.slice(2).split('='))) },
    ...endpoint,
    ...etcd,
  }));

const clusterApi = fc
  .record({ metadata: metadata(fc.constant('bank')), replicas: fc.constantFrom(1, 2, 3, 4, 5) })
  .map(({ metadata: head, replicas }): Json => ({
    apiVersion: 'controlplane.cluster.x-k8s.io/v1beta1',
    kind: 'KubeadmControlPlane',
    metadata: head,
    spec: { replicas },
  }));

const providers = fc
  .record({
    metadata: metadata(fc.constant('bank')),
    replicas: fc.constantFrom(1, 2, 3),
    args: serverArguments,
    made: fc.constantFrom('k3s', 'rke2', 'talos', 'kamaji', 'template'),
    rest: fc.constantFrom<Json>({}, { preK3sCommands: ['vi config.yaml'] }, { files: [] }),
  })
  .map(({ metadata: head, replicas, args, made, rest }): Json => {
    const group = 'controlplane.cluster.x-k8s.io/v1beta1';
    switch (made) {
      case 'k3s':
        return {
          apiVersion: group,
          kind: 'KThreesControlPlane',
          metadata: head,
          spec: { replicas, kthreesConfigSpec: { serverConfig: { kubeAPIServerArg: args }, ...rest } },
        };
      case 'rke2':
        return {
          apiVersion: group,
          kind: 'RKE2ControlPlane',
          metadata: head,
          spec: { replicas, serverConfig: { kubeAPIServer: { extraArgs: args } }, agentConfig: { cisProfile: 'cis' } },
        };
      case 'talos':
        return {
          apiVersion: group,
          kind: 'TalosControlPlane',
          metadata: head,
          spec: { replicas, controlPlaneConfig: { controlplane: { generateType: 'controlplane' } } },
        };
      case 'kamaji':
        return {
          apiVersion: 'kamaji.clastix.io/v1alpha1',
          kind: 'TenantControlPlane',
          metadata: head,
          spec: { controlPlane: { deployment: { replicas, extraArgs: { apiServer: args } } } },
        };
      default:
        return { apiVersion: group, kind: 'KubeadmControlPlaneTemplate', metadata: head, spec: { template: {} } };
    }
  });

const shoot = fc
  .record({ metadata: metadata(fc.constant('bank')), type: fc.constantFrom('node', 'zone', null) })
  .map(({ metadata: head, type }): Json => ({
    apiVersion: 'core.gardener.cloud/v1beta1',
    kind: 'Shoot',
    metadata: head,
    spec: type === null ? {} : { controlPlane: { highAvailability: { failureTolerance: { type } } } },
  }));

const managed = fc
  .constantFrom<Json>({}, { cloudWatch: { clusterLogging: { enableTypes: ['api'] } } })
  .map((rest): Json => ({
    apiVersion: 'eksctl.io/v1alpha5',
    kind: 'ClusterConfig',
    metadata: { name: 'bank' },
    ...rest,
  }));

const auditRule = fc.constantFrom<Json>(
  { level: 'Metadata' },
  { level: 'RequestResponse' },
  { level: 'Metadata', omitStages: ['RequestReceived'] },
  { level: 'Metadata', omitStages: ['RequestReceived', 'ResponseStarted'] },
  { level: 'Metadata', resources: [{ group: '', resources: ['secrets', 'serviceaccounts/token'] }] },
  { level: 'None', verbs: ['get', 'list', 'watch'] },
  { level: 'None', userGroups: ['system:serviceaccounts'] },
  { level: 'Request', resources: [{ group: 'rbac.authorization.k8s.io' }] },
  { level: 'RequestResponse', resources: [{ group: '', resources: ['*'] }] },
);

const auditPolicy = fc.array(auditRule, { minLength: 1, maxLength: 4 }).map((rules): Json => ({
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  rules,
}));

const authentication = fc
  .record({
    jwt: fc.constantFrom<Json[]>(
      [],
      [{ issuer: { url: 'https://login.bank.example' }, claimMappings: { groups: { claim: 'groups', prefix: '' } } }],
      [
        {
          issuer: { url: 'https://login.bank.example' },
          claimMappings: { groups: { claim: 'groups', prefix: 'sso:' } },
        },
      ],
    ),
    anonymous: fc.constantFrom<Json>(
      { enabled: false },
      { enabled: true },
      { enabled: true, conditions: [{ path: '/livez' }] },
    ),
  })
  .map((rest): Json => ({
    apiVersion: 'apiserver.config.k8s.io/v1beta1',
    kind: 'AuthenticationConfiguration',
    ...rest,
  }));

const oauth = fc.constantFrom('HTPasswd', 'OpenID').map((type): Json => ({
  apiVersion: 'config.openshift.io/v1',
  kind: 'OAuth',
  metadata: { name: 'cluster' },
  spec: { identityProviders: [{ name: 'login', type }] },
}));

const kubeconfig = fc
  .constantFrom<Json>(
    { token: 'k8s-aws-v1.b3BlbiBzZXNhbWU' },
    { exec: { command: 'kubelogin' } },
    { 'client-key': '/etc/key.pem' },
    {},
  )
  .map((user): Json => ({ apiVersion: 'v1', kind: 'Config', users: [{ name: 'ada', user }] }));

const cloudUsers = fc.constantFrom('system:masters', 'viewers').map((group): Json => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'aws-auth', namespace: 'kube-system' },
  data: { mapUsers: JSON.stringify([{ username: 'ada', groups: [group] }]) },
}));

const benchmark = fc
  .record({
    updateTimestamp: fc.constantFrom('2026-11-20T04:00:00Z', '2025-01-01T00:00:00Z'),
    totalFail: fc.constantFrom(0, 2),
  })
  .map(({ updateTimestamp, totalFail }): Json => ({
    apiVersion: 'aquasecurity.github.io/v1alpha1',
    kind: 'ClusterComplianceReport',
    metadata: { name: 'k8s-cis-1.23' },
    status: { updateTimestamp, summaryReport: { id: 'cis', controlCheck: [{ id: '1.1.1', totalFail }] } },
  }));

const nodePool = fc
  .constantFrom<Json>(
    {},
    { limits: { cpu: 0 } },
    { limits: { cpu: 100 }, disruption: { budgets: [{ nodes: '100%' }] } },
    { limits: { cpu: 100 }, disruption: { budgets: [{ nodes: '0' }] } },
  )
  .map((spec): Json => ({ apiVersion: 'karpenter.sh/v1', kind: 'NodePool', metadata: { name: 'general' }, spec }));

const shootWorkers = fc
  .array(fc.record({ name: fc.constantFrom('a', 'b'), maximum: fc.constantFrom(3, 5), zones: fc.constant(['a']) }), {
    minLength: 1,
    maxLength: 2,
  })
  .map((workers): Json => ({
    apiVersion: 'core.gardener.cloud/v1beta1',
    kind: 'Shoot',
    metadata: { name: 'nodes', namespace: 'bank' },
    spec: { provider: { workers: workers.map((one) => ({ ...one, minimum: 3 })) } },
  }));

const machineDeployment = fc
  .constantFrom<Json>({}, { 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size': '3' })
  .map((annotations): Json => ({
    apiVersion: 'cluster.x-k8s.io/v1beta1',
    kind: 'MachineDeployment',
    metadata: { name: 'workers', namespace: 'bank', annotations },
  }));

const nodeAutoscaler = fc
  .record({
    replicas: fc.constantFrom(0, 1),
    nodes: fc.constantFrom<string[]>([], ['--nodes=3:3:a'], ['--nodes=1:3:eu-west-1a', '--nodes=1:3:eu-west-1b']),
  })
  .map(({ replicas, nodes }): Json => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'cluster-autoscaler', namespace: 'bank' },
    spec: {
      replicas,
      selector: { matchLabels: { app: 'cluster-autoscaler' } },
      template: {
        metadata: { labels: { app: 'cluster-autoscaler' } },
        spec: {
          containers: [
            { name: 'app', image: 'autoscaling/cluster-autoscaler', args: ['--cloud-provider=aws', ...nodes] },
          ],
        },
      },
    },
  }));

const kubelet = fc
  .record({ enabled: fc.boolean(), mode: fc.constantFrom('Webhook', 'AlwaysAllow') })
  .map(({ enabled, mode }): Json => ({
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    authentication: { anonymous: { enabled } },
    authorization: { mode },
  }));

const policyEngine = fc.constantFrom(1, 2).map((replicas): Json => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'kyverno', namespace: 'bank' },
  spec: {
    replicas,
    selector: { matchLabels: { app: 'kyverno' } },
    template: {
      metadata: { labels: { app: 'kyverno' } },
      spec: { containers: [{ name: 'kyverno', image: 'ghcr.io/kyverno/kyverno:v1.15.0' }] },
    },
  },
}));

/** What declares a control plane or nodes, or configures them. */
export const controlPlaneObject: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: encryption },
  { weight: 3, arbitrary: staticPod },
  { weight: 3, arbitrary: kubeadm },
  { weight: 2, arbitrary: clusterApi },
  { weight: 2, arbitrary: providers },
  { weight: 2, arbitrary: shoot },
  { weight: 1, arbitrary: managed },
  { weight: 1, arbitrary: kubelet },
  { weight: 1, arbitrary: policyEngine },
  { weight: 2, arbitrary: nodePool },
  { weight: 1, arbitrary: shootWorkers },
  { weight: 1, arbitrary: machineDeployment },
  { weight: 2, arbitrary: nodeAutoscaler },
  { weight: 3, arbitrary: auditPolicy },
  { weight: 2, arbitrary: authentication },
  { weight: 1, arbitrary: oauth },
  { weight: 2, arbitrary: kubeconfig },
  { weight: 1, arbitrary: cloudUsers },
  { weight: 2, arbitrary: benchmark },
);
