import { accessHolder } from '../../../analyses/access-holder.ts';
import { heldOnlyBy } from '../../../analyses/granted-risks.ts';
import { isOrdinaryWithin } from '../../../analyses/team-rights.ts';
import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import { isTenant } from '../../../estate/tenancy.ts';
import { at, type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';
import { listSubjects } from './list-subjects.ts';
import { riskWords } from './risk-words.ts';

const teamRoles = new Set(['admin', 'edit']);

export const leastPrivilege: Check = defineCheck({
  answers: 'identity/least-privilege',
  title: 'Least privilege',
  question: 'Does every binding grant only what its holder needs, and nothing that leads to more?',
  why: 'An attacker rarely breaks in as an administrator; he takes a token that may read Secrets, start pods or write roles, and is one a step later.',
  fix: 'Take the right out of the role, or bind it only in the namespaces in which it is used.',
  needs: [
    'roleBindings',
    'roles',
    'serviceAccounts',
    'controlPlanes',
    'kubelets',
    'effectiveRules',
    'grantedRisks',
    'roleUse',
    'policy',
  ],
  reasons: {
    'nothing-risky': '{role} grants nothing that leads to more',
    'nothing-further': 'but for what is said of it, {role} grants nothing that leads to more',
    'team-role': '{role} is made for a team in its namespace, and is bound within one alone',
    'administrators': 'cluster-admin for people: how many hold it, and who answers for them, is asked by itself',
    'made-by-the-server': 'every API server makes this binding itself',
    'for-kubelets': 'it lets the API server itself speak to the kubelets, and nobody else',
    'nobody': 'it names nobody',
    'grants-nothing': 'there is no {kind} {role}',
    'told-of-bindings': 'what it grants is judged at its bindings',
    'outside-rights': 'what it may do in the cloud is not seen in the cluster',
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
      'PPa',
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
  },

  over: ({ roleBindings, roles, serviceAccounts, controlPlanes, kubelets }) => [
    ...roleBindings,
    ...roles,
    ...serviceAccounts.filter(({ cloudIdentity }) => cloudIdentity),
    ...controlPlanes,
    ...kubelets,
  ],

  judge: {
    roleBinding({ namespace, role, subjects }, { effectiveRules, grantedRisks, policy }) {
      const about = { role: role.name, kind: role.kind, namespace, where: whereOf(namespace) };
      if (subjects.length === 0) return notApplicable('nobody');
      if (effectiveRules.unbound) return [fault('role-missing', about), notApplicable('grants-nothing', about)];

      const bound = here('roleRef.name', role.name);
      const { risks, madeByServer, forKubelets, missing } = grantedRisks;
      const isOwn = namespace !== '' && isTenant(namespace, policy);
      const byPeople = heldOnlyBy(subjects, 'people');
      const isTeamRole = role.kind === 'ClusterRole' && teamRoles.has(role.name);
      const isAdmin = role.name === 'cluster-admin' && namespace === '' && heldOnlyBy(subjects, 'people', 'masters');
      // What an API server grants by itself is not said of its own bindings, nor piece by piece of its roles for teams.
      const said = risks.filter(
        ({ id, byDefault }) =>
          !(byDefault && (madeByServer || forKubelets || isTeamRole)) &&
          !(isAdmin && (id === 'wildcard-all' || id === 'masters-group')),
      );
      const [ordinary, risky] = [true, false].map((wanted) =>
        said.filter(({ id }) => (isOwn && isOrdinaryWithin(id, byPeople)) === wanted),
      ) as [typeof said, typeof said];

      const names = listSubjects(subjects);
      const workloads = subjects.filter((one) => ['workload', 'machine'].includes(accessHolder(one)));
      const otherwise = isAdmin ? 'administrators' : isTeamRole ? 'team-role' : 'nothing-risky';
      const wellGiven = madeByServer ? 'made-by-the-server' : forKubelets ? 'for-kubelets' : otherwise;
      const faults = [
        ...(isTeamRole && !isOwn
          ? [fault(namespace === '' ? 'team-role-everywhere' : 'team-role-in-platform', bound, { ...about, names })]
          : []),
        ...(isTeamRole && isOwn && workloads.length > 0
          ? [fault('team-role-for-workload', bound, { ...about, names: listSubjects(workloads) })]
          : []),
        ...risky.map(({ id, rule, holders }) =>
          fault(id, bound, ...(rule ? [at(rule.role, `rules[${rule.index}]`)] : []), {
            ...about,
            names: listSubjects(holders),
          }),
        ),
        ...(ordinary.length === 0
          ? []
          : [fault('team-rights', bound, { ...about, names, rights: ordinary.map(({ id }) => id).join(', ') })]),
      ];
      // Where nothing that is said weighs, the binding holds, and its reason may not deny what is said.
      return [
        ...faults,
        missing ? unseen(missing) : pass(faults.length > 0 ? 'nothing-further' : wellGiven, bound, about),
      ];
    },

    role(_role, { roleUse: { unused } }) {
      return unused ? [fault('role-unbound'), notApplicable('told-of-bindings')] : notApplicable('told-of-bindings');
    },

    serviceAccount() {
      return [fault('cloud-identity', here('metadata.annotations')), notApplicable('outside-rights')];
    },

    controlPlane({ authorizers, flags, at: { authorizers: path } }) {
      if (authorizers === null) return unseen(elsewhere(authorizersElsewhere, 'running-platform'));
      const modes = authorizers.join(',');
      const isSaid = flags?.['authorization-mode'] !== undefined;
      if (authorizers.includes('AlwaysAllow'))
        return fault('allows-everything', here(path), {
          what: isSaid || flags === null ? allowsAll : allowsByDefault,
        });
      return authorizers.includes('RBAC')
        ? unseen(notSeenToRun('RBAC'))
        : fault('without-rbac', here(path, modes), { modes });
    },

    kubelet({ allowsEverything, at: { authorization } }) {
      return allowsEverything === true
        ? fault('kubelet-allows-everything', here(authorization, 'AlwaysAllow'))
        : unseen(notSeenToRun('a kubelet that asks the API server'));
    },
  },
});

const allowsAll = 'its API server is told to allow everything (AlwaysAllow)';
const allowsByDefault = 'its API server is given no --authorization-mode, and allows everything then';
const authorizersElsewhere =
  'how its API server decides is not stated here: read --authorization-mode, or the file of --authorization-config, from its command line';

function whereOf(namespace: string): string {
  return namespace === '' ? ' in every namespace' : ' in its namespace';
}
