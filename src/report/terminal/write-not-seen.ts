import type { Assessment, FindingSubject, MissingEvidence } from '../../assessment/assessment.ts';
import { adviseSupply } from './advise-supply.ts';
import { count, someOf } from './count.ts';
import { gatherDetails } from './gather-details.ts';
import { gatherRefusals } from './gather-refusals.ts';
import { showMark, verdictMarks } from './marks.ts';
import { nameSubject } from './name-subject.ts';
import type { Screen } from './screen.ts';
import { wrap } from './wrap.ts';

/** Who waits for a thing that was not seen. */
interface Waiting {
  readonly criteria: Set<string>;
  /** By their identities. */
  readonly subjects: Map<string, FindingSubject>;
}

/** All that one supply would show: what the same criteria wait for together, with them and their subjects. Lists that a server refused are told in one. */
export function writeNotSeen(missing: MissingEvidence, assessment: Assessment, { columns, paint }: Screen): string[] {
  const waiting = waitingFor(missing, assessment);
  const isAlone = new Set(gatherRefusals(missing.details).rest);
  // They are in the order of the definition.
  const inOrder = (some: ReadonlySet<string>): string[] => missing.criteria.filter((one) => some.has(one));
  const blocks = Map.groupBy(missing.details, (detail) =>
    isAlone.has(detail) ? inOrder(waiting.get(detail)?.criteria ?? new Set()).join(', ') : '',
  );
  return [
    ...wrap(`${showMark(verdictMarks.unknown, paint)}: ${adviseSupply(missing, assessment, true)}`, {
      columns,
      rest: '  ',
    }),
    ...[...blocks.values()].flatMap((details) => {
      const all = details.flatMap((detail) => waiting.get(detail) ?? []);
      const names = inOrder(new Set(all.flatMap((one) => [...one.criteria])));
      const subjects = new Map(all.flatMap((one) => [...one.subjects]));
      const named =
        subjects.size === 0 ? '' : `; ${count(subjects.size, 'subject')}: ${nameMany([...subjects.values()])}`;
      return [
        ...gatherDetails(details).flatMap((detail) => wrap(detail, { columns, first: '  - ' })),
        ...wrap(`waiting: ${names.join(', ')}${named}`, { columns, first: '    ', rest: '      ' }),
      ];
    }),
    '',
  ];
}

function waitingFor(
  { suppliedBy, details, criteria: asked }: MissingEvidence,
  assessment: Assessment,
): Map<string, Waiting> {
  const waiting = new Map<string, Waiting>(
    details.map((detail) => [detail, { criteria: new Set(), subjects: new Map() }]),
  );
  const isAsked = new Set(asked);
  for (const { criterion, gaps, ...one } of [...assessment.outcomes, ...assessment.findings]) {
    if (!isAsked.has(criterion)) continue;
    for (const gap of gaps) {
      const found = (gap.suppliedBy ?? null) === suppliedBy ? waiting.get(gap.detail) : undefined;
      found?.criteria.add(criterion);
      if (!('subject' in one)) continue;
      const { container: _container, ...subject } = one.subject;
      found?.subjects.set(JSON.stringify(subject), subject);
    }
  }
  return waiting;
}

/** How many subjects of one kind are named where they only wait; `--format json` names all. */
const mostNamed = 6;

/** Subjects by their kinds, the first few of each: `Deployment a/x, a/y and 40 more`. */
function nameMany(subjects: readonly FindingSubject[]): string {
  const kinds = Map.groupBy(subjects, ({ kind }) => kind);
  return [...kinds.values()]
    .map((some) => {
      const names = some.map((one, index) =>
        index === 0 ? nameSubject(one) : nameSubject(one).replace(`${one.kind}\u00a0`, ''),
      );
      return someOf(names, mostNamed);
    })
    .join('; ');
}
