import type { Assessment } from '../../src/assessment/assessment.ts';
import { findingWith } from './finding.ts';

/** Text that some reader of some format would act upon. */
export const hostileTexts: readonly string[] = [
  '<script>alert(1)</script>',
  '</summary></details><img src=x onerror=alert(1)>',
  ']]>',
  '"><!--',
  '&lt;&#0;',
  '\u001b[2J\u0007',
  'safe\u202etxt.exe',
  '\u200b\ufeff',
  'half\ud800pair',
  'not\uffffone\ufffe',
  '::error::owned',
  '##vso[task.complete]',
  'a`b``c',
  '```\ncode\n```',
  'a|b',
  '[click](https://evil.example)',
  '![pixel](https://evil.example/p.png)',
  'see https://evil.example/x',
  '@everyone',
  'fixes #123 and org/repo#5 and GH-7',
  '=1+1',
  '$x$ **bold** _it_ ~~gone~~',
  'two\nlines\r\n# heading\n- item',
  '{0} {1}',
  '\\',
  'ünï 漢字 🧭',
  'a/../..',
  '%2e%2e',
];

/** An assessment in which every text that is somebody else's is hostile: names, values, files, messages, owners. */
export function hostileAssessment(base: Assessment): Assessment {
  const source = (file: string) => ({ file, line: 1, column: 1 });
  return {
    ...base,
    findings: hostileTexts.flatMap((text, index) =>
      (['fail', 'partial', 'unknown', 'advice'] as const).map((verdict) =>
        findingWith({
          verdict,
          reason: verdict === 'unknown' ? 'not-seen' : 'no-budget',
          subject: { kind: text, apiVersion: text, namespace: text, name: text, container: text, scope: text },
          because: `it says ${text}`,
          fix: verdict === 'unknown' ? null : `Do ${text}`,
          gaps: verdict === 'unknown' ? [{ fact: null, gap: 'malformed', detail: text }] : [],
          evidence: [
            {
              kind: text,
              apiVersion: text,
              namespace: text,
              name: text,
              path: text,
              value: { [text]: text },
              source: source(text),
            },
          ],
          fingerprint: `${index}`.padStart(32, '0'),
          exception:
            verdict === 'partial' ? { owner: text, justification: text, expires: '2027-01-01', by: 'exception' } : null,
        }),
      ),
    ),
    policy: hostileTexts[0] ?? null,
    otherPolicies: [...hostileTexts],
    assumptions: [...hostileTexts],
    estate: {
      ...base.estate,
      unreadable: hostileTexts.map((text) => ({ ...source(text), message: text })),
      dropped: hostileTexts.map((text) => ({
        ...source(text),
        kind: text,
        namespace: text,
        name: text,
        message: text,
      })),
      unreadSources: hostileTexts.map((text) => ({ file: text, type: 'chart', message: text })),
      conflicts: hostileTexts.map((text) => ({ kind: text, namespace: text, name: text, files: [text, text] })),
      gaps: hostileTexts.map((text) => ({ fact: null, gap: 'forbidden', detail: text })),
      hidden: hostileTexts.map((text) => ({ fact: null, gap: 'forbidden', detail: text })),
    },
    next: {
      remedies: hostileTexts.map((text) => ({
        criterion: 'availability/disruption-budgets',
        reason: 'no-budget',
        verdict: 'fail',
        required: true,
        fix: text,
        subjects: 1,
        workloads: 1,
        first: { kind: text, apiVersion: text, namespace: text, name: text },
      })),
      evidence: [
        {
          suppliedBy: 'corrected-manifest',
          criteria: ['availability/disruption-budgets'],
          subjects: hostileTexts.length,
          details: [...hostileTexts],
        },
      ],
    },
    crashes: hostileTexts.map((text) => ({ criterion: 'availability/zone-spread', message: text, stack: text })),
    gate: { ...base.gate, because: hostileTexts.join(' ') },
  };
}
