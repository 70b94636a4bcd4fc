import { gap, type Gap } from '../estate/gap.ts';
import { groupOf } from '../estate/identity.ts';
import type { Tool } from '../estate/tool.ts';
import type { Workload } from '../estate/workload.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { podsByWorkload } from './pods-by-workload.ts';

/** Whether what makes the pods of a workload is there to make them again. */
export interface PodKeeper {
  /** null: Kubernetes itself does, or what does was seen to work; of a file, nothing of it can be seen. */
  readonly doubt: Gap | null;
}

/** Whether what makes the pods of a workload of a cluster was seen to work: what it made once stays when it is gone. */
export const podKeeper: Analysis<'workload', PodKeeper> = defineAnalysis({
  needs: ['runningPods', 'tools'],
  per: 'workload',
  compute: ({ runningPods, tools }) => {
    const podsOf = podsByWorkload(runningPods.items);
    const parts = Map.groupBy(
      tools.items.filter(({ runs, seenAs }) => runs && seenAs === 'workload'),
      ({ tool }) => tool,
    );
    const [hidden = null] = tools.all().gaps;

    function doubtOfTool(one: Workload): Gap | null {
      const all = parts.get(one.keptBy ?? '');
      if (all === undefined) return hidden ?? notSeenToRun(one);
      const bad = all.find(({ running }) => running?.works !== true);
      return bad ? notWorking(bad) : hidden;
    }

    return (workload, vantage): PodKeeper => {
      const { origin, apiVersion, kind, made, replicas } = workload;
      if (origin.api === undefined || (kind !== 'Pod' && ownGroups.has(groupOf(apiVersion)))) return { doubt: null };
      const seen = runningPods.near(workload, vantage, '');
      if (!seen.complete) return { doubt: seen.gaps[0] ?? podsHidden };
      const pods = podsOf(workload);
      // A ReplicaSet or StatefulSet in between makes them again, whatever made that.
      if (pods.length > 0 && pods.every((pod) => pod.keptByKubernetes === true)) return { doubt: null };
      if (pods.length === 0 && made === null && replicas !== 0) return { doubt: noPods };
      return { doubt: doubtOfTool(workload) };
    };
  },
});

/** The groups of Kubernetes' own kinds that make pods. */
const ownGroups: ReadonlySet<string> = new Set(['', 'apps', 'batch']);

const podsHidden = gap('not-collected', 'its pods were not seen');
const noPods = gap('not-collected', 'none of its pods was seen, so nothing shows that a controller makes them');

function notSeenToRun({ kind, controller }: Workload): Gap {
  return gap(
    'not-collected',
    kind === 'Pod' && controller !== null
      ? `${controller} made it, and what makes pods of that was not seen to run in this cluster`
      : 'what makes its pods was not seen to run in this cluster, so nothing shows that they are made again',
  );
}

function notWorking({ kind, namespace, name, title, running }: Tool): Gap {
  const how = running ? `: ${running.says}` : '';
  return gap(
    'not-collected',
    `${kind} ${namespace}/${name} of ${title}, which makes its pods, is not seen to work${how}`,
  );
}
