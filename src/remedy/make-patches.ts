import { answerOf } from '../assessment/judge.ts';
import type { Ground } from '../assessment/ground.ts';
import type { About, Patch } from '../checks/define-patch.ts';
import { type Gap, isGap } from '../estate/gap.ts';
import type { Identified } from '../estate/identity.ts';
import { analyses } from '../analyses/registry.generated.ts';
import type { Analysis } from '../analyses/define-analysis.ts';
import type { FactName } from '../estate/facts.ts';
import type { Fault, Unpatched } from './fault.ts';
import { type FileChange, layChanges } from './lay-changes.ts';
import { type Placed, placeChanges } from './place-changes.ts';
import type { Sources } from './sources.ts';
import { writtenObjects } from './written-objects.ts';

/** What patches are made with. */
export interface PatchOptions {
  readonly ground: Ground;
  readonly patches: readonly Patch[];
  readonly sources: Sources;
  /** Those too that could cut traffic or stop pods. */
  readonly risky: boolean;
}

/** A fault with the changes after which it is gone. */
export interface Patched {
  readonly fault: Fault;
  readonly risk: string | null;
  readonly changes: readonly Placed[];
}

/** What was made of faults: the files as they would be, what is gone then, and what is not. */
export interface PatchSet {
  readonly files: readonly FileChange[];
  readonly patched: readonly Patched[];
  readonly unpatched: readonly Unpatched[];
}

/** Makes the patches of faults. A patch is made whole or not at all; each is made on the result of those before it. */
export function makePatches(faults: readonly Fault[], options: PatchOptions): PatchSet {
  const planned = planPatches(faults, options);
  const laid = layPatches(planned.patched, options.sources);
  return { ...laid, unpatched: [...planned.unpatched, ...laid.unpatched] };
}

/** The changes of each fault, not yet made. */
export function planPatches(
  faults: readonly Fault[],
  { ground, patches, sources, risky }: PatchOptions,
): Pick<PatchSet, 'patched' | 'unpatched'> {
  const written = writtenObjects(sources);
  const place = placeChanges(ground.facts, written);
  const patched: Patched[] = [];
  const unpatched: Unpatched[] = [];

  /** By the first way that is open; one that harms nobody comes before one that may. */
  function patchOf(fault: Fault): Patched | Pick<Unpatched, 'how' | 'why'> {
    const { finding, subject } = fault;
    const able = patches.filter(
      ({ answers, fixes, of }) =>
        answers === finding.criterion && fixes.includes(finding.reason) && of === subject.noun,
    );
    let last: Pick<Unpatched, 'how' | 'why'> = { how: 'none', why: 'no patch is known for it' };
    for (const patch of able.toSorted((a, b) => Number(a.risk !== null) - Number(b.risk !== null))) {
      const tried = patch.risk === null || risky ? attempt(patch, fault) : { how: 'risky' as const, why: patch.risk };
      if ('changes' in tried) return tried;
      last = tried;
    }
    return last;
  }

  function attempt(patch: Patch, fault: Fault): Patched | Pick<Unpatched, 'how' | 'why'> {
    const known = knownFor(patch, fault, ground);
    const made = isGap(known)
      ? known.detail
      : patch.make(fault.subject as never, known as never, aboutOf(fault, written));
    const placed = typeof made === 'string' ? made : place(made);
    if (typeof placed === 'string') return { how: 'refused', why: placed };
    if (placed.length === 0) return { how: 'refused', why: 'nothing of it can be changed in a file' };
    return { fault, risk: patch.risk, changes: placed };
  }

  for (const same of Map.groupBy(faults, ({ finding }) => finding.fingerprint).values()) {
    const done = same.map(patchOf);
    const undone = done.find((one) => !('changes' in one));
    // Two objects of one identity share a finding, which stays while one of them is as it was.
    if (undone && !('changes' in undone)) unpatched.push({ finding: (same[0] as Fault).finding, ...undone });
    else patched.push(...done.filter((one) => 'changes' in one));
  }
  return { patched, unpatched };
}

/** Makes the changes in the files; what cannot be made whole is taken back. */
export function layPatches(planned: readonly Patched[], sources: Sources): PatchSet {
  const unpatched: Unpatched[] = [];
  let patched = planned;
  for (;;) {
    const { files, refused } = layChanges(
      patched.flatMap(({ changes }) => changes),
      sources,
    );
    if (refused.size === 0) return { files, patched, unpatched };
    const failed = new Map<string, Unpatched>();
    for (const { fault, changes } of patched) {
      const why = changes.map((one) => refused.get(one)).find((one) => one !== undefined);
      if (why !== undefined) failed.set(fault.finding.fingerprint, { finding: fault.finding, how: 'refused', why });
    }
    unpatched.push(...failed.values());
    patched = patched.filter(({ fault }) => !failed.has(fault.finding.fingerprint));
  }
}

function aboutOf({ finding, tiers, evidence }: Fault, written: ReturnType<typeof writtenObjects>): About {
  return {
    reason: finding.reason,
    tiers,
    container: finding.subject.container ?? null,
    evidence,
    written: (object: Identified) => written.valueOf(object, object.origin),
  };
}

/** What a patch asks for: facts as they are, and the analyses of this subject. A gap where one of them is: no patch rests on what was not seen. */
function knownFor(patch: Patch, { subject }: Fault, ground: Ground): Readonly<Record<string, unknown>> | Gap {
  const known: Record<string, unknown> = {};
  const places = 'places' in subject ? subject.places : [];
  for (const need of patch.needs) {
    const analysis = (analyses as Readonly<Record<string, Analysis>>)[need];
    if (need === 'policy') known[need] = ground.policy;
    else if (!analysis) known[need] = ground.facts[need as FactName].items;
    else if (analysis.per === subject.noun) {
      const value = answerOf(need, analysis, ground)(subject as never, { place: places[0] ?? null, nth: 0 });
      if (isGap(value)) return value;
      known[need] = value;
    }
  }
  return known;
}
