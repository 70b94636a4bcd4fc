import type { ManagedCertificate } from '../estate/managed-certificate.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** The other certificates of a namespace that are kept in the same Secret. */
export const secretRivals: Analysis<'managedCertificate', readonly ManagedCertificate[]> = defineAnalysis({
  needs: ['managedCertificates'],
  per: 'managedCertificate',
  compute:
    ({ managedCertificates }) =>
    ({ name, namespace, places, secretName }, vantage) =>
      managedCertificates
        .near({ namespace, places }, vantage)
        .found.filter((one) => one.secretName === secretName && one.name !== name),
});
