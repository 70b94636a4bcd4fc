import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { patches } from '../../src/checks/patches.generated.ts';
import { type Faults, findFaults } from '../../src/cli/find-faults.ts';
import { patchSources } from '../../src/cli/patch-sources.ts';
import { makePatches, type PatchSet } from '../../src/remedy/make-patches.ts';

/** What came of holding the patches of one folder against the law. */
export interface Held {
  /** Findings that a patch is known for. */
  readonly tried: number;
  /** Of them those that were not patched, and why. */
  readonly refused: readonly string[];
  /** How many were gone afterwards, by criterion and reason. */
  readonly proven: ReadonlyMap<string, number>;
  /** Where the law was broken. */
  readonly broken: readonly string[];
}

/**
 * Judges a copy of a folder, patches it and judges it again. The law: what was patched is gone, nothing that was not there before fails, and a second run
 * changes nothing.
 */
export async function holdPatches(folder: string, { risky = true } = {}): Promise<Held> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'kubecompass-patches-')));
  try {
    const copy = join(root, 'copy');
    cpSync(folder, copy, { recursive: true });
    const before = await judge(copy);
    const made = patch(before, risky);
    for (const { file, after } of made.files) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, after);
    }
    const after = await judge(copy);
    const again = patch(after, risky);
    const gone = new Set(made.patched.map(({ fault }) => fault.finding.fingerprint));
    const failing = new Map(before.faults.map(({ finding }) => [finding.fingerprint, finding.verdict]));
    const proven = new Map<string, number>();
    const stays = new Set(after.faults.map(({ finding }) => finding.fingerprint));
    for (const { fault } of made.patched) {
      if (stays.has(fault.finding.fingerprint)) continue;
      const reason = `${fault.finding.criterion} ${fault.finding.reason}`;
      proven.set(reason, (proven.get(reason) ?? 0) + 1);
    }
    const broken = [
      ...after.faults.flatMap(({ finding }) => {
        const { kind, namespace, name } = finding.subject;
        const what = `${finding.criterion} ${finding.reason} of ${kind} ${namespace}/${name}: ${finding.because}`;
        if (gone.has(finding.fingerprint)) return [`is patched and still there: ${what}`];
        const verdict = failing.get(finding.fingerprint);
        if (verdict === undefined) return [`was not there before the patch: ${what}`];
        return verdict === 'partial' && finding.verdict === 'fail' ? [`got worse: ${what}`] : [];
      }),
      ...again.files.map(({ file }) => `a second run changes ${file.slice(root.length)}`),
    ];
    const refused = made.unpatched.filter(({ how }) => how === 'refused');
    return {
      tried: made.patched.length + refused.length,
      refused: refused.map(({ finding, why }) => `${finding.criterion} ${finding.reason}: ${why.replaceAll(root, '')}`),
      proven,
      broken,
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function judge(folder: string): Promise<Faults> {
  return findFaults(
    [folder],
    { now: '2026-11-24T12:00:00Z', progress: 'never', quiet: true },
    { criteria: [], reasons: [], namespaces: [], tiers: [] },
  );
}

function patch({ faults, ground, texts }: Faults, risky: boolean): PatchSet {
  return makePatches(faults, { ground, patches, sources: patchSources(texts, new Set()), risky });
}
