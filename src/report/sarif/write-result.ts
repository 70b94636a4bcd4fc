import type { Assessment, Finding } from '../../assessment/assessment.ts';
import { showInvisible } from '../show-invisible.ts';
import { nameSubject } from '../terminal/name-subject.ts';
import { locateFinding, locateRest } from './locate.ts';
import type { Result } from './sarif-log.ts';

/**
 * How a verdict is said. A level tells how bad a fault is, so that what is none has none; what could not be decided for want of evidence is open (SARIF
 * 2.1.0, 3.27.9 and 3.27.10).
 */
const kinds: Readonly<Record<Finding['verdict'], Pick<Result, 'kind' | 'level'>>> = {
  fail: { kind: 'fail', level: 'error' },
  partial: { kind: 'fail', level: 'warning' },
  advice: { kind: 'fail', level: 'note' },
  unknown: { kind: 'open', level: 'none' },
  attested: { kind: 'pass', level: 'none' },
  pass: { kind: 'pass', level: 'none' },
  notApplicable: { kind: 'notApplicable', level: 'none' },
};

/** Code scanning shows no more places than these. */
const mostPlaces = 99;

/** The name under which results have our fingerprint; another way to make it has another number. */
const ownFingerprint = 'kubecompassFinding/v1';

/** A finding as SARIF has it; `fingerprint` is its own, and `ruleIndex` says which rule it breaks. */
export function writeResult(finding: Finding, ruleIndex: number, fingerprint: string, assessment: Assessment): Result {
  const { criterion, reason, verdict, tier, tierAssumed, gaps, exception } = finding;
  const location = locateFinding(finding, assessment);
  const rest = locateRest(finding);
  const hasLines = finding.evidence.some(({ source }) => source !== null && source.api === undefined);
  return {
    ruleId: `${criterion}/${reason}`,
    ruleIndex,
    ...kinds[verdict],
    message: { text: sayFinding(finding) },
    locations: [location],
    ...(rest.length > 0 ? { relatedLocations: rest.slice(0, mostPlaces) } : {}),
    // Code scanning tells results apart by the line that they stand on, which it reads; where there is none to read, ours is taken.
    partialFingerprints: {
      [ownFingerprint]: fingerprint,
      ...(hasLines ? {} : { primaryLocationLineHash: fingerprint }),
    },
    ...(exception
      ? {
          suppressions: [
            {
              kind: 'external',
              status: 'accepted',
              justification: showInvisible(exception.justification),
              properties: {
                owner: showInvisible(exception.owner),
                by: exception.by,
                ...(exception.expires === '' ? {} : { expires: showInvisible(exception.expires) }),
              },
            },
          ],
        }
      : {}),
    properties: {
      verdict,
      tier,
      ...(tierAssumed ? { tierAssumed } : {}),
      ...(gaps.length > 0 ? { missing: gaps.map(({ detail }) => showInvisible(detail)) } : {}),
      ...(rest.length > mostPlaces ? { placesLeftOut: rest.length - mostPlaces } : {}),
    },
  };
}

/** The subject, what is said of it, and what mends it. */
function sayFinding({ subject, because, fix, verdict }: Finding): string {
  const within = subject.container === undefined ? '' : ` (container ${subject.container})`;
  const subjectName = `${nameSubject(subject).replaceAll('\u00a0', ' ')}${within}`;
  const said = verdict === 'unknown' ? `not seen: ${because}` : because;
  return asText(`${subjectName}: ${said}${fix === null ? '' : `. Fix: ${fix}`}`);
}

/** A text in which no viewer finds a link: `[words](address)` is one in a message, whoever wrote it. */
function asText(text: string): string {
  return showInvisible(text).replaceAll('](', '] (');
}
