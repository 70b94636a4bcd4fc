import type { FindingGroup, GroupedSubject } from './group-findings.ts';

/** Subjects of one kind whose names begin alike, such as what every API server makes: `system:`. */
export interface Family {
  readonly kind: string;
  /** What their names begin with, to the first colon. */
  readonly begins: string;
  readonly namespaces: readonly string[];
  readonly tiers: GroupedSubject['tiers'];
  readonly size: number;
}

/** From how many on nobody wants to read them one by one. */
const fewest = 4;

/**
 * The subjects of a group as they are listed: of passes, and of what does not apply, those whose names begin alike as one. What fails, what an exception
 * accepts and what has containers is always listed by itself.
 */
export function gatherFamilies({ verdict, subjects }: FindingGroup): readonly (GroupedSubject | Family)[] {
  if (verdict !== 'pass' && verdict !== 'notApplicable') return subjects;
  const families = Map.groupBy(subjects, (one) => familyOf(one) ?? one);
  return [...families.values()].flatMap((some): readonly (GroupedSubject | Family)[] => {
    const [{ subject, tiers }] = some as [GroupedSubject, ...GroupedSubject[]];
    if (some.length < fewest) return some;
    const namespaces = [...new Set(some.map((one) => one.subject.namespace))].filter((one) => one !== '').toSorted();
    return [{ kind: subject.kind, begins: prefixOf(subject.name), namespaces, tiers, size: some.length }];
  });
}

function familyOf({ subject, containers, tiers, copies, exception }: GroupedSubject): string | null {
  const prefix = prefixOf(subject.name);
  if (prefix === '' || containers.length > 0 || copies.length > 0 || exception !== null) return null;
  return JSON.stringify([subject.kind, prefix, tiers]);
}

function prefixOf(name: string): string {
  return name.slice(0, name.indexOf(':') + 1);
}
