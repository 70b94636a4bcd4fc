import { beforeAll, describe, expect, test } from 'vitest';
import { assess, type AssessOptions } from '../../src/assessment/assess.ts';
import type { Assessment } from '../../src/assessment/assessment.ts';
import { freeze } from '../../src/assessment/baseline.ts';
import { countVerdicts } from '../../src/assessment/verdicts.ts';
import { checks } from '../../src/checks/registry.generated.ts';
import { formats } from '../../src/cli/output-options.ts';
import { rememberPlaces } from '../../src/cli/place-evidence.ts';
import { readInput } from '../../src/cli/read-input.ts';
import { showProgress } from '../../src/cli/show-progress.ts';
import { renderCsv } from '../../src/report/csv/render-csv.ts';
import { renderHtml } from '../../src/report/html/render-html.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderJunit } from '../../src/report/junit/render-junit.ts';
import { renderMarkdown } from '../../src/report/markdown/render-markdown.ts';
import { renderSarif } from '../../src/report/sarif/render-sarif.ts';
import { renderTerminal } from '../../src/report/terminal/render-terminal.ts';
import { readCsv } from '../support/read-csv.ts';
import { readXml } from '../support/read-xml.ts';

// Whatever the format, nothing is lost and nothing is added: each is read back from its text alone, and has the numbers of the JSON.

type Counts = Readonly<Record<string, number>>;

/** How often each word stands there. */
function tally(words: Iterable<string>): Counts {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** Numbers that belong together, added. */
function add(all: readonly Counts[]): Counts {
  const sum: Record<string, number> = {};
  for (const counts of all) for (const [word, number] of Object.entries(counts)) sum[word] = (sum[word] ?? 0) + number;
  return sum;
}

const words: Readonly<Record<string, string>> = { 'not applicable': 'notApplicable' };

/** Reads `9 fail, 2 not applicable`. */
function readCounts(text: string): Counts {
  const found = [...text.matchAll(/(\d+) (fail|partial|unknown|attested|pass|not applicable|advice)/g)];
  return add(found.map(([, number, word = '']) => ({ [words[word] ?? word]: Number(number) })));
}

/** What is counted: findings by their verdicts, those that are accepted, criteria by theirs, and subjects by theirs in the tiers that were asked for. */
interface Tally {
  readonly findings: Counts;
  readonly accepted: number;
  readonly criteria: Counts;
  readonly subjects: Counts;
}

function expected({ findings, outcomes, limitedTo }: Assessment): Tally {
  const tiers = outcomes.flatMap((outcome) => Object.entries(outcome.tiers));
  return {
    findings: tally(findings.map(({ verdict }) => verdict)),
    accepted: findings.filter(({ exception }) => exception !== null).length,
    criteria: countVerdicts(outcomes.map(({ verdict }) => verdict)),
    subjects: add(
      tiers
        .filter(([tier]) => limitedTo.tiers.length === 0 || limitedTo.tiers.some((one) => one === tier))
        .map(([, { counts }]) => counts),
    ),
  };
}

/** Counts of each format what it holds, from its text. */
const readers: Readonly<Record<string, (assessment: Assessment) => Partial<Tally>>> = {
  json: (assessment) => expected(JSON.parse(renderJson(assessment)) as Assessment),
  html(assessment) {
    const text = renderHtml(assessment, checks);
    const criteria = [...text.matchAll(/<details class="criterion" id="[^"]+" data-verdict="(\w+)"/g)];
    const groups = text.split('<section class="group" data-verdict="').slice(1);
    // A row stands for several findings where it says so: those of its containers, or of its tiers.
    const rows = groups.flatMap((group) => {
      const [verdict = ''] = /^\w+/.exec(group) ?? [];
      const [within = ''] = group.split('</section>');
      return [...within.matchAll(/<li(?: id="\w+")? data-t="[^"]*" data-n="[^"]*"(?: data-f="(\d+)")?>(.*?)<\/li>/gs)].map(
        ([, number = '1', row = '']) => ({ verdict, number: Number(number), row }),
      );
    });
    const accepted = rows.filter(({ row }) => row.includes('<span class="accepted">'));
    return {
      findings: add(rows.map(({ verdict, number }) => ({ [verdict]: number }))),
      accepted: accepted.reduce((sum, { number }) => sum + number, 0),
      criteria: tally(criteria.map(([, verdict = '']) => verdict)),
    };
  },
  csv(assessment) {
    const [head = [], ...rows] = readCsv(renderCsv(assessment));
    const at = (row: readonly string[], column: string): string => row[head.indexOf(column)] ?? '';
    const found = rows.filter((row) => at(row, 'fingerprint') !== '');
    return {
      findings: tally(found.map((row) => at(row, 'verdict'))),
      accepted: found.filter((row) => at(row, 'accepted by') !== '').length,
    };
  },
  sarif(assessment) {
    interface Result {
      readonly kind: string;
      readonly level: string;
      readonly suppressions?: readonly unknown[];
    }
    const log = JSON.parse(renderSarif(assessment, checks)) as {
      runs: [{ results: Result[]; properties: { criteria: Counts } }];
    };
    const [{ results, properties }] = log.runs;
    const verdicts: Readonly<Record<string, string>> = {
      'fail error': 'fail',
      'fail warning': 'partial',
      'fail note': 'advice',
      'open none': 'unknown',
      'pass none': 'pass',
      'notApplicable none': 'notApplicable',
    };
    return {
      findings: tally(results.map(({ kind, level }) => verdicts[`${kind} ${level}`] ?? `${kind} ${level}`)),
      accepted: results.filter(({ suppressions }) => suppressions !== undefined).length,
      criteria: properties.criteria,
    };
  },
  junit(assessment) {
    const [, ...suites] = readXml(renderJunit(assessment)).children;
    const property = (suite: (typeof suites)[number], name: string): string =>
      suite.children[0]?.children.find(({ attributes }) => attributes['name'] === name)?.attributes['value'] ?? '';
    const tests = suites.flatMap(({ children }) => children.filter(({ name }) => name === 'testcase'));
    const counts = tests.map(({ attributes: { name = '' }, children: [result] }): Counts => {
      if (name.endsWith(', without subjects')) return {};
      // What is only counted says how many they are.
      const [, number = '1', told] = /^(\d+) subjects? of tier \S+ not listed \((\w+)\)$/.exec(name) ?? [];
      const { type, message = '' } = result?.attributes ?? {};
      const [, accepted] = /^(fail|partial), accepted by /.exec(message) ?? [];
      const skipped = message.startsWith('unproven') ? 'unknown' : 'notApplicable';
      return { [told ?? (result === undefined ? 'pass' : (type ?? accepted ?? skipped))]: Number(number) };
    });
    return { subjects: add(counts), criteria: tally(suites.map((suite) => property(suite, 'verdict'))) };
  },
  markdown(assessment) {
    const text = renderMarkdown(assessment);
    const groups = [...text.matchAll(/^- \S+ \*\*([a-z ]+)\*\* .* \((\d+) findings?\)$/gm)].map(
      ([, word = '', number]): Counts => ({ [words[word] ?? word]: Number(number) }),
    );
    const [unknown = '0'] = /(?<=\? Not seen: )\d+/.exec(text) ?? [];
    const [, cut = ''] = /\*\*Cut here.* findings? \((.*)\)\./.exec(text) ?? [];
    const [, criteria = ''] = /^- Criteria: (.*)$/m.exec(text) ?? [];
    const [, findings = ''] = /^- Findings: (.*)$/m.exec(text) ?? [];
    const listed = add([...groups, readCounts(cut), Number(unknown) > 0 ? { unknown: Number(unknown) } : {}]);
    // What is said above of all findings is what stands below of each.
    expect(readCounts(findings)).toEqual(listed);
    return { findings: listed, criteria: readCounts(criteria) };
  },
};

/** Of each criterion with findings the numbers that the terminal shows, and of all how many findings there are. */
function readTerminal(assessment: Assessment): { criteria: Record<string, Counts>; faults: number; advice: number } {
  const text = renderTerminal(assessment, { columns: 140, colour: false, verbose: true, all: true });
  const lines = text.slice(text.indexOf('\nFINDINGS\n')).split('\n');
  const criteria: Record<string, Counts> = {};
  for (const [index, line] of lines.entries()) {
    const [, criterion] = /^\S (?:fail|partial|unknown|attested|pass|not applicable) ([a-z-]+\/[a-z-]+):/.exec(line) ?? [];
    if (criterion === undefined) continue;
    const rest = lines.slice(index + 1);
    const end = rest.findIndex((one) => /^ {2}[✗~?✓–·] |^$/.test(one));
    // A title may go on for a line; the numbers stand behind the name of a tier.
    criteria[criterion] = readCounts(rest.slice(0, end).join(' ').replaceAll(/\s+/g, ' '));
  }
  const [, faults, advice] = /(\d+) findings?, (\d+) pieces? of advice/.exec(text) ?? [];
  return { criteria, faults: Number(faults), advice: Number(advice) };
}

/** The golden assessments: whole and limited, with passes and without, with exceptions and with a baseline. */
async function listSamples(): Promise<Map<string, Assessment>> {
  const samples = new Map<string, Assessment>();
  for (const name of ['council', 'bank']) {
    const { estate, policy, texts } = await readInput(
      [`examples/${name}`],
      { now: '2026-11-24T12:00:00Z', progress: 'never', quiet: true },
      showProgress('never'),
    );
    const judge = (what: string, options: Partial<AssessOptions>, given = policy): Assessment => {
      const places = rememberPlaces();
      const assessment = assess(estate, given, { version: 'golden', rethrow: true, sourceOf: places.sourceOf, ...options });
      places.locate(assessment.findings, texts);
      samples.set(`${name} ${what}`, assessment);
      return assessment;
    };
    const whole = judge('as it is', {});
    judge('with passes', { all: true });
    const half = { ...whole, findings: whole.findings.filter((_, index) => index % 2 === 0) };
    const baseline = freeze(half.findings, { owner: 'me', writtenAt: whole.estate.collectedAt });
    judge('with a baseline', { baseline });
    const exception = { justification: 'known', owner: 'me', expires: '2027-01-31' };
    const criteria = [...new Set(whole.findings.map(({ criterion }) => criterion))].slice(0, 4);
    judge(
      'with exceptions',
      { all: true },
      { ...policy, exceptions: criteria.map((criterion) => ({ criterion, ...exception })) },
    );
    judge('limited to a tier', { tiers: ['critical'], all: true });
    judge('limited to criteria', { criteria: ['availability/zone-spread', 'secrets/secrets-in-git'] });
  }
  return samples;
}

const names = ['council', 'bank'].flatMap((name) =>
  ['as it is', 'with passes', 'with a baseline', 'with exceptions', 'limited to a tier', 'limited to criteria'].map(
    (what) => `${name} ${what}`,
  ),
);

let samples: Map<string, Assessment>;
beforeAll(async () => {
  samples = await listSamples();
}, 120_000);

describe.each(names)('%s:', (name) => {
  test.each(Object.keys(readers))('%s has the numbers of the JSON', (format) => {
    const assessment = samples.get(name) as Assessment;
    const read = readers[format]?.(assessment) ?? {};
    const all = expected(assessment);
    const wanted = Object.fromEntries(Object.keys(read).map((key) => [key, all[key as keyof Tally]]));
    expect(read).toEqual(wanted);
    expect(Object.keys(read)).not.toEqual([]);
  });

  test('the terminal has the numbers of the JSON', () => {
    const assessment = samples.get(name) as Assessment;
    const { outcomes, findings } = assessment;
    const listed = new Set(findings.filter(({ verdict }) => verdict !== 'unknown').map(({ criterion }) => criterion));
    const wanted = outcomes.filter(({ criterion }) => listed.has(criterion));
    const { criteria, faults, advice } = readTerminal(assessment);
    expect(criteria).toEqual(
      Object.fromEntries(
        wanted.map(({ criterion, tiers }) => [criterion, add(Object.values(tiers).map(({ counts }) => counts))]),
      ),
    );
    const { fail = 0, partial = 0, advice: pieces = 0 } = tally(findings.map(({ verdict }) => verdict));
    expect([faults, advice]).toEqual([fail + partial, pieces]);
  });
});

test('every format is read back', () => {
  // The terminal has a test of its own above; a format that is new here needs a reader.
  expect(Object.keys(readers).toSorted()).toEqual(formats.filter((one) => one !== 'terminal').toSorted());
});

test('the samples hold what they are to show', () => {
  const of = (name: string): Assessment => samples.get(name) as Assessment;
  expect(samples.size).toBe(names.length);
  expect(of('council with passes').findings.some(({ verdict }) => verdict === 'notApplicable')).toBe(true);
  expect(of('council with a baseline').findings.some(({ exception }) => exception?.by === 'baseline')).toBe(true);
  expect(of('council with exceptions').findings.some(({ exception }) => exception?.by === 'exception')).toBe(true);
  expect(renderMarkdown(of('council with passes'))).toContain('**Cut here');
});
