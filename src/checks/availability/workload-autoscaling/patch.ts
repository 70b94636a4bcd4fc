import { definePatch, type Patch, set } from '../../define-patch.ts';

/** Where each kind says how few replicas there may be. */
const fewestAt: Readonly<Record<string, string>> = {
  HorizontalPodAutoscaler: 'spec.minReplicas',
  ScaledObject: 'spec.minReplicaCount',
};

export const workloadAutoscalingPatches: readonly Patch[] = [
  definePatch({
    answers: 'availability/workload-autoscaling',
    fixes: ['min-below-two'],
    of: 'workload',
    needs: ['workloadScaling'],
    // It may have more replicas than two as it is.
    risk: null,
    make(_workload, { workloadScaling: { scalers } }) {
      const low = scalers.filter(({ minReplicas }) => minReplicas !== null && minReplicas < 2);
      const [one, other] = low;
      if (!one || other) return 'several autoscalers hold it below two replicas';
      const path = fewestAt[one.kind];
      if (path === undefined) return `where ${one.kind} says how few replicas there may be is not known`;
      if (one.maxReplicas !== 'unbounded' && (one.maxReplicas ?? 0) < 2)
        return `${one.kind}/${one.name} lets it have one replica at most: raise that first`;
      return [set(one, path, 2)];
    },
  }),
];
