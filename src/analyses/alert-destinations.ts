import type { AlertRoute, AlertRouting, ReceiverKind } from '../estate/alert-routing.ts';
import { matchAlert } from '../estate/match-alert.ts';

/** Who may be told of the alerts of one severity, whatever else these bear. */
export interface AlertDestinations {
  readonly severity: string;
  /** The receivers that such an alert comes to whatever else it bears; where there is none, every one that it may come to. */
  readonly receivers: readonly string[];
  /** All the ways by which any receiver tells that it may come to. None: surely nobody is told. */
  readonly kinds: readonly ReceiverKind[];
  /** Whether all hangs on one branch, and this tells nobody at some times. */
  readonly isTimed: boolean;
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
    const reached = endsOf(root, severity, '', true);
    const sure = reached.filter(({ isSure }) => isSure);
    const named = (sure.length > 0 ? sure : reached).map(({ receiver }) => receiver);
    const kinds = reached.flatMap(({ receiver }) => receivers[receiver] ?? []);
    const telling = reached.filter(({ receiver }) => (receivers[receiver] ?? []).length > 0);
    const isTimed = telling.length === 1 && telling.every((end) => end.isTimed);
    return { severity, receivers: [...new Set(named)].toSorted(), kinds: [...new Set(kinds)], isTimed };
  });
}

function names({ matchers, routes }: AlertRoute, severity: string): boolean {
  const here = matchers.some(
    (one) => one.label === 'severity' && !one.operator.startsWith('!') && matchAlert(one, severity) === true,
  );
  return here || routes.some((route) => names(route, severity));
}

interface End {
  readonly receiver: string;
  /** Whether it ends there whatever labels it bears beside its severity, but for those that an earlier branch takes. */
  readonly isSure: boolean;
  /** Whether it tells nobody at some times. The branches below do not inherit that. */
  readonly isTimed: boolean;
}

/** The receivers at which an alert that took this branch may end; `isSure` where it surely took it. */
function endsOf(route: AlertRoute, severity: string, inherited: string, isSure: boolean): End[] {
  const own = route.receiver ?? inherited;
  const ends: End[] = [];
  let isTaken = false;
  for (const below of route.routes) {
    const takes = takenBy(below, severity);
    if (takes === 'no') continue;
    ends.push(...endsOf(below, severity, own, isSure && takes === 'yes'));
    isTaken ||= takes === 'yes';
    if (takes === 'yes' && !below.continues) break;
  }
  return isTaken ? ends : [...ends, { receiver: own, isSure, isTimed: route.isTimed }];
}

function takenBy({ matchers }: AlertRoute, severity: string): 'yes' | 'no' | 'maybe' {
  const answers = matchers.map((one) => (one.label === 'severity' ? matchAlert(one, severity) : null));
  if (answers.includes(false)) return 'no';
  return answers.includes(null) ? 'maybe' : 'yes';
}
