import type { KindLine } from '../kind-line.ts';
import { readClusterAutoscaler } from './cluster-autoscaler.ts';
import { readKarpenterRepair } from './karpenter-repair.ts';
import { readKopsKubelet, readKubeletConfigMap, readKubeletConfiguration, readProviderKubelet } from './kubelet.ts';
import { readCollectorAgent, readNodeAgent } from './node-agent.ts';
import { readNodeRepair } from './node-repair.ts';
import {
  readClassyCluster,
  readClusterAutoscalerObject,
  readEksctlGroups,
  readHostedPool,
  readInstanceGroup,
  readKarpenterPool,
  readMachineAutoscaler,
  readMachineDeployment,
  readMachinePool,
  readProviderPool,
  readShootWorkers,
} from './node-groups.ts';

/** Which facts are made of objects of this room. */
export const nodesKinds: readonly KindLine[] = [
  { fact: 'nodeScalers', read: readClusterAutoscaler, of: ['apps/Deployment'] },
  { fact: 'nodeScalers', read: readKarpenterPool, of: ['karpenter.sh/NodePool', 'karpenter.sh/Provisioner'] },
  { fact: 'nodeScalers', read: readMachineDeployment, of: ['cluster.x-k8s.io/MachineDeployment'] },
  {
    fact: 'nodeScalers',
    read: readMachinePool,
    of: ['cluster.x-k8s.io/MachinePool', 'exp.cluster.x-k8s.io/MachinePool'],
  },
  { fact: 'nodeScalers', read: readClassyCluster, of: ['cluster.x-k8s.io/Cluster'] },
  {
    fact: 'nodeScalers',
    read: readProviderPool,
    of: [
      'infrastructure.cluster.x-k8s.io/AWSManagedMachinePool',
      'infrastructure.cluster.x-k8s.io/AWSMachinePool',
      'infrastructure.cluster.x-k8s.io/AzureManagedMachinePool',
      'infrastructure.cluster.x-k8s.io/GCPManagedMachinePool',
      'container.cnrm.cloud.google.com/ContainerNodePool',
      'container.gcp.upbound.io/NodePool',
      'eks.aws.upbound.io/NodeGroup',
      'containerservice.azure.upbound.io/KubernetesClusterNodePool',
      'containerservice.azure.com/ManagedClustersAgentPool',
      'eks.services.k8s.aws/Nodegroup',
    ],
  },
  { fact: 'nodeScalers', read: readMachineAutoscaler, of: ['autoscaling.openshift.io/MachineAutoscaler'] },
  { fact: 'nodeScalers', read: readClusterAutoscalerObject, of: ['autoscaling.openshift.io/ClusterAutoscaler'] },
  { fact: 'nodeScalers', read: readHostedPool, of: ['hypershift.openshift.io/NodePool'] },
  { fact: 'nodeScalers', read: readShootWorkers, of: ['core.gardener.cloud/Shoot'] },
  { fact: 'nodeScalers', read: readInstanceGroup, of: ['kops.k8s.io/InstanceGroup'] },
  { fact: 'nodeScalers', read: readEksctlGroups, of: ['eksctl.io/ClusterConfig'] },
  {
    fact: 'nodeRepairs',
    read: readNodeRepair,
    of: [
      'cluster.x-k8s.io/MachineHealthCheck',
      'machine.openshift.io/MachineHealthCheck',
      'remediation.medik8s.io/NodeHealthCheck',
    ],
  },
  { fact: 'nodeRepairs', read: readKarpenterRepair, of: ['apps/Deployment'] },
  {
    fact: 'kubelets',
    read: readKubeletConfiguration,
    nameless: true,
    of: ['kubelet.config.k8s.io/KubeletConfiguration'],
  },
  { fact: 'kubelets', read: readKubeletConfigMap, of: ['/ConfigMap'] },
  {
    fact: 'kubelets',
    read: readProviderKubelet,
    of: ['controlplane.cluster.x-k8s.io/RKE2ControlPlane', 'controlplane.cluster.x-k8s.io/KThreesControlPlane'],
  },
  { fact: 'kubelets', read: readKopsKubelet, of: ['kops.k8s.io/Cluster', 'kops.k8s.io/InstanceGroup'] },
  { fact: 'nodeAgents', read: readNodeAgent, of: ['apps/DaemonSet'] },
  { fact: 'nodeAgents', read: readCollectorAgent, of: ['opentelemetry.io/OpenTelemetryCollector'] },
];
