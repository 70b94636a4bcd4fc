import { podSecurityLevels, type Spot, type Violation } from '../../../analyses/pod-security-standard.ts';
import { levelLabel, versionLabel } from '../../../analyses/pod-security-labels.ts';
import { gap, supplied } from '../../../estate/gap.ts';
import { notStated } from '../../../estate/identity.ts';
import type { Namespace } from '../../../estate/namespace.ts';
import { isSurelyPlatform, isTenant } from '../../../estate/tenancy.ts';
import {
  at,
  type Check,
  defineCheck,
  type Evidence,
  fault,
  here,
  notApplicable,
  pass,
  unseen,
} from '../../define-check.ts';

export const podSecurity: Check = defineCheck({
  answers: 'workload/pod-security',
  title: 'Pod security',
  question:
    'Do the pods keep to the level of the Pod Security Standards that their tier demands, and is that level enforced?',
  why: 'A pod with more rights than it needs turns a fault in one program into control of a node and of everything that runs there.',
  fix: 'Remove the field that the level forbids, or set it as the level allows; where the workload needs it (CNI, CSI, node agents), keep an exception with an owner and an end.',
  needs: ['workloads', 'namespaces', 'policy', 'podSecurity', 'podSecurityLabels'],
  reasons: {
    'meets-restricted': 'its template meets the restricted level',
    'meets-baseline': 'its template meets the baseline level',
    'enforced': 'its labels enforce the level that its tier demands',
    'works-for-the-node': '{tool} works for the node, in a namespace of the platform, which is not asked for a level',

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

    'enforced-too-low': [
      'FFF',
      'its labels enforce {level}, and its tier demands {needed}',
      'First label the Namespace with pod-security.kubernetes.io/warn: {needed} and mend what that shows; then set pod-security.kubernetes.io/enforce: {needed}.',
    ],
    'not-warned': [
      'aPa',
      'its labels warn about what breaks {level} only, so nobody hears of what the restricted level forbids',
      'Label the Namespace with pod-security.kubernetes.io/warn: restricted, which refuses nothing.',
    ],
    'label-invalid': [
      'FFF',
      'a Pod Security label of it has a value that does not exist: a new Namespace is refused, and on an old one enforce then means restricted and a warning is lost',
      'Give the label a value that exists: privileged, baseline or restricted for a level, latest or v1.N for a version.',
    ],
    'version-unpinned': [
      'aaa',
      'its labels fix no version of the standard, so an upgrade of the cluster can refuse pods that were allowed before',
      'Set the label pod-security.kubernetes.io/enforce-version to the minor version of the cluster (v1.N), and raise it after each upgrade; leave warn at latest.',
    ],

    // Whether anything changes or exempts the pods shows in no object, so it is no fault.
    'refused-by-namespace': [
      'aaa',
      'the label of its namespace enforces {level}, which its pods break: they are refused, unless a webhook changes them or the API server exempts them',
      'Set in the pod template what the {level} level asks for (kubectl get events shows what is refused), or move the workload to a namespace that enforces no more than it meets.',
    ],

    // Every platform has such agents, and none of them can work within the standard: what they take is said, and is no fault.
    'node-agent': [
      'aaa',
      '{tool} works for the node, and takes what the standard forbids: {rules}',
      'See at each upgrade that it takes no more than its makers ask for, and let nothing else run in its namespace.',
    ],

    // Beyond the standard.
    'writable-root': [
      'aaa',
      'its root file system can be written to, so an intruder can leave tools and change programs there',
      'Set readOnlyRootFilesystem: true, once what it writes lies in volumes (emptyDir for /tmp).',
    ],
    'ssh-server': [
      'aaa',
      'it opens a port for SSH, a way in past the API server and its audit log',
      'Remove the port and the SSH server, if they are for operators, who can use kubectl exec; a Git server needs them.',
    ],
    'shares-process-namespace': [
      'aaa',
      "its containers see each other's processes, with their environment and files",
      'Remove shareProcessNamespace from the pod, if no container needs to see the processes of the others.',
    ],
    'low-user-id': [
      'aaa',
      'it runs under a user ID that may be an account of the node',
      'Set runAsUser to 10000 or more, where the files of the image and of its volumes allow it.',
    ],
  },

  over: ({ workloads, namespaces, policy }) => [
    ...workloads,
    ...namespaces.filter(({ name }) => isTenant(name, policy)),
  ],

  judge: {
    workload({ namespace, nodeTool, pod, made }, { podSecurity: { level, violations, advice, refusedBy }, policy }) {
      // Anyone can name an image so; only whoever may write to the platform's namespaces can put it there.
      if (nodeTool !== null && violations.length > 0 && isSurelyPlatform(namespace, policy)) {
        const about = { tool: nodeTool, rules: [...new Set(violations.map(({ rule }) => rule))].join(', ') };
        return [
          fault('node-agent', ...violations.flatMap(evidenceOf), about),
          ...(refusedBy ? [refusal(refusedBy)] : []),
          notApplicable('works-for-the-node', here(pod.path), about),
        ];
      }
      const faults = [
        ...[...violations, ...advice].map((one) => fault(one.rule, ...evidenceOf(one))),
        ...(refusedBy ? [refusal(refusedBy)] : []),
      ];
      // What baseline forbids fails in every tier.
      if (level === 'privileged') return faults;
      if (made?.partly.security) return [...faults, unseen(made.partly.security)];
      return [...faults, pass(`meets-${level}`, here(pod.path))];
    },

    namespace({ name }, { podSecurityLabels: { seen, enforce, warn, invalid } }, { tier }) {
      if (!seen) return unseen(supplied(labelsUnseen, name === notStated ? 'stated-namespace' : 'namespaces'));
      const needed = tier === 'critical' ? 'restricted' : 'baseline';
      const tooLow = enforce.level !== null && rank(enforce.level) < rank(needed);
      // Who is refused what restricted forbids needs no warning.
      const warnsTooLow =
        warn.level !== null && warn.level !== 'restricted' && enforce.level !== null && enforce.level !== 'restricted';
      const unpinned =
        invalid.length === 0 && enforce.level !== null && enforce.level !== 'privileged' && enforce.minor === null;
      const faults = [
        ...(invalid.length > 0
          ? [fault('label-invalid', ...invalid.map(({ label, value }) => labelled(label, value)))]
          : []),
        ...(tooLow
          ? [
              fault('enforced-too-low', labelled(levelLabel('enforce'), enforce.level), {
                level: enforce.level,
                needed,
              }),
            ]
          : []),
        ...(warnsTooLow ? [fault('not-warned', labelled(levelLabel('warn'), warn.level), { level: warn.level })] : []),
        ...(unpinned ? [fault('version-unpinned', labelled(versionLabel('enforce')))] : []),
      ];
      if (enforce.level === null) return [...faults, unseen(defaultUnseen('enforce', needed))];
      if (tier === 'important' && enforce.level !== 'restricted' && warn.level === null)
        return [...faults, unseen(defaultUnseen('warn', 'restricted'))];
      return [...faults, pass('enforced', labelled(levelLabel('enforce'), enforce.level))];
    },
  },
});

const labelsUnseen = gap('not-collected', 'the Namespace itself was not seen, and so not its Pod Security labels');

function evidenceOf({ spots }: Violation<string>): Evidence[] {
  return spots.map(({ container, ...spot }: Spot) => ({ object: null, container: container?.name ?? null, ...spot }));
}

function refusal({ namespace, level }: { readonly namespace: Namespace; readonly level: string }) {
  return fault('refused-by-namespace', at(namespace, `metadata.labels["${levelLabel('enforce')}"]`, level), { level });
}

function labelled(label: string, value?: string | null): Evidence {
  return here(`metadata.labels["${label}"]`, value ?? undefined);
}

function rank(level: (typeof podSecurityLevels)[number]): number {
  return podSecurityLevels.indexOf(level);
}

/** What a namespace leaves unsaid is the API server's default, which no object shows, and another admission webhook may do the same work. */
function defaultUnseen(mode: 'enforce' | 'warn', needed: string) {
  const does =
    mode === 'enforce'
      ? 'is enforced; the API server has a default, and Kyverno or another webhook may enforce one'
      : 'is warned about; the API server has a default';
  return gap(
    'not-collected',
    `no label says which Pod Security level ${does}, which was not seen (to state it: ${levelLabel(mode)}: ${needed})`,
  );
}
