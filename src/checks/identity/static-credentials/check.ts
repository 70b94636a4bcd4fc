import type { KubeconfigLogin } from '../../../estate/kubeconfig.ts';
import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';

export const staticCredentials: Check = defineCheck({
  answers: 'identity/static-credentials',
  title: 'Static credentials',
  question: 'Is nobody let in by a password, token or certificate that does not end, or by none?',
  why: 'Such a credential is copied, shared and forgotten; whoever finds it is let in, under a name that is not theirs, until somebody notices.',
  fix: 'Let people sign in through the identity provider and workloads with tokens that end, and take the static way away.',
  needs: ['kubeconfigs', 'kubelets', 'signIns', 'controlPlanes'],
  reasons: {
    'asks-anew': 'whoever uses it signs in anew',
    'holds-none': 'it holds no credential',
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
    kubeconfig({ users }) {
      const held = users.flatMap(({ name, login, path }) => {
        const what = inFile[login];
        return what === undefined ? [] : [{ name, path, what }];
      });
      if (held.length > 0)
        return fault('static-kubeconfig', ...held.map(({ path }) => here(path)), {
          what: [...new Set(held.map(({ what }) => what))].join(' and '),
          names: held.map(({ name }) => name).join(', '),
        });
      if (users.some(({ login }) => login === 'file')) return unseen(elsewhere(inOtherFile));
      return users.some(({ login }) => login === 'login')
        ? pass('asks-anew', here('users'))
        : notApplicable('holds-none');
    },

    kubelet({ answersAnybody, at: { anonymous } }) {
      return answersAnybody === true
        ? fault('kubelet-anonymous', here(anonymous, true))
        : unseen(notSeenToRun('a kubelet that answers nobody without credentials'));
    },

    signIn({ anonymous, keyHolders, at }) {
      const isAnyAdmin = keyHolders.some(({ isAdmin }) => isAdmin);
      return [
        ...(anonymous === 'anybody'
          ? [
              fault('anonymous-allowed', here(at.anonymous), {
                what: 'it lets in whoever has not signed in, for any path',
              }),
            ]
          : []),
        ...(keyHolders.length > 0
          ? [
              fault('static-cloud-user', here(at.keyHolders), {
                names: keyHolders.map(({ name }) => name).join(', '),
                verb: keyHolders.length === 1 ? 'signs' : 'sign',
                rights: isAnyAdmin ? ', and system:masters with it' : '',
              }),
            ]
          : []),
        unseen(notSeenToRun('sign-in without static credentials')),
      ];
    },

    controlPlane({ flags, store, at: { flags: path } }) {
      if (store === 'managed' || flags === null) return unseen(elsewhere(flagsElsewhere, 'running-platform'));
      // Left out it is allowed; an AuthenticationConfiguration may say so as well, and then the flag must not be there.
      const said = flags['anonymous-auth'];
      // What is neither true nor false is filled in later, or no server starts with it.
      const isAnonymous = (said === undefined || said === 'true') && !flags['authentication-config'];
      return [
        ...(flags['token-auth-file'] ? [fault('token-file', here(path))] : []),
        ...(flags['basic-auth-file'] ? [fault('password-file', here(path))] : []),
        ...(isAnonymous
          ? [
              fault('anonymous-allowed', here(path), {
                what: said
                  ? 'its API server is given --anonymous-auth=true'
                  : 'its API server is not given --anonymous-auth=false',
              }),
            ]
          : []),
        unseen(notSeenToRun('sign-in without static credentials')),
      ];
    },
  },
});

const inFile: { readonly [Login in KubeconfigLogin]?: string } = {
  token: 'a token',
  password: 'a password',
  certificate: 'the key of a client certificate',
};

const inOtherFile = 'the credentials that it names stand in files that are not here';
const flagsElsewhere =
  'the flags of its API server, and who holds client certificates and tokens, only the running platform shows: its audit log names them';
