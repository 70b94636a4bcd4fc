import { resourceFlaws } from '../../../analyses/resource-flaws.ts';
import { gap } from '../../../estate/gap.ts';
import { isTenant } from '../../../estate/tenancy.ts';
import { at, type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';

/** A memory limit above so many times the request promises what the node may not have. */
const mostTimes = 4;

export const quotasAndLimits: Check = defineCheck({
  answers: 'identity/quotas-and-limits',
  title: 'Quotas and limits',
  question: 'Is what every container and every tenant namespace can take from the nodes bounded?',
  why: 'Nodes are shared: a pod without requests is placed where there is no room for it, and one without a memory limit can take what its neighbours need.',
  fix: 'Set resources.requests (cpu, memory) to what the container uses and resources.limits.memory above its peak, or let a LimitRange of the namespace give defaults.',
  needs: ['workloads', 'namespaces', 'policy', 'containerResources', 'namespaceQuota', 'idleNamespace'],
  reasons: {
    'nothing-runs-there': 'nothing runs in it',
    'of-the-node':
      'installers of Kubernetes write it anew with each upgrade, and a kubelet evicts no pod of its priority',
    'bounded': 'every container asks for what it needs and is held to a memory limit',
    'capped': 'it has a ResourceQuota, and a LimitRange for its containers',
    'no-cpu-request': ['FFP', 'it requests no CPU, so it may be placed on a full node, where it gets CPU last'],
    'no-memory-request': [
      'FFP',
      'it requests no memory, so it may be placed on a full node, where it is evicted first',
    ],
    'no-memory-limit': ['FPP', 'it has no memory limit, so a leak can take all the memory of its node'],
    'no-cpu-limit': [
      'FPP',
      'it has no CPU limit, and the policy file demands one (requireCpuLimit)',
      'Set resources.limits.cpu above what the container uses at its busiest, or let a LimitRange of the namespace give a default.',
    ],
    'limit-below-request': [
      'FFF',
      '{amounts}: the API server refuses such a pod',
      'Raise the limit to at least the request, or lower the request.',
    ],
    'no-ephemeral-storage': [
      'aaa',
      'nothing bounds what it writes to the disk of its node',
      'Set resources.requests and resources.limits for ephemeral-storage above what the container writes (logs, emptyDir, its own file system): the pod is evicted when it writes more.',
    ],
    'memory-limit-far-above-request': [
      'aaa',
      'its memory limit is {times} times its request, so pods that all stay within their limits can together take more than their node has',
      'Set resources.requests.memory near to what the container really uses.',
    ],
    'no-quota': [
      'FPP',
      'no ResourceQuota caps what it may take',
      'First let a LimitRange give containers default requests, then add a ResourceQuota that caps requests.cpu, requests.memory and pods above what runs today.',
    ],
    'quota-without-compute': [
      'PPa',
      'its quota caps neither CPU nor memory of its pods',
      'First let a LimitRange give containers default requests, then add requests.cpu and requests.memory to the ResourceQuota, above what runs today.',
    ],
    'quota-counts-pods-only': [
      'aaa',
      'its quota caps the number of pods, and how much CPU and memory each of them asks for is left to the pods',
      'Add requests.cpu and requests.memory to the ResourceQuota, above what runs today; the LimitRange gives requests to containers that state none.',
    ],
    'no-limit-range': [
      'PPP',
      'no LimitRange gives its containers defaults or bounds',
      'Add a LimitRange of type Container with defaultRequest for cpu and memory, and a default memory limit not below any request in the namespace.',
    ],
  },

  over: ({ workloads, namespaces, policy }) => [
    // What a kubelet runs from a file is of no quota, and no scheduler makes room for it.
    ...workloads.filter(({ isStatic }) => !isStatic),
    ...namespaces.filter(({ name }) => isTenant(name, policy)),
  ],

  judge: {
    workload({ namespace, nodeTool, pod, made }, { containerResources: known, policy }) {
      if (nodeTool === 'kube-proxy' && namespace === 'kube-system') return notApplicable('of-the-node');
      const { containers, unsure, unreadable } = known;
      const faults = resourceFlaws(known, mostTimes)
        .filter(({ is }) => is !== 'no-cpu-limit' || policy.requireCpuLimit)
        .map(({ is, container, fields, ranges, numbers }) => {
          const places = fields.map(({ field, value }) =>
            container ? at(container, field, value) : here(`${pod.path}.${field}`, value),
          );
          return fault(is, ...places, ...ranges.map((range) => at(range, 'spec.limits')), numbers);
        });
      const untold = made?.unseen.resources ?? made?.partly.resources;
      if (untold) return [...faults, unseen(untold)];
      if ([...unsure].some((what) => what !== 'cpu-limit' || policy.requireCpuLimit))
        return [...faults, unseen('limitRanges')];
      if (unreadable.length > 0)
        return [...faults, unseen(gap('malformed', `${unreadable.join(', ')}: no quantity that Kubernetes reads`))];
      return [...faults, pass('bounded', ...containers.map(({ container: { path } }) => here(`${path}.resources`)))];
    },

    namespace(_namespace, { namespaceQuota: { quota, limitRange }, idleNamespace }) {
      if (idleNamespace) return notApplicable('nothing-runs-there');
      const missing = here('metadata.name');
      const capped = 'by' in quota ? quota.by.map((one) => at(one, 'spec.hard', one.hard)) : [];
      const faults = [
        ...(quota.is === 'missing' ? [fault('no-quota', missing)] : []),
        ...(quota.is === 'other' ? [fault('quota-without-compute', ...capped)] : []),
        ...(quota.is === 'pods' ? [fault('quota-counts-pods-only', ...capped)] : []),
        ...(limitRange.is === 'missing' ? [fault('no-limit-range', missing)] : []),
      ];
      if (quota.is === 'unseen') return [...faults, unseen(quota.what)];
      if (limitRange.is === 'unseen') return [...faults, unseen(limitRange.what)];
      // What is missing decides in every tier.
      if (quota.is === 'missing' || limitRange.is === 'missing') return faults;
      return [...faults, pass('capped', ...quota.by, ...limitRange.by)];
    },
  },
});
