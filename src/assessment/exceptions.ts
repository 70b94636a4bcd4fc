import { matchesGlob } from '../estate/glob.ts';
import { endOfValidity, parseInstant } from '../estate/instant.ts';
import type { Exception } from '../estate/policy.ts';
import type { Acceptance, Assessment, Finding } from './assessment.ts';

/** Whether an exception is over at a time; one whose end cannot be read never began. */
function isOver(exception: Exception, now: string): boolean {
  const [end, time] = [endOfValidity(exception.expires), parseInstant(now)];
  return end === null || time === null || end <= time;
}

/** Whether an exception names this finding. Names are globs; what it does not name matches everything. */
export function accepts(exception: Exception, finding: Finding): boolean {
  if (exception.criterion !== finding.criterion) return false;
  if (exception.reason !== undefined && exception.reason !== finding.reason) return false;
  const { kind, namespace, name, container, scope } = exception.subject ?? {};
  return (
    (kind === undefined || kind === finding.subject.kind) &&
    (namespace === undefined || matchesGlob(namespace, finding.subject.namespace)) &&
    (name === undefined || matchesGlob(name, finding.subject.name)) &&
    (container === undefined || matchesGlob(container, finding.subject.container ?? '')) &&
    (scope === undefined || (finding.subject.scope !== undefined && matchesScope(scope, finding.subject.scope)))
  );
}

/** Whether a pattern names the folder of a variant; the root, which has no name of its own, is `.`. */
function matchesScope(pattern: string, scope: string): boolean {
  return matchesGlob(pattern.replace(/(?<=.)\/$/, ''), scope === '' ? '.' : scope);
}

/** Gives each finding the valid exception that names it, and says what became of every exception. */
export function applyExceptions(
  findings: readonly Finding[],
  exceptions: readonly Exception[],
  now: string,
): { findings: Finding[]; exceptions: Assessment['exceptions'] } {
  const states = exceptions.map((exception) => ({ exception, expired: isOver(exception, now), matches: 0 }));
  const accepted = findings.map((finding) => {
    if (finding.verdict === 'pass' || finding.verdict === 'notApplicable') return finding;
    let acceptance: Acceptance | null = null;
    for (const state of states) {
      if (!accepts(state.exception, finding)) continue;
      state.matches += 1;
      if (state.expired || acceptance) continue;
      const { owner, justification, expires } = state.exception;
      acceptance = { owner, justification, expires, by: 'exception' };
    }
    return acceptance ? { ...finding, exception: acceptance } : finding;
  });
  return {
    findings: accepted,
    exceptions: states.map(({ exception, expired, matches }) => ({
      criterion: exception.criterion,
      reason: exception.reason ?? null,
      subject: exception.subject ? { ...exception.subject } : null,
      state: expired ? 'expired' : matches > 0 ? 'used' : 'unused',
      matches,
      expires: exception.expires,
      owner: exception.owner,
      justification: exception.justification,
      approvedBy: exception.approvedBy ?? null,
    })),
  };
}
