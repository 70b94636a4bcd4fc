import type { Command } from 'commander';
import { countObjects } from '../collect/kubernetes/count-objects.ts';
import { writeSnapshot } from '../collect/kubernetes/write-snapshot.ts';
import { UserError } from '../collect/user-error.ts';
import { criterionIds } from '../definition/criteria.ts';
import { count } from '../report/terminal/count.ts';
import { addClusterOptions, type TypedClusterOptions } from './cluster-options.ts';
import type { Finish } from './finish.ts';
import { nameIn } from './name-in.ts';
import { readTime } from './read-time.ts';
import { recordCluster } from './record-cluster.ts';
import { type ProgressMode, showProgress } from './show-progress.ts';
import { version } from './version.ts';
import { refuseUnwritable, writeOut } from './write-output.ts';

interface TypedOptions extends TypedClusterOptions {
  readonly output?: string;
  readonly criterion?: readonly string[];
  readonly explainAccess?: true;
  readonly now?: string;
  readonly progress: ProgressMode;
}

/** Adds `kubecompass snapshot`. */
export function addSnapshot(program: Command, finish: Finish): void {
  const command = program
    .command('snapshot')
    .summary('collect a cluster into a redacted file')
    .description(
      'Collects the cluster of a context into a file, without values of Secrets, to be assessed anywhere (`kubecompass assess --snapshot FILE`).',
    )
    .option('-o, --output <file>', 'the file to write, such as estate.kcs')
    .option(
      '--criterion <criterion>',
      'collect only what this criterion needs; repeatable',
      (one: string, before?: readonly string[]) => [...(before ?? []), one],
    );
  addClusterOptions(command)
    .option('--explain-access', 'say what would be asked of the cluster, why, and with which rights; ask nothing')
    .option('--now <time>', 'the time of the run, in RFC 3339 (default: now, or SOURCE_DATE_EPOCH)')
    .option('--progress <when>', 'show on stderr how far it is: auto, always, never', 'auto')
    .addHelpText(
      'after',
      `
Examples:
  kubecompass snapshot -o estate.kcs
  kubecompass snapshot --explain-access --namespace payments | kubectl apply -f -`,
    )
    .action(async (options: TypedOptions) => finish(await takeSnapshot(options)));
}

/** From here on exit codes say which signal ended the run. */
const interrupted = 128;

async function takeSnapshot(options: TypedOptions): Promise<number> {
  const { output, now, progress: mode, criterion = [], explainAccess, ...cluster } = options;
  const criteria = criterion.map((typed) => nameIn(typed, criterionIds, 'criterion'));
  if (explainAccess) {
    const { writeAccess } = await import('./write-access.ts');
    await writeOut(writeAccess({ criteria, namespaces: cluster.namespace ?? [] }));
    return 0;
  }
  if (output === undefined)
    throw new UserError('no file is named into which the snapshot is written', {
      hint: 'Name one with -o estate.kcs.',
    });
  refuseUnwritable(output);
  const progress = showProgress(mode);
  const time = readTime(now, process.env, Date.now);
  let writer: ReturnType<typeof writeSnapshot> | null = null;
  const objects = countObjects();
  let gaps = 0;
  const tellOfRest = (code: number): void => {
    // Not where a fault of ours or of the user's ends it: that has words of its own.
    if (code < interrupted || writer === null) return;
    process.stderr.write(
      `kubecompass: ${output} holds what was read up to here, ${count(objects.total(), 'object')}, and loads with gaps\n`,
    );
  };
  process.once('exit', tellOfRest);
  try {
    for await (const record of recordCluster({ ...cluster, criteria }, time, progress)) {
      // Not before something was answered: a file that was there stays as it was.
      writer ??= writeSnapshot(output, version);
      await writer.write(record);
      objects.take(record);
      if (record.record === 'end' && record.gap) gaps += 1;
      if (record.record === 'kinds') gaps += record.gaps.length;
    }
    await writer?.close();
  } finally {
    process.off('exit', tellOfRest);
    progress.end();
  }
  const missing =
    gaps === 0 ? '' : `; ${gaps} ${gaps === 1 ? 'list is' : 'lists are'} not whole, which the snapshot says`;
  process.stderr.write(`kubecompass: ${output} holds ${count(objects.total(), 'object')}${missing}\n`);
  return 0;
}
