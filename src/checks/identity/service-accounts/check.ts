import { elsewhere } from '../../../estate/gap.ts';
import { notStated } from '../../../estate/identity.ts';
import { at, type Check, defineCheck, fault, here, pass, unseen } from '../../define-check.ts';

export const serviceAccounts: Check = defineCheck({
  answers: 'identity/service-accounts',
  title: 'Service accounts',
  question: 'Does every workload speak to the API server as itself, or not at all?',
  why: 'Whoever breaks into a pod has the token that is mounted there, and with it every right that anybody ever gave to that account.',
  fix: 'Create a ServiceAccount for the workload and name it in serviceAccountName, or set automountServiceAccountToken: false on the pod if it never calls the Kubernetes API.',
  needs: ['workloads', 'podIdentity'],
  reasons: {
    'own-account': 'it runs as {account}, and no long-lived token of that account was seen',
    'no-token': 'it runs as default, and its pods carry no token',
    'default-account': [
      'PPP',
      'its pods carry the token of the ServiceAccount default, which all pods of the namespace share that name none',
    ],
    'long-lived-token': [
      'FFP',
      'the Secret {secret} holds a token of its account {account} that never expires',
      'Let whoever uses the Secret take a token that expires (the mounted one, or `kubectl create token`), then delete the Secret.',
    ],
    'account-missing': [
      'aaa',
      'its account {account} is not among those of its namespace, and without the account no pod is made',
      'Create the ServiceAccount in the namespace of the workload, or correct serviceAccountName.',
    ],
  },

  over: ({ workloads }) => workloads,

  judge(
    { namespace, pod },
    { podIdentity: { account, absent, carriesToken, longLived, accountsSettled, hiddenTokens } },
  ) {
    const name = pod.serviceAccount;
    const named = here(`${pod.path}.serviceAccountName`, name);
    const [token] = longLived;
    const leaked = token
      ? [fault('long-lived-token', ...longLived.slice(0, 5), { secret: token.name, account: name })]
      : [];
    // A folder never speaks for Secrets, so that none was seen is all that a pass can say; but a given one that is hidden could be a token.
    const seenTokens = hiddenTokens.map((one) => unseen(one));

    if (name !== 'default') {
      const missing = absent ? [fault('account-missing', named, { account: name })] : [];
      return [...leaked, ...missing, ...seenTokens, pass('own-account', account ?? named, { account: name })];
    }
    // The account itself does no harm to a pod that carries no token of it: nothing in the pod can then speak in its name.
    if (carriesToken === false) return [...leaked, ...seenTokens, pass('no-token', ...(account ? [account] : []))];
    if (carriesToken === null) {
      const lies = elsewhere(accountElsewhere, namespace === notStated ? 'stated-namespace' : 'namespaces');
      return [...leaked, ...seenTokens, unseen(accountsSettled ? lies : 'serviceAccounts')];
    }
    const mounted = account ? [at(account, 'automountServiceAccountToken', account.automountToken ?? undefined)] : [];
    return [...leaked, ...seenTokens, fault('default-account', named, ...mounted)];
  },
});

const accountElsewhere =
  'it runs as the account default; whether that mounts its token is said neither by the pod nor in the folder, which does not hold the Namespace (automountServiceAccountToken on the pod settles it)';
