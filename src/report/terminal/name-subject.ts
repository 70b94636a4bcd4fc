import type { FindingSubject, Remedy } from '../../assessment/assessment.ts';
import { count } from './count.ts';

/** The namespace of an object that states none, as an estate writes it. */
const notStated = '(not stated)';

/** A subject in words that stay together: `Deployment bank/ledger`, with the folder of its variant. */
export function nameSubject({ kind, namespace, name, scope }: FindingSubject): string {
  if (kind === 'Platform') return 'the platform';
  if (kind === 'Organisation') return 'the organisation';
  const within = namespace === '' || namespace === notStated || kind === 'Namespace' ? '' : `${namespace}/`;
  const variant = scope === undefined ? '' : ` in ${scope === '' ? 'the root' : scope}`;
  return `${kind} ${within}${name || '(no name)'}${variant}`.replaceAll(' ', '\u00a0');
}

/** What a remedy frees: its one subject by name, or how many there are in the words of what they are. */
export function countFreed({ subjects, workloads, first }: Remedy): string {
  if (subjects === 1) return nameSubject(first);
  if (workloads === subjects) return count(subjects, 'workload');
  if (workloads > 0) return `${count(subjects, 'object')}, ${workloads} of them workloads`;
  return count(subjects, first.kind === 'Namespace' ? 'namespace' : 'object');
}
