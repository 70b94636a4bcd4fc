import { gap, type Gap } from '../estate/gap.ts';
import type { TableAge } from '../estate/tool.ts';

/** After half a year a table knows too little: two minor releases of Kubernetes came out since, and two left support. */
const mostDays = 180;

/** Why a dated table can say nothing of the day of an estate: it is too old, or of a later day. null: it can. `what` is a noun phrase. */
export function tableStaleness(what: string, { asOf, days }: TableAge): Gap | null {
  if (days < 0)
    return gap('stale', `${what} is of ${asOf}, a later day than what is judged, so it says nothing of that`);
  if (days <= mostDays) return null;
  return gap(
    'stale',
    `${what} is of ${asOf}, ${days} days old; after ${mostDays} days it proves nothing: use a newer version of this program`,
  );
}
