import { accessHolder } from '../../../analyses/access-holder.ts';
import { grantsEverything } from '../../../analyses/grants-everything.ts';
import { type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';

export const clusterAdmin: Check = defineCheck({
  answers: 'identity/cluster-admin',
  title: 'Cluster-admin',
  question: 'Are the rights of cluster-admin held by few people, by no workload, and under their own name?',
  why: 'Whoever holds them can read every Secret, stop every workload and hand the cluster on to anybody else; each holder is one stolen laptop or one broken pod away from that.',
  fix: 'Bind a ClusterRole that has only the rights that are used.',
  needs: ['roleBindings', 'effectiveRules', 'clusterAdmins'],
  targets: ['clusterAdminEquivalentPeopleOrGroups'],
  reasons: {
    'less-than-admin': '{role} grants less than cluster-admin',
    'known-admins': 'of the people and groups that are seen here, {people} hold the rights of cluster-admin',
    'made-by-the-server': 'it gives cluster-admin to system:masters, as every API server does by itself',
    'nobody': 'it names nobody',
    'no-role': 'there is no ClusterRole {role}, so it grants nothing',
    'everyone-is-admin': [
      'FFF',
      'it gives the rights of cluster-admin to {names}, which is everyone',
      'Delete the binding, then look through the audit log for who has used it.',
    ],
    'workload-is-admin': [
      'FFa',
      'whoever breaks into a pod of {names} holds the rights of cluster-admin',
      'Bind a ClusterRole with the rights that the workload uses (its audit log entries name them), or Roles in the namespaces that it works in. If it must be an administrator (what deploys or restores everything), run it in a namespace that few may enter, and accept it by an exception with an owner and a date.',
    ],
    'machine-is-admin': [
      'FFa',
      'whoever takes over one of {names}, a machine or a component of the platform, holds the rights of cluster-admin',
      'Delete the binding: the API server grants nodes and components what they need by roles of their own (system:node, system:node-bootstrapper, system:node-proxier).',
    ],
    'equal-to-admin': [
      'FFa',
      '{role} has the power of cluster-admin under another name',
      'Replace the wildcards in the rules of the ClusterRole by the groups, resources and verbs that are used; what deploys or restores everything needs them, and is accepted by an exception with an owner and a date.',
    ],
    'too-many': [
      'FFP',
      '{people} people and groups hold the rights of cluster-admin, {most} may',
      'Give people the rights of their daily work, and bind cluster-admin to one group whose membership is granted for hours.',
    ],
    'no-owner': [
      'aaa',
      'nothing on it says who answers for it',
      'Write who answers for the binding into an annotation that ends in owner, such as example.com/owner.',
    ],
  },

  over: ({ roleBindings }) => roleBindings.filter(({ namespace }) => namespace === ''),

  judge({ role, subjects, owner }, { effectiveRules, clusterAdmins }, { values }) {
    const { rules, unbound, missing } = effectiveRules;
    if (subjects.length === 0) return notApplicable('nobody');
    if (unbound) return notApplicable('no-role', { role: role.name });
    const bound = here('roleRef.name', role.name);
    if (!grantsEverything(rules))
      return missing ? unseen(missing) : pass('less-than-admin', bound, { role: role.name });
    if (subjects.every((one) => accessHolder(one) === 'masters')) return pass('made-by-the-server', bound);

    const { people, hidden } = clusterAdmins;
    const most = values.clusterAdminEquivalentPeopleOrGroups ?? Number.POSITIVE_INFINITY;
    const held = { people: people.length, most };
    const namesOf = (holder: string): string =>
      subjects
        .filter((one) => accessHolder(one) === holder)
        .map(({ kind, namespace, name }) => `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`)
        .join(', ');
    const everyone = namesOf('everyone');
    const workloads = namesOf('workload');
    const machines = namesOf('machine');
    const persons = namesOf('people');
    const named = here(
      'subjects',
      subjects.map(({ kind, name }) => `${kind} ${name}`),
    );
    return [
      ...(everyone === '' ? [] : [fault('everyone-is-admin', bound, named, { names: everyone })]),
      ...(workloads === '' ? [] : [fault('workload-is-admin', bound, named, { names: workloads })]),
      ...(machines === '' ? [] : [fault('machine-is-admin', bound, named, { names: machines })]),
      ...(role.name === 'cluster-admin'
        ? []
        : [fault('equal-to-admin', bound, ...(effectiveRules.role ? [effectiveRules.role] : []), { role: role.name })]),
      ...(persons !== '' && hidden.length === 0 && people.length > most ? [fault('too-many', named, held)] : []),
      ...(owner === null ? [fault('no-owner')] : []),
      ...(persons !== '' && hidden.length > 0 ? hidden.map((one) => unseen(one)) : [pass('known-admins', bound, held)]),
    ];
  },
});
