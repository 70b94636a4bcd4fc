import type { PodTemplate } from '../estate/pod.ts';
import { type FindSpots, type Violation, violationsOfRules } from './pod-security-standard.ts';

/** What is worth saying of a pod's security although no level of the standard asks for it. */
export type HardeningRule = 'writable-root' | 'ssh-server' | 'shares-process-namespace' | 'low-user-id';

/** User IDs below this one often belong to an account of the node, whose rights a process that escapes would have. */
const lowestOwnUserId = 10_000;

const writableRoot: FindSpots = (pod, report) => {
  // Windows has no read-only root file system.
  if (pod.os === 'windows') return;
  for (const container of pod.containers) {
    const value = container.securityContext.readOnlyRootFilesystem;
    // What is added for debugging is there to be written to.
    if (value === true || container.role === 'ephemeral') continue;
    report({
      container,
      path: `${container.path}.securityContext.readOnlyRootFilesystem`,
      ...(value === null ? {} : { value }),
    });
  }
};

const sshServer: FindSpots = (pod, report) => {
  for (const container of pod.containers) {
    container.ports.forEach(({ name, number, protocol }, index) => {
      if (protocol !== 'TCP' || (number !== 22 && name !== 'ssh' && name !== 'sshd')) return;
      report({ container, path: `${container.path}.ports[${index}].containerPort`, value: number });
    });
  }
};

const sharedProcesses: FindSpots = (pod, report) => {
  if (pod.shareProcessNamespace) report({ container: null, path: `${pod.path}.shareProcessNamespace`, value: true });
};

const lowUserId: FindSpots = (pod, report) => {
  // In a user namespace of its own, the pod's IDs are none of the node's.
  if (pod.hostUsers === false) return;
  const isLow = (id: number | null): id is number => id !== null && id > 0 && id < lowestOwnUserId;
  const ofPod = pod.securityContext.runAsUser;
  if (isLow(ofPod)) report({ container: null, path: `${pod.path}.securityContext.runAsUser`, value: ofPod });
  for (const container of pod.containers) {
    const value = container.securityContext.runAsUser;
    if (isLow(value)) report({ container, path: `${container.path}.securityContext.runAsUser`, value });
  }
};

const rules: readonly (readonly [HardeningRule, FindSpots])[] = [
  ['writable-root', writableRoot],
  ['ssh-server', sshServer],
  ['shares-process-namespace', sharedProcesses],
  ['low-user-id', lowUserId],
];

/** What a pod template leaves open beyond the standard, by rule and container. */
export function looseEndsOf(pod: PodTemplate): Violation<HardeningRule>[] {
  return violationsOfRules(pod, rules);
}
