import type { Credential } from '../../../estate/credential.ts';
import { at, type Check, defineCheck, fault, here, notApplicable, pass } from '../../define-check.ts';

export const secretsInGit: Check = defineCheck({
  answers: 'secrets/secrets-in-git',
  title: 'No secrets in Git',
  question: 'Is the folder free of credentials in plain text?',
  why: 'Whoever can read the repository, a copy of it or a backup of that copy has the credential, and Git forgets nothing.',
  fix: 'Move the value into a secret store or encrypt it for Git, refer to it with secretKeyRef, and rotate it.',
  needs: ['credentialCarriers'],
  reasons: {
    'no-credential': 'no credential was found in it',
    'sealed': 'its values are encrypted for Git',
    'not-in-a-file': 'it was piped in or rendered, which does not tell how its values are kept',
    'plain-secret': [
      'FFF',
      'it is a Secret in a file, and its data holds {credentials} that anyone can read: base64 is no encryption',
      'Create the Secret from a secret store (External Secrets) or encrypt it for Git (Sealed Secrets, SOPS), and rotate what stood in it: deleting the file does not take it out of the history.',
    ],
    'literal-credential': [
      'FFF',
      'it holds {credentials} in plain text',
      'Move the value into a Secret that is not kept in plain text in Git, refer to it with secretKeyRef, secretRef or a mounted file, and rotate it.',
    ],
    'credential-in-url': [
      'FFF',
      'it holds {credentials} as scheme://user:password@host',
      'Take user and password out of the URL and hand them over from a Secret, or keep the whole URL in one that is not kept in plain text in Git, and rotate the password.',
    ],
    'sealed-badly': [
      'FFF',
      'it has a SOPS block, and what that should encrypt stands there in plain text',
      'Encrypt the file again, with an encrypted_regex that covers every secret field (data and stringData of a Secret), and rotate what stood in it in plain text.',
    ],
    'config-in-secret': [
      'aaa',
      'its values can be read in the folder, and no credential was recognised among them: {count}',
      'If they are configuration, a ConfigMap says so; if one of them is a credential, or the hash of a password, which can be guessed at, keep it out of Git and rotate it.',
    ],
  },

  over: ({ credentialCarriers }) => credentialCarriers,

  judge(carrier) {
    const { kind, inFile, sealed, credentials, plainData } = carrier;
    const faults = [...Map.groupBy(credentials, ({ form }) => form)].map(([form, found]) =>
      fault(form, ...found.map(evidenceOf), { credentials: describe(found) }),
    );
    if (kind === 'Secret' && !inFile) return [...faults, notApplicable('not-in-a-file', at(carrier))];
    const unrecognised = plainData.length > 0 && credentials.length === 0;
    const advice = unrecognised
      ? [fault('config-in-secret', ...plainData.map((path) => here(path)), { count: plainData.length })]
      : [];
    return [...faults, ...advice, pass(sealed ? 'sealed' : 'no-credential', at(carrier))];
  },
});

/** Where it stands, what it is and how long; never what it says. */
function evidenceOf({ path, kind, length, line }: Credential): ReturnType<typeof here> {
  return here(path, line === null ? { credential: kind, length } : { credential: kind, length, line });
}

function describe(found: readonly Credential[]): string {
  const kinds = [...new Set(found.map(({ kind }) => kind))].toSorted().join(', ');
  return found.length === 1 ? `a credential (${kinds})` : `${found.length} credentials (${kinds})`;
}
