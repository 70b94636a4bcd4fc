/** The chapters, in the definition's order; the first segment of every criterion's id. */
export const chapterIds = [
  'availability',
  'recovery',
  'compliance',
  'identity',
  'secrets',
  'network',
  'workload',
  'audit',
  'disaster-recovery',
  'support',
  'operations',
  'tiers',
] as const;

/** One of the chapters. */
export type ChapterId = (typeof chapterIds)[number];

/** Criteria that belong together. */
export interface Chapter {
  readonly id: ChapterId;
  readonly title: string;
  /** The headings of the definition that lead to it, joined by ` > `. */
  readonly section: string;
  /** One sentence. */
  readonly summary: string;
}

/** Every chapter with its words. */
export const chapters: Readonly<Record<ChapterId, Chapter>> = {
  'availability': {
    id: 'availability',
    title: 'Availability',
    section: '1. Uptime & Availability Targets',
    summary: 'The platform and its workloads stay up when a pod, a node or a zone goes away.',
  },
  'recovery': {
    id: 'recovery',
    title: 'Recovery objectives',
    section: '2. Recovery Objectives (RTO/RPO)',
    summary: 'After a failure, service is back and data is restored within the time that the tier promises.',
  },
  'compliance': {
    id: 'compliance',
    title: 'Compliance',
    section: '3. Compliance Requirements',
    summary: 'The frameworks that apply are declared, and what they ask of a platform is in place and on record.',
  },
  'identity': {
    id: 'identity',
    title: 'Identity and access',
    section: '4. Security Baseline > Identity & Access Management',
    summary:
      'People and workloads are who they say they are, may do only what they need, and stay in their namespaces.',
  },
  'secrets': {
    id: 'secrets',
    title: 'Secrets',
    section: '4. Security Baseline > Secrets Management',
    summary: 'Credentials are kept out of Git, encrypted where they rest, and replaced before they grow old.',
  },
  'network': {
    id: 'network',
    title: 'Network security',
    section: '4. Security Baseline > Network Security',
    summary: 'Only declared traffic flows, and what flows is encrypted.',
  },
  'workload': {
    id: 'workload',
    title: 'Image and workload security',
    section: '4. Security Baseline > Image & Workload Security',
    summary: 'What runs is scanned, comes from a known source, is confined, and is watched while it runs.',
  },
  'audit': {
    id: 'audit',
    title: 'Audit and policy',
    section: '4. Security Baseline > Audit & Compliance',
    summary: 'What happens on the platform is recorded, its rules are enforced, and both are tested from outside.',
  },
  'disaster-recovery': {
    id: 'disaster-recovery',
    title: 'Disaster recovery',
    section: '5. Disaster Recovery & Backup',
    summary: 'Backups are complete and proven by restores, and people know what to do when a site is lost.',
  },
  'support': {
    id: 'support',
    title: 'Support and skills',
    section: '6. Support & Maintenance',
    summary: 'The tools are maintained and supported, and the team knows how to run them.',
  },
  'operations': {
    id: 'operations',
    title: 'Operations',
    section: '6. Support & Maintenance > Operational Maturity',
    summary: 'The platform is observed, its alerts lead to action, and changes reach it by themselves and on time.',
  },
  'tiers': {
    id: 'tiers',
    title: 'Tiers',
    section: 'Maturity Progression: Not All Systems Are Critical',
    summary: 'Every workload has a tier, which says how much of the definition it must meet.',
  },
};
