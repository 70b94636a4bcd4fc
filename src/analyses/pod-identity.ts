import type { Gap } from '../estate/gap.ts';
import type { ServiceAccount } from '../estate/service-account.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { partialTemplate } from './partial-template.ts';

/** As whom a workload's pods speak to the API server, and with what. */
export interface PodIdentity {
  /** The ServiceAccount object; null when none was seen. */
  readonly account: ServiceAccount | null;
  /** The account is surely not there; never said of `default`, which the control plane makes in every namespace. */
  readonly absent: boolean;
  /** Whether the pods carry a token; null while that hangs on an account that was not seen. */
  readonly carriesToken: boolean | null;
  /** What hides a given ServiceAccount that may be this one, or leaves open whether the one of its name is this one. */
  readonly hidden: readonly Gap[];
}

/** The account of a workload's pods: who they are, and whether they carry a token. */
export const podIdentity: Analysis<'workload', PodIdentity> = defineAnalysis({
  needs: ['serviceAccounts'],
  per: 'workload',
  compute: ({ serviceAccounts }) => {
    return (workload, vantage): PodIdentity | Gap => {
      const { serviceAccount: name, automountToken, volumes } = workload.pod;
      // A patch that names no account leaves it to what it patches.
      const partial = name === 'default' ? partialTemplate(workload, 'account') : null;
      if (partial) return partial;
      const accounts = serviceAccounts.near(workload, vantage, name);
      const [account = null] = accounts.found;

      // A token is mounted unless the pod or else its account says no (ServiceAccount admission, shouldAutomount); a projected one always is.
      const accountMounts = account ? (account.automountToken ?? true) : accounts.complete ? true : null;
      const projects = volumes.some(({ tokenAudiences }) => tokenAudiences.length > 0);
      return {
        account,
        absent: name !== 'default' && account === null && accounts.complete,
        carriesToken: projects || (automountToken ?? accountMounts),
        hidden: accounts.gaps.filter((one) => one.elsewhere !== true),
      };
    };
  },
});
