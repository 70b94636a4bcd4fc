import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { scales } from './replica-floor.ts';

/** How many pods of a policy engine decide at least. */
export interface EngineReplicas {
  /** null: it is no engine, or something that is not read decides. */
  readonly replicas: number | null;
  /** False when something may raise the number that was not seen. */
  readonly complete: boolean;
}

/** The declared number, or the least minimum of the autoscalers that move it. */
export const engineReplicas: Analysis<'admissionPolicy', EngineReplicas> = defineAnalysis({
  needs: ['autoscalers'],
  per: 'admissionPolicy',
  compute:
    ({ autoscalers }) =>
    (policy, vantage): EngineReplicas => {
      if (!policy.engine) return { replicas: null, complete: true };
      const { found, complete } = autoscalers.near(policy, vantage);
      const minima = found.filter((one) => scales(one, policy)).map(({ minReplicas }) => minReplicas);
      if (minima.length === 0) return { replicas: policy.engine.replicas, complete };
      const known = minima.filter((one) => one !== null);
      return { replicas: known.length === minima.length ? Math.min(...known) : null, complete };
    },
});
