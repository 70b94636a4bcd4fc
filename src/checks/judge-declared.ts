import { scopeOf } from '../analyses/framework-scope.ts';
import { gap, supplied } from '../estate/gap.ts';
import type { Policy } from '../estate/policy.ts';
import { fault, notApplicable, type Outcome, type Target, unseen } from './define-check.ts';

/** A framework that asks for logs to be kept for some days, and how it is spoken of. */
export interface LoggedFramework {
  /** What its name has in all its spellings. */
  readonly word: string;
  /** What a policy file calls it. */
  readonly name: string;
  readonly leastLogDays: number;
}

/** What a policy file says of a framework: whether it applies, to which data, and whether logs are kept as long as it asks; `rest`: what holds beside. */
export function judgeDeclared(
  { word, name, leastLogDays }: LoggedFramework,
  policy: Policy,
  { tier }: Target,
  rest: Outcome<never, never>,
): readonly Outcome<'not-declared', 'no-data-classes' | 'logs-shortened'>[] {
  const scope = scopeOf(word, policy);
  const file = policy.file ?? '';
  if (scope === 'unstated') return [unseen(supplied(gap('not-collected', nothingDeclared(name)), 'policy-file'))];
  if (scope === 'out') return [notApplicable('not-declared', { file })];
  const days = policy.targets[tier]?.logRetentionDays;
  return [
    ...(policy.dataClasses.length === 0 ? [fault('no-data-classes', { file })] : []),
    ...(days !== undefined && days < leastLogDays ? [fault('logs-shortened', { file, days })] : []),
    rest,
  ];
}

function nothingDeclared(name: string): string {
  return `no policy file names the frameworks that apply: list them under frameworks in kubecompass.yaml, with ${name} or without`;
}
