import { describe, expect, test } from 'vitest';
import { estateOf } from '../../test/support/estate-of.ts';
import type { Authority } from '../collect/manifests/visibility.ts';
import type { DisruptionBudget } from '../estate/disruption-budget.ts';
import { viewFacts } from '../estate/fact-view.ts';
import { isGap } from '../estate/gap.ts';
import { type BudgetSelection, budgetSelection } from './budget-selection.ts';

type Ask = (budget: DisruptionBudget, vantage: { place: string; nth: number }) => BudgetSelection;

/** Whether it may select something, or what is missing. */
function selectionIn(
  files: string | Readonly<Record<string, string>>,
  authority: Authority = 'default',
): boolean | string {
  const facts = viewFacts(estateOf(files, authority));
  const [budget] = facts.disruptionBudgets.items;
  if (!budget) throw new Error('there is no budget');
  const { selectsNothing, missing } = (budgetSelection.compute as (views: typeof facts) => Ask)(facts)(budget, {
    place: '',
    nth: 0,
  });
  return missing === null ? !selectsNothing : isGap(missing) ? missing.detail : missing;
}

function object(apiVersion: string, kind: string, namespace: string | null, spec = '{}'): string {
  return `
---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: web${namespace === null ? '' : `, namespace: ${namespace}`}}
spec: ${spec}
`;
}

const template =
  '{selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: app, image: web}]}}}';
const deployment = (namespace: string | null): string => object('apps/v1', 'Deployment', namespace, template);
const budget = (namespace: string | null, selector = '{matchLabels: {app: web}}'): string =>
  object('policy/v1', 'PodDisruptionBudget', namespace, `{maxUnavailable: 1, selector: ${selector}}`);
const database = (namespace: string | null): string => object('apps.bank.example/v1', 'Database', namespace);

describe('whether a budget selects anything', () => {
  test.each<[string, string, boolean | string]>([
    ['pods of its namespace', budget('shop') + deployment('shop'), true],
    ['a DaemonSet’s, too', budget('shop') + deployment('shop').replace('Deployment', 'DaemonSet'), true],
    ['not those of another namespace', budget('shop') + deployment('bank'), false],
    ['not those with other labels', budget('shop', '{matchLabels: {app: wbe}}') + deployment('shop'), false],
    ['an empty selector selects all', budget('shop', '{}') + deployment('shop'), true],
    ['but not of an empty namespace', budget('shop', '{}'), false],
    ['without a namespace it may land beside any', budget(null) + deployment('shop'), true],
    ['and so of it nothing is said', budget(null), true],
    ['a workload that states none may land beside it', budget('shop') + deployment(null), true],
    [
      'a custom resource beside it may make such pods',
      budget('shop') + deployment('bank') + database('shop'),
      'workloads',
    ],
    [
      'so may one that states no namespace',
      budget('shop') + database(null),
      'Database/web may make pods that this version does not see',
    ],
    ['one in another namespace does not', budget('shop') + database('bank'), false],
    [
      'a custom resource of the cluster may',
      budget('shop') + deployment('bank') + object('apps.bank.example/v1', 'ClusterDatabase', null),
      'ClusterDatabase/web may make pods that this version does not see',
    ],
    ['certificates make no pods', budget('shop') + object('cert-manager.io/v1', 'Certificate', 'shop'), false],
    ['found is found, whatever else there is', budget('shop') + deployment('shop') + database('shop'), true],
    [
      'pods that an operator surely makes are not seen',
      budget('shop') + object('minio.min.io/v2', 'Tenant', 'shop'),
      'workloads',
    ],
    [
      'nor those of an unreadable workload',
      budget('shop') + deployment('shop').replace('{app: web}', '[app]'),
      'workloads',
    ],
    [
      'nor what an unreadable custom resource makes',
      budget('shop') + database('shop').replace('name: web', 'name: [web]'),
      'podMakers',
    ],
    [
      'nor the labels of a workload that is only a part',
      budget('shop') +
        object('argoproj.io/v1alpha1', 'Rollout', 'shop', '{workloadRef: {kind: Deployment, name: web}}'),
      'it states no container, so the template of its pods stands elsewhere',
    ],
    [
      'no selector selects nothing, whatever is hidden',
      object('policy/v1', 'PodDisruptionBudget', 'shop') + object('monitoring.coreos.com/v1', 'Prometheus', 'shop'),
      false,
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(selectionIn(yaml)).toBe(expected);
  });

  test('part of a platform says nothing of absence', () => {
    expect(selectionIn(budget('shop'), 'partial')).toBe('workloads');
    expect(selectionIn(budget('shop') + deployment('shop'), 'partial')).toBe(true);
  });

  test('a variant in any folder is enough', () => {
    const other = deployment('shop').replace('app: web', 'app: shop-web');
    expect(
      selectionIn({ 'budget.yaml': budget('shop'), 'base/web.yaml': other, 'prod/deep/web.yaml': deployment('shop') }),
    ).toBe(true);
  });
});
