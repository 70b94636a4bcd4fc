import type { KindLine } from '../kind-line.ts';
import { readAuditPolicy, readAuditPolicyMap, readWrittenAuditPolicy } from './audit-policy.ts';
import { readComplianceReport } from './benchmark-report.ts';
import {
  readClassyControlPlane,
  readControlPlaneTemplate,
  readHostedControlPlane,
  readK0sControlPlane,
  readKubeadmControlPlane,
} from './cluster-api.ts';
import {
  readApiServer,
  readClusterConfiguration,
  readClusterConfigurationMap,
  readEksControlPlane,
  readEksctlConfig,
  readKopsCluster,
  readManagedControlPlane,
  readShoot,
} from './control-plane.ts';
import { readEncryptionConfiguration, readWrittenEncryption } from './encryption-configuration.ts';
import { readKthreesControlPlane, readRke2ControlPlane } from './rancher-provider.ts';
import { readTalosControlPlane } from './talos.ts';
import { writingKinds } from './written-files.ts';

/** Which facts are made of objects of this room. */
export const controlPlaneKinds: readonly KindLine[] = [
  { fact: 'controlPlanes', read: readApiServer, of: ['/Pod', 'apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet'] },
  {
    fact: 'controlPlanes',
    read: readClusterConfiguration,
    nameless: true,
    of: ['kubeadm.k8s.io/ClusterConfiguration'],
  },
  { fact: 'controlPlanes', read: readClusterConfigurationMap, of: ['/ConfigMap'] },
  { fact: 'controlPlanes', read: readClassyControlPlane, of: ['cluster.x-k8s.io/Cluster'] },
  { fact: 'controlPlanes', read: readKubeadmControlPlane, of: ['controlplane.cluster.x-k8s.io/KubeadmControlPlane'] },
  { fact: 'controlPlanes', read: readRke2ControlPlane, of: ['controlplane.cluster.x-k8s.io/RKE2ControlPlane'] },
  { fact: 'controlPlanes', read: readKthreesControlPlane, of: ['controlplane.cluster.x-k8s.io/KThreesControlPlane'] },
  { fact: 'controlPlanes', read: readTalosControlPlane, of: ['controlplane.cluster.x-k8s.io/TalosControlPlane'] },
  { fact: 'controlPlanes', read: readK0sControlPlane, of: ['controlplane.cluster.x-k8s.io/K0sControlPlane'] },
  {
    fact: 'controlPlanes',
    read: readHostedControlPlane,
    of: ['kamaji.clastix.io/TenantControlPlane', 'controlplane.cluster.x-k8s.io/KamajiControlPlane'],
  },
  {
    fact: 'controlPlanes',
    read: readControlPlaneTemplate,
    of: ['Kubeadm', 'KThrees', 'RKE2', 'Talos', 'K0s', 'Kamaji'].map(
      (name) => `controlplane.cluster.x-k8s.io/${name}ControlPlaneTemplate`,
    ),
  },
  { fact: 'controlPlanes', read: readEksControlPlane, of: ['controlplane.cluster.x-k8s.io/AWSManagedControlPlane'] },
  {
    fact: 'controlPlanes',
    read: readManagedControlPlane,
    of: [
      'controlplane.cluster.x-k8s.io/ROSAControlPlane',
      'infrastructure.cluster.x-k8s.io/AzureManagedControlPlane',
      'infrastructure.cluster.x-k8s.io/GCPManagedControlPlane',
    ],
  },
  { fact: 'controlPlanes', read: readEksctlConfig, of: ['eksctl.io/ClusterConfig'] },
  { fact: 'controlPlanes', read: readKopsCluster, of: ['kops.k8s.io/Cluster'] },
  { fact: 'controlPlanes', read: readShoot, of: ['core.gardener.cloud/Shoot'] },
  {
    fact: 'encryptionConfigurations',
    read: readEncryptionConfiguration,
    nameless: true,
    of: ['apiserver.config.k8s.io/EncryptionConfiguration', '/EncryptionConfig'],
  },
  { fact: 'auditPolicies', read: readAuditPolicy, nameless: true, of: ['audit.k8s.io/Policy'] },
  { fact: 'encryptionConfigurations', read: readWrittenEncryption, ofFile: true, of: writingKinds },
  { fact: 'auditPolicies', read: readWrittenAuditPolicy, ofFile: true, of: writingKinds },
  { fact: 'auditPolicies', read: readAuditPolicyMap, of: ['/ConfigMap'] },
  { fact: 'benchmarkReports', read: readComplianceReport, of: ['aquasecurity.github.io/ClusterComplianceReport'] },
];
