import { isRaw, type Raw } from '../fields.ts';
import { type Refuse, refuseWord } from '../refuse-at.ts';

/** What is above it is for the parts of Kubernetes itself, whose classes the API server makes. */
const highest = 1_000_000_000;

const own: ReadonlySet<string> = new Set(['system-node-critical', 'system-cluster-critical']);

/** Refuses a PriorityClass above what people may give, or of a policy that there is not, or under a name that is kept for those. Source: k8s.io/kubernetes pkg/apis/scheduling/validation. */
export function refusePriority({ value, preemptionPolicy, metadata }: Raw, refuse: Refuse): void {
  refuseWord(preemptionPolicy, ['preemptionPolicy'], ['PreemptLowerPriority', 'Never'], refuse);
  const name = isRaw(metadata) ? metadata['name'] : undefined;
  if (typeof name === 'string' && name.startsWith('system-')) {
    if (!own.has(name))
      refuse(['metadata', 'name'], 'names that begin with system- are for the classes of Kubernetes itself');
    return;
  }
  if (typeof value === 'number' && value > highest) refuse(['value'], `it is at most ${highest}`);
}
