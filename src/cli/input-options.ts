import { type Command, Option } from 'commander';
import { defaultMaxFileBytes, defaultMaxTotalBytes } from '../collect/manifests/open-input.ts';
import type { Authority } from '../collect/manifests/visibility.ts';
import { UserError } from '../collect/user-error.ts';
import { parseQuantity, quantityToNumber } from '../estate/quantity.ts';
import { addClusterOptions, type TypedClusterOptions } from './cluster-options.ts';
import { progressModes, type ProgressMode } from './show-progress.ts';

/** What was typed of the options that say what is read, and how. */
export interface TypedInputOptions extends TypedClusterOptions {
  readonly snapshot?: string;
  readonly policy?: string;
  readonly complete?: true;
  readonly partial?: true;
  readonly raw?: true;
  readonly now?: string;
  readonly maxFileSize?: string;
  readonly maxTotalSize?: string;
  readonly progress: ProgressMode;
  readonly quiet?: true;
}

/** Adds the options of every command that reads manifests. */
export function addInputOptions(command: Command): Command {
  return addFolderOptions(
    addClusterOptions(command).option(
      '--snapshot <path>',
      'read a snapshot of a cluster instead, or what another tool wrote of one: `kubectl get -o json`, `kubectl cluster-info dump`, a support bundle, Sonobuoy, must-gather, Insights (folder or .tar.gz)',
    ),
  );
}

/** Adds the options of every command that reads folders and files. */
export function addFolderOptions(command: Command): Command {
  return command
    .option(
      '--policy <file>',
      'what the organisation declares (default: kubecompass.yaml in the given folder, else in the working folder)',
    )
    .addOption(
      new Option('--complete', 'what is given is all there is: what is not there is absent').conflicts('partial'),
    )
    .addOption(
      new Option('--partial', 'what is given is only a part: conclude nothing from what is not there').conflicts(
        'complete',
      ),
    )
    .option('--raw', 'read the files of kustomizations and charts as they are')
    .option('--now <time>', 'the time of the run, in RFC 3339 (default: now, or SOURCE_DATE_EPOCH)')
    .option(
      '--max-file-size <size>',
      `largest file that is read, such as 128Mi (default: ${defaultMaxFileBytes / 1024 / 1024}Mi)`,
    )
    .option(
      '--max-total-size <size>',
      `how much is read of all files together (default: ${defaultMaxTotalBytes / 1024 ** 3}Gi)`,
    )
    .addOption(new Option('--progress <when>', 'show on stderr how far it is').choices(progressModes).default('auto'));
}

/** How far the input speaks, as it was typed. */
export function readAuthority({ complete, partial }: Pick<TypedInputOptions, 'complete' | 'partial'>): Authority {
  return complete ? 'complete' : partial ? 'partial' : 'default';
}

/** The most that Node can hold as one text. */
const mostBytes = 512 * 1024 * 1024 - 64;

/** How much is read, in bytes: of one file, and of all together. UserError for what is no size, and for files larger than a text can be. */
export function readSizes({ maxFileSize, maxTotalSize }: Pick<TypedInputOptions, 'maxFileSize' | 'maxTotalSize'>): {
  maxFileBytes: number;
  maxTotalBytes: number;
} {
  const maxFileBytes = readSize('--max-file-size', maxFileSize) ?? defaultMaxFileBytes;
  if (maxFileBytes > mostBytes) {
    throw new UserError(`--max-file-size cannot be more than 511Mi, and is ${maxFileSize}`, {
      hint: 'Split the file into several.',
    });
  }
  return { maxFileBytes, maxTotalBytes: readSize('--max-total-size', maxTotalSize) ?? defaultMaxTotalBytes };
}

/** Bytes of a size such as `128Mi`, `1G` or `5000`; null when none is given. */
function readSize(option: string, typed: string | undefined): number | null {
  if (typed === undefined) return null;
  const quantity = parseQuantity(typed);
  const bytes = quantity === null ? Number.NaN : quantityToNumber(quantity);
  if (Number.isInteger(bytes) && bytes >= 1) return bytes;
  throw new UserError(`${option} ${JSON.stringify(typed)} is no size`, { hint: 'Write one such as 128Mi.' });
}
