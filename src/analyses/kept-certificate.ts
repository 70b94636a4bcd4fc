import type { CertificateHolder, PublicCertificate } from '../estate/certificate-holder.ts';
import type { FactName } from '../estate/facts.ts';
import type { Gap } from '../estate/gap.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { unreadableCertificate } from './unreadable-certificate.ts';
import { ownOf, shownListOf } from './worst-certificates.ts';

/** What is in the Secret in which a controller keeps a certificate, as a cluster shows it. */
export interface KeptCertificate {
  /** null: nothing that holds a certificate was seen there. */
  readonly holder: CertificateHolder | null;
  /** The certificate of the server in it; null where none was seen or can be read. */
  readonly own: PublicCertificate | null;
  /** Whether surely no certificate is there: all Secrets of its namespace were seen. */
  readonly isMissing: boolean;
  /** What was not seen and would show it; null when nothing. */
  readonly hidden: FactName | Gap | null;
}

/** What a controller keeps in the Secret of its certificate; null for what stands in a file, of which others make the Secret. */
export const keptCertificate: Analysis<'managedCertificate', KeptCertificate | null> = defineAnalysis({
  needs: ['certificateHolders'],
  per: 'managedCertificate',
  compute:
    ({ certificateHolders }) =>
    (certificate, vantage): KeptCertificate | null => {
      if (certificate.origin.api === undefined) return null;
      const held = certificateHolders.near(certificate, vantage, certificate.secretName);
      const holder = held.found.find(({ kind, isBare }) => kind === 'Secret' && isBare !== true) ?? null;
      // Of what an API server cannot show at all nothing is a Secret.
      const isHidden = held.gaps.some(({ beyondCluster }) => beyondCluster !== true);
      return {
        holder,
        own: holder && ownIn(holder),
        isMissing: holder === null && !isHidden,
        hidden: holder ? unreadIn(holder) : isHidden ? 'certificateHolders' : null,
      };
    },
});

/** The authority that stands beside it is not the server's. */
function ownIn(holder: CertificateHolder): PublicCertificate | null {
  const own = ownOf(shownListOf(holder));
  return own?.path.includes('ca.crt') ? null : own;
}

function unreadIn(holder: CertificateHolder): Gap | null {
  const path = holder.unreadable.find((one) => one.includes('tls.crt')) ?? holder.unreadable[0];
  return path !== undefined && ownIn(holder) === null ? unreadableCertificate(holder, path) : null;
}
