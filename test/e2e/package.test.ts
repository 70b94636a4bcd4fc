import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { writePackage } from '../../scripts/build/write-package.ts';
import { deployment, plainEnvironment, testNow } from './run-cli.ts';

// The package as npm packs and installs it: in an empty folder, without network, on plain Node.

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'kubecompass-package-'));
const home = join(folder, 'home');
const app = join(folder, 'app');
const installed = join(app, 'node_modules', 'kubecompass');
const commands = join(app, 'node_modules', '.bin');

/** Only Node and what was installed are on the PATH. */
const environment = {
  ...plainEnvironment(),
  HOME: home,
  PATH: [commands, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
  NODE_COMPILE_CACHE: undefined,
  npm_config_cache: join(folder, 'cache'),
  npm_config_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
};

let whyNot: string | null = null;
beforeAll(async () => {
  const dist = join(folder, 'dist');
  mkdirSync(home);
  mkdirSync(join(app, 'deploy'), { recursive: true });
  await writePackage(dist);
  writeFileSync(join(app, 'deploy', 'ledger.yaml'), deployment('ledger', { tier: 'critical' }));
  try {
    await run('npm', ['pack', dist, '--pack-destination', folder], { cwd: folder, env: environment });
    const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz')) as string;
    await run('npm', ['install', join(folder, tarball)], { cwd: app, env: environment });
  } catch (error) {
    const { code, stderr = '' } = error as { code?: string | number; stderr?: string };
    // Without npm nothing is packed; that npm is there and fails is a failure.
    if (code !== 'ENOENT') throw new Error(`npm failed: ${stderr}`, { cause: error });
    whyNot = 'npm is not on this machine';
    mkdirSync(dirname(installed), { recursive: true });
    cpSync(dist, installed, { recursive: true });
  }
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function answer(command: string, ...args: string[]): Promise<{ stdout: string; stderr: string; code: number }> {
  return run(command, args, { cwd: app, env: environment }).then(
    ({ stdout, stderr }) => ({ stdout, stderr, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
}

describe('the installed package', () => {
  test('brings its commands, which say their version', async (context) => {
    if (whyNot !== null) context.skip(whyNot);
    for (const command of ['kubecompass', 'kubectl-compass'])
      expect(await answer(command, '--version')).toEqual({ stdout: `${manifest.version}\n`, stderr: '', code: 0 });
  });

  test('assesses, plans, compares and prints schemas', async (context) => {
    if (whyNot !== null) context.skip(whyNot);
    const assessed = await answer('kubecompass', 'assess', 'deploy', '--now', testNow, '--output', 'json=a.json');
    expect(assessed).toMatchObject({ code: 1, stderr: '' });
    expect(assessed.stdout).toContain('critical: ✗ failing');
    expect((await answer('kubecompass', 'plan', 'deploy', '--now', testNow)).stdout).toContain('To mend:');
    expect((await answer('kubecompass', 'diff', 'a.json', 'deploy', '--now', testNow)).stdout).toContain('nothing');
    expect(JSON.parse((await answer('kubecompass', 'schema', 'plan')).stdout)).toMatchObject({ type: 'object' });
  });

  test('completes for kubectl, which is told whether files can stand there', async (context) => {
    if (whyNot !== null) context.skip(whyNot);
    const { stdout } = await answer('kubectl_complete-compass', 'assess', '--fail-on', '');
    expect(stdout).toBe('fail\npartial\nunknown\nnever\n:4\n');
    expect((await answer('kubectl_complete-compass', 'assess', '')).stdout).toMatch(/:0\n$/);
    expect((await answer('kubectl_complete-compass', 'bas')).stdout).toMatch(/^baseline\t.*\n:4\n$/);
  });

  test('has no dependencies, and holds schemas, licences and what it is made of', () => {
    const own = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Record<string, unknown>;
    expect(own).not.toHaveProperty('dependencies');
    expect(readdirSync(join(installed, 'schemas')).toSorted()).toEqual(
      readdirSync(join(root, 'docs/reference/schema')).toSorted(),
    );
    const bom = JSON.parse(readFileSync(join(installed, 'sbom.cdx.json'), 'utf8')) as {
      bomFormat: string;
      specVersion: string;
      metadata: { component: { version: string; purl: string } };
      components: {
        'bom-ref': string;
        'group'?: string;
        'name': string;
        'version': string;
        'purl': string;
        'licenses': unknown[];
      }[];
      dependencies: { ref: string; dependsOn?: string[] }[];
    };
    expect([bom.bomFormat, bom.specVersion, bom.metadata.component.version]).toEqual([
      'CycloneDX',
      '1.6',
      manifest.version,
    ]);
    const licences = readFileSync(join(installed, 'THIRD-PARTY-LICENSES'), 'utf8');
    expect(bom.components.length).toBeGreaterThan(5);
    for (const { group, name, version, licenses, purl } of bom.components) {
      const full = group === undefined ? name : `${group}/${name}`;
      expect(licences).toContain(`${full} ${version} (`);
      expect(licenses).toHaveLength(1);
      expect(purl).toBe(`pkg:npm/${full.replace('@', '%40')}@${version}`);
    }
    const refs = bom.components.map((one) => one['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    expect(bom.dependencies[0]).toEqual({ ref: bom.metadata.component.purl, dependsOn: refs });
  });
});

const program = `import { assess, collect, render, UserError, version } from 'kubecompass';
import type { Assessment, Estate, Format } from 'kubecompass';

const { estate, policy } = await collect({ paths: ['deploy'], now: '${testNow}' });
const assessment: Assessment = assess(estate, policy, { tiers: ['critical'], all: true });
const seen: Estate = estate;
const format: Format = 'markdown';
const first: string | undefined = assessment.findings[0]?.fingerprint;
console.log(version, seen.objects, assessment.gate.holds, first?.length, (await render(assessment, format)).slice(0, 2));
console.log((await collect('nowhere').catch((error: unknown) => error)) instanceof UserError);
`;

describe('the library', () => {
  test('does what its page says', async () => {
    const plain = program
      .replace(/^import type .*\n/m, '')
      .replaceAll(/(const \w+): [A-Za-z| ]+ =/g, '$1 =')
      .replace('(error: unknown)', '(error)');
    writeFileSync(join(app, 'use.mjs'), plain);
    const { stdout } = await run(process.execPath, ['use.mjs'], { cwd: app, env: environment });
    expect(stdout).toBe(`${manifest.version} 1 false 32 ##\ntrue\n`);
  });

  test('has declarations that the compiler takes, and that refuse what is not there', async () => {
    const compile = async (text: string): Promise<string> => {
      writeFileSync(join(app, 'use.mts'), text);
      const args = [
        join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
        '--noEmit',
        '--strict',
        '--module',
        'nodenext',
        '--target',
        'es2024',
        '--types',
        '',
        '--lib',
        'es2024,dom',
        'use.mts',
      ];
      return run(process.execPath, args, { cwd: app, env: environment }).then(
        ({ stdout }) => stdout,
        ({ stdout }: { stdout: string }) => stdout,
      );
    };
    expect(await compile(program)).toBe('');
    expect(await compile(program.replace("'markdown'", "'pdf'"))).toContain('"pdf"');
    expect(await compile(program.replace('gate.holds', 'gate.held'))).toContain('held');
  });
});
