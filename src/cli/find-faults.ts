import type { Finding } from '../assessment/assessment.ts';
import type { Evidence, Subject } from '../checks/define-check.ts';
import { type Ground, layGround } from '../assessment/ground.ts';
import type { ReadTexts } from '../collect/manifests/locate-evidence.ts';
import { matchesGlob } from '../estate/glob.ts';
import type { Fault } from '../remedy/fault.ts';
import { assessInput } from './assess-input.ts';
import type { TypedInputOptions } from './input-options.ts';

/** Which findings are looked for; what is empty limits nothing. */
export interface Wanted {
  readonly criteria: readonly string[];
  readonly reasons: readonly string[];
  /** Names or globs. */
  readonly namespaces: readonly string[];
  readonly tiers: readonly string[];
}

/** What fails of what was read, and what patches are made with. */
export interface Faults {
  /** Each once, whatever the tiers that it fails for. */
  readonly faults: readonly Fault[];
  readonly ground: Ground;
  readonly texts: ReadTexts;
}

/** Reads files and folders, judges them and finds what fails, wholly or in part; what an exception accepts is left alone. UserError as of readInput. */
export async function findFaults(
  paths: readonly string[],
  options: Omit<TypedInputOptions, 'namespace'>,
  wanted: Wanted,
): Promise<Faults> {
  // Two objects of one identity in one folder share their fingerprints: both are patched.
  const told = new Map<string, Map<Subject, readonly Evidence[]>>();
  const { assessment, estate, policy, texts } = await assessInput(paths, options, {
    onFinding({ fingerprint, verdict }, subject, evidence) {
      if (!isFailing(verdict)) return;
      const subjects = told.get(fingerprint) ?? new Map<Subject, readonly Evidence[]>();
      told.set(fingerprint, subjects.set(subject, evidence));
    },
  });
  const failing = assessment.findings.filter((one) => isWanted(one, wanted));
  const faults = [...Map.groupBy(failing, ({ fingerprint }) => fingerprint)].flatMap(
    ([fingerprint, findings]): Fault[] => {
      const [finding] = findings;
      const tiers = findings.map(({ tier }) => tier);
      if (!finding) return [];
      return [...(told.get(fingerprint) ?? [])].map(([subject, evidence]) => ({ finding, tiers, subject, evidence }));
    },
  );
  return { faults, ground: layGround(estate, policy), texts };
}

function isWanted({ verdict, criterion, reason, tier, subject, exception }: Finding, wanted: Wanted): boolean {
  const isIn = (list: readonly string[], value: string): boolean => list.length === 0 || list.includes(value);
  return (
    isFailing(verdict) &&
    exception === null &&
    isIn(wanted.criteria, criterion) &&
    isIn(wanted.reasons, reason) &&
    isIn(wanted.tiers, tier) &&
    (wanted.namespaces.length === 0 || wanted.namespaces.some((one) => matchesGlob(one, subject.namespace)))
  );
}

function isFailing(verdict: Finding['verdict']): boolean {
  return verdict === 'fail' || verdict === 'partial';
}
