import { defaultRoles } from './default-roles.ts';
import { everyRiskOf } from './matches-risk.ts';
import { type RiskId, riskPatterns } from './risk-patterns.ts';

/** What the built-in role of a namespace's administrator grants there. */
let teamRisks: ReadonlySet<RiskId> | undefined;

/**
 * Whether a risk comes with the work that is done within one namespace. People do there what the built-in role `admin` is made for; anything else that runs
 * there deploys at most: reading all Secrets or entering pods is not part of it.
 */
export function isOrdinaryWithin(id: RiskId, byPeople: boolean): boolean {
  const { deploys, saidBy = [] } = riskPatterns[id];
  return (
    deploys === true ||
    (byPeople && [id, ...saidBy].some((one) => one === 'wildcard-read' || (teamRisks ??= risksOfTeams()).has(one)))
  );
}

function risksOfTeams(): Set<RiskId> {
  const roles = defaultRoles.filter(({ name }) => name.startsWith('system:aggregate-to-'));
  return new Set(roles.flatMap(({ rules }) => [...everyRiskOf(rules, 'a-namespace').keys()]));
}
