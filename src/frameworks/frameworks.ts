/** The frameworks that criteria are mapped to; the policy file's `frameworks` takes these names. */
export const frameworkIds = [
  'iso27001',
  'soc2',
  'gdpr',
  'hipaa',
  'pci',
  'nist80053',
  'fedramp20x',
  'cis',
  'dora',
  'nis2',
  'bsi',
] as const;

/** One of these frameworks. */
export type FrameworkId = (typeof frameworkIds)[number];

/** A standard, a law or a benchmark, in the version whose control numbers are used. */
export interface Framework {
  readonly id: FrameworkId;
  readonly name: string;
  readonly version: string;
  readonly publisher: string;
  /** Which of its controls are counted, where these are not all; null where all are. */
  readonly selection: string | null;
}

/** All frameworks, by id. */
export const frameworks: Readonly<Record<FrameworkId, Framework>> = {
  iso27001: {
    id: 'iso27001',
    name: 'ISO/IEC 27001:2022 Annex A',
    version: '2022',
    publisher: 'ISO/IEC',
    selection: null,
  },
  soc2: {
    id: 'soc2',
    name: 'SOC 2 Trust Services Criteria',
    version: '2017 with revised points of focus 2022',
    publisher: 'AICPA',
    selection: null,
  },
  gdpr: {
    id: 'gdpr',
    name: 'General Data Protection Regulation',
    version: '(EU) 2016/679',
    publisher: 'European Union',
    selection: 'the provisions that put a technical or organisational duty on a platform or its operator',
  },
  hipaa: {
    id: 'hipaa',
    name: 'HIPAA Security Rule',
    version: '45 CFR 164.306-316',
    publisher: 'US HHS',
    selection: null,
  },
  pci: {
    id: 'pci',
    name: 'PCI DSS',
    version: '4.0.1',
    publisher: 'PCI SSC',
    selection: 'the requirements of the defined approach with appendix A1, without the supplemental A2 and A3',
  },
  nist80053: {
    id: 'nist80053',
    name: 'NIST SP 800-53 with FedRAMP baselines',
    version: 'Rev. 5.1.1; FedRAMP Rev 5 baselines (323 Moderate, 410 High)',
    publisher: 'NIST, GSA',
    selection: 'the controls of the FedRAMP and NIST baselines',
  },
  fedramp20x: {
    id: 'fedramp20x',
    name: 'FedRAMP 20x Key Security Indicators',
    version: '0.9.43-beta (2026-04-08)',
    publisher: 'GSA FedRAMP',
    selection: null,
  },
  cis: {
    id: 'cis',
    name: 'CIS Kubernetes Benchmark',
    version: '1.12 (Kubernetes 1.32-1.34); numbering identical in 2.0.1',
    publisher: 'CIS',
    selection: null,
  },
  dora: {
    id: 'dora',
    name: 'Digital Operational Resilience Act',
    version: '(EU) 2022/2554 (Art.) and RTS on ICT risk management (EU) 2024/1774 (RTS.)',
    publisher: 'European Union',
    selection: 'the provisions for financial entities, without the chapters on oversight and authorities',
  },
  nis2: {
    id: 'nis2',
    name: 'NIS2 Directive',
    version: '(EU) 2022/2555 Art. 21, 23 and Implementing Regulation (EU) 2024/2690 annex (IR.)',
    publisher: 'European Union',
    selection: 'Articles 21 and 23 and the annex of the implementing regulation',
  },
  bsi: {
    id: 'bsi',
    name: 'BSI IT-Grundschutz APP.4.4 Kubernetes',
    version: '2022',
    publisher: 'BSI (Germany)',
    selection: 'the requirements of the module APP.4.4',
  },
};
