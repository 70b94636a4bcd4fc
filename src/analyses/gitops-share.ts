import type { Gap } from '../estate/gap.ts';
import { gap } from '../estate/gap.ts';
import { type Identified, identityOf } from '../estate/identity.ts';
import type { Workload } from '../estate/workload.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** Something that runs, and whether an application that is seen brings it; `somebody`: it bears the mark of a tool that may bring it from Git. */
export interface Delivered {
  readonly workload: Workload;
  readonly by: 'application' | 'somebody' | 'nothing';
}

/** What of a cluster its GitOps applications bring. */
export interface GitopsShare {
  /** What runs and nothing else keeps; Jobs, the pods of nodes, and the controllers that bring all others are left out. */
  readonly delivered: readonly Delivered[];
  /** Why not all of that was seen, or what an application brings is not told; null: it is. */
  readonly hidden: Gap | null;
}

/** What of a cluster its GitOps applications bring, by their own lists and by the marks that their controllers leave. */
export const gitopsShare: Analysis<'liveCluster', GitopsShare> = defineAnalysis({
  needs: ['workloads', 'gitopsApplications', 'tools'],
  per: 'liveCluster',
  compute: ({ workloads, gitopsApplications, tools }) => {
    const applications = gitopsApplications.items;
    const brought = new Set(applications.flatMap((one) => [identityOf(one), ...(one.brings ?? [])]));
    const bringers = new Set(applications.map(({ broughtBy }) => broughtBy));
    // What brings the others cannot be brought before it is there.
    const ofBringers = new Set(
      tools.items.filter(({ tool, seenAs }) => seenAs === 'workload' && bringers.has(tool)).map((one) => one.namespace),
    );
    const silent = applications.find(({ brings }) => brings === null);
    const [open = null] = [workloads, gitopsApplications, tools].flatMap((view) => view.all().gaps);
    const value: GitopsShare = {
      delivered: workloads.items
        .filter((one) => isRoot(one) && !ofBringers.has(one.namespace))
        .map((workload) => ({ workload, by: deliveredBy(workload, brought) })),
      hidden: open ?? (silent ? notTold(silent) : null),
    };
    return () => value;
  },
});

function isRoot({ controller, isStatic, form, origin }: Workload): boolean {
  return origin.api !== undefined && controller === null && !isStatic && form !== 'Job';
}

function deliveredBy(workload: Workload, brought: ReadonlySet<string>): Delivered['by'] {
  const { deliveredBy: mark } = workload;
  if (brought.has(identityOf(workload)) || (mark !== undefined && brought.has(mark))) return 'application';
  return mark === undefined ? 'nothing' : 'somebody';
}

function notTold({ kind, namespace, name }: Identified): Gap {
  return gap('not-collected', `${kind} ${namespace}/${name} does not say yet what it brings`);
}
