import { endOf, isForgeable, isWeak, neverHolds, ownOf, worstOf } from '../../../analyses/worst-certificates.ts';
import type { CertificateHolder, PublicCertificate } from '../../../estate/certificate-holder.ts';
import { gap, notSeenToRun, supplied } from '../../../estate/gap.ts';
import { namesHost } from '../../../estate/host-name.ts';
import { parseInstant } from '../../../estate/instant.ts';
import { type Check, defineCheck, fault, here, notApplicable, pass, unseen } from '../../define-check.ts';

const dayMs = 24 * 60 * 60 * 1000;

export const certificates: Check = defineCheck({
  answers: 'network/certificates',
  title: 'Certificates',
  question: 'Is every certificate valid, for its hosts, strong, and renewed before it ends?',
  why: 'The minute a certificate ends, every client turns away: a shop is closed, a webhook refuses every pod, and nobody changed anything.',
  fix: 'Let a controller make and renew the certificate (a Certificate of cert-manager, or the injection of its bundle), and take it out of the file.',
  needs: ['certificateHolders', 'managedCertificates', 'shownHosts', 'secretRivals'],
  targets: ['daysToNearestUnrenewedExpiry'],
  reasons: {
    'valid': 'it is valid until {date}',
    'replaced': 'the controller of {by} keeps its own certificate in this Secret',
    'expired': ['FFF', 'the certificate for {name} ended on {date}'],
    'expires-soon': ['FFa', 'the certificate for {name} ends on {date}, and what stands in a file nobody renews'],
    'not-yet-valid': ['FFa', 'the certificate for {name} is valid only from {date}', 'Use one that is valid today.'],
    'never-valid': [
      'FFF',
      'the certificate for {name} ends on {date}, before it begins on {from}, so no client ever takes it',
      'Have it made anew.',
    ],
    'own-not-first': [
      'FFF',
      'its first certificate is that of the authority {authority}, and its key belongs to the one for {name}, so a server does not start with it',
      'Put the server’s own certificate first, then the authority that signed it.',
    ],
    'for-other-hosts': [
      'FFF',
      'it is shown for {hosts}, and is not for that host, so clients refuse it',
      'Use a certificate that names the host among its subject alternative names.',
    ],
    'names-no-host': [
      'PPa',
      'the certificate for {name} names no host but by its common name, which clients no longer read',
      'Use a certificate that names its hosts among its subject alternative names.',
    ],
    'weak-key': [
      'FFP',
      'the key of the certificate for {name} is {key}, which can be broken',
      'Use RSA of 2048 bits or more, or ECDSA with P-256.',
    ],
    'weak-signature': [
      'FFP',
      'the certificate for {name} is signed with {signature}, which can be forged',
      'Use one that is signed with SHA-256.',
    ],
    'expired-in-bundle': [
      'aaa',
      'of the authorities that it trusts, the one of {name} ended on {date}',
      'Take the ended authority out of the bundle.',
    ],
    'secret-of-two': [
      'FFa',
      'another certificate, {other}, is kept in the Secret {secret} too, and each overwrites the other, or neither is issued',
      'Give each Certificate a Secret of its own.',
    ],
    'renewed-late': [
      'aaa',
      'it is renewed {days} days before its end: when that fails there is little time to notice',
      'Renew it two weeks or more before its end (renewBefore).',
    ],
  },

  over: ({ certificateHolders: holders, managedCertificates: managed }) => [...holders, ...managed],

  judge: {
    certificateHolder(holder, { shownHosts: { hosts, entrances, managedBy, hidden } }, { values, collectedAt }) {
      if (managedBy) return notApplicable('replaced', managedBy, { by: managedBy.name });
      if (hidden === 'managedCertificates') return unseen(hidden);
      const now = parseInstant(collectedAt) ?? 0;
      const soon = now + (values.daysToNearestUnrenewedExpiry ?? 0) * dayMs;
      const ended = (one: PublicCertificate): boolean => endOf(one) <= now && !neverHolds(one);
      const lists = [...Map.groupBy(holder.certificates, ({ path }) => path).values()];
      const worst = (is: (one: PublicCertificate) => boolean): PublicCertificate[] =>
        lists.flatMap((list) => worstOf(list, holder.purpose, is));
      const { own: leaf, isFirst } = ownOf(holder.purpose === 'shown' ? (lists[0] ?? []) : []);
      const missed = leaf && leaf.hostNames.length > 0 ? hosts.filter((host) => !namesHost(leaf.hostNames, host)) : [];

      const faults = [
        ...worst(ended).map((one) => fault('expired', untilOf(one), dated(one))),
        ...worst((one) => !ended(one) && endOf(one) < soon && !neverHolds(one)).map((one) =>
          fault('expires-soon', untilOf(one), dated(one)),
        ),
        ...worst(neverHolds).map((one) =>
          fault('never-valid', untilOf(one), { ...dated(one), from: day(one.validFrom) }),
        ),
        ...worst((one) => (parseInstant(one.validFrom) ?? 0) > now && !neverHolds(one)).map((one) =>
          fault('not-yet-valid', here(one.path, one.validFrom), { name: one.subject, date: day(one.validFrom) }),
        ),
        ...(leaf && !isFirst
          ? [fault('own-not-first', here(leaf.path), { authority: lists[0]?.[0]?.subject ?? '', name: leaf.subject })]
          : []),
        ...(leaf && missed.length > 0
          ? [fault('for-other-hosts', here(leaf.path, leaf.hostNames), ...entrances, { hosts: missed.join(', ') })]
          : []),
        ...(leaf && leaf.hostNames.length === 0 && hosts.length > 0
          ? [fault('names-no-host', here(leaf.path, leaf.subject), { name: leaf.subject })]
          : []),
        ...worst(isWeak).map((one) =>
          fault('weak-key', here(one.path), { name: one.subject, key: `${one.key.algorithm} of ${one.key.bits} bits` }),
        ),
        ...worst((one) => isForgeable(one, holder.purpose)).map((one) =>
          fault('weak-signature', here(one.path), { name: one.subject, signature: one.signature ?? '' }),
        ),
        ...lists
          .filter((list) => holder.purpose === 'trusted' && !list.every(ended))
          .flatMap((list) => list.filter(ended).map((one) => fault('expired-in-bundle', untilOf(one), dated(one)))),
      ];
      const unreadable = holder.unreadable.map((path) => unseen(noCertificate(holder, path)));
      if (unreadable.length > 0) return [...faults, ...unreadable];
      if (hidden !== null) return [...faults, unseen(hidden)];
      const first = holder.certificates.toSorted((a, b) => endOf(a) - endOf(b))[0] as PublicCertificate;
      return [...faults, pass('valid', untilOf(first), { date: day(first.validUntil) })];
    },

    managedCertificate({ name, secretName, durationMs, renewBeforeMs }, { secretRivals }) {
      const isLate = durationMs > 28 * dayMs && renewBeforeMs < 7 * dayMs;
      return [
        ...secretRivals.map((other) =>
          fault('secret-of-two', here('spec.secretName', secretName), other, { other: other.name, secret: secretName }),
        ),
        ...(isLate
          ? [fault('renewed-late', here('spec.renewBefore'), { days: Math.floor(renewBeforeMs / dayMs) })]
          : []),
        unseen(notSeenToRun(`the renewal of Certificate/${name} (\`kubectl get certificates -A\` shows it)`)),
      ];
    },
  },
});

function untilOf(one: PublicCertificate) {
  return here(one.path, `valid until ${one.validUntil}`);
}

function dated({ subject, validUntil }: PublicCertificate) {
  return { name: subject, date: day(validUntil) };
}

function day(instant: string): string {
  return instant.slice(0, 10);
}

function noCertificate({ kind, name }: CertificateHolder, path: string) {
  return supplied(
    gap('malformed', `${kind}/${name}: ${path} holds no certificate that can be read`),
    'corrected-manifest',
  );
}
