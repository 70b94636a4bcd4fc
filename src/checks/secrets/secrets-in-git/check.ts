import type { Credential, CredentialCarrier } from '../../../estate/credential.ts';
import { elsewhere } from '../../../estate/gap.ts';
import { originsOf } from '../../../estate/identity.ts';
import { at, type Check, defineCheck, type Evidence, fault, notApplicable, pass, unseen } from '../../define-check.ts';

export const secretsInGit: Check = defineCheck({
  answers: 'secrets/secrets-in-git',
  title: 'No secrets in Git',
  question: 'Is the folder free of credentials in plain text?',
  why: 'Whoever can read the repository, a copy of it or a backup of that copy has the credential, and Git forgets nothing.',
  fix: 'Move the value into a secret store or encrypt it for Git, wherever it stands, refer to it with secretKeyRef, and rotate it.',
  needs: ['credentialCarriers', 'liveClusters'],
  reasons: {
    'no-credential': 'no credential was found in it',
    'sealed': 'its values are encrypted for Git',
    'not-in-a-file': 'it was piped in or rendered, which does not tell how its values are kept',
    'plain-secret': [
      'FFF',
      'it is a Secret in a file, and its data holds {credentials} that anyone can read: base64 is no encryption{copies}',
      'Create the Secret from a secret store (External Secrets) or encrypt it for Git (Sealed Secrets, SOPS), in every file that holds it, and rotate what stood in it: deleting a file does not take it out of the history.',
    ],
    'literal-credential': [
      'FFF',
      'it holds {credentials} in plain text{copies}',
      'Move the value, in every file that holds it, into a Secret that is not kept in plain text in Git, refer to it with secretKeyRef, secretRef or a mounted file, and rotate it.',
    ],
    'credential-in-url': [
      'FFF',
      'it holds {credentials} as scheme://user:password@host{copies}',
      'Take user and password out of the URL, in every file that holds it, and hand them over from a Secret, or keep the whole URL in one that is not kept in plain text in Git, and rotate the password.',
    ],
    'sealed-badly': [
      'FFF',
      'it has a SOPS block, and what that should encrypt stands there in plain text{copies}',
      'Encrypt every file that holds it again, with an encrypted_regex that covers every secret field (data and stringData of a Secret), and rotate what stood in it in plain text.',
    ],
    'plain-in-cluster': [
      'aaa',
      'it holds {credentials} in plain text outside of a Secret, for whoever may read it in the cluster',
      'Move the value into a Secret, refer to it with secretKeyRef, secretRef or a mounted file, and rotate it.',
    ],
    'config-in-secret': [
      'aaa',
      'whoever can read the file can read {values}; no credential was recognised there',
      'Look at what stands there. A credential, or the hash of a password, which can be guessed at, belongs in a secret store or encrypted, and has to be rotated. Configuration may stay as it is where what reads it takes a Secret only; elsewhere a ConfigMap says that nothing in it is secret.',
    ],
  },

  over: ({ credentialCarriers, liveClusters }) => [
    // Of an object in a cluster nobody can tell whether it stands so in Git; what fills values in on the way there is common.
    ...credentialCarriers.filter(({ origin, credentials }) => origin.api === undefined || credentials.length > 0),
    ...liveClusters,
  ],

  judge: {
    liveCluster: () => unseen(gitUntold),

    credentialCarrier(carrier) {
      if (carrier.origin.api !== undefined)
        return [
          fault('plain-in-cluster', ...carrier.credentials.map((one) => pointAt(carrier, one)), {
            credentials: describe(carrier.credentials),
          }),
          unseen(gitUntold),
        ];
      const { kind, inFile, sealed, credentials, plainData } = carrier;
      const copies = describeCopies(carrier);
      const faults = [...Map.groupBy(credentials, ({ form }) => form)].map(([form, found]) =>
        fault(form, ...everywhere(carrier, (copy) => found.map((one) => pointAt(copy, one))), {
          credentials: describe(found),
          copies,
        }),
      );
      if (kind === 'Secret' && !inFile) return [...faults, notApplicable('not-in-a-file', at(carrier))];
      const unrecognised = plainData.length > 0 && credentials.length === 0;
      const advice = unrecognised
        ? [
            fault('config-in-secret', ...everywhere(carrier, (copy) => plainData.map((path) => at(copy, path))), {
              values: plainData.length === 1 ? 'its value' : `its ${plainData.length} values`,
            }),
          ]
        : [];
      return [...faults, ...advice, pass(sealed ? 'sealed' : 'no-credential', at(carrier))];
    },
  },
});

const gitUntold = elsewhere(
  'what stands in Git no cluster shows: assess the folder from which it is deployed',
  'other-repository',
);

/** Points into every file that holds the object: one that is forgotten gives the credential away as before. */
function everywhere(carrier: CredentialCarrier, point: (copy: CredentialCarrier) => readonly Evidence[]): Evidence[] {
  return originsOf(carrier).flatMap((origin) => point({ ...carrier, origin }));
}

/** Where a credential stands, what it is and how long; never what it says. */
function pointAt(carrier: CredentialCarrier, { path, kind, length, line }: Credential): Evidence {
  const value = { credential: kind, length };
  if (path !== '') return at(carrier, path, line === null ? value : { ...value, line });
  // A file that is no manifest has no fields, but lines of its own.
  const { origin } = carrier;
  return at({ ...carrier, origin: { ...origin, line: origin.line + (line ?? 1) - 1 } }, undefined, value);
}

function describeCopies(carrier: CredentialCarrier): string {
  const files = new Set(originsOf(carrier).map(({ file }) => file)).size;
  return files === 1 ? '' : `; it stands so in ${files} files`;
}

function describe(found: readonly Credential[]): string {
  const kinds = [...new Set(found.map(({ kind }) => kind))].toSorted().join(', ');
  return found.length === 1 ? `a credential (${kinds})` : `${found.length} credentials (${kinds})`;
}
