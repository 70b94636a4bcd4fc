import type { FactName, Facts, Nouns } from '../estate/facts.ts';
import type { FactView, Vantage } from '../estate/fact-view.ts';
import type { Gap } from '../estate/gap.ts';
import type { Platform } from '../estate/platform.ts';

/** The nouns that analyses answer for: the items of any fact, and the platform as a whole. */
export type AnalysisSubjects = Nouns & { readonly platform: Platform };

/** The name of a noun that an analysis can answer for. */
export type AnalysisNoun = keyof AnalysisSubjects;

/** What is true of an estate, subject by subject and without opinion. */
export interface Analysis<P extends AnalysisNoun = AnalysisNoun, V = unknown> {
  /** The facts it reads. */
  readonly needs: readonly FactName[];
  /** The noun that it answers for. */
  readonly per: P;
  /** Prepares the answers once per estate; the returned function gives a subject's value, or a gap where nothing can be said. */
  readonly compute: (facts: never) => (subject: never, vantage: Vantage) => V | Gap;
}

/** Defines an analysis: `compute` may read only the facts that `needs` names. */
export function defineAnalysis<const N extends readonly FactName[], P extends AnalysisNoun, V>(analysis: {
  readonly needs: N;
  readonly per: P;
  readonly compute: (facts: {
    readonly [Name in N[number]]: FactView<Facts[Name]>;
  }) => (subject: AnalysisSubjects[P], vantage: Vantage) => V | Gap;
}): Analysis<P, V> {
  return analysis;
}
