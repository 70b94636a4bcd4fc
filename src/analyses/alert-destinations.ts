import type { AlertRoute, AlertRouting, ReceiverKind } from '../estate/alert-routing.ts';
import { matchAlert } from '../estate/match-alert.ts';

/** Who may be told of the alerts of one severity, whatever else these bear. */
export interface AlertDestinations {
  readonly severity: string;
  /** Every receiver that such an alert may come to. */
  readonly receivers: readonly string[];
  /** All the ways by which these tell. None: surely nobody is told. */
  readonly kinds: readonly ReceiverKind[];
}

/**
 * Where a tree of routes sends the alerts that have to wake somebody: those of the severities `critical` and `page` that its matchers name, else of
 * `critical`. A branch takes an alert when all its matchers hold; the branches below are tried in order, until one takes it that does not continue;
 * where none does, the branch itself is the end. Of an alert only the severity is known here: a matcher of any other label may hold or not, and both
 * ways count. Source: Alertmanager, dispatch/route.go, Route.Match.
 */
export function destinationsOf({ root, receivers }: AlertRouting): AlertDestinations[] {
  const named = ['critical', 'page'].filter((severity) => names(root, severity));
  return (named.length > 0 ? named : ['critical']).map((severity) => {
    const reached = [...new Set(endsOf(root, severity, ''))].toSorted();
    return { severity, receivers: reached, kinds: [...new Set(reached.flatMap((name) => receivers[name] ?? []))] };
  });
}

function names({ matchers, routes }: AlertRoute, severity: string): boolean {
  const here = matchers.some(
    (one) => one.label === 'severity' && !one.operator.startsWith('!') && matchAlert(one, severity) === true,
  );
  return here || routes.some((route) => names(route, severity));
}

/** The receivers at which an alert that took this branch may end. */
function endsOf(route: AlertRoute, severity: string, inherited: string): string[] {
  const own = route.receiver ?? inherited;
  const ends: string[] = [];
  let isTaken = false;
  for (const below of route.routes) {
    const takes = takenBy(below, severity);
    if (takes === 'no') continue;
    ends.push(...endsOf(below, severity, own));
    isTaken ||= takes === 'yes';
    if (takes === 'yes' && !below.continues) break;
  }
  return isTaken ? ends : [...ends, own];
}

function takenBy({ matchers }: AlertRoute, severity: string): 'yes' | 'no' | 'maybe' {
  const answers = matchers.map((one) => (one.label === 'severity' ? matchAlert(one, severity) : null));
  if (answers.includes(false)) return 'no';
  return answers.includes(null) ? 'maybe' : 'yes';
}
