import { elsewhere } from '../../../estate/gap.ts';
import { notStated } from '../../../estate/identity.ts';
import type { PodTemplate } from '../../../estate/pod.ts';
import { at, type Check, defineCheck, fault, here, pass, unseen } from '../../define-check.ts';

export const serviceAccounts: Check = defineCheck({
  answers: 'identity/service-accounts',
  title: 'Service accounts',
  question: 'Does every workload speak to the API server as itself, or not at all?',
  why: 'Whoever breaks into a pod has the token that is mounted there, and with it every right that anybody ever gave to that account.',
  fix: 'Create a ServiceAccount for the workload and name it in serviceAccountName, or set automountServiceAccountToken: false on the pod if it never calls the Kubernetes API.',
  needs: ['workloads', 'longLivedTokens', 'podIdentity', 'accountRights'],
  reasons: {
    'own-account': 'it runs as {account}',
    'no-token': 'it runs as default, and its pods carry no token',
    'default-account': [
      'PPP',
      'its pods carry the token of the ServiceAccount default, which all pods of the namespace share that name none',
    ],
    'default-account-bound': [
      'FFF',
      'its pods carry the token of the ServiceAccount default, to which {binding} grants {role}',
      'Create a ServiceAccount for the workload that needs the right, bind that one, and delete the binding of default.',
    ],
    'token-mounted-unused': [
      'Paa',
      'its pods carry a token of {account}, which may do nothing that every account may not',
      'Set automountServiceAccountToken: false on the pod, or on the ServiceAccount.',
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

  over: ({ workloads, longLivedTokens: tokens }) => [
    // A static pod can name no ServiceAccount, and gets no token.
    ...workloads.filter(({ isStatic }) => !isStatic),
    ...tokens,
  ],

  judge: {
    workload({ namespace, pod }, { podIdentity, accountRights: { bindings, mayDoMore, hidden } }) {
      const { account, absent, carriesToken } = podIdentity;
      const name = pod.serviceAccount;
      const named = here(`${pod.path}.serviceAccountName`, name);
      if (name !== 'default') {
        const missing = absent ? [fault('account-missing', named, { account: name })] : [];
        // What takes the token to somebody else than the API server needs no right there.
        const isUsed = pod.tokenUser !== null || account?.cloudIdentity === true || projects(pod);
        const mayBeUnused = account !== null && carriesToken !== false && !isUsed && mayDoMore === false;
        if (mayBeUnused && hidden.length > 0) return [...missing, ...hidden.map((one) => unseen(one))];
        const unused = mayBeUnused && carriesToken ? [fault('token-mounted-unused', named, { account: name })] : [];
        return [...missing, ...unused, pass('own-account', account ?? named, { account: name })];
      }
      // The account itself does no harm to a pod that carries no token of it: nothing in the pod can then speak in its name.
      if (carriesToken === false) return pass('no-token', ...(account ? [account] : []));
      if (carriesToken === null) {
        if (podIdentity.hidden.length > 0) return podIdentity.hidden.map((one) => unseen(one));
        return unseen(elsewhere(accountElsewhere, namespace === notStated ? 'stated-namespace' : 'namespaces'));
      }
      const mounted = account ? [at(account, 'automountServiceAccountToken', account.automountToken ?? undefined)] : [];
      const bound = bindings.map((one) =>
        fault('default-account-bound', named, at(one, 'roleRef.name', one.role.name), {
          binding: `${one.kind} ${one.name}`,
          role: one.role.name,
        }),
      );
      return [...bound, fault('default-account', named, ...mounted)];
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

/** Whether a volume projects a token for somebody else than the API server. */
function projects({ volumes }: PodTemplate): boolean {
  return volumes.some(({ tokenAudiences }) => tokenAudiences.some((audience) => audience !== ''));
}
