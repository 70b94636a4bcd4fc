import type { Finding } from '../assessment/assessment.ts';
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
  const told = new Map<string, Pick<Fault, 'subject' | 'evidence'>>();
  const { assessment, estate, policy, texts } = await assessInput(paths, options, {
    onFinding: ({ fingerprint }, subject, evidence) => told.set(fingerprint, { subject, evidence }),
  });
  const failing = assessment.findings.filter((one) => isWanted(one, wanted));
  const faults = [...Map.groupBy(failing, ({ fingerprint }) => fingerprint)].flatMap(
    ([fingerprint, findings]): Fault[] => {
      const [finding] = findings;
      const about = told.get(fingerprint);
      return finding && about ? [{ finding, tiers: findings.map(({ tier }) => tier), ...about }] : [];
    },
  );
  return { faults, ground: layGround(estate, policy), texts };
}

function isWanted({ verdict, criterion, reason, tier, subject, exception }: Finding, wanted: Wanted): boolean {
  const isIn = (list: readonly string[], value: string): boolean => list.length === 0 || list.includes(value);
  return (
    (verdict === 'fail' || verdict === 'partial') &&
    exception === null &&
    isIn(wanted.criteria, criterion) &&
    isIn(wanted.reasons, reason) &&
    isIn(wanted.tiers, tier) &&
    (wanted.namespaces.length === 0 || wanted.namespaces.some((one) => matchesGlob(one, subject.namespace)))
  );
}
