import type { FindingSubject, Remedy } from '../../assessment/assessment.ts';
import { count } from './count.ts';

/** The namespace of an object that states none, as an estate writes it. */
const notStated = '(not stated)';

/** The name of what bears none, as an estate writes it. */
const noName = '(no name)';

/**
 * A subject in words that stay together: `Deployment bank/ledger`, with the folder of its variant; of several for which one speaks how many they are and
 * the first: `6 nodes (node-0, node-1, …)`.
 */
export function nameSubject({ kind, namespace, name, scope, standsFor }: FindingSubject): string {
  if (standsFor && standsFor.length > 1) {
    const [first, second, ...others] = standsFor;
    const names = others.length === 0 ? `${first} and ${second}` : `${first}, ${second}, …`;
    return `${standsFor.length}\u00a0${kind.toLowerCase()}s (${names})`;
  }
  if (kind === 'Platform') return 'the platform';
  if (kind === 'Organisation') return 'the organisation';
  if (kind === 'Config' && name === noName) return 'the\u00a0kubeconfig';
  const within = namespace === '' || namespace === notStated || kind === 'Namespace' ? '' : `${namespace}/`;
  const variant = scope === undefined ? '' : ` in ${scope === '' ? 'the root' : scope}`;
  return `${kind} ${within}${name || noName}${variant}`.replaceAll(' ', '\u00a0');
}

/** Kinds that everybody calls by their own name. */
const plain: Readonly<Record<string, string>> = { Namespace: 'namespace', Node: 'node' };

/** What a remedy frees: its one subject by name, or how many there are in the words of what they are. */
export function countFreed({ subjects, workloads, first }: Remedy): string {
  if (subjects === (first.standsFor?.length ?? 1)) return nameSubject(first);
  if (workloads === subjects) return count(subjects, 'workload');
  if (workloads > 0) return `${count(subjects, 'object')}, ${workloads} of them workloads`;
  return count(subjects, plain[first.kind] ?? 'object');
}
