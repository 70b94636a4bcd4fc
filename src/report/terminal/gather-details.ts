const ofPlatform = /^a folder does not speak for the (.+) of a platform$/;
const declared = /^(.+) is declared, not yet seen to run$/;
/** An object as gaps name it: `Schedule/daily`. */
const object = /\b([A-Z][A-Za-z]+)\/([a-z0-9][\w.-]*)/;

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
    ...(unspoken.length > 1 ? [`a folder does not speak for these of a platform: ${unspoken.join(', ')}`] : []),
    ...(running.length > 1 ? [`declared, not yet seen to run: ${gatherAlike(running).join(', ')}`] : []),
    ...[...alike.values()].map(sayFirst),
  ];
}

function gatherAlike(details: readonly string[]): string[] {
  return [...Map.groupBy(details, withoutName).values()].map(sayFirst);
}

function sayFirst(some: readonly string[]): string {
  return some.length === 1 ? (some[0] as string) : `${some[0]} (and ${some.length - 1} more alike)`;
}

function partsOf(details: readonly string[], pattern: RegExp): string[] {
  return details.flatMap((detail) => pattern.exec(detail)?.[1] ?? []);
}

/** A line without the name of the object that it speaks of, wherever the name stands in it. */
function withoutName(detail: string): string {
  const [, kind, name] = object.exec(detail) ?? [];
  if (kind === undefined || name === undefined) return detail;
  return `${kind} ${detail.replaceAll(new RegExp(`(?<![\\w-])${name.replaceAll('.', '\\.')}(?![\\w-])`, 'g'), '…')}`;
}
