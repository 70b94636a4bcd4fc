import type { ReasonWords } from '../../define-check.ts';

/**
 * What is said of certificates: the words and weights alone. What turns every client away fails, what could be broken or ends soon fails where the
 * tier asks for it, and what only narrows the time to notice is advice.
 */
export const certificateWords = {
  'valid': 'it is valid until {date}',
  'ready': 'its controller keeps a valid certificate in Secret {secret}: {says}',
  'replaced': 'the controller of {by} keeps its own certificate in this Secret',
  'expired': [
    'FFF',
    'the certificate for {name} ended on {date}',
    'Let a controller make and renew the certificate (a Certificate of cert-manager, or the injection of its bundle); where one is to do so already, see whether it runs and what its log says. What stands in a file is taken out of it.',
  ],
  'authority-expired': [
    'FFF',
    'the authority {name}, by which others are checked, ended on {date}',
    'Whoever owns the authority renews it: get its new certificate, put it here, and have issued anew what the old one signed.',
  ],
  'renewal-missed': [
    'FFF',
    'its controller has not renewed it: {says}',
    'See whether its controller runs, and what its log and the CertificateRequest of this Certificate say.',
  ],
  'secret-missing': [
    'FFP',
    'its controller keeps no certificate for it: {says}',
    'See whether its controller runs: one that does makes the Secret anew within minutes.',
  ],
  'expires-soon': ['FFa', 'the certificate for {name} ends on {date}, and what stands in a file nobody renews'],
  'not-renewed': [
    'FFa',
    'the certificate for {name} ends on {date}, less than a tenth of its time is left, and nothing has renewed it',
    'Find out what is to renew it, and why it did not; if nothing is, have a controller make it.',
  ],
  'not-ready': [
    'FFP',
    'its controller has no valid certificate for it in Secret {secret}: {says}',
    'Run `kubectl describe certificate`, and look at its CertificateRequest, Order and Challenge: they say what the issuer refuses.',
  ],
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
} as const satisfies Readonly<Record<string, ReasonWords>>;
