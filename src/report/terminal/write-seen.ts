import type { Assessment } from '../../assessment/assessment.ts';
import { criterionIds } from '../../definition/criteria.ts';
import { countSources } from './advise-supply.ts';
import { cutShort } from './cut-short.ts';
import { count, someOf } from './count.ts';
import { gatherRefusals } from './gather-refusals.ts';
import { isLimited, sayLookedAt } from './looked-at.ts';
import type { Screen } from './screen.ts';
import { writeSection } from './write-section.ts';

/**
 * What was seen, what could not be, what was assumed; and loudly what makes the answer less than it seems. `advice`: how many pieces there are, which
 * are something that was said.
 */
export function writeSeen(assessment: Assessment, screen: Screen, advice: number = 0): string[] {
  const { answerable, assumptions, outcomes, policy } = assessment;
  const { objects, cluster } = assessment.estate;
  const from = cluster === null ? 'a folder' : 'a cluster';
  return writeSection(
    'Seen',
    [
      `${cluster === null ? sayFiles(assessment.estate) : sayCluster(objects, cluster)}; ${policy === null ? 'no policy file' : `policy ${policy}`}`,
      ...writeIgnored(assessment.estate),
      ...writeWarnings(assessment, screen),
      ...(advice === 0 && nothingJudged(assessment)
        ? [
            screen.paint(
              'middling',
              objects === 0
                ? '! no Kubernetes object could be read, and nothing beside one could be judged'
                : '! nothing in it could be judged: what it holds is asked nothing, or what the answers hang on was not seen',
            ),
          ]
        : []),
      isLimited(assessment)
        ? `${sayLookedAt(assessment)}; ${outcomes.filter(({ judged }) => judged).length} can be answered from ${from} by this version`
        : `${answerable} of ${criterionIds.length} criteria can be answered from ${from} by this version`,
      ...(assumptions.length > 0 ? [`assumed: ${assumptions.map(inShort).join('; ')}`] : []),
    ],
    screen,
  );
}

/** How many objects stood in how many files. */
export function sayFiles({ objects, copies, files, otherDocuments }: Assessment['estate']): string {
  const again = copies === 0 ? '' : ` (${count(copies, 'copy', 'copies')} of the same not counted)`;
  const skipped = otherDocuments === 0 ? '' : `; ${otherDocuments} other YAML skipped`;
  return `${count(objects, 'object')}${again} in ${count(files, 'file')}${skipped}`;
}

/** How many objects of which cluster. */
export function sayCluster(
  objects: number,
  { server, version, provider, namespaces, kindsNotRead }: NonNullable<Assessment['estate']['cluster']>,
): string {
  const about = [version, provider?.title].filter((one) => one !== null && one !== undefined).join(', ');
  const only = namespaces === null ? '' : ` of ${someOf(namespaces, 3)} and of the whole cluster`;
  const rest = kindsNotRead.length === 0 ? '' : `; ${count(kindsNotRead.length, 'kind')} that no criterion asks for`;
  return `${count(objects, 'object')}${only} in the cluster${server === '' ? '' : ` ${server}`}${about === '' ? '' : ` (${about})`}${rest}`;
}

function writeIgnored({ ignored: { files, folders } }: Assessment['estate']): string[] {
  const counts = [...(files > 0 ? [count(files, 'file')] : []), ...(folders > 0 ? [count(folders, 'folder')] : [])];
  return counts.length > 0 ? [`left out, because .gitignore says so: ${counts.join(', ')}`] : [];
}

/** Whether no criterion could say anything of anything. */
export function nothingJudged({ outcomes }: Assessment): boolean {
  const said = ['pass', 'partial', 'fail'];
  return !outcomes.some(({ tiers }) =>
    Object.values(tiers).some(({ counts }) => said.some((verdict) => (counts[verdict] ?? 0) > 0)),
  );
}

/** An assumption without its reason, which stands behind a colon and in the details. */
function inShort(assumption: string): string {
  return assumption.split(': ', 1)[0] as string;
}

/** What hides workloads or namespaces and is told by no count of what could not be read or rendered. */
export function hiddenOtherwise({ hidden, unreadable, unreadSources, gaps }: Assessment['estate']): string[] {
  const files = new Set([...unreadable, ...unreadSources].map(({ file }) => file));
  const said = new Set(gaps.map(({ detail }) => detail));
  // The name of a file stands in it as a word, with or without a line.
  const namesFile = (detail: string): boolean =>
    detail.split(' ').some((word) => files.has(word.replace(/(?::\d+)*[:,]?$/, '')));
  const isTold = (detail: string): boolean => said.has(detail) || namesFile(detail);
  return hidden.map(({ detail }) => detail).filter((detail) => !isTold(detail));
}

/** Whole sentences are not joined into one. */
function andMore(number: number): string {
  return number > 0 ? ` (and ${number} more, --verbose)` : '';
}

/** How many resources are named before nobody reads on. */
const mostResources = 3;

/** What the cluster did not give: lists with which the same is wrong together, else the first. */
function sayGaps(gaps: Assessment['estate']['gaps']): string[] {
  const { lines, rest } = gatherRefusals(
    gaps.map(({ detail }) => detail),
    mostResources,
  );
  const [first, ...others] = [...lines, ...rest];
  return first === undefined ? [] : [`${first}${andMore(others.length)}`];
}

/** The first of the documents that could not be read. */
function sayUnreadable([first, ...others]: Assessment['estate']['unreadable']): string {
  return first
    ? `${first.file.split('/').at(-1)}:${first.line} ${cutShort(first.message)}${andMore(others.length)}`
    : '';
}

/** The first of the fields that count for nothing, by its object and its message without the way to it. */
function sayDropped([first, ...others]: Assessment['estate']['dropped']): string {
  if (!first) return '';
  const words = first.message.replace(/^\S*?([^.\s]+):/, '$1:');
  return `${words} (${first.kind} ${first.name})${andMore(others.length)}`;
}

function writeWarnings(
  { estate, crashes, exceptions, limitedTo, otherPolicies }: Assessment,
  { paint }: Screen,
): string[] {
  const { unreadable, dropped, unreadSources, conflicts, gaps } = estate;
  const broken = unreadable.filter((one) => one.invalid !== true);
  const invalid = unreadable.filter((one) => one.invalid === true);
  const hidden = hiddenOtherwise(estate);
  // A component that nothing uses is listed in the details, and misses nothing.
  const unrendered = unreadSources.filter(({ type }) => type !== 'component');
  const holes = [
    ...(broken.length > 0 ? [`${count(broken.length, 'document')} could not be read: ${sayUnreadable(broken)}`] : []),
    ...(invalid.length > 0
      ? [
          `${count(invalid.length, 'object')} ${invalid.length === 1 ? 'is' : 'are'} not valid: ${sayUnreadable(invalid)}`,
        ]
      : []),
    ...(dropped.length > 0
      ? [
          `${count(dropped.length, 'field')} ${dropped.length === 1 ? 'counts' : 'count'} for nothing: ${sayDropped(dropped)}`,
        ]
      : []),
    ...(unrendered.length > 0 ? [`${countSources(unrendered)} not rendered`] : []),
    ...(conflicts.length > 0 ? [`${count(conflicts.length, 'object')} defined twice in one folder`] : []),
    ...sayGaps(gaps),
  ];
  const crashed = crashes.map(({ criterion }) => criterion);
  const expired = exceptions
    .filter(({ state }) => state === 'expired')
    .map(({ criterion, expires }) => `${criterion} (${expires})`);
  const limits = [...limitedTo.tiers, ...limitedTo.criteria, ...limitedTo.frameworks];
  return [
    ...(holes.length > 0 ? [paint('middling', `! ${holes.join('; ')}`)] : []),
    ...(hidden[0] !== undefined ? [paint('middling', `! not seen: ${hidden[0]}${andMore(hidden.length - 1)}`)] : []),
    ...(otherPolicies.length > 0
      ? [paint('middling', `! not in force, unless --policy names one: ${someOf(otherPolicies, 2)}`)]
      : []),
    ...(crashed.length > 0
      ? [paint('bad', `! ${count(crashed.length, 'check')} crashed, a fault of ours: ${someOf(crashed, 2)}`)]
      : []),
    ...(expired.length > 0
      ? [paint('bad', `! ${count(expired.length, 'exception')} expired, and accepts nothing: ${someOf(expired, 2)}`)]
      : []),
    ...(limits.length > 0 ? [paint('middling', `! limited to ${someOf(limits, 4)}`)] : []),
  ];
}
