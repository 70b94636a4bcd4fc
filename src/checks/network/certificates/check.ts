import { termsAt } from '../../../analyses/certificate-terms.ts';
import { renewalFault } from '../../../analyses/renewal-fault.ts';
import type { CertificateHolder, PublicCertificate } from '../../../estate/certificate-holder.ts';
import { elsewhere, gap, notSeenToRun } from '../../../estate/gap.ts';
import { namesHost } from '../../../estate/host-name.ts';
import { asItRuns } from '../../as-it-runs.ts';
import { at, type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';
import { certificateWords } from './certificate-words.ts';

const dayMs = 24 * 60 * 60 * 1000;

export const certificates: Check = defineCheck({
  answers: 'network/certificates',
  title: 'Certificates',
  question: 'Is every certificate valid, for its hosts, strong, and renewed before it ends?',
  why: 'The minute a certificate ends, every client turns away: a shop is closed, a webhook refuses every pod, and nobody changed anything.',
  fix: 'Let a controller make and renew the certificate (a Certificate of cert-manager, or the injection of its bundle), and take it out of the file if it stands in one.',
  needs: [
    'certificateHolders',
    'managedCertificates',
    'shownHosts',
    'certificateFlaws',
    'secretRivals',
    'keptCertificate',
  ],
  targets: ['daysToNearestUnrenewedExpiry'],
  reasons: certificateWords,

  over: ({ certificateHolders: holders, managedCertificates: managed }) => [...holders, ...managed],

  judge: {
    certificateHolder(holder, { shownHosts: shown, certificateFlaws: flaws }, { values, collectedAt }) {
      const { hosts, entrances, managedBy, hidden } = shown;
      const isLive = holder.origin.api !== undefined;
      // What lies in a Secret of a cluster is what is shown, whoever put it there; what stands in a file is not.
      if (managedBy && !isLive) return notApplicable('replaced', managedBy, { by: managedBy.name });
      if (hidden === 'managedCertificates' && !isLive) return unseen(hidden);
      const terms = termsAt(holder, collectedAt, values.daysToNearestUnrenewedExpiry ?? 0);
      const { own, before } = flaws;
      const names = own?.hostNames ?? [];
      const missed = hosts.filter((host) => !namesHost(names, host));

      const faults = [
        ...terms.ended.map((one) =>
          fault(isLive && isTrusted(holder, own, one) ? 'authority-expired' : 'expired', untilOf(one), dated(one)),
        ),
        ...terms.ending.map((one) => fault(isLive ? 'not-renewed' : 'expires-soon', untilOf(one), dated(one))),
        ...flaws.neverHolding.map((one) =>
          fault('never-valid', untilOf(one), { ...dated(one), from: day(one.validFrom) }),
        ),
        ...terms.notBegun.map(({ path, subject, validFrom }) =>
          fault('not-yet-valid', here(path, validFrom), { name: subject, date: day(validFrom) }),
        ),
        ...(own && before
          ? [fault('own-not-first', here(own.path), { authority: before.subject, name: own.subject })]
          : []),
        ...(own && names.length > 0 && missed.length > 0
          ? [fault('for-other-hosts', here(own.path, names), ...entrances, { hosts: missed.join(', ') })]
          : []),
        ...(own && names.length === 0 && hosts.length > 0
          ? [fault('names-no-host', here(own.path, own.subject), { name: own.subject })]
          : []),
        ...flaws.weak.map(({ path, subject, key }) =>
          fault('weak-key', here(path), { name: subject, key: `${key.algorithm} of ${key.bits} bits` }),
        ),
        ...flaws.forgeable.map(({ path, subject, signature }) =>
          fault('weak-signature', here(path), { name: subject, signature: signature ?? '' }),
        ),
        ...terms.endedBesideGood.map((one) => fault('expired-in-bundle', untilOf(one), dated(one))),
      ];
      if (flaws.unreadable.length > 0) return [...faults, ...flaws.unreadable.map((one) => unseen(one))];
      if (hidden === 'managedCertificates') return [...faults, unseen(hidden)];
      const [open] = terms.maybeRenewed;
      // Whether it will be renewed in time its Certificate tells.
      if (open && managedBy) return [...faults, notApplicable('replaced', managedBy, { by: managedBy.name })];
      if (open) return [...faults, unseen(elsewhere(renewalUntold(dated(open)), 'running-platform'))];
      if (hidden !== null || terms.nearest === null) return [...faults, unseen(hidden ?? 'certificateHolders')];
      return [...faults, pass('valid', untilOf(terms.nearest), { date: day(terms.nearest.validUntil) })];
    },

    managedCertificate(certificate, { secretRivals: { rivals, mayBeMore }, keptCertificate: kept }, { collectedAt }) {
      const { name, secretName, durationMs, renewBeforeMs, running } = certificate;
      const declared = notSeenToRun(`the renewal of Certificate/${name} (\`kubectl get certificates -A\` shows it)`);
      const works = asItRuns(certificate, declared, { works: 'ready', fails: 'not-ready' });
      const refuted = renewalFault(certificate, kept, collectedAt);
      const isLate = durationMs > 28 * dayMs && renewBeforeMs < 7 * dayMs;
      return [
        ...rivals.map((other) =>
          fault('secret-of-two', here('spec.secretName', secretName), other, { other: other.name, secret: secretName }),
        ),
        ...(isLate
          ? [fault('renewed-late', here('spec.renewBefore'), { days: Math.floor(renewBeforeMs / dayMs) })]
          : []),
        ...(mayBeMore && running !== undefined ? [unseen('managedCertificates')] : []),
        ...(refuted === null
          ? []
          : [
              fault(
                refuted.endedAt === null ? 'secret-missing' : 'renewal-missed',
                at(refuted.where, refuted.path, refuted.value),
                { says: refuted.says },
              ),
            ]),
        ...(works.says === 'pass' && (refuted !== null || kept?.hidden)
          ? [unseen(kept?.hidden ?? gap('not-collected', whatItSaid))]
          : [
              works.says === 'unseen'
                ? works
                : { ...works, numbers: { ...works.numbers, secret: secretName, says: running?.says ?? '' } },
            ]),
      ];
    },
  },
});

/** Whether others are checked by it, and nobody shows it: its owner renews it. */
function isTrusted({ purpose }: CertificateHolder, own: PublicCertificate | null, one: PublicCertificate): boolean {
  if (one === own) return false;
  return purpose === 'trusted' ? !one.path.includes('tls.crt') : one.path.includes('ca.crt');
}

const whatItSaid = 'what its controller said last is not so any more, and nothing newer is told';

function renewalUntold({ name, date }: ReturnType<typeof dated>): string {
  return `the certificate for ${name} ends on ${date}, and what renews it is not seen: a controller that does has still time, and without one it ends`;
}

function untilOf(one: PublicCertificate) {
  return here(one.path, `valid until ${one.validUntil}`);
}

function dated({ subject, validUntil }: PublicCertificate) {
  return { name: subject, date: day(validUntil) };
}

function day(instant: string): string {
  return instant.slice(0, 10);
}
