import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type OutputChunk, rolldown } from 'rolldown';
import manifest from '../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '..', '..');

/** Loaded at once when it is first asked for, so that it is no part of what is bundled; it comes as a file of its own. */
const grammar = { package: '@prometheus-io/lezer-promql', file: 'promql' };

/** Bundles the program with all that it needs of others into a folder, and gives what was written. It starts at `bin/kubecompass.js` there. */
export async function bundle(folder: string): Promise<OutputChunk[]> {
  const build = await rolldown({
    input: { 'bin/kubecompass': join(root, 'bin', 'kubecompass.js'), [`lib/${grammar.file}`]: grammar.package },
    platform: 'node',
    cwd: root,
    plugins: [
      {
        // Of the repository's manifest only the version goes into the package.
        name: 'version-only',
        load: {
          filter: { id: join(root, 'package.json') },
          handler: () => ({ code: JSON.stringify({ version: manifest.version }), moduleType: 'json' }),
        },
      },
      {
        name: 'grammar-beside',
        transform: {
          filter: { id: /promql-problem\.ts$/, code: `'${grammar.package}'` },
          handler: (code) => ({ code: code.replaceAll(`'${grammar.package}'`, `'./${grammar.file}.js'`) }),
        },
      },
    ],
    onLog(level, log) {
      if (level === 'warn') throw new Error(`rolldown warns: ${log.message}`);
    },
  });
  // Not minified: whoever audits the package, or sends us a stack trace, should be able to read it.
  const { output } = await build.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'lib/[name]-[hash].js',
  });
  // Read when they are first asked for, from beside the chunk that asks.
  const tables = join(root, 'src', 'collect', 'schemas');
  for (const file of await readdir(tables)) {
    if (file.endsWith('.generated.json')) await cp(join(tables, file), join(folder, 'lib', file));
  }
  return output.filter((file) => file.type === 'chunk');
}
