import { makesPods } from '../objects/workloads/pod-makers.ts';
import type { Gathered } from './gathered.ts';

/** Where no workload was seen, a custom resource that may make pods is all there is to ask: that there are none is not known. */
export function noteOnlyMakers({ found, holes }: Gathered): void {
  if (found.workloads.length > 0) return;
  for (const { apiVersion, kind, name, namespace } of found.podMakers) {
    // What surely makes pods is a hole already.
    if (makesPods(apiVersion, kind) === 'yes') continue;
    const detail = `${kind}/${name} may make pods that this version does not see`;
    holes.push({
      gap: { gap: 'not-collected', detail, elsewhere: true },
      facts: ['workloads'],
      namespace: namespace || null,
    });
  }
}
