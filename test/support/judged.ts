import { assess } from '../../src/assessment/assess.ts';
import type { Assessment, Finding } from '../../src/assessment/assessment.ts';
import type { Check } from '../../src/checks/define-check.ts';
import type { Authority } from '../../src/collect/manifests/visibility.ts';
import type { Estate } from '../../src/estate/estate.ts';
import { type Policy, undeclaredPolicy } from '../../src/estate/policy.ts';
import { estateOf } from './estate-of.ts';

/** How a test wants its estate to be judged. */
export interface JudgedOptions {
  readonly policy?: Partial<Policy>;
  readonly authority?: Authority;
}

/** Judges YAML (or an estate) by one check alone; a crash is let through. */
export function assessedBy(
  check: Check,
  given: string | Readonly<Record<string, string>> | Estate,
  options: JudgedOptions = {},
): Assessment {
  const estate = isEstate(given) ? given : estateOf(given, options.authority);
  return assess(
    estate,
    { ...undeclaredPolicy, ...options.policy },
    { version: 'test', checks: [check], all: true, rethrow: true },
  );
}

function isEstate(given: unknown): given is Estate {
  return typeof given === 'object' && given !== null && 'facts' in given;
}

/** Every finding of one check, passes and advice too. */
export function findingsBy(
  check: Check,
  given: string | Readonly<Record<string, string>> | Estate,
  options: JudgedOptions = {},
): Finding[] {
  return assessedBy(check, given, options).findings;
}

/**
 * The findings of one check in short, sorted: `fail no-budget Deployment/bank/ledger`, with `#container` and
 * `@scope` where there is one.
 */
export function judgedBy(
  check: Check,
  given: string | Readonly<Record<string, string>> | Estate,
  options: JudgedOptions = {},
): string[] {
  return findingsBy(check, given, options)
    .map(({ verdict, reason, subject }) => {
      const container = subject.container ? `#${subject.container}` : '';
      const scope = subject.scope === undefined ? '' : `@${subject.scope}`;
      return `${verdict} ${reason} ${subject.kind}/${subject.namespace}/${subject.name}${container}${scope}`;
    })
    .toSorted();
}
