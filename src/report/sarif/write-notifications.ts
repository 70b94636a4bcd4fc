import type { Assessment } from '../../assessment/assessment.ts';
import { showInvisible } from '../show-invisible.ts';
import { artifactAt, begin } from './locate.ts';
import { pascalCase } from './pascal-case.ts';
import type { Location, Level, Message, Notification, ReportingDescriptor } from './sarif-log.ts';

/** What the reader of a report must know of the run, by kind. */
const kinds = {
  'unreadable': 'A document that could not be read, or that an API server refuses',
  'dropped-field': 'A field that counts for nothing',
  'conflict': 'An object that is defined twice in one folder',
  'gap': 'Something that was asked for and not given',
  'hidden': 'Why there may be more workloads and namespaces than were seen',
  'unproven': 'A criterion that is unknown and of which no subject is listed',
  'crash': 'A check that crashed, a fault of KubeCompass',
  'not-rendered': 'A source of manifests that was not rendered',
  'assumption': 'What was taken for granted',
  'limited': 'What the report was limited to',
  'exception': 'An exception that accepts nothing',
  'policy-not-in-force': 'A policy file that lies in what was assessed and is not in force',
} as const;
type Kind = keyof typeof kinds;
const names = Object.keys(kinds) as Kind[];

/** The kinds of notifications, in the order in which they are numbered. */
export const notificationKinds: readonly ReportingDescriptor[] = names.map((id) => ({
  id,
  name: pascalCase(id),
  shortDescription: { text: `${kinds[id]}.` },
  // Code scanning asks these of whatever is described, and more than one sentence has nobody to say.
  fullDescription: { text: `${kinds[id]}.` },
  help: { text: `${kinds[id]}. Less was judged than was given, or otherwise than it seems.` },
}));

/** What went wrong or was missed in reading and judging. */
export function notifyOfExecution({ estate, crashes, outcomes, findings }: Assessment): Notification[] {
  const listed = new Set(findings.map(({ criterion }) => criterion));
  const { unreadable, dropped, conflicts, gaps, hidden, cluster } = estate;
  const inFile = cluster === null;
  return [
    ...crashes.map(({ criterion, message, stack }): Notification => ({
      ...notify('crash', 'error', `${criterion} crashed, so it is unknown: ${message}`),
      exception: { kind: 'Error', message: showInvisible(stack === '' ? message : stack) },
    })),
    ...unreadable.flatMap(({ file, also = [], ...first }) =>
      [first, ...also].map(({ line, column, message }) =>
        notify('unreadable', 'warning', `${file}: ${message}`, inFile ? [placeAt(file, line, column)] : []),
      ),
    ),
    ...dropped.map(({ file, line, column, kind, namespace, name, message }) =>
      notify(
        'dropped-field',
        'warning',
        `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}: ${message}`,
        inFile ? [placeAt(file, line, column)] : [],
      ),
    ),
    ...conflicts.map(({ kind, namespace, name, files }) =>
      notify(
        'conflict',
        'warning',
        `${kind} ${namespace === '' ? '' : `${namespace}/`}${name} is defined ${files.length} times in one folder`,
        [...new Set(files)].map((file) => placeAt(file)),
      ),
    ),
    ...gaps.map(({ detail }) => notify('gap', 'warning', detail)),
    ...hidden
      .filter(({ detail }) => !gaps.some((gap) => gap.detail === detail))
      .map(({ detail }) => notify('hidden', 'warning', detail)),
    ...outcomes
      .filter(({ criterion, verdict }) => verdict === 'unknown' && !listed.has(criterion))
      .map(({ criterion, because }) => notify('unproven', 'note', `${criterion} is unknown: ${because}`)),
  ];
}

/** What about the way in which it was run makes the report less than it could be. */
export function notifyOfConfiguration({
  estate,
  assumptions,
  limitedTo,
  exceptions,
  otherPolicies,
}: Assessment): Notification[] {
  const limits = [...limitedTo.tiers, ...limitedTo.criteria, ...limitedTo.frameworks];
  return [
    ...estate.unreadSources.map(({ file, message }) =>
      notify('not-rendered', 'warning', `${file}: ${message}`, [placeAt(file)]),
    ),
    ...(limits.length > 0 ? [notify('limited', 'note', `limited to ${limits.join(', ')}`)] : []),
    ...exceptions
      .filter(({ state }) => state !== 'used')
      .map(({ criterion, state, expires, owner }) =>
        state === 'expired'
          ? notify('exception', 'warning', `the exception of ${owner} for ${criterion} expired on ${expires}`)
          : notify('exception', 'note', `the exception of ${owner} for ${criterion} matches nothing that was found`),
      ),
    ...otherPolicies.map((file) =>
      notify('policy-not-in-force', 'warning', `${file} is not in force`, [placeAt(file)]),
    ),
    ...assumptions.map((one) => notify('assumption', 'note', one)),
  ];
}

function notify(kind: Kind, level: Level, text: string, locations: readonly Location[] = []): Notification {
  const message: Message = { text: showInvisible(text) };
  return {
    descriptor: { id: kind, index: names.indexOf(kind) },
    level,
    message,
    ...(locations.length > 0 ? { locations } : {}),
  };
}

function placeAt(file: string, line: number = begin.startLine, column: number = begin.startColumn): Location {
  return {
    physicalLocation: { artifactLocation: artifactAt(file), region: { startLine: line, startColumn: column } },
  };
}
