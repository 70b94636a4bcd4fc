import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { scales } from './replica-floor.ts';

/** How many of a server of metrics, alerts or traces there are at least. */
export interface StoreReplicas {
  /** null: something that is not read decides. */
  readonly replicas: number | null;
  /** False when something may raise the number that was not seen. */
  readonly complete: boolean;
}

/** The declared number, or the least minimum of the autoscalers that move it. */
export const storeReplicas: Analysis<'telemetryStore', StoreReplicas> = defineAnalysis({
  needs: ['autoscalers'],
  per: 'telemetryStore',
  compute:
    ({ autoscalers }) =>
    (store, vantage): StoreReplicas => {
      const { found, complete } = autoscalers.near(store, vantage);
      const minima = found
        .filter(({ target }) => target.name === store.name && scales({ target }, store as never))
        .map(({ minReplicas }) => minReplicas);
      if (minima.length === 0) return { replicas: store.replicas, complete };
      const known = minima.filter((one) => one !== null);
      return { replicas: known.length === minima.length ? Math.min(...known) : null, complete };
    },
});
