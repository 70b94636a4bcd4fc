import type { Assessment, MissingEvidence, Remedy } from '../../assessment/assessment.ts';
import { type ChecklistGroup, checklist } from '../../definition/checklist.ts';
import { tiers } from '../../definition/tiers.ts';
import { adviseSupply, command, countSources } from './advise-supply.ts';
import { count, someOf } from './count.ts';
import { gateMark, showMark, statusMarks, verdictMarks } from './marks.ts';
import { countFreed, nameSubject } from './name-subject.ts';
import type { Screen } from './screen.ts';
import { pad, wrap } from './wrap.ts';

/** Lines that a terminal shows at once; what stands above the prompt counts too. */
const screenLines = 40;

/**
 * The first screen: what was seen, how ready each tier is, the definition's checklist, and what to do next. It lists as many remedies as fit
 * (five at most, two at least).
 */
export function writeFirstScreen(assessment: Assessment, screen: Screen): string[] {
  const above = [
    ...writeHeadline(assessment, screen),
    '',
    ...writeSection('Gate', [assessment.gate.because], screen),
    ...writeTiers(assessment, screen),
    ...writeSeen(assessment, screen),
    ...writeChecklist(assessment, screen),
    '',
  ];
  const below = writeFurther(assessment, screen);
  const sizes = [5, 4, 3, 2].map((most) => [...above, ...writeNext(assessment, screen, most), '', ...below]);
  return sizes.find((lines) => lines.length < screenLines) ?? (sizes.at(-1) as string[]);
}

/** Each tier of which something was seen with its status, and the gate beside it: `important: failing; gate holds`. */
export function writeHeadline(assessment: Assessment, { columns, paint }: Screen): string[] {
  const { gate } = assessment;
  const seen = tiersSeen(assessment);
  const said = seen.map(
    ([tier, { status }]) => `${paint('strong', `${tier}:`)} ${showMark(statusMarks[status], paint)}`,
  );
  const accepted =
    gate.accepted === 0
      ? ''
      : `, ${gate.accepted} accepted${gate.acceptedUntil === null ? '' : ` until ${gate.acceptedUntil}`}`;
  return wrap(`${said.join('; ')}; ${paint('strong', 'gate')} ${showMark(gateMark(gate.holds), paint)}${accepted}`, {
    columns,
  });
}

function tiersSeen({ tiers: byTier }: Assessment): [string, Assessment['tiers'][string]][] {
  const hosted = tiers.flatMap((tier): [string, Assessment['tiers'][string]][] =>
    byTier[tier] ? [[tier, byTier[tier]]] : [],
  );
  const seen = hosted.filter(([, { subjects }]) => subjects > 0);
  return seen.length > 0 ? seen : hosted;
}

const labelWidth = 10;

/** Texts beside a label, each on lines of its own. */
function writeSection(label: string, texts: readonly string[], { columns, paint }: Screen): string[] {
  const [blank, deeper] = [' '.repeat(labelWidth), ' '.repeat(labelWidth + 2)];
  return texts.flatMap((text, index) =>
    wrap(text, {
      columns,
      first: index === 0 ? paint('strong', label) + blank.slice(label.length) : blank,
      rest: deeper,
    }),
  );
}

function writeTiers(assessment: Assessment, screen: Screen): string[] {
  const { paint } = screen;
  const seen = tiersSeen(assessment);
  const unseen = Object.keys(assessment.tiers).filter((tier) => !seen.some(([name]) => name === tier));
  const rows = seen.map(([tier, { subjects, required }]) => {
    const { failing, unproven, proven, all, asides } = tally(required);
    return `${tier}: ${failing} failing, ${unproven} unproven, ${proven} proven${asides} of ${all} required; ${count(subjects, 'subject')}`;
  });
  const missing = `${someOf(unseen, 2)}: ${showMark(statusMarks.unproven, paint)}; none was seen, and not all was seen`;
  return writeSection('Tiers', [...rows, ...(unseen.length > 0 ? [missing] : [])], screen);
}

/** The required criteria of a tier as proven, failing and unproven; what was attested or does not apply is told. */
export function tally(required: Assessment['tiers'][string]['required']): {
  all: number;
  proven: number;
  failing: number;
  unproven: number;
  asides: string;
} {
  const { pass = 0, attested = 0, notApplicable = 0, fail = 0, partial = 0, unknown = 0 } = required;
  const asides = [
    ...(attested > 0 ? [`${attested} attested`] : []),
    ...(notApplicable > 0 ? [`${notApplicable} not applicable`] : []),
  ];
  const [proven, failing, unproven] = [pass + attested + notApplicable, fail + partial, unknown];
  return {
    all: proven + failing + unproven,
    proven,
    failing,
    unproven,
    asides: asides.length > 0 ? ` (${asides.join(', ')})` : '',
  };
}

function writeSeen(assessment: Assessment, screen: Screen): string[] {
  const { paint } = screen;
  const { answerable, assumptions, crashes, exceptions, limitedTo, outcomes, policy } = assessment;
  const { objects, files, otherDocuments, unreadable, unreadSources, conflicts, gaps } = assessment.estate;
  const skipped = otherDocuments === 0 ? '' : `; ${otherDocuments} other YAML skipped`;
  const holes = [
    ...(unreadable.length > 0 ? [`${count(unreadable.length, 'document')} could not be read`] : []),
    ...(unreadSources.length > 0 ? [`${countSources(unreadSources)} not rendered`] : []),
    ...(conflicts.length > 0 ? [`${count(conflicts.length, 'object')} defined twice in one folder`] : []),
    ...gaps.map(({ detail }) => detail),
  ];
  const crashed = crashes.map(({ criterion }) => criterion);
  const expired = exceptions
    .filter(({ state }) => state === 'expired')
    .map(({ criterion, expires }) => `${criterion} (${expires})`);
  const limits = [...limitedTo.tiers, ...limitedTo.criteria];
  return writeSection(
    'Seen',
    [
      `${count(objects, 'object')} in ${count(files, 'file')}${skipped}; ${policy === null ? 'no policy file' : `policy ${policy}`}`,
      ...(holes.length > 0 ? [paint('middling', `! ${holes.join('; ')}`)] : []),
      ...(crashed.length > 0
        ? [paint('bad', `! ${count(crashed.length, 'check')} crashed, which is a fault of ours: ${someOf(crashed, 2)}`)]
        : []),
      ...(expired.length > 0
        ? [
            paint(
              'bad',
              `! ${count(expired.length, 'exception')} expired, and accepts nothing any more: ${someOf(expired, 2)}`,
            ),
          ]
        : []),
      ...(limits.length > 0 ? [paint('middling', `! limited to ${someOf(limits, 4)}`)] : []),
      `${answerable} of ${outcomes.length} criteria can be answered from a folder by this version`,
      ...(assumptions.length > 0 ? [`assumed: ${assumptions.join('; ')}`] : []),
    ],
    screen,
  );
}

const groupTitles: Readonly<Record<ChecklistGroup, string>> = {
  'availability': 'Availability',
  'security': 'Security',
  'compliance': 'Compliance',
  'disaster-recovery': 'Disaster recovery',
  'operations': 'Operations',
};

const told = ['fail', 'partial', 'attested', 'pass', 'unknown', 'notApplicable'] as const;

/** The checklist: how many items have each verdict, and by name those of which something is known. */
function writeChecklist({ checklist: items }: Assessment, screen: Screen): string[] {
  const { columns, paint } = screen;
  const groupOf = new Map(checklist.map(({ item, group }): [string, ChecklistGroup] => [item, group]));
  const sum = told.flatMap((verdict) => {
    const number = items.filter((one) => one.verdict === verdict).length;
    const { sign, word, ink } = verdictMarks[verdict];
    return number === 0 ? [] : [paint(ink, `${sign} ${number} ${word}`)];
  });
  const known = items.filter(({ verdict }) => verdict !== 'unknown' && verdict !== 'notApplicable');
  const groups = [...Map.groupBy(known, ({ item }) => groupOf.get(item) as ChecklistGroup)];
  return [
    ...writeSection('Checklist', [`of the definition's ${items.length} items ${sum.join(', ')}`], screen),
    ...groups.flatMap(([group, list]) => {
      const named = list.map(
        ({ verdict, text }) => `${showMark(verdictMarks[verdict], paint)} ${text.replace(/ \(.*\)$/, '')}`,
      );
      return wrap(named.join('; '), { columns, first: `  ${pad(groupTitles[group], 18)}` });
    }),
  ];
}

function writeNext(assessment: Assessment, screen: Screen, most: number): string[] {
  const { paint } = screen;
  const { remedies, evidence } = assessment.next;
  const byCriterion = [...Map.groupBy(remedies, ({ criterion }) => criterion).values()] as [Remedy, ...Remedy[]][];
  const more = byCriterion.slice(most).flat().length;
  return [
    ...(remedies.length > 0 ? [paint('strong', 'What to mend next')] : []),
    ...byCriterion.slice(0, most).flatMap((some, index) => writeRemedy(some, index + 1, screen)),
    ...(more > 0 ? [`     and ${more} more (--verbose)`] : []),
    paint('strong', 'What to show next'),
    ...evidence.slice(0, 3).flatMap((one) => writeMissing(one, assessment, screen)),
    ...writeUnjudged(assessment, screen),
  ];
}

/** The remedy of a criterion that moves most; how many others it has is told. */
function writeRemedy([remedy, ...others]: [Remedy, ...Remedy[]], number: number, { columns, paint }: Screen): string[] {
  const { verdict, criterion, reason, fix, subjects } = remedy;
  const { scope: _scope, ...first } = remedy.first;
  const such = `${subjects > 1 ? ', e.g. ' : ': '}${nameSubject(first)}`;
  const more = others.length > 0 ? `; ${count(others.length, 'other fault')}` : '';
  return [
    ...wrap(`${paint('strong', `${countFreed(remedy)}:`)} ${fix}`, { columns, first: `  ${number}. ` }),
    ...wrap(`${showMark(verdictMarks[verdict], paint)} ${criterion} ${reason}${such}${more}`, {
      columns,
      first: '     ',
    }),
  ];
}

function writeMissing(missing: MissingEvidence, assessment: Assessment, { columns, paint }: Screen): string[] {
  const waiting = paint('strong', `${count(missing.criteria.length, 'criterion', 'criteria')}:`);
  return wrap(`${waiting} ${adviseSupply(missing, assessment)}`, { columns, first: '  - ' });
}

function writeUnjudged({ outcomes }: Assessment, { columns, paint }: Screen): string[] {
  const unjudged = outcomes.filter(({ judged, verdict }) => !judged && verdict === 'unknown');
  if (unjudged.length === 0) return [];
  const by = Map.groupBy(unjudged, ({ provenBy }) => provenBy[0]?.kind ?? 'automatic');
  const kinds = [
    ['automatic', 'the running platform'],
    ['external-report', 'reports'],
    ['attestation', 'signed statements'],
  ] as const;
  const needs = kinds.flatMap(([kind, what]) => (by.has(kind) ? [`${by.get(kind)?.length} by ${what}`] : []));
  const number = paint('strong', `${count(unjudged.length, 'criterion', 'criteria')}:`);
  const text = `${number} for later versions to judge, ${someOf(needs, 3)}; ${command('kubecompass explain')} lists them.`;
  return wrap(text, { columns, first: '  - ' });
}

function writeFurther({ findings }: Assessment, { columns }: Screen): string[] {
  const advice = findings.filter(({ verdict }) => verdict === 'advice').length;
  const faults = findings.filter(({ verdict }) => verdict === 'fail' || verdict === 'partial').length;
  return wrap(
    `${count(faults, 'finding')}, ${count(advice, 'piece')} of advice: --verbose lists all, with file and line.`,
    { columns },
  );
}
