import { beforeAll, expect, test } from 'vitest';
import { assessExample } from '../../../test/support/assess-example.ts';
import { findingWith } from '../../../test/support/finding.ts';
import { hostileAssessment } from '../../../test/support/hostile-assessment.ts';
import { stripCode } from '../../../test/support/strip-code.ts';
import type { Assessment, Finding } from '../../assessment/assessment.ts';
import { renderMarkdown } from './render-markdown.ts';

let council: Assessment;
beforeAll(async () => {
  council = await assessExample('examples/council');
});

const exception = { owner: 'me@bank.example', justification: 'known', expires: '', by: 'baseline' } as const;
const baseline = { owner: 'me@bank.example', writtenAt: '2026-11-01T00:00:00Z', findings: 3, gone: 1 };

test('tells first how the tiers stand, what to do and what was looked at, and then the findings', () => {
  const text = renderMarkdown(council);
  expect(text).toMatch(/^## KubeCompass: critical: ✗ failing; .*; gate ✗ does not hold/);
  expect(text.match(/^### .*/gm)).toEqual([
    '### What to mend next',
    '### What to show next',
    '### What was looked at',
    '### Findings',
  ]);
  expect(text).toContain('| critical | ✗ failing |');
  expect(text).toMatch(/^ {2}- `Deployment taxes\/assessment in prod`: `examples\/council\/prod\/taxes\.yaml:\d+` /m);
  expect(text.split('<details>').length).toBe(text.split('</details>').length);
});

test('tells what is new since the baseline, and what of it is gone', () => {
  const findings = [
    findingWith({ exception }),
    findingWith({ reason: 'two-budgets' }),
    findingWith({ verdict: 'advice' }),
  ];
  const text = renderMarkdown({ ...council, baseline, findings });
  expect(text).toContain(
    '### New since the baseline\n\n1 finding (1 fail) beside the 3 findings of the baseline of 2026-11-01 by `me@bank.example`; 1 of these is gone:\n\n- ✗ **fail** `availability/disruption-budgets two-budgets` `Deployment bank/ledger`',
  );
  const nothing = renderMarkdown({ ...council, baseline, findings: [findingWith({ exception })] });
  expect(nothing).toContain('### New since the baseline\n\nNothing, beside the 3 findings');
  expect(renderMarkdown(council)).not.toContain('since the baseline');
});

test('a subject is told with its owner where it is accepted', () => {
  const text = renderMarkdown({
    ...council,
    findings: [findingWith({ exception: { ...exception, expires: '2027-01-31' } })],
  });
  expect(text).toContain('  - `Deployment bank/ledger`; accepted by `me@bank.example` until 2027-01-31: known');
});

/** The findings of council, again and again, each time of other subjects. */
function many(times: number): Finding[] {
  return Array.from({ length: times }, (_, index) =>
    council.findings.map((one) => ({ ...one, subject: { ...one.subject, name: `${one.subject.name}-${index}` } })),
  ).flat();
}

test('what does not fit into a comment is cut, and told', () => {
  const text = renderMarkdown({ ...council, findings: many(60) });
  expect(text.length).toBeLessThanOrEqual(60_000);
  const [, criteria, findings] = /\*\*Cut here.*: (\d+) more criteria with (\d+) findings/.exec(text) ?? [];
  const written = [...text.matchAll(/\((\d+) findings?\)$/gm)].map(([, number]) => Number(number));
  expect(Number(criteria)).toBeGreaterThan(0);
  expect(written.reduce((sum, one) => sum + one, Number(findings))).toBe(
    many(60).filter(({ verdict }) => verdict !== 'unknown').length,
  );
  expect(renderMarkdown(council)).not.toContain('Cut here');
});

test('however long the names are, it fits', () => {
  const long = 'x'.repeat(5000);
  const findings = many(3).map((one) => ({
    ...one,
    because: long,
    fix: long,
    subject: { ...one.subject, name: long, namespace: long },
    evidence: one.evidence.map((each) => ({ ...each, path: long, source: { file: long, line: 1, column: 1 } })),
  }));
  const text = renderMarkdown({ ...council, baseline, findings });
  expect(text.length).toBeLessThanOrEqual(60_000);
});

test('nothing of a hostile name is acted upon', () => {
  const text = stripCode(renderMarkdown(hostileAssessment(council)));
  const ours = /^(?:<\/?details>|<summary>[^<>]*(?:<code>[^<>]*<\/code>)?[^<>]*<\/summary>|#{2,3} [A-Z].*|\|.*\|)$/gm;
  const rest = text.replaceAll(ours, '').replaceAll(/\*\*[^*]*\*\*/g, '');
  expect(rest.match(/[<>@#$*[\]`|]|:\/\//g) ?? []).toEqual([]);
});
