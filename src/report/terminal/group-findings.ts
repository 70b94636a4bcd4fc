import { tiers } from '../../definition/tiers.ts';
import type { Finding, FindingEvidence, FindingSubject } from '../../assessment/assessment.ts';

/** One subject of a group: its containers that have the same fault, and where it stands. */
export interface GroupedSubject {
  readonly subject: FindingSubject;
  readonly containers: readonly string[];
  /** The tiers that it is judged for, which is more than one where it belongs to the whole platform. */
  readonly tiers: readonly Finding['tier'][];
  /** What each of the findings points at first, each place once. */
  readonly evidence: readonly FindingEvidence[];
  /** Where else the very same stands. */
  readonly copies: readonly NonNullable<FindingEvidence['source']>[];
  readonly exception: Finding['exception'];
  /** What all this was told by. */
  readonly findings: readonly [Finding, ...Finding[]];
}

/** Findings that say the same of several subjects: most often one template that was copied. */
export interface FindingGroup {
  readonly verdict: Finding['verdict'];
  readonly reason: string;
  readonly because: string;
  readonly fix: string | null;
  readonly subjects: readonly GroupedSubject[];
}

/** Groups the findings of one criterion by verdict, reason, words and fix; a subject stands once, with all its containers. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = Map.groupBy(findings, (finding) =>
    JSON.stringify([finding.verdict, finding.reason, wordsOf(finding), finding.fix]),
  );
  return [...groups.values()].map((group) => {
    const [first] = group as [Finding, ...Finding[]];
    const { verdict, reason, because, fix } = first;
    const words = group.every((one) => one.because === because) ? because : wordsOf(first);
    return { verdict, reason, because: words, fix, subjects: groupSubjects(group) };
  });
}

/** What is said of a subject; that something passes which every API server makes is said without its name. */
function wordsOf({ verdict, because }: Finding): string {
  return verdict === 'pass' || verdict === 'notApplicable' ? because.replaceAll(/\bsystem:\S+/g, 'system:…') : because;
}

function groupSubjects(findings: readonly Finding[]): GroupedSubject[] {
  const subjects = Map.groupBy(findings, ({ subject, exception }) =>
    JSON.stringify([subject.kind, subject.namespace, subject.name, subject.scope, exception]),
  );
  return [...subjects.values()].map((same) => {
    const all = same as [Finding, ...Finding[]];
    const [first] = all;
    return {
      subject: first.subject,
      containers: [
        ...new Set(same.flatMap(({ subject }) => (subject.container === undefined ? [] : [subject.container]))),
      ],
      tiers: tiers.filter((tier) => same.some((one) => one.tier === tier)),
      evidence: firstOfEach(same),
      copies: copiesOf(first),
      exception: first.exception,
      findings: all,
    };
  });
}

/** Two containers with the same fault stand on two lines. */
function firstOfEach(findings: readonly Finding[]): FindingEvidence[] {
  const places = new Map(
    findings.flatMap(({ evidence: [first] }) =>
      first ? [[JSON.stringify([first.source?.file, first.source?.line, first.path]), first]] : [],
    ),
  );
  return [...places.values()];
}

/** The other files in which the same field of the same object stands. */
function copiesOf({ evidence: [first, ...others] }: Finding): GroupedSubject['copies'] {
  const files = new Map(
    others.flatMap(({ kind, namespace, name, path, source }) => {
      const isCopy =
        kind === first?.kind && namespace === first.namespace && name === first.name && path === first.path;
      return isCopy && source !== null && source.file !== first.source?.file ? [[source.file, source]] : [];
    }),
  );
  return [...files.values()];
}
