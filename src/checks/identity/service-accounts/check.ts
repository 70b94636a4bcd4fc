import { elsewhere } from '../../../estate/gap.ts';
import { notStated } from '../../../estate/identity.ts';
import { at, type Check, defineCheck, fault, here, pass, unseen } from '../../define-check.ts';

export const serviceAccounts: Check = defineCheck({
  answers: 'identity/service-accounts',
  title: 'Service accounts',
  question: 'Does every workload speak to the API server as itself, or not at all?',
  why: 'Whoever breaks into a pod has the token that is mounted there, and with it every right that anybody ever gave to that account.',
  fix: 'Create a ServiceAccount for the workload and name it in serviceAccountName, or set automountServiceAccountToken: false on the pod if it never calls the Kubernetes API.',
  needs: ['workloads', 'longLivedTokens', 'podIdentity'],
  reasons: {
    'own-account': 'it runs as {account}',
    'no-token': 'it runs as default, and its pods carry no token',
    'default-account': [
      'PPP',
      'its pods carry the token of the ServiceAccount default, which all pods of the namespace share that name none',
    ],
    'long-lived-token': [
      'FFP',
      'it holds a token of the ServiceAccount {account} that never expires, for whoever can read it',
      'Let whoever uses the Secret take a token that expires (the mounted one, or `kubectl create token`), then delete the Secret.',
    ],
    'account-missing': [
      'aaa',
      'its account {account} is not among those of its namespace, and without the account no pod is made',
      'Create the ServiceAccount in the namespace of the workload, or correct serviceAccountName.',
    ],
  },

  over: ({ workloads, longLivedTokens: tokens }) => [...workloads, ...tokens],

  judge: {
    workload({ namespace, pod }, { podIdentity: { account, absent, carriesToken, hidden } }) {
      const name = pod.serviceAccount;
      const named = here(`${pod.path}.serviceAccountName`, name);
      if (name !== 'default') {
        const missing = absent ? [fault('account-missing', named, { account: name })] : [];
        return [...missing, pass('own-account', account ?? named, { account: name })];
      }
      // The account itself does no harm to a pod that carries no token of it: nothing in the pod can then speak in its name.
      if (carriesToken === false) return pass('no-token', ...(account ? [account] : []));
      if (carriesToken === null) {
        if (hidden.length > 0) return hidden.map((one) => unseen(one));
        return unseen(elsewhere(accountElsewhere, namespace === notStated ? 'stated-namespace' : 'namespaces'));
      }
      const mounted = account ? [at(account, 'automountServiceAccountToken', account.automountToken ?? undefined)] : [];
      return fault('default-account', named, ...mounted);
    },

    // Whoever has the token is the account, whether or not a workload runs as it: most such tokens are made for a pipeline.
    longLivedToken({ account }) {
      return fault('long-lived-token', here('metadata.annotations["kubernetes.io/service-account.name"]', account), {
        account,
      });
    },
  },
});

const accountElsewhere =
  'it runs as the account default; whether that mounts its token is said neither by the pod nor in the folder, which does not hold the Namespace (automountServiceAccountToken on the pod settles it)';
