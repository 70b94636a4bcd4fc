import { clusterInfoDump } from './cluster-info-dump.ts';
import type { DumpFormat } from './dump.ts';
import { insightsArchive } from './insights-archive.ts';
import { mustGather } from './must-gather.ts';
import { sonobuoy } from './sonobuoy.ts';
import { supportBundle } from './support-bundle.ts';

/** The formats of dumps that are known by the names of their files, the most telling first. */
const dumpFormats: readonly DumpFormat[] = [sonobuoy, supportBundle, insightsArchive, mustGather, clusterInfoDump];

/** The format that the names of files are those of; null for none. */
export function formatOf(paths: readonly string[]): { readonly format: DumpFormat; readonly root: string } | null {
  for (const format of dumpFormats) {
    const root = format.root(paths);
    if (root !== null) return { format, root };
  }
  return null;
}
