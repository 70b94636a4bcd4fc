import { gap } from '../estate/gap.ts';
import type { Support, Tool } from '../estate/tool.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { tableStaleness } from './table-staleness.ts';

/** The release of a tool, and what the table of support windows says of it. */
export interface ToolRelease {
  readonly support: Support;
  /** Whether its support has ended; a paid extension does not count. */
  readonly hasEnded: boolean;
  /** Whether a newer patch of the same minor is known. */
  readonly isBehind: boolean;
}

/** Which release of a tool is declared, and how long it is supported. A gap where a build file sets another version, or the table cannot tell. */
export const toolRelease: Analysis<'tool', ToolRelease> = defineAnalysis({
  needs: ['imageOverrides'],
  per: 'tool',
  compute:
    ({ imageOverrides }) =>
    ({ title, version, image, support, seenAs, places, running }, vantage) => {
      if (support === null)
        return gap(
          'not-collected',
          `our table of support windows holds no releases of ${title}, so it can tell of none whether it is supported: read it at its project`,
        );
      if (image !== null) {
        // Build files belong to no namespace.
        const { found, settled, gaps } = imageOverrides.near({ namespace: '', places }, vantage);
        const override = found.find((one) => one.image === image);
        if (override)
          return gap('not-collected', `the tag of ${image} is set by ${override.kind} in ${override.origin.file}`);
        const hidden = gaps.find((one) => one.elsewhere !== true);
        if (!settled && hidden) return hidden;
      }
      const updated = running?.pods?.updated;
      if (running?.pods && updated !== undefined)
        return gap(
          'not-collected',
          `only ${updated} of its ${running.pods.wanted} pods ${updated === 1 ? 'runs' : 'run'} this version of ${title} so far, and the others one that is not told`,
        );
      if (version === null)
        return gap('not-collected', `which version of ${title} runs is not told here: ${advice[seenAs]}`);
      const stale = tableStaleness('the table of support windows', support.table);
      if (stale) return stale;
      const { state, daysLeft, table } = support;
      if (state === 'unknown')
        return gap(
          'not-collected',
          `version ${version} of ${title} is not in the table of support windows of ${table.asOf}`,
        );
      const hasEnded = state === 'ended' || (daysLeft !== null && daysLeft < 0);
      return {
        support,
        hasEnded,
        isBehind: isOlder(version, support.latest),
      };
    },
});

const advice: Readonly<Record<Tool['seenAs'], string>> = {
  server: 'its API server does not say it',
  node: 'its nodes do not say it',
  workload: 'write a tag that is a version',
  chart:
    'its chart bears a version of its own or none, or values set the tag; helm list -A shows what it installed (APP VERSION)',
  object: 'write the version that you want',
  definition: 'its kinds do not tell it',
};

/** Whether a version is an older patch of the same minor than another one; a version without a patch may be any. */
function isOlder(version: string, latest: string | null): boolean {
  const [ours, newest] = [version, latest ?? ''].map((text) =>
    /^v?(\d+)\.(\d+)\.(\d+)/.exec(text)?.slice(1).map(Number),
  );
  if (!ours || !newest || ours[0] !== newest[0] || ours[1] !== newest[1]) return false;
  return (ours[2] as number) < (newest[2] as number);
}
