import type { AccessRule } from '../estate/role.ts';

/** What is asked of the API server: a verb on a resource, or on a path that is none. */
export type AccessRequest =
  | {
      readonly verb: string;
      readonly group: string;
      /** With the subresource: `pods/exec`. */
      readonly resource: string;
      /** '' where the request names no object. */
      readonly name: string;
    }
  | { readonly verb: string; readonly path: string };

/**
 * Whether a rule allows a request, as the RBAC authorizer decides.
 * Source: kubernetes/kubernetes, plugin/pkg/auth/authorizer/rbac/rbac.go RuleAllows, pkg/apis/rbac/v1/evaluation_helpers.go.
 */
export function ruleAllows({ verbs, groups, resources, names, paths }: AccessRule, request: AccessRequest): boolean {
  if (!verbs.includes('*') && !verbs.includes(request.verb)) return false;
  if ('path' in request) return paths.some((path) => matchesPath(path, request.path));
  const { group, resource, name } = request;
  if (!groups.includes('*') && !groups.includes(group)) return false;
  if (!resources.some((one) => matchesResource(one, resource))) return false;
  return names.length === 0 || names.includes(name);
}

function matchesPath(path: string, asked: string): boolean {
  if (path === '*' || path === asked) return true;
  return path.endsWith('*') && asked.startsWith(path.replace(/\*+$/, ''));
}

/** `*` is everything with its subresources, `*` with a subresource that one of anything; `pods` is not `pods/exec`, and `pods/*` is nothing. */
function matchesResource(resource: string, asked: string): boolean {
  if (resource === '*' || resource === asked) return true;
  const slash = asked.indexOf('/');
  return slash >= 0 && resource === `*${asked.slice(slash)}`;
}
