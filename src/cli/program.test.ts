import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { UserError } from '../collect/user-error.ts';
import { buildProgram, runProgram } from './program.ts';

let folder = '';
beforeAll(() => {
  // No program that renders sources is found, whatever this machine has.
  vi.stubEnv('PATH', '');
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'kubecompass-program-')));
  const files = {
    'ok/app.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n',
    'empty/notes.yaml': 'just: a value\n',
    'templates/app.yaml': 'kind: Deployment\nname: {{ .Values.name }}\n',
    'refused/app.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { replicas: two }\n',
    'chart/Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.0.0\n',
    'declared/kubecompass.yaml': 'apiVersion: kubecompass.io/v1\nkind: Policy\nowner: me\n',
    'policy.yaml': 'apiVersion: kubecompass.io/v1\nkind: Policy\nownr: me\n',
    'idle.yaml':
      'apiVersion: kubecompass.io/v1\nkind: Policy\ntargets:\n  critical:\n    verifiedCredentialsInGit: 5\n',
    'baseline.json': '{"schema":"kubecompass.baseline/v1"}',
    'nonsense.json': '{',
    'taken.json': '',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  mkdirSync(join(folder, 'links'));
  symlinkSync('../ok/app.yaml', join(folder, 'links/app.yaml'));
  mkdirSync(join(folder, 'lost'));
  symlinkSync('nowhere.yaml', join(folder, 'lost/app.yaml'));
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** What a command line that cannot run says; `@` stands for the folder. */
async function refusalOf(...words: string[]): Promise<{ message: string; hint: string }> {
  const error: unknown = await runProgram(words.map((word) => word.replace('@', folder))).then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof UserError)) throw new Error(`it ran: ${words.join(' ')}`, { cause: error });
  return { message: error.message.replaceAll(folder, '@'), hint: error.hint };
}

describe('what cannot run as asked is said in one line with one hint:', () => {
  test.each<[string, string, string, string]>([
    [
      'a command with a slip',
      'asess @/ok',
      "unknown command 'asess' (Did you mean assess?)",
      'See `kubecompass --help`.',
    ],
    [
      'an option with a slip',
      'assess @/ok --qiet',
      "unknown option '--qiet' (Did you mean --quiet?)",
      'See `kubecompass assess --help`.',
    ],
    [
      'no path, and a kubeconfig that is not there',
      'assess --kubeconfig @/absent',
      'the kubeconfig @/absent does not exist',
      'Name a context with --context, a file with --kubeconfig, or a folder of manifests.',
    ],
    [
      'F50 a folder that does not exist',
      'assess @/absent',
      '@/absent does not exist',
      'Name a folder, a file, or - for standard input.',
    ],
    [
      'F50 one of several paths that does not exist',
      'assess @/ok @/absent',
      '@/absent does not exist',
      'Name a folder, a file, or - for standard input.',
    ],
    [
      'F50 a folder without Kubernetes objects',
      'assess @/empty',
      'there is no Kubernetes object in the input',
      'Name a folder that holds manifests.',
    ],
    [
      'a folder that holds a policy file only, which is no manifest',
      'assess @/declared',
      'there is no Kubernetes object in the input',
      'Name a folder that holds manifests.',
    ],
    [
      'a chart only',
      'assess @/chart',
      'there is no Kubernetes object in the input: @/chart/Chart.yaml: ',
      'or read its files as they are with --raw',
    ],
    [
      'a chart without manifests, raw',
      'assess @/chart --raw',
      'there is no Kubernetes object in the input',
      'Name a folder that holds manifests.',
    ],
    [
      'a link out of the folder only',
      'assess @/links',
      'there is no Kubernetes object in the input that can be read: the link @/links/app.yaml leads out of what was given',
      'Name what it leads to as a path.',
    ],
    [
      'a link to nothing only',
      'assess @/lost',
      'there is no Kubernetes object in the input that can be read: the link @/lost/app.yaml leads to what is not there',
      'Change that, or name another path.',
    ],
    [
      'a total that is too small for anything',
      'assess @/ok --max-total-size 10',
      'there is no Kubernetes object in the input that can be read: the files hold more than 10 bytes, so @/ok/app.yaml is not read (--max-total-size raises the limit)',
      'Change that, or name another path.',
    ],
    ['an unknown format', 'assess @/ok --format jsn', 'there is no format "jsn"', 'Did you mean json?'],
    ['a format of another tool', 'assess @/ok --format yaml', 'there is no format "yaml"', 'There are terminal, json,'],
    [
      'a report of what is not there',
      'report @/none.json',
      'the assessment @/none.json does not exist',
      '`kubecompass assess --output assessment.json` writes one.',
    ],
    [
      'a report of broken JSON',
      'report @/nonsense.json',
      '@/nonsense.json is no assessment: its JSON is broken or cut off',
      '`kubecompass assess --output assessment.json` writes one.',
    ],
    [
      'a report of something else',
      'report @/baseline.json',
      '@/baseline.json is no assessment that can be read: it is a kubecompass.baseline/v1',
      '`kubecompass assess --output assessment.json` writes one.',
    ],
    [
      'a report of a text',
      'report @/policy.yaml',
      '@/policy.yaml is no assessment: it is no JSON',
      '`kubecompass assess --output assessment.json` writes one.',
    ],
    [
      'a report over what it is of',
      'report @/nonsense.json -o json=@/nonsense.json',
      '@/nonsense.json is what is to be read, and would be written over',
      'Name another file.',
    ],
    ['an unknown tier', 'assess @/ok --tier criticl', 'there is no tier "criticl"', 'Did you mean critical?'],
    ['a tier like none', 'assess @/ok --tier x', 'there is no tier "x"', 'There are critical, important, best-effort.'],
    [
      'an unknown criterion',
      'assess @/ok --criterion zone-spred',
      'there is no criterion "zone-spred"',
      'Did you mean availability/zone-spread?',
    ],
    [
      'a criterion like none',
      'assess @/ok --criterion x',
      'there is no criterion "x"',
      'See `kubecompass explain` for the list.',
    ],
    [
      'an unknown verdict',
      'assess @/ok --fail-on bad',
      "option '--fail-on <verdict>' argument 'bad' is invalid. Allowed choices are fail, partial, unknown, never.",
      'See `kubecompass assess --help`.',
    ],
    [
      'an impossible time',
      'assess @/ok --now 2026-02-31T00:00:00Z',
      '--now "2026-02-31T00:00:00Z" is no time',
      'Write it as 2026-11-24T12:00:00Z.',
    ],
    [
      'an impossible size',
      'assess @/ok --max-file-size big',
      '--max-file-size "big" is no size',
      'Write one such as 128Mi.',
    ],
    [
      'a total that is no size',
      'assess @/ok --max-total-size -1',
      '--max-total-size "-1" is no size',
      'Write one such as 128Mi.',
    ],
    ['no size', 'assess @/ok --max-file-size 0', '--max-file-size "0" is no size', 'Write one such as 128Mi.'],
    [
      'a size beyond any text',
      'assess @/ok --max-file-size 1Gi',
      '--max-file-size cannot be more than 511Mi, and is 1Gi',
      'Split the file',
    ],
    [
      'two authorities',
      'assess @/ok --complete --partial',
      "option '--complete' cannot be used with option '--partial'",
      'See `kubecompass assess --help`.',
    ],
    [
      'quiet and verbose',
      'assess @/ok --quiet --verbose',
      "option '-q, --quiet' cannot be used with option '-v, --verbose'",
      'See `kubecompass assess --help`.',
    ],
    [
      'an invalid policy file',
      'assess @/ok --policy @/policy.yaml',
      '@/policy.yaml:3:1: unknown key "ownr"; did you mean owner?',
      '`kubecompass schema policy`',
    ],
    [
      'a target that no check acts on',
      'assess @/ok --policy @/idle.yaml',
      '@/idle.yaml:5:5: unknown key "verifiedCredentialsInGit" in targets.critical: no check acts on it yet; this version acts on ',
      '`kubecompass schema policy`',
    ],
    [
      'a policy file that does not exist',
      'assess @/ok --policy @/absent.yaml',
      'the policy file @/absent.yaml does not exist',
      'Name another with --policy.',
    ],
    [
      'a baseline that is none',
      'assess @/ok --baseline @/baseline.json',
      '@/baseline.json is no baseline: the whole must have required properties',
      '`kubecompass baseline write` writes one.',
    ],
    [
      'a baseline that is no JSON',
      'assess @/ok --baseline @/nonsense.json',
      '@/nonsense.json is no baseline: it is no JSON',
      '`kubecompass baseline write` writes one.',
    ],
    [
      'a baseline that does not exist',
      'assess @/ok --baseline @/absent.json',
      'the baseline @/absent.json does not exist',
      '`kubecompass baseline write` writes one.',
    ],
    [
      'a folder as baseline',
      'baseline show @/ok',
      'the baseline @/ok cannot be read (EISDIR)',
      '`kubecompass baseline write` writes one.',
    ],
    [
      'an output in a folder that does not exist',
      'assess @/ok --output @/absent/a.json',
      '@/absent/a.json cannot be written (ENOENT)',
      'Its folder does not exist.',
    ],
    ['a folder as output', 'assess @/ok --output json=@/ok', '@/ok is a folder, and cannot be written', 'Name a file.'],
    ['an unknown schema', 'schema polcy', 'there is no schema "polcy"', 'Did you mean policy?'],
    [
      'no schema',
      'schema',
      'name what to print the schema of',
      'There are assessment, baseline, comparison, inventory, plan, policy.',
    ],
    ['an unknown shell', 'completion tcsh', 'there is no completion for "tcsh"', 'There is one for bash, zsh, fish.'],
    [
      'an unknown criterion to explain',
      'explain zone-spred',
      'there is no criterion, no reason and no framework "zone-spred"',
      'Did you mean availability/zone-spread?',
    ],
    [
      'a baseline without owner',
      'baseline write @/ok',
      "required option '--owner <owner>' not specified",
      'See `kubecompass baseline write --help`.',
    ],
    [
      'a baseline over another',
      'baseline write @/ok --owner me -o @/taken.json',
      '@/taken.json exists',
      'replace it with --force',
    ],
  ])('%s', async (_what, line, message, hint) => {
    const refusal = await refusalOf(...line.split(' '));
    expect(refusal.message).toContain(message);
    expect(refusal.message).not.toContain('\n');
    expect(refusal.hint).toContain(hint);
    expect(refusal.hint).not.toContain('\n');
  });

  test('an empty path, as a script without a variable gives', async () => {
    expect(await refusalOf('assess', '@/ok', '')).toMatchObject({ message: 'one of the paths is empty' });
  });

  test.each([
    ['', '--namespace is empty'],
    ['Team A', '--namespace "Team A" is the name of no namespace'],
  ])('the namespace %j', async (name, message) => {
    expect(await refusalOf('assess', '-n', name)).toMatchObject({ message });
  });

  test('a blank owner', async () => {
    expect(await refusalOf('baseline', 'write', '@/ok', '--owner', ' ', '-o', '@/new.json')).toMatchObject({
      message: '--owner is empty',
    });
  });
});

describe('help', () => {
  /** Every command with its own words, from the program's name on. */
  function commandsBelow(command: Command, path: string[]): { command: Command; path: string[] }[] {
    return [{ command, path }, ...command.commands.flatMap((one) => commandsBelow(one, [...path, one.name()]))];
  }

  function helpOf(command: Command): string {
    let text = '';
    command.configureOutput({
      writeOut: (written) => (text += written),
      getOutHasColors: () => false,
      getOutHelpWidth: () => 100,
    });
    command.outputHelp();
    return text;
  }

  test('of every command gives two real examples, which parse', async () => {
    const all = commandsBelow(
      await buildProgram(
        () => true,
        () => undefined,
      ),
      [],
    ).filter(({ path }) => path[0] !== 'help');
    expect(all.length).toBeGreaterThanOrEqual(8);
    for (const { command, path } of all) {
      const examples = helpOf(command)
        .split('\n')
        .filter((line) => /^ {2}.*\bkubecompass /.test(line));
      expect({ path, examples: examples.length }).toEqual({ path, examples: 2 });
      for (const example of examples) {
        const words = /kubecompass ([^|>)]*)/.exec(example)?.[1]?.trim().split(' ') ?? [];
        expect(words.slice(0, path.length)).toEqual(path);
        await parses(words);
      }
    }
  });

  /** Parses a command line without running what it asks for. */
  async function parses(words: readonly string[]): Promise<void> {
    let ran = false;
    const program = await buildProgram(
      () => true,
      () => undefined,
    );
    for (const { command } of commandsBelow(program, [])) {
      command.exitOverride().configureOutput({ writeErr: () => undefined, outputError: () => undefined });
      if (command.commands.length === 0) command.action(() => void (ran = true));
    }
    await program.parseAsync(words, { from: 'user' });
    expect({ words, ran }).toEqual({ words, ran: true });
  }

  test('of the program says what the exit codes mean', async () => {
    expect(
      helpOf(
        await buildProgram(
          () => false,
          () => undefined,
        ),
      ),
    ).toMatch(/0 {2}the gate holds\n {2}1 {2}the gate does not hold\n {2}2 .*\n {2}3 /);
  });

  test('lists every command in the same words, whether its file is loaded or not', async () => {
    const lists = await Promise.all(
      [true, false].map(async (loaded) =>
        (
          await buildProgram(
            () => loaded,
            () => undefined,
          )
        ).commands.map((one) => `${one.name()} ${one.summary()}`),
      ),
    );
    expect(lists[0]).toEqual(lists[1]);
  });
});
