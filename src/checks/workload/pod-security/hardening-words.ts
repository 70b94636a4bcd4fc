import type { HardeningRule } from '../../../analyses/pod-hardening.ts';
import type { ReasonWords } from '../../define-check.ts';

/** What is worth saying of a template beyond the standard. */
export const hardeningWords: Readonly<Record<HardeningRule, ReasonWords>> = {
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
};
