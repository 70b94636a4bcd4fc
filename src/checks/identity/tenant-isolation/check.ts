import { elsewhere, type Gap } from '../../../estate/gap.ts';
import { notStated } from '../../../estate/identity.ts';
import { isTenant } from '../../../estate/tenancy.ts';
import { type Check, defineCheck, fault, here, notApplicable, thePlatform, unseen } from '../../define-check.ts';

export const tenantIsolation: Check = defineCheck({
  answers: 'identity/tenant-isolation',
  title: 'Tenant isolation',
  question: 'Does every tenant and every environment have a namespace of its own, out of reach of the others?',
  why: 'Rights, network policies, quotas and Pod Security are all given by namespace; what two tenants share is fenced for neither.',
  fix: 'Give the workload a namespace of its own, with its quota, its network policies and its roles.',
  needs: ['workloads', 'roleBindings', 'policy'],
  reasons: {
    'own-namespace': 'it grants to nobody of another namespace that is a tenant',
    'maybe-one-tenant': 'whether both namespaces are of one tenant is asked of the platform',
    'explicit-default-namespace': [
      'PPa',
      'it is put into the namespace default, which belongs to nobody and which whatever forgets its namespace lands in',
    ],
    'cross-namespace-grant': [
      'aaa',
      'it lets {names} of another namespace into {namespace}: if the two are of different tenants, one reaches into the other',
      'Keep the binding only where both namespaces are of one tenant, or the account is a pipeline that the platform runs; name that namespace in platformNamespaces then.',
    ],
  },

  over: ({ workloads, roleBindings }) => [
    ...workloads.filter(({ namespace }) => namespace === 'default'),
    ...roleBindings.filter(({ namespace }) => namespace !== '' && namespace !== notStated),
    ...thePlatform(),
  ],

  judge: {
    workload({ namespace }) {
      return [fault('explicit-default-namespace', here('metadata.namespace', namespace)), unseen(reach)];
    },

    roleBinding({ namespace, subjects }, { policy }) {
      const foreign = subjects.filter(
        (one) =>
          one.kind === 'ServiceAccount' &&
          ![namespace, '', notStated].includes(one.namespace) &&
          isTenant(one.namespace, policy) &&
          isTenant(namespace, policy),
      );
      const names = foreign.map((one) => `ServiceAccount ${one.namespace}/${one.name}`).join(', ');
      if (foreign.length === 0) return notApplicable('own-namespace');
      return [
        fault('cross-namespace-grant', here('subjects', names), { names, namespace }),
        notApplicable('maybe-one-tenant'),
      ];
    },

    platform() {
      return unseen(reach);
    },
  },
});

const reach: Gap = elsewhere(
  'which namespaces are of one tenant, and whether one reaches another by rights, network, nodes or volumes, was not seen',
  'running-platform',
);
