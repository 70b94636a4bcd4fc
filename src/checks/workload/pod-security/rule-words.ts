import type { HostPathHold } from '../../../analyses/host-path.ts';
import type { PodSecurityRule } from '../../../analyses/pod-security-standard.ts';
import type { ReasonWords } from '../../define-check.ts';

/** What is said of a template that breaks a rule of the standard. Nothing but the words and weights: what breaks it, the analysis finds. */
export const ruleWords: Readonly<Record<PodSecurityRule | HostPathHold, ReasonWords>> = {
  // What baseline forbids too. A hostPath volume bears one of three reasons, never two, and all weigh the same: baseline forbids each.
  'host-network': [
    'FFF',
    'its pods use the network of the node: no NetworkPolicy holds for them, and they can reach what listens on the node only',
    'Remove hostNetwork and reach the pods through a Service; where the workload makes the network itself (CNI, node agents), keep an exception with an owner and an end.',
  ],
  'host-pid': [
    'FFF',
    'its pods see, and can reach into, every process of the node',
    'Remove hostPID; where the workload watches the node (node agents), keep an exception with an owner and an end.',
  ],
  'host-ipc': [
    'FFF',
    'its pods share memory and semaphores with every process of the node',
    'Remove hostIPC; containers of one pod share them with each other without it.',
  ],
  'privileged': [
    'FFF',
    'it is privileged: whoever gets into it is root on the node',
    'Set securityContext.privileged: false and add the few capabilities that it needs; where it must manage the node (CNI, CSI, device plugins), keep an exception with an owner and an end.',
  ],
  'capabilities-baseline': [
    'FFF',
    'it adds Linux capabilities that reach beyond the container',
    'Remove from securityContext.capabilities.add what baseline does not allow; where it cannot work without one (CNI, tracing, VPN), keep an exception with an owner and an end.',
  ],
  'host-path-volumes': [
    'FFF',
    'its pods declare a volume that is a path of the node: a container that mounts it sees or changes what other pods and the node itself keep there',
    'Use a volume of its own instead of a hostPath (a claim, emptyDir, a ConfigMap); where it works for the node (CSI, log and node agents), mount the narrowest path, read-only where it can be, and keep an exception with an owner and an end.',
  ],
  'runtime-socket': [
    'FFF',
    "its pods declare a volume that is the container runtime's socket, or the folder that holds it: who can write to it can start any container, as root, on the node",
    "Use what needs no socket of the container runtime (the kubelet's metrics, a builder that runs without one); where an agent cannot, keep an exception with an owner and an end.",
  ],
  'host-credentials': [
    'FFF',
    'its pods declare a volume that is a path of the node which holds keys, tokens or kubeconfigs of the node or of other pods',
    'Mount no path of the node that holds credentials, only the folder that is needed, and give the pod a ServiceAccount or a Secret of its own; where it works for the node (CSI, node agents, control plane), keep an exception with an owner and an end.',
  ],
  'host-ports': [
    'FFF',
    'it takes a port of the node, past Services and NetworkPolicies',
    'Remove hostPort (and hostNetwork, which sets it again) and reach the pods through a Service; where it must listen on the node (an ingress controller without load balancer), keep an exception with an owner and an end.',
  ],
  'host-probes-and-host-lifecycle': [
    'FFF',
    'a probe or lifecycle hook names a host, so the kubelet can be made to ask any address from the node',
    'Remove host from the probe or hook: the kubelet then asks the pod itself. Where the process listens on localhost only, let it listen on the pod, or use an exec probe; for the control plane itself, keep an exception with an owner and an end.',
  ],
  'app-armor-profile': [
    'FFF',
    'it switches AppArmor off, or names no profile of a known kind',
    'Set appArmorProfile.type: RuntimeDefault, or Localhost with a profile of your own.',
  ],
  'se-linux-options': [
    'FFF',
    'it changes its SELinux user, role or type to one that is not confined as a container',
    'Remove seLinuxOptions, or keep to a type that the standard allows (container_t, container_init_t, container_kvm_t, container_engine_t).',
  ],
  'proc-mount': [
    'FFF',
    'it sees /proc without the masks that hide the kernel from it',
    'Remove procMount, or give the pod a user namespace of its own with hostUsers: false.',
  ],
  'seccomp-profile-baseline': [
    'FFF',
    'it switches seccomp off, so every system call is open to it',
    'Set seccompProfile.type: RuntimeDefault, or Localhost with a profile of your own.',
  ],
  'sysctls': [
    'FFF',
    'its pods set kernel parameters that can reach beyond the pod',
    'Remove the sysctls that the standard does not allow; where one is needed, set it on the nodes that run the workload.',
  ],
  'windows-host-process': [
    'FFF',
    'it runs as a process of the Windows node',
    'Remove windowsOptions.hostProcess; where it manages the node, keep an exception with an owner and an end.',
  ],

  // What only restricted forbids: asked of critical workloads, worth saying of others.
  'restricted-volumes': [
    'Faa',
    'it declares a kind of volume that the restricted level does not allow',
    'Mount the storage through a PersistentVolumeClaim or a CSI volume.',
  ],
  'allow-privilege-escalation': [
    'Faa',
    'a process in it can gain more rights than it was started with',
    'Set securityContext.allowPrivilegeEscalation: false, once no program in it needs setuid (sudo, ping); beside privileged or SYS_ADMIN, which go first, the API server refuses it.',
  ],
  'run-as-non-root': [
    'Faa',
    'runAsNonRoot is not true for it, so it runs as root where its image or runAsUser says so',
    'Set securityContext.runAsNonRoot: true, once the image runs as a user that its USER or runAsUser gives as a number other than 0.',
  ],
  'run-as-user': [
    'Faa',
    'it is told to run as root',
    'Set runAsUser to the user that owns the files of the image, or build the image for one other than 0.',
  ],
  'seccomp-profile-restricted': [
    'Faa',
    'no seccomp profile is set for it, so most clusters leave every system call open to it',
    'Set securityContext.seccompProfile.type: RuntimeDefault on the pod.',
  ],
  'capabilities-restricted': [
    'Faa',
    'it does not drop ALL capabilities, or adds one that the restricted level does not allow',
    'Set capabilities.drop: [ALL], in capital letters because Pod Security reads no other spelling, and add NET_BIND_SERVICE only where it listens below port 1024.',
  ],
  'proc-mount-restricted': [
    'Faa',
    'it sees /proc without masks, which only a user namespace of its own makes safe',
    'Remove procMount where the workload can do without it.',
  ],
};
