import { weighRights } from '../../../analyses/weigh-rights.ts';
import { flagsGap } from '../../../estate/control-plane.ts';
import { notSeenToRun } from '../../../estate/gap.ts';
import { at, type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';
import { listSubjects } from './list-subjects.ts';
import { faultWords } from './fault-words.ts';

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
    'decides-by-rbac': 'its API server, which answered, asks RBAC ({modes})',
    'once-configured': 'the cluster was made with it; what its API servers are told now, their pods show',
    'grants-nothing': 'there is no {kind} {role}',
    'told-of-bindings': 'what it grants is judged at its bindings',
    'outside-rights': 'what it may do in the cloud is not seen in the cluster',
    ...faultWords,
  },

  over: ({ roleBindings, roles, serviceAccounts, controlPlanes, kubelets }) => [
    ...roleBindings,
    ...roles,
    ...serviceAccounts.filter(({ cloudIdentity }) => cloudIdentity),
    ...controlPlanes,
    ...kubelets,
  ],

  judge: {
    roleBinding(binding, { effectiveRules, grantedRisks, policy }) {
      const { namespace, role, subjects } = binding;
      const where = namespace === '' ? ' in every namespace' : ' in its namespace';
      const orWithin = namespace === '' ? ', or bind a Role in the namespace that it works in' : '';
      const about = { role: role.name, kind: role.kind, namespace, where, orWithin };
      if (subjects.length === 0) return notApplicable('nobody');
      if (effectiveRules.unbound) return [fault('role-missing', about), notApplicable('grants-nothing', about)];

      const bound = here('roleRef.name', role.name);
      const { stray, strays, risky, ordinary, soundAs } = weighRights(binding, grantedRisks, policy);
      const faults = [
        ...(stray ? [fault(stray, bound, { ...about, names: listSubjects(strays) })] : []),
        ...risky.map(({ id, rule, holders }) =>
          fault(id, bound, ...(rule ? [at(rule.role, `rules[${rule.index}]`)] : []), {
            ...about,
            names: listSubjects(holders),
          }),
        ),
        ...(ordinary.length === 0
          ? []
          : [fault('team-rights', bound, { ...about, names: listSubjects(subjects), rights: ordinary.join(', ') })]),
      ];
      if (grantedRisks.missing) return [...faults, unseen(grantedRisks.missing)];
      // Where nothing that is said weighs, the binding holds, and its reason may not deny what is said.
      return [...faults, pass(faults.length > 0 ? 'nothing-further' : soundAs, bound, about)];
    },

    role(_role, { roleUse: { unused } }) {
      return unused ? [fault('role-unbound'), notApplicable('told-of-bindings')] : notApplicable('told-of-bindings');
    },

    serviceAccount() {
      return [fault('cloud-identity', here('metadata.annotations')), notApplicable('outside-rights')];
    },

    controlPlane({ authorizers, flags, hiddenBy, ofThisCluster, at: { authorizers: path } }) {
      if (ofThisCluster === 'configuration') return notApplicable('once-configured', here(path));
      if (authorizers === null) return unseen(flagsGap(hiddenBy, authorizersElsewhere));
      const modes = authorizers.join(',');
      const isSaid = flags?.['authorization-mode'] !== undefined;
      if (authorizers.includes('AlwaysAllow'))
        return fault('allows-everything', here(path), {
          what: isSaid || flags === null ? allowsAll : allowsByDefault,
        });
      if (!authorizers.includes('RBAC')) return fault('without-rbac', here(path, modes), { modes });
      return ofThisCluster === 'server'
        ? pass('decides-by-rbac', here(path, modes), { modes })
        : unseen(notSeenToRun('RBAC', 'kubectl auth can-i --list --as system:anonymous'));
    },

    kubelet({ allowsEverything, at: { authorization } }) {
      return allowsEverything === true
        ? fault('kubelet-allows-everything', here(authorization, 'AlwaysAllow'))
        : unseen(
            notSeenToRun('a kubelet that asks the API server', 'kubectl get --raw /api/v1/nodes/NODE/proxy/configz'),
          );
    },
  },
});

const allowsAll = 'its API server is told to allow everything (AlwaysAllow)';
const allowsByDefault = 'its API server is given no --authorization-mode, and allows everything then';
const authorizersElsewhere =
  'how its API server decides is not stated here: read --authorization-mode, or the file of --authorization-config, from its command line';
