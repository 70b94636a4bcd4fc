import { definePatch, type Patch, set } from '../../define-patch.ts';

export const serviceAccountPatches: readonly Patch[] = [
  definePatch({
    answers: 'identity/service-accounts',
    fixes: ['default-account', 'token-mounted-unused'],
    of: 'workload',
    needs: ['accountRights'],
    risk: null,
    make(workload, { accountRights }) {
      const { pod, made, templateOf } = workload;
      if (made !== null || templateOf !== null) return 'its pods are made from what stands elsewhere';
      if (pod.containers.length === 0) return 'its containers are not seen, and they may ask the API server';
      if (pod.tokenUser !== null) return `${pod.tokenUser} takes its token`;
      const elects = pod.containers.find((one) => one.leaderElectionSign !== null);
      if (elects)
        return `its container ${elects.name} elects a leader (${elects.leaderElectionSign}), which takes the API`;
      // Whoever bound the account meant it to be used; who uses it cannot be seen from here.
      if (accountRights.bindings.length > 0 || accountRights.mayDoMore === true)
        return `its account ${pod.serviceAccount} is given rights, which some pod may use: give that one an account of its own`;
      if (pod.volumes.some(({ tokenAudiences }) => tokenAudiences.length > 0))
        return 'a volume of its pods projects a token, which somebody put there for a purpose';
      return [set(workload, `${pod.path}.automountServiceAccountToken`, false)];
    },
  }),
];
