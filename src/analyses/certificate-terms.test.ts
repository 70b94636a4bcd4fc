import { expect, test } from 'vitest';
import type { CertificateHolder, PublicCertificate } from '../estate/certificate-holder.ts';
import { termsAt } from './certificate-terms.ts';

const now = '2026-11-24T12:00:00Z';

/** One that holds between two days, in the list that stands at a path. */
function holding(subject: string, from: string, until: string, path = 'data.ca.crt'): PublicCertificate {
  const key = { algorithm: 'EC', bits: 256 };
  const [validFrom, validUntil] = [`${from}T12:00:00Z`, `${until}T12:00:00Z`];
  return {
    path,
    subject,
    hostNames: [],
    validFrom,
    validUntil,
    key,
    signature: null,
    authority: true,
    selfSigned: true,
  };
}

const good = holding('good', '2026-01-01', '2036-01-01');
const ended = holding('ended', '2020-01-01', '2021-01-01');
const today = holding('today', '2020-01-01', '2026-11-24');
const soon = holding('soon', '2026-01-01', '2026-12-03');
const future = holding('future', '2035-01-01', '2036-06-01');
const never = holding('never', '2025-01-01', '2024-01-01');

function termsOf(purpose: CertificateHolder['purpose'], certificates: PublicCertificate[], days = 30): string[] {
  const holder: CertificateHolder = {
    noun: 'certificateHolder',
    apiVersion: 'v1',
    kind: 'Secret',
    name: 'web-tls',
    namespace: 'bank',
    places: [''],
    origin: { file: 'a.yaml', line: 1, document: 0, within: [] },
    purpose,
    certificates,
    unreadable: [],
  };
  const { nearest, ...terms } = termsAt(holder, now, days);
  return [
    ...Object.entries(terms).flatMap(([term, of]) => of.map(({ subject }: PublicCertificate) => `${subject} ${term}`)),
    `until ${nearest?.validUntil.slice(0, 4) ?? 'no day'}`,
  ];
}

test.each<[string, string[], string[]]>([
  ['a good one is within its term', termsOf('shown', [good]), ['until 2036']],
  ['one that ended', termsOf('shown', [ended]), ['ended ended', 'until 2021']],
  ['at the second of its end it has ended', termsOf('shown', [today]), ['today ended', 'until 2026']],
  ['one that ends within the days', termsOf('shown', [soon]), ['soon ending', 'until 2026']],
  ['at their very end it does not yet', termsOf('shown', [soon], 9), ['until 2026']],
  ['one that begins later', termsOf('shown', [future]), ['future notBegun', 'until 2036']],
  ['one that never holds is of no term', termsOf('shown', [never]), ['until 2024']],
  [
    'a chain is as good as its worst',
    termsOf('shown', [soon, ended, good]),
    ['ended ended', 'soon ending', 'until 2021'],
  ],
  ['but for its root, which clients know', termsOf('shown', [good, ended]), ['until 2021']],
  ['an ended authority beside a good one', termsOf('trusted', [ended, good]), ['ended endedBesideGood', 'until 2021']],
  ['without a good one all ended', termsOf('trusted', [ended, today]), ['ended ended', 'today ended', 'until 2021']],
  [
    'a good one in another place does not help',
    termsOf('trusted', [ended, { ...good, path: 'data.other.crt' }]),
    ['ended ended', 'until 2021'],
  ],
  ['none', termsOf('trusted', []), ['until no day']],
])('%s', (_name, said, expected) => {
  expect(said).toEqual(expected);
});
