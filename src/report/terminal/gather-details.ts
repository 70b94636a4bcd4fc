import { someOf } from './count.ts';
import { gatherRefusals } from './gather-refusals.ts';

/** Lines that differ in one part alone, and what stands once before all these parts. */
const oncePattern: readonly (readonly [RegExp, string])[] = [
  [/^a folder does not speak for the (.+) of a platform$/, 'a folder does not speak for these of a platform'],
  [/^an API server does not show all (.+) of a platform$/, 'an API server does not show all of these of a platform'],
  [/^(.+) is declared, not yet seen to run$/, 'declared, not yet seen to run'],
  [
    /^no policy file names the frameworks that apply: list them under frameworks in kubecompass\.yaml, with (\S+) or without$/,
    'no policy file names the frameworks that apply: list them under frameworks in kubecompass.yaml, with each of these or without',
  ],
];

/** What an operator decides of the pods that it makes of a resource, with the command that shows it. */
const decided = /^(what .+ makes of .+ decides) (.+) (\(`.+` shows it\))$/;

/** An object as gaps name it: `Schedule/daily`. */
const object = /(?<![\w/.-])([A-Z][A-Za-z]+)\/([a-z0-9][\w.-]*)/;
/** A release as it is listed: `apps/web.yaml: HelmRelease web installs the chart web, …`. */
const applied = /(?<=: )(HelmRelease|HelmChart|Application|ApplicationSet|Kustomization) ([a-z0-9][\w.-]*)(?= )/;
const inNamespace = /(?<=`kubectl [^`]*) -n ([\w-]+)/;
const absent = ', which is not in the folder';

/**
 * What was not seen, each thing said once: lists that a server refused in one line for each right, what a folder or a server never speaks for in one line,
 * what is declared in one, and of lines that differ in the name of an object alone the first, with the number of the others.
 */
export function gatherDetails(details: readonly string[]): string[] {
  const { lines: refusals, rest } = gatherRefusals(details);
  const gathered = new Set<string>();
  const once = oncePattern.flatMap(([pattern, words]) => {
    const alike = rest.filter((detail) => pattern.test(detail));
    if (alike.length < 2) return [];
    for (const detail of alike) gathered.add(detail);
    return [`${words}: ${gatherAlike(alike.flatMap((detail) => pattern.exec(detail)?.[1] ?? [])).join('; ')}`];
  });
  const others = gatherDecided(rest.filter((detail) => !gathered.has(detail)));
  return [...refusals, ...once, ...gatherAlike(others)];
}

/** All that an operator decides of one resource in one line, at the place of the first. */
function gatherDecided(details: readonly string[]): string[] {
  const groups = Map.groupBy(details, (detail) => {
    const [, maker, , command] = decided.exec(detail) ?? [];
    return maker === undefined ? detail : `${maker} ${command}`;
  });
  return [...groups.values()].map((some) => {
    const [first = ''] = some;
    const [, maker, , command] = decided.exec(first) ?? [];
    const parts = some.flatMap((detail) => decided.exec(detail)?.[2] ?? []);
    return some.length === 1 ? first : `${maker} these: ${parts.join('; ')} ${command}`;
  });
}

function gatherAlike(details: readonly string[]): string[] {
  return [...Map.groupBy(details, withoutName).values()].map(sayFirst);
}

function sayFirst(some: readonly string[]): string {
  const [first = '', ...others] = some;
  if (others.length === 0) return first;
  const where = namespaceIn(first);
  const names = others.map((one) => {
    const { words } = subjectOf(one);
    const other = namespaceIn(one);
    return other === where ? words : `${words} in ${other}`;
  });
  return `${first} (and ${others.length} more alike: ${someOf(names, 3)})`;
}

/** The namespace that the command of a line looks into; `''` where it has none. */
function namespaceIn(detail: string): string {
  return inNamespace.exec(detail)?.[1] ?? '';
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
  return `${kind} ${detail.replace(inNamespace, ' -n …').replaceAll(new RegExp(`(?<![\\w-])${name.replaceAll('.', '\\.')}(?![\\w-])`, 'g'), '…')}`;
}
