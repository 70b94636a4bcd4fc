import type { CriterionEntry } from '../criterion-entry.ts';

/** The criteria of the chapter `secrets`, in the definition's order. */
export type SecretsCriterionId =
  | 'secrets/secrets-in-git'
  | 'secrets/secret-manager'
  | 'secrets/etcd-encryption'
  | 'secrets/rotation';

/** What the definition asks in the chapter `secrets`. */
export const secretsCriteria: Readonly<Record<SecretsCriterionId, CriterionEntry>> = {
  'secrets/secrets-in-git': {
    title: 'No secrets stored in Git',
    from: '4. Security Baseline > Secrets Management',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target: '0 verified credentials in the current tree and in history since the last rotation',
      },
      'important': {
        level: 'required',
        target: '0 verified credentials in the current tree and in history since the last rotation',
      },
      'best-effort': {
        level: 'required',
        target: '0 verified credentials in the current tree and in history since the last rotation',
      },
    },
    metrics: [
      {
        name: 'verifiedCredentialsInGit',
        unit: 'count',
        op: '<=',
        values: { 'critical': 0, 'important': 0, 'best-effort': 0 },
        origin: 'stated',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'scan of the platform repositories and rendered manifests: Secret objects, high-entropy and provider patterns, verified as not encrypted',
      },
    ],
    period: {
      operation: 'continuous',
      frequency: 'per commit',
      population: 'commits to the platform repositories',
      samplingUnit: 'commit',
    },
  },
  'secrets/secret-manager': {
    title: 'Secrets come from an external or sealed secret manager',
    from: '4. Security Baseline > Secrets Management',
    scope: 'workload',
    tiers: {
      'critical': {
        level: 'required',
        target: '>= 95 % of application secrets synced from a manager or sealed, no literals in env or ConfigMaps',
      },
      'important': { level: 'required', target: '>= 80 %' },
      'best-effort': { level: 'recommended', target: '>= 80 %' },
    },
    metrics: [
      {
        name: 'managedSecretsPercent',
        unit: 'percent',
        op: '>=',
        values: { 'critical': 95, 'important': 80, 'best-effort': null },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'ExternalSecret, SecretStore, SealedSecret, VaultStaticSecret, CSI SecretProviderClass ownership of Secrets; literal credentials in pod env, args and ConfigMaps',
      },
    ],
  },
  'secrets/etcd-encryption': {
    title: 'Secrets encrypted at rest in etcd',
    from: '4. Security Baseline > Secrets Management',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target: 'KMS v2 provider for secrets, identity not first, all objects rewritten with the current key',
      },
      'important': { level: 'required', target: 'aescbc, secretbox or KMS' },
      'best-effort': { level: 'required', target: 'any' },
    },
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: '--encryption-provider-config flag, EncryptionConfiguration file through node evidence, KMS health metrics',
      },
      {
        kind: 'external-report',
        maxAgeDays: 31,
        what: 'cloud API export (EKS encryptionConfig, AKS KMS, GKE databaseEncryption)',
      },
      { kind: 'attestation', maxAgeDays: 365, what: 'provider statement for managed control planes' },
    ],
  },
  'secrets/rotation': {
    title: 'Secrets, keys and certificates rotated',
    from: '4. Security Baseline > Secrets Management',
    scope: 'platform',
    tiers: {
      'critical': {
        level: 'required',
        target: 'automated, age <= 90 d for application secrets, <= 365 d for CA-issued platform keys',
      },
      'important': { level: 'required', target: '<= 180 d' },
      'best-effort': { level: 'required', target: '<= 365 d or documented' },
    },
    metrics: [
      {
        name: 'applicationSecretAgeDays',
        unit: 'days',
        op: '<=',
        values: { 'critical': 90, 'important': 180, 'best-effort': 365 },
        origin: 'proposed',
      },
    ],
    evidence: [
      {
        kind: 'automatic',
        maxAgeDays: 1,
        what: 'refreshInterval and last sync, manager version timestamps, Secret creation and update times, certificate age',
      },
      { kind: 'attestation', maxAgeDays: 365, what: 'rotation procedure with last execution' },
    ],
    period: {
      operation: 'scheduled',
      frequency: 'per rotation interval',
      population: 'secrets, keys and certificates due for rotation',
      samplingUnit: 'secret version',
    },
  },
};
