import type { AskedAbout, AskedBlock } from '../../../estate/admission-policy.ts';
import type { Fields } from '../fields.ts';
import { readSelector } from '../selector.ts';

/** What a rule of Kyverno matches, as far as kinds and namespaces say; what else narrows it is left out. */
export function askedAbout(rule: Fields): AskedAbout {
  const match = rule.objectOrEmpty('match');
  return {
    any: match.objects('any').map(blockOf),
    all: [...(match.has('resources') ? [match] : []), ...match.objects('all')].map(blockOf),
  };
}

function blockOf(block: Fields): AskedBlock {
  const resources = block.objectOrEmpty('resources');
  const operations = resources.texts('operations');
  const isAsked = operations.length === 0 || operations.some((one) => one === 'CREATE' || one === 'UPDATE');
  const kinds = resources.texts('kinds');
  return {
    kinds: isAsked ? (kinds.length === 0 ? null : kinds.flatMap(kindOf)) : [],
    namespaces: resources.texts('namespaces'),
    selector: readSelector(resources, 'namespaceSelector'),
  };
}

/** The kind of `Pod`, `v1/Pod`, `apps/v1/Deployment`; none of what is asked about a part of an object only, such as `Pod/exec`. */
function kindOf(written: string): string[] {
  const parts = written.split('/');
  const last = parts.at(-1) ?? '';
  return /^[a-z]/.test(last) && parts.length > 1 && last !== 'ephemeralcontainers'
    ? []
    : [parts.findLast((one) => /^[A-Z*]/.test(one)) ?? last];
}
