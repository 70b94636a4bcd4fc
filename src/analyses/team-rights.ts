import { defaultRoles } from './default-roles.ts';
import { everyRiskOf } from './matches-risk.ts';
import { type RiskId, riskPatterns } from './risk-patterns.ts';

/** What the built-in role of a namespace's administrator grants there. */
const teamRisks: ReadonlySet<RiskId> = new Set(
  defaultRoles
    .filter(({ name }) => name.startsWith('system:aggregate-to-'))
    .flatMap(({ rules }) => [...everyRiskOf(rules, 'a-namespace').keys()]),
);

/**
 * Whether a risk comes with the work that is done within one namespace. People do there what the built-in role `admin` is made for; anything else that runs
 * there deploys at most: reading all Secrets or entering pods is not part of it.
 */
export function isOrdinaryWithin(id: RiskId, byPeople: boolean): boolean {
  const { deploys, saidBy = [] } = riskPatterns[id];
  return deploys === true || (byPeople && [id, ...saidBy].some((one) => one === 'wildcard-read' || teamRisks.has(one)));
}
