import type { SignIn } from '../../../estate/sign-in.ts';
import { withoutUrlCredentials } from '../../credentials/without-url-credentials.ts';
import type { Subject } from '../../objects/object-metadata.ts';

/**
 * Reads OpenShift's Authentication, which says by what people sign in: its own OAuth, unless it says otherwise; or a provider (`OIDC`), or what it knows nothing
 * of (`None`), and then nobody heeds the OAuth (config/v1, types_authentication.go). null for one of another name.
 */
export function readSignInMode({ spec, head }: Subject): SignIn | null {
  const type = spec.text('type') ?? '';
  if (head.name !== 'cluster' || type === '' || type === 'IntegratedOAuth') return null;
  const providers = spec.objects('oidcProviders').map((one) => {
    const groups = one.objectOrEmpty('claimMappings').objectOrEmpty('groups');
    return {
      name: withoutUrlCredentials(one.objectOrEmpty('issuer').text('issuerURL') ?? one.text('name') ?? type),
      isLocal: false,
      namesAnyGroup: groups.text('claim') ? !groups.text('prefix') : false,
    };
  });
  return {
    ...head,
    noun: 'signIn',
    replacesOthers: true,
    providers: type === 'OIDC' ? providers : null,
    anonymous: null,
    keyHolders: [],
    at: { providers: 'spec.oidcProviders', anonymous: '', keyHolders: '' },
  };
}
