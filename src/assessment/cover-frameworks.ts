import { scopeOf } from '../analyses/framework-scope.ts';
import { checks } from '../checks/registry.generated.ts';
import type { CriterionId } from '../definition/criteria.ts';
import type { Policy } from '../estate/policy.ts';
import { type FrameworkId, frameworkIds } from '../frameworks/frameworks.ts';
import { answerControls, countControls, type Judged } from './answer-controls.ts';
import type { Assessment, CriterionOutcome, Finding, Verdict } from './assessment.ts';
import { isNotMet } from './verdicts.ts';

/** Says of every framework what the outcomes mean for its controls: counted, and one by one for those that are asked for. */
export type CoverFrameworks = (
  judged: {
    readonly outcomes: readonly CriterionOutcome[];
    readonly findings: readonly Finding[];
    readonly partOnly: string | null;
  },
  policy: Policy,
  asked: readonly FrameworkId[],
) => Assessment['frameworks'];

/** See CoverFrameworks. */
export const coverFrameworks: CoverFrameworks = ({ outcomes, findings, partOnly }, policy, asked) => {
  const verdicts = new Map<string, Verdict>(outcomes.map(({ criterion, verdict }) => [criterion, verdict]));
  const faults = Map.groupBy(
    findings.filter(({ criterion, reason, verdict }) =>
      verdict === 'advice' ? isOnlyAdvice(criterion, reason) : isNotMet(verdict),
    ),
    ({ criterion }) => criterion,
  );
  const judged: Judged = {
    verdictOf: (criterion) => verdicts.get(criterion) ?? 'unknown',
    faultsOf: (criterion) => new Set(faults.get(criterion)?.map(({ reason }) => reason)),
    undeclaredOf(criterion) {
      const framework = askedBy[criterion];
      return framework !== undefined && scopeOf(framework.word, policy) === 'out' ? framework.id : null;
    },
    partOnly,
  };
  return Object.fromEntries(
    frameworkIds.map((id) => {
      const coverage = { declared: policy.frameworks.includes(id), ...countControls(id, judged) };
      return [id, asked.includes(id) ? { ...coverage, answers: answerControls(id, judged) } : coverage];
    }),
  );
};

/**
 * A reason that is advice in every tier was not made so by the tier, and says something that a control may ask for by name. It fails one only where its
 * criterion is not met.
 */
function isOnlyAdvice(criterion: string, reason: string): boolean {
  const weights = checks.find(({ answers }) => answers === criterion)?.reasons[reason];
  return Array.isArray(weights) && weights[0] === 'aaa';
}

/** The criteria that are asked only where a framework is declared, and by which word of its name. */
const askedBy: Readonly<Partial<Record<CriterionId, { readonly id: FrameworkId; readonly word: string }>>> = {
  'compliance/hipaa': { id: 'hipaa', word: 'hipaa' },
  'compliance/pci-dss': { id: 'pci', word: 'pci' },
  'compliance/fedramp': { id: 'fedramp20x', word: 'fedramp' },
};
