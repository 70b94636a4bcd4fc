import type { ReasonWords } from '../../define-check.ts';
import { riskWords } from './risk-words.ts';

/** What is said of bindings, roles, accounts, API servers and kubelets that give more than is needed. Nothing but words and weights: the check decides of whom. */
export const faultWords = {
  ...riskWords,
  'team-role-everywhere': [
    'FFa',
    '{names} may do{where} what {role} lets a team do in its own: read every Secret, start pods, run commands in them, act as any ServiceAccount',
    'Bind the role with a RoleBinding in each namespace that they work in, or bind view.',
  ],
  'team-role-in-platform': [
    'FFa',
    '{names} may do in {namespace}, which the platform keeps its own parts in, what {role} lets a team do in its own: read every Secret, start pods, act as the ServiceAccounts of the platform',
    'Bind view, or a Role with the rights that are used; whoever runs the platform itself is accepted by an exception with an owner and a date.',
  ],
  'team-role-for-workload': [
    'FFa',
    'whoever breaks into {names} may do what {role} lets a whole team do{where}: read every Secret, run commands in every pod, act as any ServiceAccount',
    'Bind a Role that has the rights which the workload uses; its audit log entries name them.',
  ],
  'team-rights': [
    'aaa',
    '{names} may do{where} what comes with running software there, and so reach what its pods and ServiceAccounts reach: {rights}',
    'Nothing is wrong with it if the namespace is their own; see to it at the next access review.',
  ],
  'role-missing': [
    'aaa',
    'it grants nothing, for there is no {kind} {role}: whoever may write that role decides what it grants',
    'Delete the binding, or correct roleRef.',
  ],
  'role-unbound': [
    'aaa',
    'nothing binds it, so it grants nothing; one binding is enough to hand out what it holds',
    'Delete the role, or bind it.',
  ],
  'allows-everything': [
    'FFF',
    '{what}, so whoever is let in may do everything, whatever roles and bindings say',
    'Set --authorization-mode=Node,RBAC.',
  ],
  'without-rbac': [
    'PPP',
    'its API server decides by {modes}, and not by roles and bindings',
    'Set --authorization-mode=Node,RBAC, once roles and bindings grant what is used.',
  ],
  'kubelet-allows-everything': [
    'FFF',
    'whoever its kubelets let in may read every log and run commands in every pod of the node',
    'Set authorization.mode: Webhook, so that kubelets ask the API server.',
  ],
  'cloud-identity': [
    'aaa',
    'whoever may start a pod in its namespace has its rights in the cloud',
    'Keep what its cloud role may do as small as a role of the cluster, and let few start pods in the namespace.',
  ],
} as const satisfies Readonly<Record<string, ReasonWords>>;
