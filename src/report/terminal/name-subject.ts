import type { FindingSubject, Remedy } from '../../assessment/assessment.ts';
import { count } from './count.ts';

/** The namespace of an object that states none, as an estate writes it. */
const notStated = '(not stated)';

/** The name of what bears none, as an estate writes it. */
const noName = '(no name)';

/** A subject in words that stay together: `Deployment bank/ledger`, with the folder of its variant. */
export function nameSubject({ kind, namespace, name, scope }: FindingSubject): string {
  if (kind === 'Platform') return 'the platform';
  if (kind === 'Organisation') return 'the organisation';
  if (kind === 'Config' && name === noName) return 'the\u00a0kubeconfig';
  const within = namespace === '' || namespace === notStated || kind === 'Namespace' ? '' : `${namespace}/`;
  const variant = scope === undefined ? '' : ` in ${scope === '' ? 'the root' : scope}`;
  return `${kind} ${within}${name || noName}${variant}`.replaceAll(' ', '\u00a0');
}

/** What a remedy frees: its one subject by name, or how many there are in the words of what they are. */
export function countFreed({ subjects, workloads, first }: Remedy): string {
  if (subjects === 1) return nameSubject(first);
  if (workloads === subjects) return count(subjects, 'workload');
  if (workloads > 0) return `${count(subjects, 'object')}, ${workloads} of them workloads`;
  return count(subjects, first.kind === 'Namespace' ? 'namespace' : 'object');
}
