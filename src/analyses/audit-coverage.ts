import type { AuditPolicy } from '../estate/audit-policy.ts';
import { type AuditAnswer, type AuditedRequest, auditLevelOf } from './audit-level.ts';

/** What an audit log is asked about after an incident. */
export type AuditTopic = 'secrets' | 'sessions' | 'access' | 'tokens' | 'writes' | 'refused';

/** A request that an audit log should show. */
interface Canonical {
  readonly topic: AuditTopic;
  /** In words, `reading Secrets`. */
  readonly what: string;
  readonly request: Omit<AuditedRequest, 'user'>;
}

/** A canonical request of somebody, and what a policy logs of it. */
export interface AuditedCase extends Canonical {
  readonly who: string;
  readonly answer: AuditAnswer;
}

function ask(
  topic: AuditTopic,
  what: string,
  verb: string,
  path: string,
  namespace: string = 'bank',
  name: string = '',
): Canonical {
  const [group = '', resource = '', subresource = ''] = path.split('/');
  return { topic, what, request: { verb, group, resource, subresource, namespace, name } };
}

const rbac = 'rbac.authorization.k8s.io';
const webhooks = 'admissionregistration.k8s.io';

/** Requests that every policy is asked about. Names and namespaces are such as no policy speaks of. */
const canonical: readonly Canonical[] = [
  ask('secrets', 'reading Secrets', 'get', '/secrets', 'bank', 'ledger'),
  ask('secrets', 'reading Secrets', 'list', '/secrets'),
  ask('secrets', 'reading Secrets', 'list', '/secrets', ''),
  ask('secrets', 'reading Secrets', 'watch', '/secrets'),
  ask('secrets', 'reading Secrets of kube-system', 'get', '/secrets', 'kube-system', 'ledger'),
  ask('secrets', 'writing Secrets', 'create', '/secrets'),
  ask('secrets', 'writing Secrets', 'update', '/secrets', 'bank', 'ledger'),
  ask('secrets', 'writing Secrets', 'patch', '/secrets', 'bank', 'ledger'),
  ask('secrets', 'deleting Secrets', 'delete', '/secrets', 'bank', 'ledger'),
  ask('sessions', 'exec into pods', 'create', '/pods/exec', 'bank', 'ledger'),
  ask('sessions', 'exec into pods', 'get', '/pods/exec', 'bank', 'ledger'),
  ask('sessions', 'exec into pods of kube-system', 'create', '/pods/exec', 'kube-system', 'ledger'),
  ask('sessions', 'attaching to pods', 'create', '/pods/attach', 'bank', 'ledger'),
  ask('sessions', 'port forwarding', 'create', '/pods/portforward', 'bank', 'ledger'),
  ask('sessions', 'ephemeral containers', 'patch', '/pods/ephemeralcontainers', 'bank', 'ledger'),
  ask('sessions', 'the proxy to nodes', 'get', '/nodes/proxy', '', 'node-1'),
  ask('sessions', 'the proxy to pods', 'get', '/pods/proxy', 'bank', 'ledger'),
  ask('sessions', 'the proxy to Services', 'get', '/services/proxy', 'bank', 'ledger'),
  ...['create', 'update', 'patch', 'delete'].flatMap((verb) => [
    ask('access', 'changes of ClusterRoleBindings', verb, `${rbac}/clusterrolebindings`, '', 'ledger'),
    ask('access', 'changes of ClusterRoles', verb, `${rbac}/clusterroles`, '', 'ledger'),
    ask('access', 'changes of RoleBindings', verb, `${rbac}/rolebindings`, 'bank', 'ledger'),
    ask('access', 'changes of Roles', verb, `${rbac}/roles`, 'bank', 'ledger'),
  ]),
  ask(
    'access',
    'the approval of certificates',
    'update',
    'certificates.k8s.io/certificatesigningrequests/approval',
    '',
    'ledger',
  ),
  ask('tokens', 'tokens of ServiceAccounts', 'create', '/serviceaccounts/token', 'bank', 'ledger'),
  ask('writes', 'changes of ConfigMaps', 'update', '/configmaps', 'bank', 'ledger'),
  ask('writes', 'changes of ServiceAccounts', 'create', '/serviceaccounts'),
  ask('writes', 'new pods', 'create', '/pods'),
  ask('writes', 'deleted pods', 'deletecollection', '/pods'),
  ask('writes', 'changes of namespaces', 'create', '/namespaces', '', 'shop'),
  ask('writes', 'changes of namespaces', 'delete', '/namespaces', '', 'shop'),
  ask('writes', 'changes of Services', 'patch', '/services', 'bank', 'ledger'),
  ask('writes', 'changes of Deployments', 'create', 'apps/deployments'),
  ask('writes', 'changes of Deployments', 'patch', 'apps/deployments', 'bank', 'ledger'),
  ask('writes', 'changes of DaemonSets', 'update', 'apps/daemonsets', 'kube-system', 'ledger'),
  ask('writes', 'changes of NetworkPolicies', 'delete', 'networking.k8s.io/networkpolicies', 'bank', 'ledger'),
  ask('writes', 'changes of admission webhooks', 'create', `${webhooks}/validatingwebhookconfigurations`, '', 'ledger'),
  ask('writes', 'changes of admission webhooks', 'delete', `${webhooks}/mutatingwebhookconfigurations`, '', 'ledger'),
  ask('writes', 'changes of custom resources', 'update', 'bank.example/ledgers', 'bank', 'ledger'),
];

const everyone = ['system:authenticated'];

/** Whose requests a policy is asked about: rules for single users and groups let others through. */
const people: Readonly<Record<string, AuditedRequest['user']>> = {
  'a person': { name: 'ada@bank.example', groups: ['engineers', ...everyone] },
  'an administrator in system:masters': { name: 'kubernetes-admin', groups: ['system:masters', ...everyone] },
  'a workload': {
    name: 'system:serviceaccount:bank:ledger',
    groups: ['system:serviceaccounts', 'system:serviceaccounts:bank', ...everyone],
  },
};

/** A request whose credentials are refused is logged as that of nobody (filters.WithFailedAuthenticationAudit). */
const refused: readonly Canonical[] = [
  ask('refused', 'reading pods with credentials that are refused', 'get', '/pods', 'bank', 'ledger'),
  ask('refused', 'reading Secrets with credentials that are refused', 'list', '/secrets'),
  ask('refused', 'creating pods with credentials that are refused', 'create', '/pods'),
  ask(
    'refused',
    'changing Deployments with credentials that are refused',
    'patch',
    'apps/deployments',
    'bank',
    'ledger',
  ),
];
const anyRefused = 'requests whose credentials are refused';

/** Asks a policy about every canonical request, of everyone who may make it. */
export function auditCoverage(policy: Pick<AuditPolicy, 'rules'>): AuditedCase[] {
  const signedIn = Object.entries(people).flatMap(([who, user]) =>
    canonical.map((one) => ({ ...one, who, answer: auditLevelOf(policy, { ...one.request, user }) })),
  );
  return [...signedIn, ...ofNobody(policy)];
}

/** The requests of nobody, but those that are logged of no person either while others of nobody are: that is told of people. */
function ofNobody(policy: Pick<AuditPolicy, 'rules'>): AuditedCase[] {
  const cases = refused.map((one) => {
    const answer = auditLevelOf(policy, { ...one.request, user: null });
    return { ...one, who: 'nobody', answer };
  });
  const logged = cases.filter(({ answer }) => answer.level !== 'None');
  if (logged.length === 0) return cases.map((one) => ({ ...one, what: anyRefused }));
  const user = people['a person'] ?? null;
  return cases.filter((one) => logged.includes(one) || auditLevelOf(policy, { ...one.request, user }).level !== 'None');
}
