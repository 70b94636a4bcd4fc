import { isLabelKey } from '../../estate/label.ts';
import { isUnfilled, type Path, type Refuse } from './refuse-at.ts';

/** What Kubernetes itself puts there; all else names who takes it away, with a domain. */
const standard: ReadonlySet<unknown> = new Set(['kubernetes', 'orphan', 'foregroundDeletion']);

/**
 * Refuses finalizers that are no names. `isQualified`: of a kind of which each needs a domain.
 * Source: k8s.io/kubernetes pkg/apis/core/validation (ValidateFinalizerName), k8s.io/apimachinery pkg/api/validation (ValidateFinalizerName).
 */
export function refuseFinalizers(finalizers: unknown, isQualified: boolean, path: Path, refuse: Refuse): void {
  if (!Array.isArray(finalizers)) return;
  finalizers.forEach((name: unknown, index) => {
    if (typeof name !== 'string' || isUnfilled(name) || standard.has(name)) return;
    if (!isLabelKey(name)) refuse([...path, index], 'it is no name of a finalizer');
    else if (isQualified && !name.includes('/'))
      refuse([...path, index], 'it has no domain, such as bank.example/ledger');
  });
}
