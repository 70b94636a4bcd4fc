import type { Tool } from '../estate/tool.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** What keeps logs in the cluster in which an agent collects them. */
export interface LogKeeper {
  /** A known store of logs that works; null: none was seen, and they may be kept elsewhere. */
  readonly store: Tool | null;
}

/** Whether a store of logs was seen to work beside an agent. */
export const logKeeper: Analysis<'nodeAgent', LogKeeper> = defineAnalysis({
  needs: ['tools'],
  per: 'nodeAgent',
  compute: ({ tools }) => {
    const store =
      tools.items.find(
        ({ category, runs, running, kind }) =>
          category === 'logs' && runs && kind !== 'DaemonSet' && running?.works === true,
      ) ?? null;
    return () => ({ store });
  },
});
