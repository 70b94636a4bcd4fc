import type { Gap } from '../estate/gap.ts';
import type { ServerSettings } from '../estate/server-settings.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** What an operator keeps the API servers of a cluster to. */
export interface KeptSettings {
  /** What it is told, and what it says; null: no operator runs them here, so that what it may be told is heeded by nobody. */
  readonly kept: { readonly told: ServerSettings | null; readonly says: ServerSettings } | null;
  /** Why that was not seen; null: it was. */
  readonly hidden: Gap | null;
}

/** To what an operator keeps the API servers of a cluster: its own word tells more than what one of them counts since it was started. */
export const keptSettings: Analysis<'liveCluster', KeptSettings> = defineAnalysis({
  needs: ['serverSettings'],
  per: 'liveCluster',
  compute: ({ serverSettings }) => {
    const [hidden = null] = serverSettings.all().gaps;
    const says = serverSettings.items.find((one) => one.is === 'says');
    const told = serverSettings.items.find((one) => one.is === 'told') ?? null;
    return () => ({ kept: says ? { told, says } : null, hidden });
  },
});
