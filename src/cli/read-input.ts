import { actedOnTargets } from '../checks/acted-on-targets.ts';
import { checks } from '../checks/registry.generated.ts';
import { collectInSteps } from '../collect/manifests/collect-manifests.ts';
import type { ReadText } from '../collect/manifests/locate-evidence.ts';
import { openInput } from '../collect/manifests/open-input.ts';
import { nothingRendered, renderManifests } from '../collect/manifests/render/render-manifests.ts';
import { decodeText } from '../collect/manifests/text/decode-text.ts';
import { readPolicy } from '../collect/policy/read-policy.ts';
import { UserError } from '../collect/user-error.ts';
import type { CriterionId } from '../definition/criteria.ts';
import type { Estate } from '../estate/estate.ts';
import { type FactName, factNames } from '../estate/facts.ts';
import type { Gap } from '../estate/gap.ts';
import type { Policy } from '../estate/policy.ts';
import { frameworkIds } from '../frameworks/frameworks.ts';
import { findOwnFiles } from './find-own-files.ts';
import { readAuthority, readSizes, type TypedInputOptions } from './input-options.ts';
import { readTime } from './read-time.ts';
import type { Progress } from './show-progress.ts';
import { takeSteps } from './take-steps.ts';
import { tellOfDumps } from './tell-of-dumps.ts';

/** What a command that assesses stands on. */
export interface Input {
  readonly estate: Estate;
  readonly policy: Policy;
  /** What was read, so that fields can be located in it. */
  readonly texts: ReadonlyMap<string, ReadText>;
}

/** Reads what is given (of a cluster only what criteria that are named need), and what the organisation declares. UserError for what cannot be read as asked, and when there is nothing to judge. */
export async function readInput(
  paths: readonly string[],
  options: TypedInputOptions,
  progress: Progress,
  criteria: readonly CriterionId[] = [],
): Promise<Input> {
  refuseMixed(paths, options);
  const now = readTime(options.now, process.env, Date.now);
  const sizes = readSizes(options);
  const known = { frameworks: frameworkIds, reasons: reasonsByCriterion(), targets: actedOnTargets };
  const policy = await readPolicy({ named: options.policy ?? null, paths, cwd: process.cwd(), known });

  if (paths.length === 0)
    return { estate: await estateOfCluster({ ...options, criteria }, now, progress), policy, texts: new Map() };
  if (!options.quiet) tellOfDumps(paths);
  const texts = new Map<string, ReadText>();
  const stdin = paths.includes('-') ? await readStandardInput(sizes.maxFileBytes) : null;
  const raw = options.raw ?? false;
  const input = openInput(paths, sizes);
  const renderings = raw
    ? nothingRendered
    : await renderManifests(input, { path: process.env['PATH'], declared: policy.repository }, (done, total) =>
        progress.say(`rendering source ${done} of ${total}`),
      );
  const collected = {
    authority: readAuthority(options),
    raw,
    now,
    ...sizes,
    stdin,
    texts,
    renderings,
    repository: policy.repository,
  };
  const steps = collectInSteps(input, collected);
  const estate = await takeSteps(steps, ({ done, total }) => progress.say(`reading file ${done + 1} of ${total}`));
  // A document that cannot be read does not stop the run: the report lists it.
  if (estate.objects === 0 && estate.unreadable.length === 0 && !holdsOthers(estate)) throw nothingIn(estate, raw);
  const { number, otherPolicies } = findOwnFiles(texts, policy.file);
  const files = Math.max(0, estate.files - number);
  const otherDocuments = Math.max(0, estate.otherDocuments - number);
  return { estate: { ...estate, files, otherDocuments }, policy: { ...policy, others: otherPolicies }, texts };
}

/** The cluster of a snapshot, or of a context. */
async function estateOfCluster(
  options: TypedInputOptions & { readonly criteria: readonly CriterionId[] },
  now: string,
  progress: Progress,
): Promise<Estate> {
  // Loaded where a cluster is read: folders need none of it.
  const [{ buildCluster }, { recordCluster }, { readSnapshot }, { readDump }] = await Promise.all([
    import('../collect/kubernetes/build-cluster.ts'),
    import('./record-cluster.ts'),
    import('../collect/kubernetes/read-snapshot.ts'),
    import('../collect/kubernetes/dumps/read-dump.ts'),
  ]);
  const { snapshot } = options;
  const builder = buildCluster(snapshot === undefined ? 'cluster' : 'snapshot');
  const records =
    snapshot === undefined
      ? recordCluster(options, now, progress)
      : ((await readDump(snapshot, now, { isNamed: options.now !== undefined })) ?? readSnapshot(snapshot));
  for await (const record of records) builder.take(record);
  return builder.finish();
}

/** Whether there is something to judge beside Kubernetes objects, such as a pipeline or the configuration of a server: not what only changes or accompanies objects. */
function holdsOthers({ facts }: Estate): boolean {
  return (
    factNames.some((name) => !besideObjects.has(name) && facts[name].items.length > 0) ||
    facts.credentialCarriers.items.some(({ credentials }) => credentials.length > 0)
  );
}

const besideObjects: ReadonlySet<FactName> = new Set(['imageOverrides', 'credentialCarriers']);

function refuseMixed(paths: readonly string[], { snapshot, context, kubeconfig, namespace }: TypedInputOptions): void {
  const asked = Object.entries({ snapshot, context, kubeconfig, namespace }).filter(([, typed]) => typed !== undefined);
  const [named] = asked.map(([option]) => `--${option}`);
  if (named !== undefined && paths.length > 0)
    throw new UserError(`${named} is for a cluster, and ${paths[0]} is a path`, { hint: 'Name one of them.' });
  if (snapshot !== undefined && asked.length > 1)
    throw new UserError(
      `--snapshot is read as it was taken, without ${asked.map(([option]) => `--${option}`).find((one) => one !== '--snapshot')}`,
      { hint: 'Leave one of them out.' },
    );
  if (paths.includes(''))
    throw new UserError('one of the paths is empty', {
      hint: 'Is a variable of your script not set? The working folder is `.`.',
    });
}

/** Which reasons an exception can name. */
function reasonsByCriterion(): ReadonlyMap<string, readonly string[]> {
  return new Map(checks.map(({ answers, reasons }) => [answers, [...Object.keys(reasons), 'not-seen']]));
}

async function readStandardInput(maxBytes: number): Promise<string> {
  const decoded = decodeText(Buffer.concat(await readChunks(maxBytes)));
  if ('text' in decoded) return decoded.text;
  throw new UserError(`standard input: ${decoded.problem.message}`, { hint: 'Convert it, for example with iconv.' });
}

async function readChunks(maxBytes: number): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) break;
      chunks.push(chunk);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`standard input cannot be read (${code})`, { hint: 'Pipe manifests into it.', cause: error });
  }
  if (size <= maxBytes) return chunks;
  throw new UserError(`standard input is larger than ${maxBytes} bytes`, { hint: '--max-file-size raises the limit.' });
}

function howToReach({ gap, suppliedBy }: Gap): string {
  if (gap === 'forbidden') return 'Run as somebody who may read it.';
  return suppliedBy === 'named-path' ? 'Name what it leads to as a path.' : 'Change that, or name another path.';
}

function nothingIn({ unreadSources, gaps, files }: Estate, raw: boolean): UserError {
  const message = 'there is no Kubernetes object in the input';
  const [source, ...others] = unreadSources.toSorted(
    (a, b) => Number(a.type === 'component') - Number(b.type === 'component'),
  );
  if (source) {
    const hint = raw
      ? 'Render it first, and assess what comes out.'
      : 'Mend that or render it first and assess what comes out, or read its files as they are with --raw.';
    const listed = others.slice(0, 9).map((one) => `${one.file}: ${one.message}`);
    const more = others.length > 9 ? [...listed, `and ${others.length - 9} more`] : listed;
    return new UserError(`${message}: ${source.file}: ${source.message}`, { hint, more });
  }
  if (gaps[0]) return new UserError(`${message} that can be read: ${gaps[0].detail}`, { hint: howToReach(gaps[0]) });
  return new UserError(message, {
    hint: files === 0 ? 'Name a folder that holds YAML or JSON files.' : 'Name a folder that holds manifests.',
  });
}
