import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { buildProgram } from '../src/cli/program.ts';

// What the guide tells pipelines to run is parsed as the program parses it: a renamed option, format or command breaks this test.

const guide = readFileSync('docs/guide/ci.md', 'utf8');
const fences = [...guide.matchAll(/^```(sh|yaml)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({
  language,
  text: text ?? '',
}));

/** Every call of ours in the guide, as words behind the program's name. */
const calls = fences.flatMap(({ text }) =>
  text
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .flatMap((line) => {
      const [, words] = /(?:^|[\s|])kubecompass ((?:[a-z]+|--version)(?: [^|#]*)?)/.exec(line) ?? [];
      return words === undefined || /npm |name:/.test(line.replace('npx', '')) ? [] : [words.trim()];
    }),
);

test('the guide holds calls, and pipelines that are YAML', () => {
  expect(calls.length).toBeGreaterThan(9);
  const pipelines = fences.filter(({ language }) => language === 'yaml');
  expect(pipelines).toHaveLength(2);
  for (const { text } of pipelines)
    expect(parseAllDocuments(text).flatMap((one) => [...one.errors, ...one.warnings])).toEqual([]);
});

describe('is taken by the program:', () => {
  test.each(calls)('kubecompass %s', async (call) => {
    if (call === '--version') return;
    const words = call.split(/\s+/).map((word) => word.replaceAll(/^["']|["']$/g, ''));
    const program = await buildProgram(
      () => true,
      () => undefined,
    );
    let command = program;
    const rest = [...words];
    for (;;) {
      const below = command.commands.find((one) => one.name() === rest[0]);
      if (!below) break;
      command = below;
      rest.shift();
    }
    command.exitOverride();
    const parsed: { options: Record<string, unknown> | null } = { options: null };
    command.action(() => {
      parsed.options = command.opts();
    });
    await program.parseAsync(words, { from: 'user' });
    expect(parsed.options).not.toBeNull();
    const { output = [], format } = parsed.options as { output?: string | string[]; format?: string };
    const named = Array.isArray(output) ? output.map((one) => /^([a-z]+)=/.exec(one)?.[1]) : [];
    const formats = command.options.find(({ long }) => long === '--format')?.argChoices ?? [];
    expect([...named, format].filter((one) => one !== undefined && !formats.includes(one))).toEqual([]);
  });
});
