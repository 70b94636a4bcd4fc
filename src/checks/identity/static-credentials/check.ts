import { notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';

export const staticCredentials: Check = defineCheck({
  answers: 'identity/static-credentials',
  title: 'Static credentials',
  question: 'Is nobody let in by a password, token or certificate that does not end, or by none?',
  why: 'Such a credential is copied, shared and forgotten; whoever finds it is let in, under a name that is not theirs, until somebody notices.',
  fix: 'Let people sign in through the identity provider and workloads with tokens that end, and take the static way away.',
  needs: ['kubeconfigs', 'kubelets', 'signIns', 'controlPlanes', 'heldCredentials', 'serverLogins'],
  reasons: {
    'asks-anew': 'whoever uses it signs in anew',
    'holds-none': 'it holds no credential',
    'once-configured': 'the cluster was made with it; what its API servers are told now, their pods show',
    'token-file': [
      'FFF',
      'its API server takes tokens from a file (--token-auth-file), which end only when somebody edits it and restarts the server',
      'Remove --token-auth-file.',
    ],
    'password-file': [
      'FFF',
      'its API server takes passwords from a file (--basic-auth-file)',
      'Remove --basic-auth-file; API servers since Kubernetes 1.19 do not start with it.',
    ],
    'anonymous-allowed': [
      'PPP',
      '{what}, so requests of nobody are answered wherever rights are bound to system:unauthenticated or system:anonymous',
      'Set --anonymous-auth=false; where health checks and joining nodes need it, allow /livez, /readyz and /healthz alone in an AuthenticationConfiguration.',
    ],
    'kubelet-anonymous': [
      'PPP',
      'its kubelets answer whoever has not signed in',
      'Set authentication.anonymous.enabled: false in the KubeletConfiguration.',
    ],
    'static-kubeconfig': [
      'FFF',
      'it lets in whoever has this file: it holds {what} of {names}',
      'Take the file out of the repository, revoke what it holds, and write a kubeconfig that signs in by exec.',
    ],
    'static-cloud-user': [
      'PPP',
      '{names} {verb} in with keys of the cloud account that do not end{rights}',
      'Map roles, which people take on for hours through the identity provider, in the place of users.',
    ],
  },

  over: ({ kubeconfigs, kubelets, signIns, controlPlanes }) => [
    ...kubeconfigs,
    ...kubelets,
    ...signIns,
    ...controlPlanes,
  ],

  judge: {
    kubeconfig(_kubeconfig, { heldCredentials: { held, asksAnew } }) {
      if (held.length > 0) {
        const what = [...new Set(held.map((one) => one.what))].join(' and ');
        const names = held.map(({ name }) => name).join(', ');
        return fault('static-kubeconfig', ...held.map(({ path }) => here(path)), { what, names });
      }
      return asksAnew ? pass('asks-anew', here('users')) : notApplicable('holds-none');
    },

    kubelet({ answersAnybody, at: { anonymous } }) {
      return answersAnybody === true
        ? fault('kubelet-anonymous', here(anonymous, true))
        : unseen(
            notSeenToRun(
              'a kubelet that answers nobody without credentials',
              'kubectl get --raw /api/v1/nodes/NODE/proxy/configz',
            ),
          );
    },

    signIn({ anonymous, keyHolders, at }) {
      const names = keyHolders.map(({ name }) => name).join(', ');
      const verb = keyHolders.length === 1 ? 'signs' : 'sign';
      const rights = keyHolders.some(({ isAdmin }) => isAdmin) ? ', and system:masters with it' : '';
      return [
        ...(anonymous === 'anybody' ? [fault('anonymous-allowed', here(at.anonymous), { what: forAnyPath })] : []),
        ...(keyHolders.length > 0 ? [fault('static-cloud-user', here(at.keyHolders), { names, verb, rights })] : []),
        unseen(notSeenToRun('sign-in without static credentials', 'kubectl get csr -o wide')),
      ];
    },

    controlPlane({ ofThisCluster, at: { flags: path } }, { serverLogins: { takesTokens, takesPasswords, anybody } }) {
      if (ofThisCluster === 'configuration') return notApplicable('once-configured', here(path));
      return [
        ...(takesTokens ? [fault('token-file', here(path))] : []),
        ...(takesPasswords ? [fault('password-file', here(path))] : []),
        ...(anybody ? [fault('anonymous-allowed', here(path), { what: byFlag[anybody] })] : []),
        unseen(notSeenToRun('sign-in without static credentials', 'kubectl get csr -o wide')),
      ];
    },
  },
});

const forAnyPath = 'it lets in whoever has not signed in, for any path';
const byFlag = {
  said: 'its API server is given --anonymous-auth=true',
  left: 'its API server is not given --anonymous-auth=false',
};
