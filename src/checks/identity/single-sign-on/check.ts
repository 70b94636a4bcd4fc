import { flagsGap } from '../../../estate/control-plane.ts';
import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';

export const singleSignOn: Check = defineCheck({
  answers: 'identity/single-sign-on',
  title: 'Single sign-on',
  question: 'Do people sign in to the cluster through the identity provider of the organisation?',
  why: 'Only there is a second factor asked for, and only there does access end on the day on which somebody leaves.',
  fix: 'Give the API server the identity provider, by an AuthenticationConfiguration (--authentication-config) or --oidc-issuer-url, and bind rights to its groups.',
  needs: ['signIns', 'controlPlanes', 'liveClusters', 'signInInstead'],
  reasons: {
    'signs-in-there':
      'somebody has signed in through an identity provider since the API server that was asked was started',
    'seen-in-sign-ins': 'it names a way to an identity provider, and the cluster is judged by who signs in there',
    'not-heeded': 'the cluster is told to let people sign in by something else, and heeds it not',
    'kept-by-operator': 'its operator gives it the ways to sign in, which are judged by themselves',
    'once-configured': 'the cluster was made with it; what its API servers are told now, their pods show',
    'no-identity-provider': [
      'PPP',
      '{what} names no identity provider, so people have certificates and tokens that the cluster hands out itself',
      'Name the identity provider {where}, and bind rights to its groups.',
    ],
    'local-accounts': [
      'PPa',
      '{names} is a list of users and passwords that the cluster keeps itself',
      'Keep such accounts for an emergency, with an exception that says so, and let people sign in through the identity provider.',
    ],
    'unprefixed-groups': [
      'aaa',
      'groups of {names} keep their names, so whoever names a group there system:masters makes an administrator',
      'Set a prefix for groups (claimMappings.groups.prefix, or --oidc-groups-prefix).',
    ],
  },

  over: ({ signIns, controlPlanes, liveClusters }) => [
    ...signIns.filter(({ providers }) => providers !== null),
    ...controlPlanes,
    ...liveClusters,
  ],

  judge: {
    signIn({ kind, providers, at: { providers: path } }, { signInInstead: { instead, hidden } }) {
      if (hidden) return unseen(hidden);
      if (instead) return notApplicable('not-heeded', instead);
      const all = providers ?? [];
      const where = here(
        path,
        all.map(({ name }) => name),
      );
      const local = all.filter(({ isLocal }) => isLocal);
      const unprefixed = all.filter(({ namesAnyGroup }) => namesAnyGroup === true);
      return [
        ...(all.length === 0
          ? [fault('no-identity-provider', where, { what: `the ${kind}`, where: `in its ${path}` })]
          : []),
        ...(local.length > 0 ? [fault('local-accounts', where, { names: namesOf(local) })] : []),
        ...(unprefixed.length > 0 ? [fault('unprefixed-groups', where, { names: namesOf(unprefixed) })] : []),
        unseen(notSeenToRun(signIn, 'kubectl auth whoami')),
      ];
    },

    liveCluster({ provider, metrics }, _known, { tier }) {
      if (metrics?.signsInByIssuer !== true)
        return unseen(elsewhere(provider?.isManaged ? withProvider : nobodySeen, 'running-platform'));
      // The definition asks a best-effort tier for an identity provider, and no more.
      return tier === 'best-effort'
        ? pass('signs-in-there', here('apiserver_authentication_jwt_authenticator_latency_seconds_count'))
        : unseen(elsewhere(secondFactor, 'running-platform'));
    },

    controlPlane({ flags, hiddenBy, maySignInElsewhere, store, ofThisCluster, keptByOperator, at: { flags: path } }) {
      if (keptByOperator) return notApplicable('kept-by-operator');
      if (ofThisCluster === 'configuration') return notApplicable('once-configured', here(path));
      if (store === 'managed') return unseen(elsewhere(withProvider, 'running-platform'));
      if (flags === null) return unseen(flagsGap(hiddenBy, flagsElsewhere));
      const { 'oidc-issuer-url': issuer } = flags;
      if (!issuer && !flags['authentication-config'] && !flags['authentication-token-webhook-config-file'])
        return maySignInElsewhere
          ? unseen(elsewhere(providerElsewhere, 'running-platform'))
          : fault('no-identity-provider', here(path), { what: 'its API server', where: byFlags });
      // Without a prefix the groups are taken as they come (--oidc-groups-prefix).
      const isBare = issuer && flags['oidc-groups-claim'] && !flags['oidc-groups-prefix'];
      return [
        ...(isBare ? [fault('unprefixed-groups', here(path), { names: issuer })] : []),
        ofThisCluster === 'server'
          ? notApplicable('seen-in-sign-ins', here(path))
          : unseen(notSeenToRun(signIn, 'kubectl auth whoami')),
      ];
    },
  },
});

function namesOf(some: readonly { readonly name: string }[]): string {
  return some.map(({ name }) => name).join(', ');
}

const byFlags = 'by an AuthenticationConfiguration (--authentication-config) or --oidc-issuer-url';
const signIn =
  'sign-in through an identity provider (whether it asks everybody for a second factor, only the provider can say)';
const nobodySeen =
  'nobody was seen to sign in by a token of an identity provider since the API server that was asked was started; its audit log shows who signs in, and by what (kubectl auth whoami)';
const secondFactor =
  'somebody has signed in through an identity provider; whether all people do, and whether it asks everybody for a second factor, only the audit log and the provider can say';
const withProvider =
  'how people sign in to a managed control plane is known to its provider: ask its API for the identity providers of the cluster';
const providerElsewhere =
  'no identity provider is named here, and whoever runs the control plane may add one: read the flags of its API server';
const flagsElsewhere = 'the flags of its API server are not stated here: read them from its command line';
