import { chmod, copyFile, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import type { OutputChunk } from 'rolldown';
import manifest from '../../package.json' with { type: 'json' };
import { bundle } from './bundle.ts';
import { declareLibrary } from './declare-library.ts';
import { type BundledPackage, writeSbom } from './write-sbom.ts';

const root = join(import.meta.dirname, '..', '..');

/**
 * Writes the published package into a folder. It has no dependencies: what it needs of others is bundled, and comes with its licence. The entry is tiny and
 * everything else is loaded when it is asked for, because start-up is what a user waits for most often.
 */
export async function writePackage(folder: string): Promise<{ chunks: OutputChunk[]; packages: BundledPackage[] }> {
  const chunks = await bundle(folder);
  refuseOutsideImports(chunks);
  const { text, packages } = await thirdPartyLicences(chunks);
  await mkdir(join(folder, 'schemas'), { recursive: true });
  await Promise.all([
    writeFile(join(folder, 'THIRD-PARTY-LICENSES'), text),
    writeFile(join(folder, 'sbom.cdx.json'), writeSbom(manifest.version, packages)),
    writeFile(join(folder, 'package.json'), `${JSON.stringify(publishedManifest(), null, 2)}\n`),
    writeFile(join(folder, 'README.md'), packageReadme()),
    writeFile(join(folder, 'lib', 'library.d.ts'), declareLibrary()),
    copyFile(join(root, 'LICENSE'), join(folder, 'LICENSE')),
    cp(join(root, 'docs', 'reference', 'schema'), join(folder, 'schemas'), { recursive: true }),
    chmod(join(folder, 'bin', 'kubecompass.js'), 0o755),
    chmod(join(folder, 'bin', 'kubectl-complete.js'), 0o755),
  ]);
  return { chunks, packages };
}

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

async function thirdPartyLicences(
  chunks: readonly OutputChunk[],
): Promise<{ text: string; packages: BundledPackage[] }> {
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
      if (files.length === 0 && license === 'Unlicense')
        return { name, version, license, text: `${name} ${version} (${license})\n` };
      if (files.length === 0) throw new Error(`${name} ${version} (${license}) has no licence text: ${folder}`);
      const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
      return {
        name,
        version,
        license,
        text: `${name} ${version} (${license})\n\n${texts.map((text) => text.trim()).join('\n\n')}\n`,
      };
    }),
  );
  const rule = `\n${'-'.repeat(80)}\n\n`;
  const intro = 'KubeCompass contains the following packages of others, each under its own licence.\n';
  return {
    text: [intro, ...entries.map(({ text }) => text).toSorted()].join(rule),
    packages: entries.map(({ name, version, license }) => ({ name, version, license })),
  };
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
    bin: {
      'kubecompass': 'bin/kubecompass.js',
      'kubectl-compass': 'bin/kubecompass.js',
      'kubectl_complete-compass': 'bin/kubectl-complete.js',
    },
    main: 'lib/library.js',
    types: 'lib/library.d.ts',
    exports: {
      '.': { types: './lib/library.d.ts', default: './lib/library.js' },
      './schemas/*.json': './schemas/*.json',
      './package.json': './package.json',
    },
    files: ['bin', 'lib', 'schemas', 'LICENSE', 'README.md', 'THIRD-PARTY-LICENSES', 'sbom.cdx.json'],
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
| \`kubecompass plan FOLDER\` | the remedies in order of effect, and the evidence that is missing |
| \`kubecompass fix FOLDER\` | patches, as a diff that \`git apply\` takes |
| \`kubecompass diff BEFORE AFTER\` | what moved between two assessments, snapshots or folders, and why |
| \`kubecompass baseline write FOLDER\` | freeze today's findings, so that only new ones break a pipeline |

Exit codes: 0 the gate holds, 1 it does not, 2 could not run as asked, 3 a fault of ours.
Every command explains itself with \`--help\`. As \`kubectl-compass\` it is also \`kubectl compass\`.

As a library: \`import { assess, collect, render } from 'kubecompass'\`, typed; the JSON Schemas are in \`schemas/\`.

Apache-2.0. Packages of others inside: see THIRD-PARTY-LICENSES and sbom.cdx.json (CycloneDX).
`;
}
