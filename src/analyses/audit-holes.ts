import type { AuditPolicy } from '../estate/audit-policy.ts';
import { type AuditedCase, auditCoverage, type AuditTopic } from './audit-coverage.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** What a log does wrong by requests: it leaves them out, or writes too much, too late or too little of them. */
export type AuditHoleKind = `${AuditTopic}-unlogged` | 'logs-secrets' | 'sessions-late' | 'changes-without-content';

/** One thing that the log of a policy does wrong. */
export interface AuditHole {
  readonly is: AuditHoleKind;
  /** By which requests, in words. */
  readonly what: string;
  /** The rules that decide so; the list of rules where none fits. */
  readonly paths: readonly string[];
}

/** What the log of an audit policy does wrong by the requests that are asked about after an incident. */
export const auditHoles: Analysis<'auditPolicy', readonly AuditHole[]> = defineAnalysis({
  needs: [],
  per: 'auditPolicy',
  compute: () => (policy) => {
    const cases = auditCoverage(policy);
    const unlogged = cases.filter(({ answer }) => answer.level === 'None');
    const topics = [...new Set(unlogged.map(({ topic }) => topic))];
    return [
      ...topics.flatMap((topic) =>
        holeOf(
          policy,
          `${topic}-unlogged`,
          unlogged.filter((one) => one.topic === topic),
        ),
      ),
      ...holeOf(policy, 'logs-secrets', cases.filter(leaks)),
      ...holeOf(
        policy,
        'sessions-late',
        cases.filter(({ topic, answer }) => topic === 'sessions' && answer.onlyAtEnd),
      ),
      ...holeOf(
        policy,
        'changes-without-content',
        cases.filter(({ topic, answer }) => topic === 'access' && answer.level === 'Metadata'),
      ),
    ];
  },
});

/** A Secret stands in what is sent when it is written, and in what comes back; a token in what comes back. */
function leaks({ topic, request: { verb }, answer: { level } }: AuditedCase): boolean {
  if (topic !== 'secrets' && topic !== 'tokens') return false;
  const isSent = topic === 'secrets' && ['create', 'update', 'patch'].includes(verb);
  return level === 'RequestResponse' || (level === 'Request' && isSent);
}

/** One hole for all of these cases; none without a case. */
function holeOf({ within }: AuditPolicy, is: AuditHoleKind, cases: readonly AuditedCase[]): AuditHole[] {
  if (cases.length === 0) return [];
  const rules = [...new Set(cases.map(({ answer }) => answer.rule))];
  const paths = rules.map((rule) => within ?? (rule === null ? 'rules' : `rules[${rule}]`));
  return [{ is, what: inWords(cases), paths }];
}

/** `reading Secrets and exec into pods`, and whose requests these are where it is not everybody's. */
function inWords(cases: readonly AuditedCase[]): string {
  const whos = [...new Set(cases.map(({ who }) => who))];
  const what = [...new Set(cases.map((one) => one.what))];
  const shown = what.length > 4 ? [...what.slice(0, 3), `${what.length - 3} more`] : what;
  const list = shown.length === 1 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
  return whos.length === 1 && whos[0] !== 'nobody' ? `${list} by ${whos[0]}` : list;
}
