import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { patches } from '../../src/checks/patches.generated.ts';
import { type Faults, findFaults } from '../../src/cli/find-faults.ts';
import { readDocuments } from '../../src/collect/manifests/text/read-documents.ts';
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
    const lost = made.files.flatMap(({ file, before: old, after: now }) =>
      changedElsewhere(old ?? '', now, touchedIn(made, file)).map(
        (line) => `${file.slice(root.length)}:${line} holds something else`,
      ),
    );
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
      ...lost,
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

/** Where the documents begin in a file that patches speak of. */
function touchedIn({ patched }: PatchSet, file: string): ReadonlySet<number> {
  const placed = patched.flatMap(({ changes }) => changes);
  return new Set(placed.flatMap((one) => ('edit' in one && one.in.file === file ? [one.in.offset] : [])));
}

/** The lines of documents of which no patch speaks, and that are not what they were. */
function changedElsewhere(before: string, after: string, touched: ReadonlySet<number>): number[] {
  const now = Map.groupBy(readDocuments(after), ({ value }) => JSON.stringify(value, asText));
  return readDocuments(before).flatMap(({ offset, line, value }) => {
    if (touched.has(offset)) return [];
    const same = now.get(JSON.stringify(value, asText)) ?? [];
    return same.pop() === undefined ? [line] : [];
  });
}

function asText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
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
