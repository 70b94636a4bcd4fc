import { spawnSync } from 'node:child_process';
import { chmod, copyFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { OutputChunk } from 'rolldown';
import manifest from '../package.json' with { type: 'json' };
import { bundle } from './build/bundle.ts';

// Writes dist/: the published package. It has no dependencies: what it needs of others is bundled, and comes with its
// licence. The entry is tiny and everything else is loaded when it is asked for, because start-up is what a user waits
// for most often.

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

await rm(dist, { recursive: true, force: true });
const chunks = await bundle(dist);
refuseOutsideImports(chunks);
const licences = await thirdPartyLicences(chunks);
await writeFile(join(dist, 'THIRD-PARTY-LICENSES'), licences.text);
await writeFile(join(dist, 'package.json'), `${JSON.stringify(publishedManifest(), null, 2)}\n`);
await writeFile(join(dist, 'README.md'), packageReadme());
await copyFile(join(root, 'LICENSE'), join(dist, 'LICENSE'));
await chmod(join(dist, 'bin', 'kubecompass.js'), 0o755);
await tryOut();

for (const { fileName, code } of chunks.toSorted((a, b) => b.code.length - a.code.length)) {
  console.log(`${(Buffer.byteLength(code) / 1000).toFixed(1).padStart(9)} kB  dist/${fileName}`);
}
console.log(`dist/ is kubecompass ${manifest.version}, with ${licences.packages} packages of others inside`);

/** A package without dependencies must not import one. */
function refuseOutsideImports(chunks: readonly OutputChunk[]): void {
  const inside = new Set(chunks.map((chunk) => chunk.fileName));
  for (const { fileName, imports, dynamicImports } of chunks) {
    for (const name of [...imports, ...dynamicImports]) {
      if (inside.has(name) || builtinModules.includes(name.replace(/^node:/, ''))) continue;
      throw new Error(`dist/${fileName} imports ${name}, which the package does not contain.`);
    }
  }
}

async function thirdPartyLicences(chunks: readonly OutputChunk[]): Promise<{ text: string; packages: number }> {
  const folders = new Set<string>();
  for (const id of chunks.flatMap((chunk) => chunk.moduleIds)) {
    const folder = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0];
    if (folder !== undefined) folders.add(folder);
  }
  const entries = await Promise.all(
    [...folders].map(async (folder) => {
      const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
        name: string;
        version: string;
        license: string;
      };
      const files = (await readdir(folder)).filter((file) => /^(?:licen[cs]e|notice|copying)\b/i.test(file)).toSorted();
      // Who dedicates a package to the public domain asks for nothing.
      if (files.length === 0 && license === 'Unlicense') return `${name} ${version} (${license})\n`;
      if (files.length === 0) throw new Error(`${name} ${version} (${license}) has no licence text: ${folder}`);
      const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
      return `${name} ${version} (${license})\n\n${texts.map((text) => text.trim()).join('\n\n')}\n`;
    }),
  );
  const rule = `\n${'-'.repeat(80)}\n\n`;
  const intro = 'KubeCompass contains the following packages of others, each under its own licence.\n';
  return { text: [intro, ...entries.toSorted()].join(rule), packages: entries.length };
}

function publishedManifest(): Record<string, unknown> {
  return {
    name: 'kubecompass',
    version: manifest.version,
    description: manifest.description,
    license: manifest.license,
    keywords: [
      'kubernetes',
      'production-readiness',
      'compliance',
      'security',
      'audit',
      'policy',
      'cli',
      'kubectl-plugin',
    ],
    type: 'commonjs',
    engines: { node: '>=24' },
    bin: { 'kubecompass': 'bin/kubecompass.js', 'kubectl-compass': 'bin/kubecompass.js' },
    files: ['bin', 'lib', 'LICENSE', 'README.md', 'THIRD-PARTY-LICENSES'],
  };
}

function packageReadme(): string {
  return `# KubeCompass

${manifest.description}

KubeCompass judges a folder of Kubernetes manifests against the Production-Ready Definition. What it cannot see is
\`unknown\`, never \`pass\`.

\`\`\`
npx kubecompass assess path/to/manifests     # needs Node 24 or newer
\`\`\`

| call | answers |
| --- | --- |
| \`kubecompass assess FOLDER\` | is each tier ready, failing or unproven, and what to do next |
| \`kubecompass assess FOLDER --format json\` | the same for scripts; \`kubecompass schema assessment\` prints its JSON Schema |
| \`kubecompass explain\` | the list of all criteria |
| \`kubecompass explain availability/disruption-budgets\` | one criterion: the question, how it is judged, how to fix it |
| \`kubecompass baseline write FOLDER\` | freeze today's findings, so that only new ones break a pipeline |

Exit codes: 0 the gate holds, 1 it does not, 2 could not run as asked, 3 a fault of ours.
Every command explains itself with \`--help\`. As \`kubectl-compass\` it is also \`kubectl compass\`.

Apache-2.0. Packages of others inside: see THIRD-PARTY-LICENSES.
`;
}

/** Runs the package from a folder that has no node_modules above it, as a user's machine would. */
async function tryOut(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kubecompass-'));
  try {
    const copy = join(folder, basename(dist));
    await cp(dist, copy, { recursive: true });
    const built = join(copy, 'bin', 'kubecompass.js');
    const { stdout: version } = answer(built, '--version');
    if (version.trim() !== manifest.version)
      throw new Error(`The package says it is ${version}, not ${manifest.version}.`);
    const source = join(root, 'bin', 'kubecompass.js');
    for (const args of [
      ['--help'],
      ['explain'],
      ['explain', 'availability/disruption-budgets'],
      ['schema', 'assessment'],
      ['assess', 'examples/council', '--now', '2026-11-24T00:00:00Z'],
      ['assess', 'examples/bank', '--now', '2026-11-24T00:00:00Z'],
      ['assess', 'examples/council', '--now', '2026-11-24T00:00:00Z', '--format', 'json', '--all'],
    ]) {
      const [ours, theirs] = [answer(built, ...args), answer(source, ...args)];
      if (ours.status !== 0 && ours.status !== 1) {
        throw new Error(`\`kubecompass ${args.join(' ')}\` ends with ${ours.status}: ${ours.stderr}`);
      }
      if (ours.status !== theirs.status || ours.stdout !== theirs.stdout) {
        throw new Error(`The package and the sources answer \`kubecompass ${args.join(' ')}\` differently.`);
      }
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

function answer(bin: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [bin, ...args], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });
}
