import type { Identified } from './identity.ts';

/**
 * How a receiver tells: a `page` wakes somebody and waits for an answer; `chat`, `mail` and `ticket` are read by whoever looks; behind a `hook` may
 * stand anything.
 */
export type ReceiverKind = 'page' | 'chat' | 'mail' | 'ticket' | 'hook';

/** A condition on one label of an alert. */
export interface AlertMatcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** One branch of the tree by which alerts find their receiver. */
export interface AlertRoute {
  /** null: that of the branch above it. */
  readonly receiver: string | null;
  /** All must hold; none: every alert takes it. */
  readonly matchers: readonly AlertMatcher[];
  /** Whether the branches behind it are tried as well. */
  readonly continues: boolean;
  /** Whether it tells nobody at some times. */
  readonly isTimed: boolean;
  readonly routes: readonly AlertRoute[];
}

/** An object that says who is told of which alert. */
export interface AlertRouting extends Identified {
  readonly noun: 'alertRouting';
  /** The tree from its root, which every alert takes. */
  readonly root: AlertRoute;
  /** What each receiver tells by; a receiver that tells nobody has no kind. Neither addresses nor keys are kept. */
  readonly receivers: Readonly<Record<string, readonly ReceiverKind[]>>;
  /** The field that holds the tree. */
  readonly path: string;
  /** Whether it is one part of a tree that is put together elsewhere, so that others may tell of the same alert. */
  readonly isPart: boolean;
}
