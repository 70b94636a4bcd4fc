import { isRaw, type Raw } from '../fields.ts';
import { refusePathName } from '../name-rule.ts';
import { eachIn, isLeftOut, type Path, type Refuse, refuseWord } from '../refuse-at.ts';
import { refuseMetric } from './refuse-metric.ts';

const longestWindow = 3600;
const longestPeriod = 1800;

/**
 * Refuses a HorizontalPodAutoscaler without a most, with a metric that it cannot read, or a behaviour out of bounds. One without a target may be a part of one.
 * Source: k8s.io/kubernetes pkg/apis/autoscaling/validation.
 */
export function refuseAutoscaler(spec: Raw, refuse: Refuse): void {
  refuseRange(spec, refuse);
  refuseTarget(spec['scaleTargetRef'], refuse);
  const { metrics, behavior } = spec;
  if (spec['targetCPUUtilizationPercentage'] === 0)
    refuse(['spec', 'targetCPUUtilizationPercentage'], 'it must be at least 1');
  eachIn(spec, 'metrics', ['spec'], (metric, path) => refuseMetric(metric, path, refuse));
  const scalesFromNone =
    Array.isArray(metrics) && metrics.some((metric) => isRaw(metric) && ofNoPods.has(metric['type']));
  if (spec['minReplicas'] === 0 && !scalesFromNone)
    refuse.together(['spec', 'minReplicas'], 'without a metric of the type Object or External it must be at least 1');
  if (!isRaw(behavior)) return;
  for (const way of ['scaleUp', 'scaleDown']) {
    const rules = behavior[way];
    if (isRaw(rules)) refuseRules(rules, ['spec', 'behavior', way], refuse);
  }
}

/** Metrics that can be read where no pod runs. */
const ofNoPods = new Set<unknown>(['Object', 'External']);

function refuseRange({ minReplicas, maxReplicas }: Raw, refuse: Refuse): void {
  const path = ['spec', 'maxReplicas'];
  if (isLeftOut(maxReplicas)) return refuse.missing(path);
  if (typeof maxReplicas !== 'number') return;
  if (maxReplicas < 1) refuse(path, 'it must be at least 1');
  else if (typeof minReplicas === 'number' && minReplicas > maxReplicas)
    refuse.together(path, `it is ${maxReplicas}, which is below minReplicas, ${minReplicas}`);
  if (typeof minReplicas === 'number' && minReplicas < 0) refuse(['spec', 'minReplicas'], 'it is below zero');
}

function refuseRules(rules: Raw, path: Path, refuse: Refuse): void {
  const { stabilizationWindowSeconds: window, selectPolicy, policies } = rules;
  if (typeof window === 'number' && (window < 0 || window > longestWindow))
    refuse([...path, 'stabilizationWindowSeconds'], `it is a number of seconds from 0 to ${longestWindow}`);
  refuseWord(selectPolicy, [...path, 'selectPolicy'], ['Max', 'Min', 'Disabled'], refuse);
  if (Array.isArray(policies) && policies.length === 0) refuse.missing([...path, 'policies']);
  eachIn(rules, 'policies', path, ({ type, value, periodSeconds: period }, at) => {
    if (isLeftOut(type)) refuse.missing([...at, 'type'], 'it must be Pods or Percent');
    refuseWord(type, [...at, 'type'], ['Pods', 'Percent'], refuse);
    if (isLeftOut(value)) refuse.missing([...at, 'value']);
    if (typeof value === 'number' && value < 1) refuse([...at, 'value'], 'it must be at least 1');
    if (isLeftOut(period)) refuse.missing([...at, 'periodSeconds']);
    if (typeof period === 'number' && (period < 1 || period > longestPeriod))
      refuse([...at, 'periodSeconds'], `it is a number of seconds from 1 to ${longestPeriod}`);
  });
}

/** What it scales has a kind and a name; where it has neither, this is a part of an autoscaler (ValidateCrossVersionObjectReference). */
function refuseTarget(target: unknown, refuse: Refuse): void {
  if (!isRaw(target) || (isLeftOut(target['kind']) && isLeftOut(target['name']))) return;
  for (const key of ['kind', 'name']) {
    if (isLeftOut(target[key])) refuse.missing(['spec', 'scaleTargetRef', key]);
    else refusePathName(target[key], ['spec', 'scaleTargetRef', key], refuse);
  }
}
