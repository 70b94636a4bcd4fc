import type { ManagedCertificate } from '../estate/managed-certificate.ts';
import { certificateGaps } from './certificate-gaps.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** What else is kept in the Secret of a certificate. */
export interface SecretRivals {
  readonly rivals: readonly ManagedCertificate[];
  /** Whether another one that was not seen may be. */
  readonly mayBeMore: boolean;
}

/** The other certificates of a namespace that are kept in the same Secret. */
export const secretRivals: Analysis<'managedCertificate', SecretRivals> = defineAnalysis({
  needs: ['managedCertificates'],
  per: 'managedCertificate',
  compute:
    ({ managedCertificates }) =>
    ({ name, namespace, places, clusters, secretName }, vantage) => {
      const near = managedCertificates.near({ namespace, places, clusters }, vantage);
      return {
        rivals: near.found.filter((one) => one.secretName === secretName && one.name !== name),
        mayBeMore: certificateGaps(near, [secretName]).length > 0,
      };
    },
});
