import { patches } from '../../src/checks/patches.generated.ts';
import { findFaults } from '../../src/cli/find-faults.ts';
import { patchSources } from '../../src/cli/patch-sources.ts';
import { makePatches } from '../../src/remedy/make-patches.ts';
import { layFiles } from './lay-files.ts';

/** What `kubecompass fix` makes of some files for one criterion: the changed files by name, and why there is no patch, for each finding without one. */
export async function patched(
  files: Readonly<Record<string, string>>,
  criterion: string,
  { risky = true } = {},
): Promise<{ readonly files: Readonly<Record<string, string>>; readonly unpatched: readonly string[] }> {
  const root = layFiles(files);
  const { faults, ground, texts } = await findFaults(
    [root],
    { now: '2026-11-24T12:00:00Z', progress: 'never', quiet: true },
    { criteria: [criterion], reasons: [], namespaces: [], tiers: [] },
  );
  const made = makePatches(faults, { ground, patches, sources: patchSources(texts, new Set()), risky });
  return {
    files: Object.fromEntries(made.files.map(({ file, after }) => [file.slice(root.length + 1), after])),
    unpatched: made.unpatched.map(({ finding, why }) => `${finding.reason}: ${why}`),
  };
}
