import type { CriterionId } from '../definition/criteria.ts';

/** What a criterion says about some controls of one framework. */
export interface ControlLink {
  /** The framework's own numbers. */
  readonly controls: readonly [string, ...string[]];
  /** `direct`: the control asks for this very mechanism or outcome; `partial`: the criterion covers a part of it; `supporting`: indirect evidence only. */
  readonly role: 'direct' | 'partial' | 'supporting';
  /** How sure we are of the link. */
  readonly confidence: 'high' | 'medium' | 'low';
  /** Why there is a link, in our words. */
  readonly why: string;
  /**
   * By which of its reasons the criterion says that a control is not met; for controls that are left out, by any. A control that asks for less than the
   * criterion is not failed by what it does not ask for.
   */
  readonly failsBy?: Readonly<Record<string, readonly string[]>>;
  /** That the controls speak also of what the criterion lets be (namespaces of the platform, agents of nodes), so that its pass evidences none of them. */
  readonly ofAll?: true;
}

/** One framework's links; a criterion that is left out says nothing about any of its controls. */
export type ControlLinks = Readonly<Partial<Record<CriterionId, readonly [ControlLink, ...ControlLink[]]>>>;
