import { Readable, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import type { Patched } from '../remedy/make-patches.ts';
import { choosePatches } from './choose-patches.ts';

function patched(name: string, risk: string | null = null): Patched {
  const subject = { kind: 'Deployment', apiVersion: 'apps/v1', namespace: 'shop', name };
  return { fault: { finding: { because: 'it \u001b[31mfails', subject } }, risk, changes: [] } as unknown as Patched;
}

async function choose(...answers: string[]): Promise<{ readonly names: string[]; readonly shown: string }> {
  let shown = '';
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      shown += chunk.toString();
      done();
    },
  });
  const offered = [patched('one'), patched('two', 'pods may stop'), patched('three')];
  const input = Readable.from(answers.map((one) => `${one}\n`));
  const chosen = await choosePatches(offered, (one) => `diff of ${one.fault.finding.subject.name}\n`, {
    input,
    output,
  });
  return { names: chosen.map(({ fault }) => fault.finding.subject.name), shown };
}

test.each<[string[], string[]]>([
  [
    ['a', 's', 'accept'],
    ['one', 'three'],
  ],
  [['A', 'q'], ['one']],
  [
    ['what', '', 'a', 'a', 'q'],
    ['one', 'two'],
  ],
  [['a'], ['one']],
  [[], []],
])('%j', async (answers, names) => {
  expect((await choose(...answers)).names).toEqual(names);
});

test('each is shown with what may happen, and nothing of it acts on a terminal', async () => {
  const { shown } = await choose('s', 's', 's');
  expect(shown).toContain('2 of 3: Deployment shop/two');
  expect(shown).toContain('risky: pods may stop');
  expect(shown).toContain('diff of three');
  expect(shown).not.toContain('\u001b');
});
