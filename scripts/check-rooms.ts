import { glob, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import { parseSync, Visitor } from 'rolldown/utils';

/** What the rooms look like: how much was seen, and each thing that is wrong with it as one line. */
export interface RoomsReport {
  /** Sources of the product that were read (files under src/, tests included). */
  modules: number;
  /** Imports in all files that were read. */
  imports: number;
  problems: string[];
}

/** What .dependency-cruiser.cjs exports. */
interface Configuration {
  options: ICruiseOptions;
  forbidden: IForbiddenRuleType[];
}

const folders = ['src', 'bin', 'test', 'scripts'];

/**
 * Reads every import of the repository at `root` (default: the working folder) and holds it against
 * .dependency-cruiser.cjs. A source or an import that dependency-cruiser did not see is a problem too: a parser that
 * silently reads nothing finds nothing wrong.
 */
export async function checkRooms(root: string = process.cwd()): Promise<RoomsReport> {
  const files = await filesOf(root);
  const present = folders.filter((folder) => files.some((file) => file.startsWith(`${folder}/`)));
  const { options, forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as Configuration;
  const { output } = await cruise(present, { ...options, baseDir: root, validate: true, ruleSet: { forbidden } });
  const { modules, summary } = output as ICruiseResult;

  const problems = summary.violations.map(({ from, to, rule, cycle }) => {
    const path = cycle?.length ? [from, ...cycle.map((step) => step.name)] : from === to ? [from] : [from, to];
    return `${path.join(' → ')}\n    ${rule.name}: ${forbidden.find(({ name }) => name === rule.name)?.comment}`;
  });

  const seen = new Map(modules.map((module) => [module.source, new Set(module.dependencies.map((to) => to.module))]));
  for (const file of files) {
    const known = seen.get(file);
    if (known === undefined) {
      problems.push(`${file}\n    not-seen: dependency-cruiser did not read this file.`);
      continue;
    }
    for (const specifier of importsOf(file, await readFile(join(root, file), 'utf8'))) {
      // dependency-cruiser names Node's own modules without their prefix.
      if (known.has(specifier) || known.has(specifier.replace(/^node:/, ''))) continue;
      problems.push(
        `${file} → ${specifier}\n    not-seen: dependency-cruiser did not see this import; write it as a plain import.`,
      );
    }
  }

  const sources = files.filter((file) => file.startsWith('src/')).length;
  const cruised = modules.filter(({ source }) => /^src\/.*\.tsx?$/.test(source) && files.includes(source)).length;
  if (cruised !== sources) problems.push(`src/\n    not-seen: ${sources} sources, but ${cruised} were cruised.`);

  return { modules: cruised, imports: summary.totalDependenciesCruised ?? 0, problems };
}

async function filesOf(root: string): Promise<string[]> {
  const files: string[] = [];
  for await (const file of glob(`{${folders.join(',')}}/**/*.{ts,tsx,js,mjs,cjs}`, { cwd: root })) {
    files.push(file.split(sep).join('/'));
  }
  return files.toSorted();
}

/** A second reading of a file's imports, by another parser. */
function importsOf(file: string, text: string): Set<string> {
  const { program, module, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const specifiers = new Set(module.staticImports.map(({ moduleRequest }) => moduleRequest.value));
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest } of entries) if (moduleRequest) specifiers.add(moduleRequest.value);
  }
  new Visitor({
    ImportExpression: ({ source }) => {
      if (source.type === 'Literal' && typeof source.value === 'string') specifiers.add(source.value);
    },
    TSImportType: ({ source }) => {
      specifiers.add(source.value);
    },
  }).visit(program);
  return specifiers;
}

if (import.meta.main) {
  const { modules, imports, problems } = await checkRooms();
  for (const problem of problems) console.error(`✘ ${problem}`);
  console.log(
    `rooms: ${modules} sources and ${imports} imports seen, ${problems.length === 0 ? 'all in order' : `${problems.length} out of order`}`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}
