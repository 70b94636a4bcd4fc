import { isRaw, type Raw } from '../objects/fields.ts';

const tests = new Set(['test', 'test-success', 'test-failure']);

/**
 * Whether an object is part of the tests of a chart and of nothing else: an installation leaves it out, and only `helm test` makes it.
 * Source: helm.sh/docs/topics/charts_hooks, chart_tests; `test-success` and `test-failure` are Helm 2's.
 */
export function isHelmTest({ metadata }: Raw): boolean {
  const annotations = isRaw(metadata) ? metadata['annotations'] : null;
  const hooks = isRaw(annotations) ? annotations['helm.sh/hook'] : null;
  return typeof hooks === 'string' && hooks.split(',').every((hook) => tests.has(hook.trim()));
}
