import type { Assessment, CriterionOutcome, Finding, FindingEvidence } from '../../assessment/assessment.ts';
import { criteria, type CriterionId } from '../../definition/criteria.ts';
import { command } from './advise-supply.ts';
import { count, someOf } from './count.ts';
import { type Family, gatherFamilies } from './gather-families.ts';
import { type FindingGroup, type GroupedSubject, groupFindings } from './group-findings.ts';
import { showMark, verdictMarks } from './marks.ts';
import { showValue } from './show-value.ts';
import { nameSubject } from './name-subject.ts';
import type { Screen } from './screen.ts';
import { writeWholeChecklist } from './write-checklist.ts';
import { writeNotSeen } from './write-not-seen.ts';
import { wrap } from './wrap.ts';

/** Everything behind the first screen: each section with its title, and no section that has nothing to say. */
export function writeDetails(assessment: Assessment, screen: Screen): string[] {
  const { columns } = screen;
  const crashed = assessment.crashes.flatMap(({ criterion, message }) =>
    wrap(`${criterion}: ${message}`, { columns, first: '  ' }),
  );
  const sections: [string, string[]][] = [
    ['Findings', writeFindings(assessment, screen)],
    ['Not seen', assessment.next.evidence.flatMap((missing) => writeNotSeen(missing, assessment, screen))],
    ['Documents that could not be read or are not valid', writeUnreadable(assessment, screen)],
    ['Sources that were not rendered', writeUnrendered(assessment, screen)],
    ['Fields that count for nothing', writeDropped(assessment, screen)],
    ['Defined twice', writeConflicts(assessment, screen)],
    ['Exceptions and baseline', writeAccepted(assessment, screen)],
    ['Checklist', writeWholeChecklist(assessment, screen)],
    ['Not judged by this version', writeUnjudged(assessment, screen)],
    ['Assumed', assessment.assumptions.flatMap((one) => wrap(one, { columns, first: '  - ' }))],
    ['Crashed checks: please report these', crashed],
    ['Gate', wrap(assessment.gate.because, { columns, first: '  ' })],
  ];
  return sections.flatMap(([title, lines]) =>
    lines.length === 0
      ? []
      : [screen.paint('strong', title.toUpperCase()), '', ...(lines.at(-1) === '' ? lines.slice(0, -1) : lines), ''],
  );
}

const fromWorst: readonly Finding['verdict'][] = [
  'fail',
  'partial',
  'unknown',
  'attested',
  'pass',
  'notApplicable',
  'advice',
];

/** The findings of each criterion, criteria that fail first; what is unknown is told under what was not seen. */
function writeFindings({ outcomes, findings }: Assessment, screen: Screen): string[] {
  const byCriterion = Map.groupBy(
    findings.filter(({ verdict }) => verdict !== 'unknown'),
    ({ criterion }) => criterion,
  );
  return outcomes
    .filter(({ criterion }) => byCriterion.has(criterion))
    .toSorted((a, b) => fromWorst.indexOf(a.verdict) - fromWorst.indexOf(b.verdict))
    .flatMap((outcome) => [
      ...writeOutcome(outcome, screen),
      ...writeGroups(groupFindings(byCriterion.get(outcome.criterion) as Finding[]), screen),
      '',
    ]);
}

/** The groups of one criterion; a fix that several of them share is written out once. */
function writeGroups(groups: readonly FindingGroup[], screen: Screen): string[] {
  const written = new Map<string, string>();
  return groups.flatMap((group) => {
    const before = group.fix === null ? undefined : written.get(group.fix);
    if (group.fix !== null && before === undefined) written.set(group.fix, group.reason);
    return writeGroup(before === undefined ? group : { ...group, fix: `as for ${before} above.` }, screen);
  });
}

function writeOutcome({ criterion, verdict, tiers }: CriterionOutcome, { columns, paint }: Screen): string[] {
  const title = criteria[criterion as CriterionId].title;
  const levels = { required: '', recommended: ' (recommended)', notRequired: ' (not required)' } as const;
  const counts = Object.entries(tiers).flatMap(([tier, { level, counts: mix }]) => {
    const said = fromWorst.flatMap((one) => (mix[one] === undefined ? [] : [`${mix[one]} ${verdictMarks[one].word}`]));
    return said.length === 0 ? [] : [`${tier}${levels[level]}: ${said.join(', ')}`];
  });
  return [
    ...wrap(`${showMark(verdictMarks[verdict], paint)} ${paint('strong', criterion)}: ${title}`, {
      columns,
      rest: '  ',
    }),
    ...wrap(counts.join('; '), { columns, first: '  ' }),
  ];
}

function writeGroup(group: FindingGroup, { columns, paint }: Screen): string[] {
  const { verdict, reason, because, fix } = group;
  const listed = gatherFamilies(group).map((one) =>
    'size' in one ? describeFamily(one, paint) : describeSubject(one, paint),
  );
  return [
    ...wrap(`${showMark(verdictMarks[verdict], paint)} ${reason}: ${because}`, { columns, first: '  ', rest: '    ' }),
    ...(fix === null ? [] : wrap(`Fix: ${fix}`, { columns, first: '    ' })),
    ...listed.flatMap((one) => wrap(one, { columns, first: '      ', rest: '        ' })),
  ];
}

function describeFamily({ kind, begins, namespaces, tiers, size }: Family, paint: Screen['paint']): string {
  const where = namespaces.length === 0 ? '' : ` in ${someOf(namespaces, 3)}`;
  const asked = tiers.length < 2 ? '' : ` (for ${tiers.join(', ')})`;
  return `${size}\u00a0${kind}s\u00a0${begins}…${where}${asked}${paint('faint', ', each in --format json')}`;
}

function describeSubject(
  { subject, containers, tiers, evidence, copies, exception }: GroupedSubject,
  paint: Screen['paint'],
): string {
  const within = containers.length === 0 ? '' : ` (${containers.join(', ')})`;
  const asked = tiers.length < 2 ? '' : ` (for ${tiers.join(', ')})`;
  const accepted =
    exception === null
      ? ''
      : ` ${paint('note', `accepted by ${exception.owner}${exception.expires === '' ? '' : ` until ${exception.expires}`}: ${exception.justification}`)}`;
  const also = copies.length === 0 ? '' : `, also in ${copies.map((copy) => placeOf(copy, copy.file)).join(', ')}`;
  return `${nameSubject(subject)}${within}${asked} ${paint('faint', `${locateAll(evidence)}${also}`)}${accepted}`;
}

/** Each place of a subject; those in one file name it once: `ledger.yaml:12 spec.a, :40 spec.b`. */
function locateAll(evidence: readonly FindingEvidence[]): string {
  const files = evidence.map(({ source }) => source?.file ?? null);
  return evidence
    .map((one, index) => locate(one, index > 0 && files[index] === files[index - 1] ? '' : (files[index] ?? '')))
    .join(', ');
}

/** File and line, and the field with its value: `ledger.yaml:12 spec.replicas = 1`. */
function locate({ source, path, value }: FindingEvidence, file: string): string {
  const place = source === null ? '' : placeOf(source, file);
  return [place, path ?? '', value === undefined ? '' : showValue(value)].filter((part) => part !== '').join(' ');
}

/** Where something stands: file and line; of an object of a cluster the path at which its API server gives it. */
function placeOf({ line, api }: NonNullable<FindingEvidence['source']>, file: string): string {
  return api === undefined ? `${file}:${line}` : file;
}

function writeDropped({ estate: { dropped, withoutSchema } }: Assessment, { columns }: Screen): string[] {
  const { objects, kinds } = withoutSchema;
  return [
    ...dropped.flatMap(({ file, line, column, kind, namespace, name, message }) =>
      wrap(`${file}:${line}:${column} ${kind} ${namespace === '' ? '' : `${namespace}/`}${name}: ${message}`, {
        columns,
        first: '  ',
        rest: '      ',
      }),
    ),
    ...(objects > 0
      ? wrap(
          `${count(objects, 'object')} of kinds without a kept schema, whose fields were not checked: ${kinds.join(', ')}`,
          {
            columns,
            first: '  - ',
          },
        )
      : []),
  ];
}

function writeUnreadable({ estate }: Assessment, { columns }: Screen): string[] {
  return estate.unreadable.flatMap(({ file, line, column, message, also = [] }) => [
    ...wrap(`${estate.cluster === null ? `${file}:${line}:${column}` : file} ${message}`, {
      columns,
      first: '  ',
      rest: '      ',
    }),
    ...also.flatMap((one) =>
      wrap(`:${one.line}:${one.column} also ${one.message}`, { columns, first: '    ', rest: '      ' }),
    ),
  ]);
}

function writeUnrendered({ estate }: Assessment, { columns }: Screen): string[] {
  return estate.unreadSources.flatMap(({ file, message }) =>
    wrap(`${file}: ${message}`, { columns, first: '  ', rest: '      ' }),
  );
}

function writeConflicts({ estate }: Assessment, { columns }: Screen): string[] {
  return estate.conflicts.flatMap(({ kind, namespace, name, files }) =>
    wrap(`${nameSubject({ kind, namespace, name, apiVersion: '' })}: ${files.join(', ')}`, {
      columns,
      first: '  ',
      rest: '      ',
    }),
  );
}

function writeAccepted({ exceptions, baseline }: Assessment, { columns, paint }: Screen): string[] {
  const states = {
    used: (one: Assessment['exceptions'][number]) => `used ${count(one.matches, 'time')}, until ${one.expires}`,
    unused: () => paint('middling', 'unused: nothing that was found matches it'),
    expired: (one: Assessment['exceptions'][number]) =>
      paint(
        'bad',
        `expired on ${one.expires}: it accepts nothing any more (${count(one.matches, 'match', 'matches')})`,
      ),
  };
  const lines = exceptions.flatMap((one) => {
    const what = [one.criterion, one.reason, ...Object.values(one.subject ?? {})]
      .filter((word) => word !== null)
      .join(' ');
    return wrap(`${what}: ${states[one.state](one)}; ${one.owner}: ${one.justification}`, {
      columns,
      first: '  ',
      rest: '      ',
    });
  });
  const frozen =
    baseline === null
      ? []
      : wrap(
          `baseline of ${baseline.writtenAt.slice(0, 10)} by ${baseline.owner}: ${count(baseline.findings, 'finding')}, ${baseline.gone} of them gone`,
          { columns, first: '  ', rest: '      ' },
        );
  const expired = (baseline?.expired ?? []).flatMap(({ criterion, reason, subject, owner, expires }) =>
    wrap(
      `${criterion} ${reason} ${subject}: ${paint('bad', `its freeze expired on ${expires}, and it gates again`)}; ${owner}`,
      {
        columns,
        first: '  ',
        rest: '      ',
      },
    ),
  );
  return [...lines, ...frozen, ...expired];
}

const sources = [
  ['automatic', 'by what the running platform shows'],
  ['external-report', 'by reports of other tools'],
  ['attestation', 'by signed statements'],
] as const;

function writeUnjudged({ outcomes }: Assessment, { columns }: Screen): string[] {
  const unjudged = outcomes.filter(({ judged, verdict }) => !judged && verdict === 'unknown');
  const byChapter = Map.groupBy(unjudged, ({ criterion }) => criterion.slice(0, criterion.indexOf('/')));
  const lines = [...byChapter].flatMap(([chapter, some]) => {
    const names = some.map(({ criterion }) => criterion.slice(chapter.length + 1));
    return wrap(`${chapter}: ${names.join(', ')}`, { columns, first: '  ', rest: '      ' });
  });
  const proven = sources.flatMap(([kind, how]) => {
    const number = unjudged.filter(({ provenBy }) => provenBy[0]?.kind === kind).length;
    return number > 0 ? [`${number} ${how}`] : [];
  });
  const hint = `Best proven ${someOf(proven, 3)}; ${command('kubecompass explain CRITERION')} says what would prove one.`;
  return lines.length === 0 ? [] : [...lines, '', ...wrap(hint, { columns, first: '  ' })];
}
