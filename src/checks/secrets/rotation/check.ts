import { elsewhere, notSeenToRun } from '../../../estate/gap.ts';
import { parseInstant } from '../../../estate/instant.ts';
import type { ManagedCertificate } from '../../../estate/managed-certificate.ts';
import type { ManagedSecret } from '../../../estate/managed-secret.ts';
import { shownBy } from '../../../estate/shown-by.ts';
import { asItRuns } from '../../as-it-runs.ts';
import { type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';

export const rotation: Check = defineCheck({
  answers: 'secrets/rotation',
  title: 'Rotation',
  question: 'Does what is replaced at its source reach the platform, in time and by itself?',
  why: 'A credential that leaked stays good until it is replaced everywhere; a certificate or key that lives for years is as good as stolen in the end.',
  fix: 'Let the secret be fetched every hour or so, and give certificates a duration of 90 days and a new key at each renewal.',
  needs: ['managedSecrets', 'managedCertificates', 'liveClusters', 'clusterGuards'],
  targets: ['applicationSecretAgeDays'],
  reasons: {
    'fetched': 'it was last fetched at {at}, and is every {hours} h',
    'renewed': 'its controller keeps a valid certificate: {says}',
    'judged-apart': 'what is replaced by itself in this cluster is judged by itself',
    'not-fetched': [
      'PPa',
      'it was last fetched at {at}, and should be every {hours} h',
      'Its conditions and events (kubectl describe), and the log of its controller, say why.',
    ],
    'not-renewed': [
      'PPa',
      'its controller keeps no valid certificate: {says}',
      'Its conditions and events (kubectl describe) say what the issuer answers.',
    ],
    'never-fetched-again': [
      'PPa',
      'it is fetched {when}, so a value that is replaced in the store never arrives by itself',
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
  over: ({ managedSecrets, managedCertificates, liveClusters }) => [
    ...liveClusters,
    ...managedSecrets.filter(({ form }) => form === 'synced'),
    ...managedCertificates.filter(({ authority }) => !authority),
  ],

  judge: {
    liveCluster: (_cluster, { clusterGuards: { managedSecrets, hidden } }) =>
      managedSecrets ? notApplicable('judged-apart') : unseen(hidden.managedSecrets ?? nobodyReplaces),

    managedSecret(secret, _known, { values, collectedAt }) {
      const { refreshMs, refreshAt } = secret;
      const most = values.applicationSecretAgeDays ?? Number.POSITIVE_INFINITY;
      const days = (refreshMs ?? 0) / day;
      return [
        ...(refreshMs === 0
          ? [
              fault('never-fetched-again', here(refreshAt), {
                when: secret.onChange ? 'only when the object itself changes' : 'once',
              }),
            ]
          : []),
        ...(days > most ? [fault('fetched-too-rarely', here(refreshAt), { days: Math.round(days), most })] : []),
        ...fetches(secret, collectedAt),
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
        ...renews(certificate),
      ];
    },
  },
});

/** Twice its interval late and it is not fetched any more, whatever its last state says. */
function fetches(secret: ManagedSecret, now: string) {
  const { running, refreshMs } = secret;
  const declared = unseen(notSeenToRun('rotation of this secret', shownBy(secret)));
  const last = running?.lastDone ?? null;
  const [at, since] = [parseInstant(now), last === null ? null : parseInstant(last)];
  if (last === null || at === null || since === null || !refreshMs) return [declared];
  const said = { at: last, hours: Math.round(refreshMs / hour) || Number((refreshMs / hour).toFixed(2)) };
  if (at - since > 2 * refreshMs + hour / 6)
    return [fault('not-fetched', here('status.refreshTime', last), said), declared];
  return [running?.works === true ? pass('fetched', here('status.refreshTime', last), said) : declared];
}

function renews(certificate: ManagedCertificate) {
  const declared = notSeenToRun('renewal of this certificate', shownBy(certificate));
  const works = asItRuns(certificate, declared, { works: 'renewed', fails: 'not-renewed' });
  return works.says === 'fault' ? [works, unseen(declared)] : [works];
}

const nobodyReplaces = elsewhere(
  'nothing that this version knows was seen in this cluster that fetches secrets anew; how they are replaced, only whoever keeps them knows',
  'running-platform',
);
const hour = 60 * 60 * 1000;
const day = 24 * 60 * 60 * 1000;

/** How long a key that the platform's own authorities sign may live, in days, whatever the tier: the definition says so. A leap year is a year. */
const longest = 366;
