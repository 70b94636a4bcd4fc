import { cp, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type OutputChunk, rolldown } from 'rolldown';
import manifest from '../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '..', '..');

/** Packages that few folders ask for. They are loaded at once when they are first asked for, so that each comes as a file of its own. */
const loadedLate = [
  { package: '@prometheus-io/lezer-promql', file: 'promql' },
  { package: '@secretlint/secretlint-rule-preset-recommend', file: 'secretlint' },
];

/** Commands that need next to nothing. */
const light = ['main', 'program', 'completion', 'complete', 'schema'].map((command) => `cli/${command}`);

/** Bundles the program with all that it needs of others into a folder, and gives what was written. It starts at `bin/kubecompass.js` there. */
export async function bundle(folder: string): Promise<OutputChunk[]> {
  // Each file costs a good half millisecond to find and open: what one command always loads lies in one, and what a lighter one shares with it in another.
  const rooms = new Map<string, string>();
  const build = await rolldown({
    input: {
      'bin/kubecompass': join(root, 'bin', 'kubecompass.js'),
      'bin/kubectl-complete': join(root, 'bin', 'kubectl-complete.js'),
      'lib/library': join(root, 'bin', 'library.ts'),
      ...Object.fromEntries(loadedLate.map((one) => [`lib/${one.file}`, one.package])),
    },
    platform: 'node',
    cwd: root,
    plugins: [
      {
        name: 'rooms',
        buildEnd() {
          const importsOf = (id: string): readonly string[] => this.getModuleInfo(id)?.importedIds ?? [];
          for (const id of allBehind(['cli/assess', 'report/terminal/render-terminal'], importsOf))
            rooms.set(id, 'assess');
          for (const id of allBehind(['cli/explain'], importsOf)) if (rooms.has(id)) rooms.set(id, 'definition');
          for (const id of allBehind(light, importsOf)) rooms.set(id, 'program');
        },
      },
      {
        // Of the repository's manifest only the version goes into the package.
        name: 'version-only',
        load: {
          filter: { id: join(root, 'package.json') },
          handler: () => ({ code: JSON.stringify({ version: manifest.version }), moduleType: 'json' }),
        },
      },
      {
        name: 'loaded-late',
        transform: {
          filter: { id: /[\\/]src[\\/].*\.ts$/, code: 'createRequire(import.meta.url)' },
          handler: (code) => ({
            code: loadedLate.reduce((text, one) => text.replaceAll(`'${one.package}'`, `'./${one.file}.js'`), code),
          }),
        },
      },
      {
        // It would start programs for commands of its own kind, of which we have none, and loads what that takes at every start.
        name: 'commander-starts-no-programs',
        transform: {
          filter: { id: /[\\/]commander[\\/]lib[\\/]command\.js$/ },
          handler(code) {
            const without = code.replace("import childProcess from 'node:child_process';", 'const childProcess = {};');
            if (without === code) throw new Error('commander no longer imports node:child_process as it did.');
            return without;
          },
        },
      },
    ],
    onLog(level, log) {
      if (level === 'warn') throw new Error(`rolldown warns: ${log.message}`);
    },
  });
  // Not minified: whoever audits the package, or sends us a stack trace, should be able to read it.
  // CommonJS: one small file is judged some 20 ms sooner than with modules, of 150.
  const { output } = await build.write({
    dir: folder,
    format: 'cjs',
    entryFileNames: '[name].js',
    chunkFileNames: 'lib/[name]-[hash].js',
    codeSplitting: {
      groups: ['program', 'definition', 'assess'].map((name) => ({
        name,
        test: (id: string) => rooms.get(id) === name,
      })),
    },
  });
  const chunks = output.filter((file) => file.type === 'chunk');
  for (const { fileName, code } of chunks) await writeFile(join(folder, fileName), onlyAscii(code));
  // Read when they are first asked for, from beside the chunk that asks.
  const tables = join(root, 'src', 'collect', 'schemas');
  for (const file of await readdir(tables)) {
    if (file.endsWith('.generated.json')) await cp(join(tables, file), join(folder, 'lib', file));
  }
  return chunks;
}

/** These files and the modules that they import, and that those import, but for what is only loaded when it is asked for. */
function allBehind(files: readonly string[], importsOf: (id: string) => readonly string[]): Set<string> {
  const found = new Set(files.map((file) => join(root, 'src', `${file}.ts`)));
  for (const id of found) for (const one of importsOf(id)) found.add(one);
  return found;
}

/** The same program in ASCII, which V8 keeps in half the memory, and Node reads sooner. */
function onlyAscii(code: string): string {
  if (/String\.raw`[^`]*[\u0080-\uffff]/.test(code)) throw new Error('What is raw cannot be escaped.');
  return code.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
