import { ownPath } from '../../src/estate/own-place.ts';
import type { Workload } from '../../src/estate/workload.ts';

/** A workload that an operator makes, with the places of its pod and containers as evidence names them. */
export function inResource(workload: Workload): Workload {
  const { pod, made } = workload;
  const at = (path: string): string => ownPath(made?.places ?? [], path);
  return {
    ...workload,
    pod: { ...pod, path: at(pod.path), containers: pod.containers.map((one) => ({ ...one, path: at(one.path) })) },
  };
}
