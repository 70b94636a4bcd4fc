import { matchesGlob } from './glob.ts';
import type { Identified } from './identity.ts';
import type { LabelSelector } from './label-selector.ts';

/** What a rule looks at: the signatures of images, what a scan of images found, or whatever else stands in objects. */
export type LookedAtByRule = 'signatures' | 'vulnerabilities' | 'objects';

/** One rule of a policy. */
export interface AdmissionRule {
  /** null for the only rule of a policy. */
  readonly name: string | null;
  readonly looksAt: LookedAtByRule;
  /** Whether what breaks it is refused; false: recorded or warned of. null where that is said elsewhere, or filled in later. */
  readonly refuses: boolean | null;
  /** Where that is said, or would be. */
  readonly path: string;
  /** What is said there, in words that complete "…, so what breaks it is admitted". */
  readonly because: string;
  /** What an owner does about that, beginning in lower case, where it is not to let it refuse. */
  readonly mend?: string;
  /** Of a rule about images: it asks about every image of every pod. Left out where it asks about some, or that is not known. */
  readonly asksAll?: boolean;
  /** Namespaces, by name or pattern, that it leaves out, and where that is said; without those of known components of a cluster. */
  readonly spares: { readonly namespaces: readonly string[]; readonly path: string };
  /** The only namespaces, by name or pattern, in which it refuses, and where that is said; left out where it refuses everywhere, or nowhere. */
  readonly refusesOnlyIn?: { readonly namespaces: readonly string[]; readonly path: string };
  /** Which objects of a cluster the API server asks it about. Left out for files, and where an engine asks. */
  readonly reach?: RuleReach;
  /** What an engine asks it about, as far as kinds and namespaces say; left out where that is not read. */
  readonly about?: AskedAbout;
}

/** Which objects a rule is asked about: those that match each of `all`, and one of `any` where there are some. */
export interface AskedAbout {
  readonly any: readonly AskedBlock[];
  readonly all: readonly AskedBlock[];
}

/** Objects by their kinds and their namespaces. */
export interface AskedBlock {
  /** With `*` for any characters; null: any kind. */
  readonly kinds: readonly string[] | null;
  /** By name or pattern; empty: any. */
  readonly namespaces: readonly string[];
  readonly selector: LabelSelector | null;
}

/** Which objects the API server asks a rule about. */
export interface RuleReach {
  /** The namespaces whose objects it looks at; null: all. */
  readonly namespaces: LabelSelector | null;
  readonly path: string;
  /** It surely looks at nothing but objects that are in a namespace. */
  readonly inNamespacesOnly: boolean;
  /** Why it refuses nothing, whatever is asked; null: it may. */
  readonly idle: RuleLimit | null;
  /** What keeps it from some of the pods and workloads that are made or changed, or may. */
  readonly narrowed: readonly RuleLimit[];
}

/** What holds a rule back. */
export interface RuleLimit {
  readonly path: string;
  /** In words that complete "it refuses nothing, or not all: …", without `spec.` of whose it is. */
  readonly because: string;
}

/** What decides whether an object is admitted: a policy, what binds one, the webhook through which the engine of all policies is asked, or the engine. */
export interface AdmissionPolicy extends Identified {
  readonly noun: 'admissionPolicy';
  /** Those that may refuse an object. Empty for one that only changes or makes objects, and for a webhook. */
  readonly rules: readonly AdmissionRule[];
  /** Where it is said that objects are admitted while nobody answers, or nothing can be told of them; null where they are refused then. */
  readonly failsOpenAt: string | null;
  /** Set for what runs the engine: its title, and how many pods of it decide, as declared. */
  readonly engine?: { readonly title: string; readonly replicas: number };
  /** Who asks it: the API server itself, or an engine that has to be up. */
  readonly runsIn: 'api-server' | 'engine';
  /** Of what only binds a policy its name; of a policy that does nothing until it is bound null. Left out where no binding is needed. */
  readonly binds?: string | null;
}

/**
 * The namespaces that a rule leaves out by their names, or by a pattern that one of those given matches, and in which it only records; those of the platform
 * itself, by whose patterns is given, are left out.
 */
export function sparedNamespaces(
  { spares, refusesOnlyIn }: AdmissionRule,
  platformNamespaces: readonly string[],
  seen: readonly string[] = [],
): string[] {
  const [patterns, names] = [spares.namespaces.filter(isPattern), spares.namespaces.filter((one) => !isPattern(one))];
  const matched = seen.filter(
    (name) =>
      patterns.some((pattern) => matchesGlob(pattern, name)) ||
      (refusesOnlyIn && !refusesOnlyIn.namespaces.some((pattern) => matchesGlob(pattern, name))),
  );
  return [...new Set([...names, ...matched])].filter(
    (name) => !platformNamespaces.some((pattern) => matchesGlob(pattern, name)),
  );
}

function isPattern(name: string): boolean {
  return /[*?]/.test(name);
}
