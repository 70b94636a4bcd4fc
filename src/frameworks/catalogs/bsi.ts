import type { Control } from '../control.ts';

/** The controls of BSI IT-Grundschutz APP.4.4, in its own order; titles are short and in our own words. */
export const bsiCatalog: readonly Control[] = [
  { id: 'A1', kind: 'mixed', title: 'Planning separation of applications' },
  { id: 'A2', kind: 'mixed', title: 'Planning automation with CI/CD' },
  { id: 'A3', kind: 'technical', title: 'Identity and access management' },
  { id: 'A4', kind: 'technical', title: 'Separation of pods' },
  { id: 'A5', kind: 'technical', title: 'Backup in the cluster' },
  { id: 'A6', kind: 'mixed', title: 'Initialisation of pods' },
  { id: 'A7', kind: 'technical', title: 'Separation of networks' },
  { id: 'A8', kind: 'mixed', title: 'Securing configuration files' },
  { id: 'A9', kind: 'technical', title: 'Use of service accounts' },
  { id: 'A10', kind: 'mixed', title: 'Securing automation processes' },
  { id: 'A11', kind: 'technical', title: 'Container monitoring (health checks)' },
  { id: 'A12', kind: 'mixed', title: 'Securing infrastructure applications' },
  { id: 'A13', kind: 'technical', title: 'Automated configuration auditing' },
  { id: 'A14', kind: 'mixed', title: 'Dedicated nodes' },
  { id: 'A15', kind: 'mixed', title: 'Separation at node and cluster level' },
  { id: 'A16', kind: 'mixed', title: 'Use of operators' },
  { id: 'A17', kind: 'mixed', title: 'Attestation of nodes' },
  { id: 'A18', kind: 'technical', title: 'Micro-segmentation' },
  { id: 'A19', kind: 'technical', title: 'High availability of Kubernetes' },
  { id: 'A20', kind: 'technical', title: 'Encrypted data storage for pods' },
  { id: 'A21', kind: 'mixed', title: 'Regular restart of pods' },
];
