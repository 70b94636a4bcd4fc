import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { styleText } from 'node:util';
import manifest from '../package.json' with { type: 'json' };

// generate → format and lint → types → rooms → unused code → tests, the same here and in CI. What does not depend on
// the step before is tried all the same, so that one run tells everything.
const steps = ['generate', 'format:check', 'lint', 'types', 'rooms', 'unused', 'test'] as const;

const root = join(import.meta.dirname, '..');
const inCi = !['', '0', 'false', undefined].includes(process.env['CI']);
const env = { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH']}` };

const lines: string[] = [];
let failed = 0;

for (const step of steps) {
  const before = step === 'generate' && inCi ? workingTree() : undefined;
  console.log(styleText('bold', `\n── ${step}: ${manifest.scripts[step]}`));
  const begun = performance.now();
  const { status } = spawnSync(manifest.scripts[step], { cwd: root, env, shell: true, stdio: 'inherit' });
  const fresh = before === undefined || before === workingTree();
  if (!fresh) {
    console.log('Generated files are not fresh: run `npm run generate` and commit what it changes.');
    spawnSync('git', ['status', '--short'], { cwd: root, stdio: 'inherit' });
  }
  const good = status === 0 && fresh;
  if (!good) failed += 1;
  lines.push(`${good ? '✔' : '✘'} ${step.padEnd(13)}${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s`);
  if (!good && step === 'generate') break;
}

console.log(`\n${lines.join('\n')}`);
process.exitCode = failed === 0 ? 0 : 1;

/** All that differs from the last commit, as text to be compared; undefined where there is no Git checkout. */
function workingTree(): string | undefined {
  if (!existsSync(join(root, '.git'))) {
    console.log('Not a Git checkout: whether generated files are fresh cannot be said.');
    return undefined;
  }
  return ['status --porcelain --untracked-files=all', 'diff HEAD --no-ext-diff --binary']
    .map((command) => execFileSync('git', command.split(' '), { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 30 }))
    .join('\n');
}
