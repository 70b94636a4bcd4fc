import type { RiskId } from '../../../analyses/risk-patterns.ts';
import type { ReasonWords } from '../../define-check.ts';

const named =
  'Name the objects in resourceNames{orWithin}; whoever needs all of them is accepted by an exception with an owner and a date.';
const namedButMade = named.replace('resourceNames', 'resourceNames (which limit update and patch, and not create)');
const narrowed =
  'Take the right out of the role, or bind it only in the namespaces in which it is used; whoever needs it everywhere is accepted by an exception with an owner and a date.';
const removed =
  'Take the right out of the role, unless it belongs to a part of the cluster itself (a driver for storage or the network, an autoscaler): such a one is accepted by an exception with an owner and a date.';
// The role may be one that the API server makes, which nobody can narrow.
const spelledOut =
  'Bind a role that names the groups, resources and verbs that are used, in place of one with wildcards; what deploys or restores everything is accepted by an exception with an owner and a date.';

/**
 * What is said of each pattern, `{where}` being the namespaces that it holds in. Nothing but the words and weights: whom it is said of, the check decides.
 * What leads to the whole cluster, to a node, to another identity or to Secrets fails; what changes traffic or storage is partial; what delays or hides is advice.
 */
export const riskWords: Readonly<Record<RiskId, ReasonWords>> = {
  'wildcard-all': ['FFa', '{names} may do everything in the whole cluster', spelledOut],
  'wildcard-all-namespace': [
    'FFa',
    '{names} may do everything{where}, with what is installed later and with its quotas and roles too',
    spelledOut,
  ],
  'wildcard-resources': [
    'FFa',
    '{names} may change objects of every kind{where}, roles, webhooks and Secrets among them, and of each kind that is installed later',
    spelledOut,
  ],
  'wildcard-read': [
    'FFa',
    '{names} may read objects of every kind{where}, what is in Secrets too',
    'Bind view, which reads no Secrets, or name the groups and resources that are read.',
  ],
  'masters-group': [
    'aaa',
    'it names system:masters, whose members pass every check whatever is bound, and cannot be stopped by taking a binding away',
    'Find out who signs in with that group (client certificates of the installer, a mapping of cloud identities), and give them a group of their own.',
  ],
  'rbac-escalate': [
    'FFa',
    '{names} may write rights that they do not hold into roles (escalate){where}, their own among them: that is cluster-admin in one step',
    removed,
  ],
  'rbac-bind': [
    'FFa',
    '{names} may bind roles that they do not hold (bind){where}, to themselves too: that is cluster-admin in one step',
    'Name in resourceNames the roles that may be handed out.',
  ],
  'rolebinding-write': [
    'PPa',
    '{names} may hand on to anybody each right that they hold{where}, past every review',
    'Let bindings come from Git alone, and take create, update and patch of them out of the role.',
  ],
  'aggregate-label': [
    'FFa',
    '{names} may write ClusterRoles, and with a label on one what everybody may do who is bound to admin, edit or view',
    removed,
  ],
  'impersonate-users-groups': [
    'FFa',
    '{names} may act as any user and any group, system:masters among them',
    'Name in resourceNames the users and groups that it may act as.',
  ],
  'impersonate-serviceaccount': ['FFa', '{names} may act as any ServiceAccount{where}', named],
  'token-request': ['FFa', '{names} may make tokens of any ServiceAccount{where}', named],
  'secrets-read': ['FFa', '{names} may read every Secret{where} (list and watch return what is in them)', named],
  'secrets-write-token': [
    'FFa',
    '{names} may write and read Secrets{where}, and so have a token that never expires made of any ServiceAccount',
    namedButMade,
  ],
  'pods-create': [
    'FFa',
    '{names} may start pods{where}, and so run as any ServiceAccount there and read any Secret that a pod can mount',
    narrowed,
  ],
  'custom-workload-create': [
    'FFa',
    '{names} may write custom resources that a controller turns into pods{where}, with the rights of that controller',
    narrowed,
  ],
  'pods-exec': [
    'FFa',
    '{names} may run commands in every pod{where} (before Kubernetes 1.35, get of pods/exec is enough), and take the token of each',
    narrowed,
  ],
  'pods-ephemeralcontainers': [
    'FFa',
    '{names} may put a container of their own into every running pod{where}',
    narrowed,
  ],
  'pods-update': ['FFa', '{names} may change the image of every running pod{where}', narrowed],
  'pods-portforward': ['PPa', '{names} may reach every port of every pod{where}, past the network policies', narrowed],
  'nodes-proxy': [
    'FFa',
    '{names} may speak to the kubelet of every node (nodes/proxy; get is enough), and so run commands in every pod, past audit and admission',
    'Grant nodes/metrics, nodes/stats, nodes/log or nodes/pods instead: agents that collect need no more.',
  ],
  'nodes-write': [
    'FFa',
    '{names} may change nodes or the state that is told of them, and so draw pods onto a node of their choice or drive them out',
    removed,
  ],
  'steal-pods': [
    'FFa',
    '{names} may both change nodes and drive out pods, and so have a powerful pod, with its token, start on a node of their choice',
    removed,
  ],
  'csr-approve': [
    'FFa',
    '{names} may ask for a client certificate and approve it, in any name and any group',
    'Name in resourceNames the signer that it approves for, other than those for clients of the API server.',
  ],
  'csr-sign': [
    'FFa',
    '{names} may sign client certificates of the API server, in any name and any group',
    'Name in resourceNames the signer that it signs for, other than those for clients of the API server.',
  ],
  'trust-bundle-write': ['PPa', '{names} may change which certificate authorities pods trust', removed],
  'webhook-config-write': [
    'FFa',
    '{names} may write mutating webhooks, and so read and rewrite every object on its way into the cluster',
    'Name in resourceNames the webhook configuration that it keeps up to date.',
  ],
  'validating-webhook-write': [
    'FFa',
    '{names} may write validating webhooks, which are sent every object, Secrets too',
    'Name in resourceNames the webhook configuration that it keeps up to date.',
  ],
  'policy-guard-write': [
    'FFa',
    '{names} may switch off admission policies, or except themselves from them{where}',
    removed,
  ],
  'namespace-write': [
    'FFa',
    '{names} may change the labels of namespaces{where}, and with them which pods are admitted and what network policies select',
    'Take update and patch of namespaces out of the role: whoever hands out namespaces sets their labels.',
  ],
  'namespace-create': ['aaa', '{names} may make namespaces, with labels of their choice', narrowed],
  'pv-create': [
    'FFa',
    '{names} may make volumes of a directory of the node and mount them: Pod Security does not look behind a claim',
    removed,
  ],
  'storageclass-write': ['PPa', '{names} may change storage classes or detach volumes', removed],
  'aws-auth': [
    'FFa',
    '{names} may change the ConfigMap aws-auth, which says who of the cloud is an administrator of the cluster',
    removed,
  ],
  'coredns-config': [
    'FFa',
    '{names} may change every ConfigMap of kube-system, the one of the DNS server among them: names then lead where they like',
    named,
  ],
  'kube-system-config': ['PPa', '{names} may change the configuration of components in kube-system', named],
  'apiservice-write': [
    'FFa',
    '{names} may send a whole API group to a server of their own, with the requests of everybody who uses it',
    removed,
  ],
  'crd-write': [
    'FFa',
    '{names} may change or delete custom resource definitions: with a definition every object of it is gone',
    'Grant create alone, or name in resourceNames the definitions that it keeps up to date; what changes and deletes definitions under names that nobody knows beforehand (Gatekeeper, one for each template) needs the right, and is accepted by an exception with an owner and a date.',
  ],
  'services-externalips': [
    'PPa',
    '{names} may write Services{where}, and with externalIPs take the traffic to any address (CVE-2020-8554)',
    'Bind the right only where it is used, and refuse externalIPs by an admission policy.',
  ],
  'endpoints-write': [
    'PPa',
    '{names} may send the traffic of any Service{where} to an address of their choice',
    narrowed,
  ],
  'ingress-write': ['PPa', '{names} may claim hosts and paths at the entrance of the cluster{where}', narrowed],
  'networkpolicy-write': [
    'PPa',
    '{names} may open the network{where}: one more policy that allows is enough',
    'Let network policies come from Git alone, and take the right out of the role.',
  ],
  'audit-events-delete': ['aaa', '{names} may delete events{where}, and so hide what happened', narrowed],
  'leases-write-control-plane': [
    'aaa',
    '{names} may change every Lease of kube-system, and so take over the election of the controllers',
    'Bind a Role in the namespace of its own Lease, and name the Lease in resourceNames.',
  ],
  'delete-broad': ['FFa', '{names} may delete namespaces, volumes or claims{where}, and the data with them', narrowed],
  'backup-destroy': [
    'FFa',
    '{names} may delete or redirect backups{where}, the last thing that helps after everything else was encrypted',
    'Take backups out of the role, unless the identity makes backups and snapshots and nothing else: such a one is accepted by an exception with an owner and a date.',
  ],
  'backup-restore-escalation': [
    'FFa',
    '{names} may restore backups{where}, with the rights of the controller: roles and privileged pods among them',
    'Keep restores to the few who also hold cluster-admin.',
  ],
  'eviction-drain': ['aaa', '{names} may evict pods{where}, as far as their budgets let them', narrowed],
  'scale-zero': ['aaa', '{names} may scale workloads to nothing{where}', narrowed],
  'priorityclass-use': ['aaa', '{names} may write priority classes, and so have others pushed out', removed],
  'dra-admin': ['PPa', '{names} may publish devices, or claims of an administrator to them', removed],
  'anonymous-grant': [
    'FFa',
    'it grants to {names}: to whoever reaches the API server, without signing in',
    'Delete the binding, then look through the audit log for who has used it.',
  ],
  'authenticated-grant': [
    'FFa',
    'it grants to {names}: to every person, and to every ServiceAccount of every tenant',
    'Bind a group of those who need it.',
  ],
  'serviceaccounts-group-grant': [
    'FFa',
    'it grants to {names}: to each of these accounts, and to all that come later',
    'Name the ServiceAccounts that need it.',
  ],
  'default-sa-grant': [
    'PPa',
    'it grants to {names}, as which every pod of the namespace runs that names no account',
    'Make a ServiceAccount for the workload that needs the right, and bind that one.',
  ],
  'gitops-admin': [
    'FFa',
    '{names} may write the applications that a GitOps controller applies{where}, with the rights of that controller',
    'Let applications come from Git alone, and limit what projects may deploy, and where to.',
  ],
};
