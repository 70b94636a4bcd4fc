import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lawPolicy } from '../../../test/laws/judgements.ts';
import { estateOf, testTime } from '../../../test/support/estate-of.ts';
import { randomEstate } from '../../../test/support/random-estate.ts';
import { assess, type AssessOptions } from '../../assessment/assess.ts';
import type { Assessment, Finding } from '../../assessment/assessment.ts';
import { freeze } from '../../assessment/baseline.ts';
import { collectManifests } from '../../collect/manifests/collect-manifests.ts';
import { defaultMaxFileBytes } from '../../collect/manifests/open-input.ts';
import { type Policy, undeclaredPolicy } from '../../estate/policy.ts';
import { nameSubject } from './name-subject.ts';
import { renderTerminal, type TerminalOptions } from './render-terminal.ts';
import { sanitizeAll } from './sanitize.ts';
import { verdictMarks } from './marks.ts';
import { widthOf } from './wrap.ts';

const plain: TerminalOptions = { columns: 80, colour: false, verbose: false, all: false };

function assessed(yaml: string, policy: Partial<Policy> = {}, options: Partial<AssessOptions> = {}): Assessment {
  return assess(estateOf(yaml), { ...undeclaredPolicy, ...policy }, { version: 'test', ...options });
}

function deployment(name: string, more = ''): string {
  return `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: bank, labels: {kubecompass.io/tier: critical}}
spec:
  replicas: 3
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      ${more}
      containers: [{name: app, image: 'registry.bank.example/ledger:1.4', ports: [{containerPort: 8080}]}]
`;
}

/** Lines as one text without layout, as somebody reads them. */
function flat(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

const randomAssessment = randomEstate.map((estate) => assess(estate, lawPolicy, { version: 'test', all: true }));
/** Wide enough for the longest words that stay together: a command, or a subject with the folder of its variant. */
const widths = fc.integer({ min: 60, max: 200 });

describe('whatever an assessment says', () => {
  test('the advice of the first remedy stands there whole', () => {
    fc.assert(
      fc.property(randomAssessment, (assessment) => {
        fc.pre(assessment.next.remedies.length > 0);
        const text = flat(renderTerminal(assessment, { ...plain, columns: 140 }));
        expect(text).toContain(flat(assessment.next.remedies[0]?.fix ?? ''));
      }),
      { numRuns: 50 },
    );
  });

  test('where it says that not all was seen, it says what', () => {
    fc.assert(
      fc.property(randomAssessment, (assessment) => {
        const text = renderTerminal(assessment, { ...plain, columns: 140 });
        fc.pre(text.includes('not all was seen'));
        expect(text).toMatch(/^ +! (?:not seen: |.*not rendered|.*could not be read|.*not valid: )/m);
      }),
      { numRuns: 50 },
    );
  });

  test('no line is wider than the terminal, but for a word that is', () => {
    fc.assert(
      fc.property(randomAssessment, widths, fc.boolean(), (assessment, columns, verbose) => {
        const lines = renderTerminal(assessment, { ...plain, columns, verbose }).split('\n');
        const tooWide = lines.filter((line) => widthOf(line) > Math.min(columns, 140) && line.trim().includes(' '));
        expect(tooWide).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test('colour adds colour, and nothing else', () => {
    fc.assert(
      fc.property(randomAssessment, (assessment) => {
        const options = { ...plain, verbose: true };
        const painted = renderTerminal(assessment, { ...options, colour: true });
        expect(painted).toContain('\u001b[');
        expect(stripVTControlCharacters(painted)).toBe(renderTerminal(assessment, options));
      }),
      { numRuns: 20 },
    );
  });

  test('a word stands behind every sign', () => {
    const words = [
      ...Object.values(verdictMarks).map(({ word }) => word),
      'ready',
      'failing',
      'unproven',
      'holds',
      'does not hold',
    ];
    const signed = new RegExp(String.raw`^[✗✓~?–·] (?:\d+ )?(?:${words.join('|')})\b`);
    fc.assert(
      fc.property(randomAssessment, (assessment) => {
        const text = flat(renderTerminal(assessment, { ...plain, verbose: true }));
        const alone = [...text.matchAll(/(?<=^|\s)[✗✓~?–·] .{0,30}/g)]
          .map(([found]) => found)
          .filter((found) => !signed.test(found));
        expect(alone).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  test('its numbers are those of the JSON', () => {
    fc.assert(
      fc.property(randomAssessment, (assessment) => {
        const text = flat(renderTerminal(assessment, { ...plain, columns: 140 }));
        const { findings, checklist, estate } = assessment;
        const number = (wanted: readonly string[]): number =>
          findings.filter(({ verdict }) => wanted.includes(verdict)).length;
        const said = (pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? 0);
        expect(said(/(\d+) findings?, /)).toBe(number(['fail', 'partial']));
        expect(said(/, (\d+) pieces? of advice/)).toBe(number(['advice']));
        expect(said(/Seen (\d+) objects? (?:in|\()/)).toBe(estate.objects);
        for (const { word, verdict } of (['fail', 'partial', 'pass', 'unknown', 'notApplicable'] as const).map(
          (one) => ({ verdict: one, word: verdictMarks[one].word }),
        )) {
          const items = checklist.filter((one) => one.verdict === verdict).length;
          expect([word, said(new RegExp(String.raw`Checklist.*?[✗✓~?–] (\d+) ${word}\b.*What to`))]).toEqual([
            word,
            items,
          ]);
        }
        for (const [tier, { subjects, required }] of Object.entries(assessment.tiers)) {
          const { pass = 0, attested = 0, notApplicable = 0, fail = 0, partial = 0, unknown = 0 } = required;
          const all = pass + attested + notApplicable + fail + partial + unknown;
          const aside = notApplicable > 0 ? ` (${notApplicable} n/a)` : '';
          const row = `${tier}: ${fail + partial} of ${all} failing, ${unknown} unproven, ${pass + notApplicable} proven${aside}; ${subjects} subject`;
          expect([row, text.includes(row)]).toEqual([row, subjects > 0]);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('every finding is in the details: its subject below the words of its reason', () => {
    const key = ({ criterion, verdict, reason, subject }: Finding): string => {
      const { container: _container, ...rest } = subject;
      return [criterion, verdictMarks[verdict].word, reason, nameSubject(rest).replaceAll('\u00a0', ' ')].join(' | ');
    };
    fc.assert(
      fc.property(randomAssessment, (assessment) => {
        const shown = assessment.findings.filter(({ verdict }) => verdict !== 'unknown');
        const text = renderTerminal(assessment, { ...plain, columns: 140, verbose: true, all: true });
        const listed = new Set(readDetails(text));
        expect(shown.map(key).filter((one) => !listed.has(one))).toEqual([]);
        expect(listed.size).toBe(new Set(shown.map(key)).size);
      }),
      { numRuns: 50 },
    );
  });
});

/** The findings of rendered details: criterion, verdict, reason and subject, as they are read from top to bottom. */
function* readDetails(text: string): Generator<string> {
  const [, details = ''] = /^FINDINGS\n([^]*?)\n\n[A-Z][A-Z ]+\n\n/m.exec(text) ?? [];
  let [criterion, reason] = ['', ''];
  for (const line of details.split('\n')) {
    const ofCriterion = /^[✗✓~?–] (?:\w+|not applicable) ([a-z-]+\/[a-z-]+): /.exec(line);
    const ofReason = /^ {2}[✗✓~?–·] (fail|partial|pass|advice|not applicable) ([a-z-]+): /.exec(line);
    const ofSubject =
      /^ {6}((?:[A-Z]\w+ (?:workflow|pipelines?|report|configuration|file)|[A-Z]\w+) (?:\((?:not stated|no name)\)|\S+)(?: in (?:the root|\S+))?|the platform|the organisation|the kubeconfig)(?: |$)/.exec(
        line,
      );
    if (ofCriterion) criterion = ofCriterion[1] as string;
    else if (ofReason) reason = `${ofReason[1]} | ${ofReason[2]}`;
    else if (ofSubject) yield `${criterion} | ${reason} | ${ofSubject[1]}`;
  }
}

describe('the first screen', () => {
  test('tells each tier, the gate beside it, and what is accepted until when', () => {
    const { outcomes } = assessed(deployment('ledger'));
    const accepted = { justification: 'new in spring', owner: 'team', expires: '2027-01-31' };
    const exceptions = outcomes.map(({ criterion }) => ({ criterion, ...accepted }));
    const text = flat(renderTerminal(assessed(deployment('ledger'), { exceptions }), plain));
    expect(text).toMatch(
      /^critical: ✗ failing; important: \? unproven; gate ✓ holds, \d+ excepted until 2027-01-31 Gate /,
    );
  });

  test('says loudly which exceptions have expired', () => {
    const exceptions = [
      { criterion: 'availability/disruption-budgets', justification: 'x', owner: 'team', expires: '2026-01-31' },
    ];
    const text = flat(renderTerminal(assessed(deployment('ledger'), { exceptions }), plain));
    expect(text).toContain('! 1 exception expired, and accepts nothing: availability/disruption-budgets (2026-01-31)');
  });

  test('says what the report was limited to, and what crashed', () => {
    const limited = assessed(
      deployment('ledger'),
      {},
      { criteria: ['availability/disruption-budgets'], tiers: ['critical'] },
    );
    const crashes = [{ criterion: 'availability/zone-spread', message: 'x', stack: '' }];
    const text = flat(renderTerminal({ ...limited, crashes }, plain));
    expect(text).toContain('! limited to critical and availability/disruption-budgets');
    expect(text).toContain('! 1 check crashed, a fault of ours: availability/zone-spread');
  });

  test('shows of a limited report only the tiers that it was limited to', () => {
    const yaml = deployment('ledger') + deployment('web').replace('{kubecompass.io/tier: critical}', '{}');
    const limited = assessed(yaml, {}, { tiers: ['critical'] });
    const text = flat(renderTerminal(limited, plain));
    expect(text).toMatch(/^critical: ✗ failing; gate ✗ does not hold Gate /);
    expect(text).toMatch(/ Required critical: \d/);
    expect(text).not.toMatch(/important: /);
    expect(new Set(limited.findings.map(({ tier }) => tier))).toEqual(new Set(['critical']));
    expect(limited.tiers).toHaveProperty('important');
  });

  test('says in one row of which tiers nothing was seen, and the gate does not hold over nothing', () => {
    const absent = assessed(deployment('ledger'), {}, { tiers: ['best-effort'] });
    const text = flat(renderTerminal(absent, plain));
    expect(text).toMatch(
      /^(best-effort: \? unproven; )?gate ✗ does not hold Gate nothing of tier best-effort was seen Required best-effort: /,
    );
    expect(text).not.toContain('0 workloads');
    expect(absent.gate).toMatchObject({ holds: false, because: 'nothing of tier best-effort was seen' });
    const critical = { tiers: { ...undeclaredPolicy.tiers, default: 'critical' as const } };
    const partly = assessed(`${deployment('ledger')}---\nkind: Deployment\n  a: [`, critical);
    const hidden = flat(renderTerminal(partly, plain));
    expect(hidden).toContain('important, best-effort: ? unproven; none seen, but not all was seen');
  });

  test('tells the baseline and exceptions apart: only these have an end', () => {
    const yaml = deployment('ledger') + deployment('web');
    const baseline = freeze(assessed(yaml).findings, { owner: 'team', writtenAt: testTime });
    const subject = { kind: 'Deployment', name: 'ledger', namespace: 'bank' };
    const one = {
      criterion: 'availability/disruption-budgets',
      reason: 'no-budget',
      subject,
      justification: 'x',
      owner: 'team',
      expires: '2027-03-31',
    };
    const assessment = assessed(yaml, { exceptions: [one] }, { baseline });
    const { accepted, inBaseline } = assessment.gate;
    expect(inBaseline).toBe(accepted - 1);
    const said = `, ${inBaseline} in the baseline, 1 excepted until 2027-03-31`;
    expect(flat(renderTerminal(assessment, plain)).split(' Gate ')[0]).toMatch(new RegExp(`gate ✓ holds${said}$`));
    expect(flat(renderTerminal(assessed(yaml, {}, { baseline }), plain))).toContain(
      `gate ✓ holds, ${accepted} in the baseline Gate `,
    );
  });

  test('counts the remedies that it does not list, and lists nothing that nobody can supply', () => {
    const assessment = assessed(deployment('ledger'));
    const { remedies } = assessment.next;
    const nobody = {
      suppliedBy: null,
      criteria: ['network/default-deny'],
      subjects: 1,
      details: ['what no source tells'],
    };
    const text = flat(renderTerminal({ ...assessment, next: { remedies, evidence: [nobody] } }, plain));
    const listed = text.match(/ \d\. /g)?.length ?? 0;
    expect(listed).toBeLessThan(remedies.length);
    expect(text).toMatch(new RegExp(` and ${remedies.length - listed} more remed(y|ies) \\(--verbose\\)`));
    expect(text).not.toContain('what no source tells');
  });

  test('counts a remedy by what it frees, and names the only one', () => {
    const two = flat(renderTerminal(assessed(deployment('ledger') + deployment('web')), plain));
    expect(two).toContain('2 workloads: Give the workload one PodDisruptionBudget');
    expect(two).toContain('✗ fail availability/disruption-budgets no-budget');
    expect(flat(renderTerminal(assessed(deployment('ledger')), plain))).toContain(
      'Deployment bank/ledger: Give the workload one',
    );
  });

  test('names the command that supplies what is missing', () => {
    const text = flat(renderTerminal(assessed(deployment('ledger')), plain));
    expect(text).toContain('Assess the folder that holds the Namespace objects too: `kubecompass assess THIS THAT`.');
    expect(text).toContain(
      'Declare what only you can know in kubecompass.yaml: `kubecompass schema policy` shows its keys.',
    );
  });

  test('says that documents could not be read, and what to do about it', () => {
    const text = flat(
      renderTerminal(assessed(`${deployment('ledger')}---\nkind: Service\n  a: [`), { ...plain, columns: 140 }),
    );
    expect(text).toContain('! 1 document could not be read');
    expect(text).toContain('Mend 1 document that cannot be read');
  });

  // Set and empty is not set: that is how a pipeline switches a variable off.
  const corpus = process.env['KUBECOMPASS_CORPUS'] || null;
  const folders = [
    'bank-of-anthos',
    'kube-prometheus',
    'onedr0p-home-ops',
    'microservices-demo',
    'argo-cd',
    'moj-cloud-platform',
  ];
  test.skipIf(corpus === null).each(folders)(
    'of %s fits 40 lines of 80 columns (skipped without KUBECOMPASS_CORPUS)',
    (folder) => {
      expect(linesOf(join(corpus ?? '', folder))).toBeLessThanOrEqual(38);
    },
  );

  const council = join(import.meta.dirname, '../../../examples/council');
  test('of examples/council fits 40 lines of 80 columns', () => {
    expect(linesOf(council)).toBeLessThanOrEqual(38);
  });
});

function linesOf(folder: string): number {
  const options = {
    authority: 'default',
    raw: false,
    now: testTime,
    maxFileBytes: defaultMaxFileBytes,
    stdin: null,
  } as const;
  const assessment = assess(collectManifests([folder], options), undeclaredPolicy, { version: 'test' });
  return renderTerminal(assessment, plain).trimEnd().split('\n').length;
}

test('nothing in a name reaches the terminal as it is: no escape, no line break, no turned text', () => {
  const name = String.raw`"x\e[31m\e]0;t\a\n::error::\u202egnp\u0085"`;
  // The API server refuses such names of Deployments; of custom resources nobody can say.
  const yaml = deployment('ledger')
    .replace('name: ledger, namespace', `name: ${name}, namespace`)
    .replace('apps/v1\nkind: Deployment', 'argoproj.io/v1alpha1\nkind: Rollout');
  const assessment = assessed(`${yaml}---\n${deployment('web')}`);
  expect(JSON.stringify(assessment)).toContain('u001b[31m');
  const text = renderTerminal(assessment, { ...plain, verbose: true });
  // oxlint-disable-next-line no-control-regex -- these are what must not be there
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  expect(text).toContain(String.raw`x\u001b[31m\u001b]0;t\u0007\u000a`);
  expect(JSON.stringify(sanitizeAll(assessment))).not.toContain('\u202e');
});
