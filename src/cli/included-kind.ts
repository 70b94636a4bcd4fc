import type { AskedKind } from '../collect/kubernetes/access/asked-kinds.ts';
import { resourceOf } from '../collect/kubernetes/access/resource-of.ts';
import { UserError } from '../collect/user-error.ts';

/** A kind that was typed behind --include, as one that is asked for, where no cluster can say what it is: UserError where its group is not typed with it. */
export function includedKind(typed: string): AskedKind {
  const [, group, kind] = /^([^/]+\.[^/]+)\/([^/]+)$/.exec(typed) ?? [];
  const [, resource, ofGroup] = /^([^./]+)\.([^/]+)$/.exec(typed) ?? [];
  if (group !== undefined && kind !== undefined) return asked(group, resourceOf(group, kind), kind);
  if (resource !== undefined && ofGroup !== undefined) return asked(ofGroup, resource.toLowerCase(), resource);
  throw new UserError(`--explain-access asks no cluster, and cannot tell of which group ${typed} is`, {
    hint: 'Name it with its group: --include widgets.shop.example, or shop.example/Widget.',
  });
}

function asked(group: string, resource: string, kind: string): AskedKind {
  return { group, kind, resource, isNamespaced: true, onlyIn: null, isBuiltIn: false, facts: [] };
}
