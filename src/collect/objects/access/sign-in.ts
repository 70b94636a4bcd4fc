import type { Kubeconfig, KubeconfigLogin } from '../../../estate/kubeconfig.ts';
import type { Anonymous, IdentityProvider, SignIn } from '../../../estate/sign-in.ts';
import { isPlaceholder, isReference } from '../../credentials/credential-value.ts';
import { withoutUrlCredentials } from '../../credentials/without-url-credentials.ts';
import { readDocuments } from '../../manifests/text/read-documents.ts';
import { expectVersion, headOfFile } from '../control-plane/component-file.ts';
import { Fields, MalformedField } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';

const silent = { providers: null, anonymous: null, keyHolders: [] } as const;

/** Reads an AuthenticationConfiguration. */
export function readAuthenticationConfiguration(subject: Subject): SignIn {
  expectVersion(subject, ['v1alpha1', 'v1beta1', 'v1']);
  const { fields } = subject;
  return {
    ...headOfFile(subject),
    ...silent,
    noun: 'signIn',
    providers: fields.objects('jwt').map(readIssuer),
    anonymous: readAnonymous(fields.object('anonymous')),
    at: { providers: 'jwt', anonymous: 'anonymous', keyHolders: '' },
  };
}

function readIssuer(jwt: Fields): IdentityProvider {
  const issuer = jwt.objectOrEmpty('issuer');
  const url = issuer.text('url') ?? '';
  // The API server does not start with anything else (ValidateAuthenticationConfiguration).
  if (!url.startsWith('https://')) return issuer.refuse('url', 'an address that begins with https://');
  const groups = jwt.objectOrEmpty('claimMappings').objectOrEmpty('groups');
  return {
    name: withoutUrlCredentials(url),
    isLocal: false,
    namesAnyGroup: groups.text('claim') ? groups.text('prefix') === '' : groups.text('expression') ? null : false,
  };
}

function readAnonymous(anonymous: Fields | null): Anonymous | null {
  if (!anonymous) return null;
  if (anonymous.boolean('enabled') !== true) return 'nobody';
  return anonymous.objects('conditions').length > 0 ? 'some-paths' : 'anybody';
}

const oauthTypes = new Set([
  'BasicAuth',
  'GitHub',
  'GitLab',
  'Google',
  'HTPasswd',
  'Keystone',
  'LDAP',
  'OpenID',
  'RequestHeader',
]);

/** Reads OpenShift's OAuth, where HTPasswd is a file of users that the cluster keeps itself. */
export function readOAuth({ spec, head }: Subject): SignIn {
  const providers = spec.objects('identityProviders').map((one): IdentityProvider => {
    const type = one.text('type') ?? '';
    if (!oauthTypes.has(type)) return one.refuse('type', [...oauthTypes].join(', '));
    return { name: one.text('name') ?? type, isLocal: type === 'HTPasswd', namesAnyGroup: null };
  });
  const at = { providers: 'spec.identityProviders', anonymous: '', keyHolders: '' };
  return { ...head, ...silent, noun: 'signIn', providers, at };
}

/** Reads the ConfigMap aws-auth, which maps users and roles of an AWS account to users of the cluster; null for all others. */
export function readAwsAuth({ fields, head }: Subject): SignIn | null {
  if (head.name !== 'aws-auth') return null;
  const text = fields.objectOrEmpty('data').text('mapUsers');
  if (!text) return null;
  const path = ['data', 'mapUsers'];
  const [document] = readDocuments(text);
  const value = document && 'value' in document ? document.value : undefined;
  if (!Array.isArray(value)) throw new MalformedField(path, 'data.mapUsers: expected a list of users');
  const users = new Fields({ mapUsers: value }).objects('mapUsers');
  return {
    ...head,
    ...silent,
    noun: 'signIn',
    keyHolders: users.map((one) => ({
      name: one.text('username') ?? one.text('userarn') ?? '',
      isAdmin: one.texts('groups').includes('system:masters'),
    })),
    at: { providers: '', anonymous: '', keyHolders: 'data.mapUsers' },
  };
}

/** Reads a kubeconfig. */
export function readKubeconfig(subject: Subject): Kubeconfig {
  const users = subject.fields.objects('users').map((one) => {
    const user = one.objectOrEmpty('user');
    return { name: one.text('name') ?? '', login: loginOf(user), path: user.where };
  });
  return { ...headOfFile(subject), noun: 'kubeconfig', users };
}

function loginOf(user: Fields): KubeconfigLogin {
  const isGiven = (key: string): boolean => {
    const text = user.text(key) ?? '';
    return text !== '' && !isPlaceholder(text) && !isReference(text) && !/omitted|redacted/i.test(text);
  };
  if (isGiven('token')) return 'token';
  if (isGiven('password')) return 'password';
  if (isGiven('client-key-data')) return 'certificate';
  if (user.has('exec') || user.has('auth-provider')) return 'login';
  return user.has('tokenFile') || user.has('client-key') ? 'file' : 'nothing';
}
