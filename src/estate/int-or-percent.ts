/** An amount of pods: a number of them, or a share of a total that the one who scales it knows. */
export type IntOrPercent = { readonly int: number } | { readonly percent: number };

const largestInt = 2 ** 31 - 1;

/**
 * Reads an amount of pods as the API server accepts it in budgets and update strategies: a whole number from 0 to
 * 2^31 - 1, or digits and a percent sign in a text. null for all else, which the API server refuses: a number in quotes
 * (`"1"` is a text and no percentage), a sign, a space, a fraction. More than 100% is read as written; the API takes it
 * for maxSurge of a Deployment alone.
 * Source: k8s.io/apimachinery, pkg/util/intstr/intstr.go and IsValidPercent in pkg/util/validation;
 * ValidatePositiveIntOrPercent in kubernetes/kubernetes, pkg/apis/apps/validation/validation.go.
 */
export function parseIntOrPercent(value: unknown): IntOrPercent | null {
  if (typeof value === 'number') {
    // Math.abs makes -0 the plain zero that JSON keeps.
    return Number.isInteger(value) && value >= 0 && value <= largestInt ? { int: Math.abs(value) } : null;
  }
  if (typeof value !== 'string' || !/^[0-9]+%$/.test(value)) return null;
  const percent = Number(value.slice(0, -1));
  return Number.isSafeInteger(percent) ? { percent } : null;
}

/**
 * How many pods of `total` an amount is; a number of pods is itself, even above the total. Who rounds a percentage how:
 *
 * | field | rounded | by |
 * | --- | --- | --- |
 * | PodDisruptionBudget minAvailable | up (stricter) | pkg/controller/disruption/disruption.go getExpectedPodCount |
 * | PodDisruptionBudget maxUnavailable | up (looser) | the same |
 * | Deployment maxSurge | up | pkg/controller/deployment/util/deployment_util.go ResolveFenceposts |
 * | Deployment maxUnavailable | down; 1 when surge and it both come to 0 | the same |
 * | DaemonSet maxUnavailable, maxSurge | up | pkg/controller/daemon/util/daemonset_util.go UnavailableCount, SurgeCount |
 * | StatefulSet maxUnavailable | down, at least 1 (its API reference says up) | stateful_set_utils.go getStatefulSetMaxUnavailable |
 *
 * Source: kubernetes/kubernetes, the files named.
 */
export function scaleIntOrPercent(amount: IntOrPercent, total: number, rounding: 'up' | 'down'): number {
  if ('int' in amount) return amount.int;
  // Multiplied first and then divided, as Kubernetes does: 7% of 100 is 7, where 0.07 × 100 is a little more.
  const share = (amount.percent * total) / 100;
  return rounding === 'up' ? Math.ceil(share) : Math.floor(share);
}
