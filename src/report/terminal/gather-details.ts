import { someOf } from './count.ts';

const ofPlatform = /^a folder does not speak for the (.+) of a platform$/;
const declared = /^(.+) is declared, not yet seen to run$/;
/** An object as gaps name it: `Schedule/daily`. */
const object = /(?<![\w/.-])([A-Z][A-Za-z]+)\/([a-z0-9][\w.-]*)/;
/** A release as it is listed: `apps/web.yaml: HelmRelease web installs the chart web, …`. */
const applied = /(?<=: )(HelmRelease|HelmChart|Application|ApplicationSet|Kustomization) ([a-z0-9][\w.-]*)(?= )/;
const absent = ', which is not in the folder';

/**
 * What was not seen, each thing said once: what a folder never speaks for in one line, what is declared in one, and of lines that differ in the name of
 * an object alone the first, with the number of the others.
 */
export function gatherDetails(details: readonly string[]): string[] {
  const unspoken = partsOf(details, ofPlatform);
  const running = partsOf(details, declared);
  const isGathered = (detail: string): boolean =>
    (unspoken.length > 1 && ofPlatform.test(detail)) || (running.length > 1 && declared.test(detail));
  const alike = Map.groupBy(
    details.filter((detail) => !isGathered(detail)),
    withoutName,
  );
  return [
    ...(unspoken.length > 1 ? [`a folder does not speak for these of a platform: ${unspoken.join('; ')}`] : []),
    ...(running.length > 1 ? [`declared, not yet seen to run: ${gatherAlike(running).join('; ')}`] : []),
    ...[...alike.values()].map(sayFirst),
  ];
}

function gatherAlike(details: readonly string[]): string[] {
  return [...Map.groupBy(details, withoutName).values()].map(sayFirst);
}

function sayFirst(some: readonly string[]): string {
  const [first = '', ...others] = some;
  if (others.length === 0) return first;
  const names = others.map((one) => subjectOf(one).words);
  return `${first} (and ${others.length} more alike: ${someOf(names, 3)})`;
}

function partsOf(details: readonly string[], pattern: RegExp): string[] {
  return details.flatMap((detail) => pattern.exec(detail)?.[1] ?? []);
}

/** The object that a line speaks of, as words and by its name. */
function subjectOf(detail: string): { readonly words: string; readonly kind: string; readonly name: string } {
  const [words = '', kind = '', name = ''] = object.exec(detail) ?? applied.exec(detail) ?? [];
  return { words, kind, name };
}

/** A line without the name of the object that it speaks of, wherever the name stands in it; of a release without its file and chart. */
function withoutName(detail: string): string {
  const { kind, name } = subjectOf(detail);
  if (name === '') return detail;
  // With a command behind it a line is told in full: no two of them are alike.
  const release = applied.test(detail) && detail.endsWith(absent) && !object.test(detail);
  if (release) return `${kind} ${absent}`;
  return `${kind} ${detail.replaceAll(new RegExp(`(?<![\\w-])${name.replaceAll('.', '\\.')}(?![\\w-])`, 'g'), '…')}`;
}
