import { isRaw, type Raw } from '../fields.ts';

/** A pod, or the template of one, in an object of Kubernetes' own. */
export interface PodWithin {
  readonly pod: Raw;
  readonly path: readonly (string | number)[];
}

const templatePaths: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/** The pod that an object is or makes, by the kinds of Kubernetes itself; null for any other. */
export function podWithin(raw: Raw & { readonly apiVersion: string; readonly kind: string }): PodWithin | null {
  const path = Object.hasOwn(templatePaths, raw.kind) ? templatePaths[raw.kind] : undefined;
  if (!path || !/^(?:v1|(?:apps|batch|extensions)\/v\w+)$/.test(raw.apiVersion)) return null;
  const pod = path.reduce<unknown>((value, step) => (isRaw(value) ? value[step] : undefined), raw);
  return isRaw(pod) ? { pod, path } : null;
}
