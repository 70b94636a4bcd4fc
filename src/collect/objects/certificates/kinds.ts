import type { KindLine } from '../kind-line.ts';
import {
  readApiServiceCertificates,
  readConfigMapCertificates,
  readConversionCertificates,
  readRouteCertificates,
  readSecretCertificates,
  readWebhookCertificates,
} from './certificate-holder.ts';
import { readManagedCertificate } from './managed-certificate.ts';

/** Which facts are made of objects of this room. */
export const certificatesKinds: readonly KindLine[] = [
  { fact: 'certificateHolders', read: readSecretCertificates, of: ['/Secret'] },
  { fact: 'certificateHolders', read: readConfigMapCertificates, of: ['/ConfigMap'] },
  {
    fact: 'certificateHolders',
    read: readWebhookCertificates,
    of: [
      'admissionregistration.k8s.io/MutatingWebhookConfiguration',
      'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
    ],
  },
  { fact: 'certificateHolders', read: readApiServiceCertificates, of: ['apiregistration.k8s.io/APIService'] },
  {
    fact: 'certificateHolders',
    read: readConversionCertificates,
    of: ['apiextensions.k8s.io/CustomResourceDefinition'],
  },
  { fact: 'certificateHolders', read: readRouteCertificates, of: ['route.openshift.io/Route'] },
  { fact: 'managedCertificates', read: readManagedCertificate, of: ['cert-manager.io/Certificate'] },
];
