import { notSeenToRun } from '../../../estate/gap.ts';
import { shownBy } from '../../../estate/shown-by.ts';
import { type Check, defineCheck, fault, here, unseen } from '../../define-check.ts';

export const rotation: Check = defineCheck({
  answers: 'secrets/rotation',
  title: 'Rotation',
  question: 'Does what is replaced at its source reach the platform, in time and by itself?',
  why: 'A credential that leaked stays good until it is replaced everywhere; a certificate or key that lives for years is as good as stolen in the end.',
  fix: 'Let the secret be fetched every hour or so, and give certificates a duration of 90 days and a new key at each renewal.',
  needs: ['managedSecrets', 'managedCertificates'],
  targets: ['applicationSecretAgeDays'],
  reasons: {
    'never-fetched-again': [
      'PPa',
      'it is fetched once, so a value that is replaced in the store never arrives',
      'Set a refreshInterval, such as 1h, and no refreshPolicy other than Periodic, the default.',
    ],
    'fetched-too-rarely': ['PPa', 'it is fetched every {days} days, and has to be replaced every {most}'],
    'certificate-lives-too-long': [
      'PPa',
      'the certificate is valid for {days} days, and has to be replaced every {most}',
    ],
    'key-stays': ['Paa', 'renewals keep its private key', 'Set spec.privateKey.rotationPolicy: Always.'],
  },

  // What is sealed, or mounted, says nothing about when it is replaced; an authority outlives what it signs.
  over: ({ managedSecrets, managedCertificates }) => [
    ...managedSecrets.filter(({ form }) => form === 'synced'),
    ...managedCertificates.filter(({ authority }) => !authority),
  ],

  judge: {
    managedSecret(secret, _known, { values }) {
      const { refreshMs, refreshAt } = secret;
      const most = values.applicationSecretAgeDays ?? Number.POSITIVE_INFINITY;
      const days = (refreshMs ?? 0) / day;
      return [
        ...(refreshMs === 0 ? [fault('never-fetched-again', here(refreshAt))] : []),
        ...(days > most ? [fault('fetched-too-rarely', here(refreshAt), { days: Math.round(days), most })] : []),
        unseen(notSeenToRun('rotation of this secret', shownBy(secret))),
      ];
    },

    managedCertificate(certificate) {
      const { durationMs, renewsKey } = certificate;
      const days = durationMs / day;
      return [
        ...(days > longest
          ? [fault('certificate-lives-too-long', here('spec.duration'), { days: Math.round(days), most: longest })]
          : []),
        ...(renewsKey === false ? [fault('key-stays', here('spec.privateKey.rotationPolicy', 'Never'))] : []),
        unseen(notSeenToRun('renewal of this certificate', shownBy(certificate))),
      ];
    },
  },
});

const day = 24 * 60 * 60 * 1000;

/** How long a key that the platform's own authorities sign may live, in days, whatever the tier: the definition says so. A leap year is a year. */
const longest = 366;
