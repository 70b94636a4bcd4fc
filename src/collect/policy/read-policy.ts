import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Policy, undeclaredPolicy } from '../../estate/policy.ts';
import { decodeText } from '../manifests/text/decode-text.ts';
import { locatePaths, toFilePosition } from '../manifests/text/locate.ts';
import { readDocuments } from '../manifests/text/read-documents.ts';
import { UserError } from '../user-error.ts';
import type { KnownNames, PolicyProblem } from './policy-problems.ts';
import type { PolicyFile } from './policy-schema.ts';

/** Where a policy may be declared. */
export interface PolicyPlaces {
  /** The file that was asked for; null: look for the default one. */
  readonly named: string | null;
  /** What is assessed: a folder of these may hold a policy file. */
  readonly paths: readonly string[];
  /** The working folder, which is looked into last. */
  readonly cwd: string;
  readonly known: KnownNames;
}

/** The name of a policy file that is found without being asked for. */
const policyFileName = 'kubecompass.yaml';

/** Far above any policy; what is larger is another file. In bytes. */
const largest = 1024 * 1024;
const mostProblems = 10;
const hint = '`kubecompass schema policy` prints what a policy file may hold.';

/**
 * Reads what the organisation declares, from the file that was asked for, else from `kubecompass.yaml` in a folder that is assessed, else in the
 * working folder; the defaults when there is none. UserError with every problem's line and column, ten at most.
 */
export async function readPolicy({ named, paths, cwd, known }: PolicyPlaces): Promise<Policy> {
  const file = named ?? findPolicy(paths, cwd);
  if (file === null) return undeclaredPolicy;
  const text = readText(resolve(cwd, file), file);
  const documents = readDocuments(text);
  const [document, second] = documents;
  if (!document) throw new UserError(`${file} is empty, and no policy file`, { hint });
  if (document.problem) {
    const { line, column, message } = document.problem;
    throw new UserError(`${file}:${line}:${column}: ${message}`, {
      hint: 'Mend the file, or move it away to do without a policy.',
    });
  }
  if (second)
    throw new UserError(
      `${file}:${second.line}:${second.column}: a policy file is one document, and here begins another`,
      { hint },
    );

  // The schema is loaded only when there is a file to hold against it.
  const { policyProblems } = await import('./policy-problems.ts');
  const problems = policyProblems(document.value, known);
  const [first, ...more] = listProblems(file, problems, text.slice(document.offset, document.end), document);
  if (first !== undefined) throw new UserError(first, { hint, more });
  return policyFrom(document.value as PolicyFile, file);
}

/** The policy file that the paths bring with them; null when there is none. Their order never matters, so two such files are an error. */
function findPolicy(paths: readonly string[], cwd: string): string | null {
  const found = new Map<string, string>();
  for (const path of paths) {
    if (path === '-') continue;
    const file = candidateIn(path, cwd);
    if (file !== null && !found.has(resolve(cwd, file))) found.set(resolve(cwd, file), file);
  }
  const [first, second] = [...found.values()].toSorted();
  if (first !== undefined && second !== undefined) {
    throw new UserError(`there are two policy files: ${first} and ${second}`, {
      hint: 'Name the one that counts with --policy.',
    });
  }
  return first ?? candidateIn('.', cwd);
}

function candidateIn(folder: string, cwd: string): string | null {
  const file = join(folder, policyFileName);
  if (existsSync(resolve(cwd, file))) return file;
  const mistaken = join(folder, 'kubecompass.yml');
  if (!existsSync(resolve(cwd, mistaken))) return null;
  throw new UserError(`${mistaken} is not read: a policy file is called ${policyFileName}`, {
    hint: `Rename it, or name it with --policy ${mistaken}.`,
  });
}

function readText(path: string, shown: string): string {
  let bytes: Uint8Array;
  try {
    const stat = statSync(path);
    if (stat.isDirectory())
      throw new UserError(`the policy file ${shown} is a folder`, { hint: 'Name a file with --policy.' });
    if (stat.size > largest) throw new UserError(`the policy file ${shown} is larger than 1 MiB`, { hint });
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
    throw new UserError(`the policy file ${shown} ${why}`, { hint: 'Name another with --policy.', cause: error });
  }
  const decoded = decodeText(bytes);
  if ('problem' in decoded) throw new UserError(`${shown}:1:1: ${decoded.problem.message}`, { hint });
  return decoded.text;
}

/** Each problem on a line of its own, in the order of the file. */
function listProblems(
  file: string,
  problems: readonly PolicyProblem[],
  text: string,
  document: { readonly line: number; readonly column: number },
): string[] {
  const positions = locatePaths(
    text,
    problems.map(({ path }) => path),
  );
  const placed = problems
    .map(({ message }, index) => ({ message, ...toFilePosition(document, positions[index] ?? { line: 1, column: 1 }) }))
    .toSorted((a, b) => a.line - b.line || a.column - b.column);
  const lines = placed
    .slice(0, mostProblems)
    .map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);
  if (placed.length > mostProblems) lines.push(`and ${placed.length - mostProblems} more problems in ${file}`);
  return lines;
}

function policyFrom(value: PolicyFile, file: string): Policy {
  const {
    frameworks,
    tiers,
    owner,
    dataClasses,
    platformNamespaces,
    registries,
    allowedRegions,
    repository,
    requireCpuLimit,
    targets,
    exceptions,
  } = value;
  return {
    file,
    others: undeclaredPolicy.others,
    frameworks: frameworks ?? undeclaredPolicy.frameworks,
    tiers: {
      default: tiers?.default ?? undeclaredPolicy.tiers.default,
      rules: tiers?.rules ?? undeclaredPolicy.tiers.rules,
    },
    owner: owner ?? undeclaredPolicy.owner,
    dataClasses: dataClasses ?? undeclaredPolicy.dataClasses,
    platformNamespaces: platformNamespaces ?? undeclaredPolicy.platformNamespaces,
    registries: registries ?? undeclaredPolicy.registries,
    allowedRegions: allowedRegions ?? undeclaredPolicy.allowedRegions,
    repository: repository ?? undeclaredPolicy.repository,
    requireCpuLimit: requireCpuLimit ?? undeclaredPolicy.requireCpuLimit,
    targets: targets ?? undeclaredPolicy.targets,
    exceptions: exceptions ?? undeclaredPolicy.exceptions,
  };
}
