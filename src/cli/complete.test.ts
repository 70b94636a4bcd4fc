import { expect, test } from 'vitest';
import { completeWords } from './complete.ts';
import { formats } from './output-options.ts';
import { buildProgram } from './program.ts';

/** What the last word of a line can be, without descriptions. */
async function complete(...words: string[]): Promise<string[]> {
  const program = await buildProgram(
    () => true,
    () => undefined,
  );
  return (await completeWords(program, words)).map((line) => line.split('\t')[0] as string);
}

test.each<[string[], string[]]>([
  [
    [''],
    [
      'assess',
      'snapshot',
      'explain',
      'inventory',
      'report',
      'diff',
      'plan',
      'fix',
      'baseline',
      'schema',
      'completion',
      'help',
    ],
  ],
  [['ba'], ['baseline']],
  [
    ['baseline', ''],
    ['write', 'show'],
  ],
  [['baseline', 'w'], ['write']],
  [['baseline', 'show', 'x'], [':files']],
  [['assess', ''], [':files']],
  [['inventory', ''], [':files']],
  [
    ['inventory', '--format', ''],
    ['terminal', 'json'],
  ],
  [['assess', 'a', 'b'], [':files']],
  [['assess', '-', ''], [':files']],
  [['assess', '--fail'], ['--fail-on']],
  [
    ['assess', '--fail-on', ''],
    ['fail', 'partial', 'unknown', 'never'],
  ],
  [['assess', '--fail-on=p'], ['--fail-on=partial']],
  [['assess', '--fail-on', '=', 'p'], ['partial']],
  [
    ['assess', '--fail-on', '='],
    ['fail', 'partial', 'unknown', 'never'],
  ],
  [['assess', 'x', '--tier', 'c'], ['critical']],
  [['assess', '--tier', 'critical', ''], [':files']],
  [['assess', '--format', ''], [...formats]],
  [['assess', '--policy', 'k'], [':files']],
  [['assess', '-o', ''], [':files']],
  [['assess', '--output=x'], [':files']],
  [['assess', '--now', ''], []],
  [['assess', '--criterion', 'availability/z'], ['availability/zone-spread']],
  [['explain', 'availability/z'], ['availability/zone-spread']],
  [['explain', 'availability/zone-spread', ''], []],
  [
    ['schema', ''],
    ['assessment', 'baseline', 'comparison', 'inventory', 'plan', 'policy'],
  ],
  [['completion', 'z'], ['zsh']],
  [['nonsense', ''], []],
  [
    [],
    [
      'assess',
      'snapshot',
      'explain',
      'inventory',
      'report',
      'diff',
      'plan',
      'fix',
      'baseline',
      'schema',
      'completion',
      'help',
    ],
  ],
])('%j can be %j', async (words, expected) => {
  expect(await complete(...words)).toEqual(expected);
});

test('options come with what they are for', async () => {
  const program = await buildProgram(
    () => true,
    () => undefined,
  );
  expect(await completeWords(program, ['assess', '--allow'])).toEqual([
    '--allow-gaps\tlet the gate hold although something could not be read',
  ]);
});
