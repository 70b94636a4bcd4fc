import type { Workload } from '../../estate/workload.ts';

/**
 * Workloads with the pods of those whose template they are made from. Only the one that stands in the same folder is
 * surely meant; the others stay without containers, and nothing is said of them.
 */
export function borrowTemplates(workloads: readonly Workload[]): Workload[] {
  if (workloads.every(({ templateOf }) => templateOf === null)) return [...workloads];
  const byName = Map.groupBy(workloads, ({ namespace, kind, name }) => `${namespace}/${kind}/${name}`);
  return workloads.map((one) => {
    if (one.templateOf === null) return one;
    const named = byName.get(`${one.namespace}/${one.templateOf}`) ?? [];
    const beside = named.filter(({ places }) => places.some((place) => one.places.includes(place)));
    const [lender, second] = beside;
    return lender && !second ? { ...one, pod: lender.pod } : one;
  });
}
