import { gap, type Gap } from '../estate/gap.ts';
import type { Tool } from '../estate/tool.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** Whether the controller works that brings an application, and says how it is: what it wrote stays as it was when it is gone. */
export interface GitopsController {
  /** null: every part of it that was seen works, so what it says is so. */
  readonly doubt: Gap | null;
}

/** Asked of what a cluster holds: of a file nothing was seen to run anyway. */
export const gitopsController: Analysis<'gitopsApplication', GitopsController> = defineAnalysis({
  needs: ['tools'],
  per: 'gitopsApplication',
  compute: ({ tools }) => {
    const parts = Map.groupBy(
      tools.items.filter(({ runs, seenAs }) => runs && seenAs === 'workload'),
      ({ tool }) => tool,
    );
    const [hidden = null] = tools.all().gaps;
    const doubts = new Map([...parts].map(([tool, all]) => [tool, doubtOf(all)]));
    return ({ broughtBy }): GitopsController => ({
      doubt: doubts.get(broughtBy) ?? (parts.has(broughtBy) ? hidden : none),
    });
  },
});

const none = gap(
  'not-collected',
  'no controller that brings it was seen to run, so what it last said may be long past',
);

function doubtOf(parts: readonly Tool[]): Gap | null {
  const bad = parts.find(({ running }) => running?.works !== true);
  if (!bad) return null;
  const how = bad.running ? `: ${bad.running.says}` : '';
  return gap(
    'not-collected',
    `${bad.kind} ${bad.namespace}/${bad.name} of ${bad.title} is not seen to work${how}, so what it last said may be past`,
  );
}
