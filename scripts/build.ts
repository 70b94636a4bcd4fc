import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import manifest from '../package.json' with { type: 'json' };
import { writePackage } from './build/write-package.ts';

// Writes dist/: the published package, and tries it out.

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

await rm(dist, { recursive: true, force: true });
const { chunks, packages } = await writePackage(dist);
await tryOut();

for (const { fileName, code } of chunks.toSorted((a, b) => b.code.length - a.code.length)) {
  console.log(`${(Buffer.byteLength(code) / 1000).toFixed(1).padStart(9)} kB  dist/${fileName}`);
}
console.log(`dist/ is kubecompass ${manifest.version}, with ${packages.length} packages of others inside`);

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
