import type { ChapterId } from './chapters.ts';
import { type AuditCriterionId, auditCriteria } from './criteria/audit.ts';
import { type AvailabilityCriterionId, availabilityCriteria } from './criteria/availability.ts';
import { type ComplianceCriterionId, complianceCriteria } from './criteria/compliance.ts';
import { type DisasterRecoveryCriterionId, disasterRecoveryCriteria } from './criteria/disaster-recovery.ts';
import { type IdentityCriterionId, identityCriteria } from './criteria/identity.ts';
import { type NetworkCriterionId, networkCriteria } from './criteria/network.ts';
import { type OperationsCriterionId, operationsCriteria } from './criteria/operations.ts';
import { type RecoveryCriterionId, recoveryCriteria } from './criteria/recovery.ts';
import { type SecretsCriterionId, secretsCriteria } from './criteria/secrets.ts';
import { type SupportCriterionId, supportCriteria } from './criteria/support.ts';
import { type TiersCriterionId, tiersCriteria } from './criteria/tiers.ts';
import { type WorkloadCriterionId, workloadCriteria } from './criteria/workload.ts';
import type { CriterionEntry, Period } from './criterion-entry.ts';

/** The name of one question of the definition, `chapter/question`; never renamed. */
export type CriterionId =
  | AvailabilityCriterionId
  | RecoveryCriterionId
  | ComplianceCriterionId
  | IdentityCriterionId
  | SecretsCriterionId
  | NetworkCriterionId
  | WorkloadCriterionId
  | AuditCriterionId
  | DisasterRecoveryCriterionId
  | SupportCriterionId
  | OperationsCriterionId
  | TiersCriterionId;

/** One question of the definition: what is asked of whom, how strictly in each tier, and what would prove it. */
export interface Criterion extends Required<CriterionEntry> {
  readonly id: CriterionId;
  readonly chapter: ChapterId;
}

const entries: Readonly<Record<CriterionId, CriterionEntry>> = {
  ...availabilityCriteria,
  ...recoveryCriteria,
  ...complianceCriteria,
  ...identityCriteria,
  ...secretsCriteria,
  ...networkCriteria,
  ...workloadCriteria,
  ...auditCriteria,
  ...disasterRecoveryCriteria,
  ...supportCriteria,
  ...operationsCriteria,
  ...tiersCriteria,
};

const everyAssessment: Period = {
  operation: 'continuous',
  frequency: 'every assessment run (default daily)',
  population: 'assessment runs of the period x subjects in scope',
  samplingUnit: 'run x subject',
};

/** The ids of all criteria, in the definition's order. */
export const criterionIds: readonly CriterionId[] = Object.keys(entries) as CriterionId[];

/** All criteria, by id. */
export const criteria: Readonly<Record<CriterionId, Criterion>> = Object.fromEntries(
  criterionIds.map((id) => [id, complete(id)]),
) as Record<CriterionId, Criterion>;

function complete(id: CriterionId): Criterion {
  const chapter = id.slice(0, id.indexOf('/')) as ChapterId;
  return { id, chapter, derived: false, metrics: [], period: everyAssessment, ...entries[id] };
}
