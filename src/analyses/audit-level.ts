import type { AuditLevel, AuditPolicy, AuditRule } from '../estate/audit-policy.ts';

/** A request to the API server, as a rule of an audit policy looks at it. */
export interface AuditedRequest {
  /** null: nobody has signed in. */
  readonly user: { readonly name: string; readonly groups: readonly string[] } | null;
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  /** '' for what lies in none. */
  readonly namespace: string;
  readonly name: string;
}

/** What is logged of a request. */
export interface AuditAnswer {
  readonly level: AuditLevel;
  /** The index of the rule that says so; null: no rule fits. */
  readonly rule: number | null;
  /** Nothing is written before the request is over, though it may last for days. */
  readonly onlyAtEnd: boolean;
}

/** Asks a policy about a request, as the API server does (k8s.io/apiserver/pkg/audit/policy/checker.go and endpoints/filters/audit.go). */
export function auditLevelOf({ rules }: Pick<AuditPolicy, 'rules'>, request: AuditedRequest): AuditAnswer {
  const rule = rules.findIndex((one) => fits(one, request));
  const found = rules[rule];
  if (!found) return { level: 'None', rule: null, onlyAtEnd: false };
  const isLong = isLongRunning(request);
  const stages = ['RequestReceived', ...(isLong ? ['ResponseStarted'] : []), 'ResponseComplete'];
  const written = stages.filter((stage) => !found.omits.includes(stage));
  // What is written at no stage that a request passes is not written.
  if (written.length === 0) return { level: 'None', rule, onlyAtEnd: false };
  // What was sent and what comes back is known when an answer is complete; what a watch brings is not written at all.
  const hasContent = written.includes('ResponseComplete') && request.verb !== 'watch';
  const level = found.level === 'None' || hasContent ? found.level : 'Metadata';
  return {
    level,
    rule,
    onlyAtEnd: isLong && level !== 'None' && written.every((stage) => stage === 'ResponseComplete'),
  };
}

const longSubresources: readonly string[] = ['attach', 'exec', 'proxy', 'log', 'portforward'];

/** Requests that stay open: the API server writes of them when they begin as well (pkg/controlplane/apiserver/config.go). */
function isLongRunning({ verb, subresource }: AuditedRequest): boolean {
  return verb === 'watch' || verb === 'proxy' || longSubresources.includes(subresource);
}

function fits({ users, groups, verbs, resources, namespaces, paths }: AuditRule, request: AuditedRequest): boolean {
  const { user, verb, namespace } = request;
  if (users.length > 0 && !(user && users.includes(user.name))) return false;
  if (groups.length > 0 && !user?.groups.some((one) => groups.includes(one))) return false;
  if (verbs.length > 0 && !verbs.includes(verb)) return false;
  if (namespaces.length > 0 && !namespaces.includes(namespace)) return false;
  if (resources.length > 0) return resources.some((one) => isAmong(one, request));
  // All requests that are asked about are for resources, so a rule for paths fits none.
  return namespaces.length > 0 || paths.length === 0;
}

function isAmong(
  { group, resources, names }: AuditRule['resources'][number],
  { group: asked, resource, subresource, name }: AuditedRequest,
): boolean {
  if (group !== asked && group !== '*') return false;
  if (resources.length === 0) return true;
  if (names.length > 0 && !names.includes(name)) return false;
  const whole = subresource === '' ? resource : `${resource}/${subresource}`;
  return resources.some(
    (one) =>
      one === '*' || one === whole || one === `${resource}/*` || (subresource !== '' && one === `*/${subresource}`),
  );
}
