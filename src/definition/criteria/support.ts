import type { CriterionEntry } from '../criterion-entry.ts';

/** The criteria of the chapter `support`, in the definition's order. */
export type SupportCriterionId =
  | 'support/maintained-tools'
  | 'support/supported-tools'
  | 'support/mature-tools'
  | 'support/abandoned-tools'
  | 'support/team-expertise'
  | 'support/training'
  | 'support/documentation-culture';

/** What the definition asks in the chapter `support`. */
export const supportCriteria: Readonly<Record<SupportCriterionId, CriterionEntry>> = {
  'support/maintained-tools': {
    title: 'Platform components actively maintained and on a supported version',
    from: '6. Support & Maintenance > Tool Selection Criteria',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target: 'every platform component on a supported release, release <= 365 d, security fixes published',
      },
      'important': {
        level: 'required',
        target: 'every platform component on a supported release, release <= 365 d, security fixes published',
      },
      'best-effort': {
        level: 'recommended',
        target: 'every platform component on a supported release, release <= 365 d, security fixes published',
      },
    },
    metrics: [
      {
        name: 'componentReleaseAgeDays',
        unit: 'days',
        op: '<=',
        values: { 'critical': 365, 'important': 365, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 7,
        what: 'inventory of Helm releases and images joined with a maintained knowledge base of release dates and support windows',
      },
      { kind: 'external-report', maxAgeDays: 31, what: 'version or end-of-life service export' },
    ],
  },
  'support/supported-tools': {
    title: 'Vendor or community support available for every foundational tool',
    from: '6. Support & Maintenance > Tool Selection Criteria',
    scope: 'organisation',
    tiers: {
      'critical': { level: 'required', target: 'contract or active community channel with response data, owner named' },
      'important': { level: 'required', target: 'owner named' },
      'best-effort': { level: 'recommended', target: 'owner named' },
    },
    evidence: [
      {
        kind: 'attestation',
        maxAgeDays: 365,
        what: 'support register: tool, contract or community, response time, owner',
      },
      {
        kind: 'automatic',
        maxAgeDays: 31,
        what: 'knowledge base: issue response time, number of maintainers and organisations',
      },
    ],
    period: {
      operation: 'scheduled',
      frequency: 'annual',
      population: 'support register entries',
      samplingUnit: 'entry',
    },
  },
  'support/mature-tools': {
    title: 'Foundational tools mature (CNCF Graduated or stable)',
    from: '6. Support & Maintenance > Tool Selection Criteria',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target: 'foundational layer only Graduated, Incubating with justification, or vendor GA',
      },
      'important': {
        level: 'required',
        target: 'foundational layer only Graduated, Incubating with justification, or vendor GA',
      },
      'best-effort': {
        level: 'recommended',
        target: 'foundational layer only Graduated, Incubating with justification, or vendor GA',
      },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 31,
        what: 'inventory joined with the CNCF landscape maturity; beta and alpha APIs in use; pre-1.0 versions',
      },
    ],
  },
  'support/abandoned-tools': {
    title: 'No abandoned or archived projects in the platform',
    from: '6. Support & Maintenance > Tool Selection Criteria',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target:
          '0 archived or end-of-life components, last commit <= 183 d or declared complete, deprecated Kubernetes APIs 0',
      },
      'important': {
        level: 'required',
        target:
          '0 archived or end-of-life components, last commit <= 183 d or declared complete, deprecated Kubernetes APIs 0',
      },
      'best-effort': {
        level: 'recommended',
        target:
          '0 archived or end-of-life components, last commit <= 183 d or declared complete, deprecated Kubernetes APIs 0',
      },
    },
    metrics: [
      {
        name: 'archivedOrEolComponents',
        unit: 'count',
        op: '<=',
        values: { 'critical': 0, 'important': 0, 'best-effort': null },
        origin: 'proposed',
      },
      {
        name: 'deprecatedApiObjects',
        unit: 'count',
        op: '<=',
        values: { 'critical': 0, 'important': 0, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 7,
        what: 'inventory joined with archive flags, last commit and issue response; deprecated API use in objects and audit log',
      },
    ],
  },
  'support/team-expertise': {
    title: 'Team has the expertise to run Kubernetes and the tools',
    from: '6. Support & Maintenance > Skill Requirements',
    scope: 'organisation',
    tiers: {
      'critical': {
        level: 'required',
        target: '>= 2 people per critical component, skill matrix <= 365 d, certification or drill evidence',
      },
      'important': { level: 'required', target: '>= 1' },
      'best-effort': { level: 'recommended', target: '>= 1' },
    },
    metrics: [
      {
        name: 'peoplePerCriticalComponent',
        unit: 'count',
        op: '>=',
        values: { 'critical': 2, 'important': 1, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [{ kind: 'attestation', maxAgeDays: 365, what: 'signed skill matrix with backup person per component' }],
    period: { operation: 'scheduled', frequency: 'annual', population: 'platform engineers', samplingUnit: 'person' },
  },
  'support/training': {
    title: 'Ongoing training planned and recorded',
    from: '6. Support & Maintenance > Skill Requirements',
    scope: 'organisation',
    tiers: {
      'critical': { level: 'required', target: 'plan and records <= 365 d for every platform engineer' },
      'important': { level: 'required', target: 'plan and records <= 365 d for every platform engineer' },
      'best-effort': { level: 'recommended', target: 'plan and records <= 365 d for every platform engineer' },
    },
    evidence: [{ kind: 'attestation', maxAgeDays: 365, what: 'signed training plan and attendance record' }],
    period: { operation: 'scheduled', frequency: 'annual', population: 'platform engineers', samplingUnit: 'person' },
  },
  'support/documentation-culture': {
    title: 'Documentation culture: owners, reviews, freshness',
    from: '6. Support & Maintenance > Skill Requirements',
    scope: 'organisation',
    tiers: {
      'critical': {
        level: 'required',
        target: 'every platform document has an owner and a review <= 365 d, >= 95 % fresh',
      },
      'important': { level: 'required', target: '>= 80 %' },
      'best-effort': { level: 'recommended', target: '>= 80 %' },
    },
    metrics: [
      {
        name: 'freshDocumentsPercent',
        unit: 'percent',
        op: '>=',
        values: { 'critical': 95, 'important': 80, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 31,
        what: 'documentation files in Git: owner, last review, broken links, references to objects that no longer exist',
      },
    ],
  },
};
