import { UserError } from '../../user-error.ts';
import type { Recorded } from '../cluster-record.ts';
import type { DumpFile, DumpLimits } from './dump-file.ts';
import { formatOf } from './dump-formats.ts';
import { kubectlGet } from './kubectl-get.ts';
import { openDump } from './open-dump.ts';
import { recordsOfDump } from './records-of-dump.ts';
import { timeOfDump } from './time-of-dump.ts';

/**
 * Reads a dump of a cluster that another tool took, as the records of that cluster; null for what may be a snapshot. `now`: the time of the run, RFC 3339, where
 * the dump does not say when it was taken (`isNamed`: somebody named it). UserError for what is no dump.
 */
export async function readDump(
  path: string,
  now: string,
  { limits, isNamed = false }: { readonly limits?: DumpLimits | undefined; readonly isNamed?: boolean } = {},
): Promise<Iterable<Recorded> | null> {
  const opened = await openDump(path, limits);
  if (opened === null) return null;
  const found = formatOf(opened.files.map((file) => file.path)) ?? { format: kubectlGet, root: '' };
  const files = below(opened.files, found.root);
  const dump = found.format.read(files);
  const [only] = opened.files.length === 1 ? opened.files : [];
  if (dump.lists.every(({ objects }) => objects.length === 0) && only && endsInTheMiddle(only))
    throw new UserError(`${path} ends in the middle: it begins as JSON, and its end is missing`, {
      hint: 'Take it once more; what is left of it is not read, for nobody can tell what is missing.',
    });
  if (dump.lists.every(({ objects }) => objects.length === 0) && dump.cleaned?.length)
    throw new UserError(
      `${path} is neither a snapshot nor a dump: none of its objects has a metadata.uid, which every object of a cluster has`,
      {
        hint: 'Leave metadata as `kubectl get -o json` wrote it; manifests are assessed as a folder: `kubecompass assess PATH`.',
      },
    );
  if (dump.lists.every(({ objects }) => objects.length === 0))
    throw new UserError(`${path} is neither a snapshot nor a dump of a cluster that is known`, {
      hint: 'Name what `kubecompass snapshot`, `kubectl get -o json`, `kubectl cluster-info dump`, Troubleshoot, Sonobuoy or must-gather wrote.',
    });
  return recordsOfDump(dump, { path, time: timeOfDump(dump, files, { now, isNamed }), cut: opened.cut });
}

function endsInTheMiddle(file: DumpFile): boolean {
  const text = file.read()?.toString('utf8').trim() ?? '';
  return /^[{[]/.test(text) && !/[}\]]$/.test(text);
}

/** Of two files of one name the later one stands, as whoever unpacks an archive would have it. */
function below(files: readonly DumpFile[], root: string): ReadonlyMap<string, DumpFile> {
  return new Map(files.filter(({ path }) => path.startsWith(root)).map((file) => [file.path.slice(root.length), file]));
}
