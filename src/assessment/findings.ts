import type { Check, Evidence, Subject } from '../checks/define-check.ts';
import { type FactName, factNouns } from '../estate/facts.ts';
import type { FactView, FactViews } from '../estate/fact-view.ts';
import { type Identified, identityOf, type Origin, originsOf } from '../estate/identity.ts';
import { distance, type Place } from '../estate/place.ts';
import type { Finding, FindingEvidence, FindingSubject } from './assessment.ts';
import { fingerprintOf, type HashText } from './fingerprint.ts';
import type { Judgement, Statement } from './judge.ts';
import { verdictsFromWorst } from './verdicts.ts';

const factOf = new Map<string, FactName>(Object.entries(factNouns).map(([fact, noun]) => [noun, fact as FactName]));

/** Says where evidence stands that was found in a field of an object (its path; null: the object itself). */
export type SourceOf = (origin: Origin, path: string | null) => FindingEvidence['source'];

/** What findings are made with. */
export interface Wanted {
  readonly facts: FactViews;
  /** Passes, and subjects to which nothing applies, too. */
  readonly all: boolean;
  readonly sourceOf: SourceOf;
  readonly hash: HashText | undefined;
  readonly onFinding?: OnFinding | undefined;
}

/** Told of each finding, with the subject itself and the evidence as the check gave it. */
export type OnFinding = (finding: Finding, subject: Subject, evidence: readonly Evidence[]) => void;

/** The start of the object's document; who has the text at hand can find the field's own line. */
export const startOfDocument: SourceOf = ({ file, line, api }) => ({
  file,
  line,
  column: 1,
  ...(api ? { api: { ...api } } : {}),
});

/**
 * The findings of one check: one per subject and reason (and container). Passes and subjects to which nothing applies are listed only with
 * `all`. Sorted from worst to best, then by subject and reason.
 */
export function findingsOf(check: Check, judgements: readonly Judgement[], wanted: Wanted): Finding[] {
  const findings = judgements.flatMap((judgement) =>
    judgement.statements
      .filter(({ verdict }) => wanted.all || (verdict !== 'pass' && verdict !== 'notApplicable'))
      .map((statement) => {
        const finding = findingOf(check, judgement, statement, wanted);
        wanted.onFinding?.(finding, judgement.subject, statement.evidence);
        return finding;
      }),
  );
  const keys = new Map(findings.map((finding) => [finding, sortKey(finding)]));
  return findings.toSorted((a, b) => compareText(keys.get(a) as string, keys.get(b) as string));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortKey({ verdict, subject, reason, tier }: Finding): string {
  const rank = verdict === 'advice' ? 9 : verdictsFromWorst.indexOf(verdict);
  return [
    rank,
    subject.namespace,
    subject.kind,
    subject.name,
    subject.scope ?? '',
    subject.container ?? '',
    reason,
    tier,
  ].join('\0');
}

function findingOf(
  check: Check,
  judgement: Judgement,
  statement: Statement,
  { facts, sourceOf, hash }: Wanted,
): Finding {
  const subject = describeSubject(judgement.subject, statement.evidence, facts);
  return {
    criterion: check.answers,
    reason: statement.reason,
    verdict: statement.verdict,
    tier: judgement.tier,
    tierAssumed: judgement.tierAssumed,
    subject,
    because: statement.because,
    evidence: evidenceOf(statement).flatMap((one) => describeEvidence(one, judgement.subject, sourceOf)),
    gaps: statement.verdict === 'unknown' ? [...judgement.gaps] : [],
    fix: statement.fix,
    fingerprint: fingerprintOf(check.answers, statement.reason, subject, hash),
    exception: null,
  };
}

function describeSubject(subject: Subject, evidence: readonly Evidence[], facts: FactViews): FindingSubject {
  if (subject.noun === 'platform') return { kind: 'Platform', apiVersion: '', namespace: '', name: '' };
  if (subject.noun === 'organisation') return { kind: 'Organisation', apiVersion: '', namespace: '', name: '' };
  const container = evidence.find((one) => one.container !== null)?.container;
  const view = facts[factOf.get(subject.noun) as FactName] as FactView<Identified>;
  return {
    kind: subject.kind,
    apiVersion: subject.apiVersion,
    namespace: subject.namespace,
    name: subject.name,
    ...(container ? { container } : {}),
    ...(subject.standsFor ? { standsFor: [...subject.standsFor] } : {}),
    ...(view.hasVariants(subject) ? { scope: subject.places[0] ?? '' } : {}),
  };
}

/** Whatever is said of a subject without pointing anywhere points at the subject. */
function evidenceOf({ evidence }: Statement): readonly Evidence[] {
  return evidence.length > 0 ? evidence : [{ object: null, container: null, path: null }];
}

function describeEvidence(evidence: Evidence, subject: Subject, sourceOf: SourceOf): FindingEvidence[] {
  const object = evidence.object ?? ('origin' in subject ? subject : null);
  if (!object) return [];
  return [
    {
      kind: object.kind,
      apiVersion: object.apiVersion,
      namespace: object.namespace,
      name: object.name,
      path: evidence.path,
      ...(evidence.value === undefined ? {} : { value: evidence.value }),
      source: sourceOf(originFor(object, subject), isOnlyNamed(object) ? 'metadata.namespace' : evidence.path),
    },
  ];
}

/**
 * Of an object that stands in several files, the copy that is nearest to the subject: what protects prod is shown where it stands in prod. The
 * subject's own copies are pointed at as the check chose them.
 */
function originFor(object: Identified, subject: Subject): Origin {
  if (!('origin' in subject) || !object.copies || identityOf(object) === identityOf(subject)) return object.origin;
  const from = folderOf(subject.origin);
  const steps = (origin: Origin): number => distance(from, folderOf(origin));
  return originsOf(object).reduce((nearest, one) => (steps(one) < steps(nearest) ? one : nearest));
}

/** The folder of a file, as the user would type it. */
function folderOf({ file }: Origin): Place {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

/** A namespace of which only the name was seen stands where an object names it. */
function isOnlyNamed(object: Identified): boolean {
  return object.noun === 'namespace' && 'declared' in object && object.declared === false;
}
