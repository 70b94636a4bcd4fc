import type { AdmissionRule, RuleLimit } from '../../../estate/admission-policy.ts';
import { describeSelector, isEmptySelector } from '../../../estate/label-selector.ts';
import type { Fields } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';
import { readSelector } from '../selector.ts';

/** Resources of Kubernetes that are always in a namespace and that policies are written for most often. */
const inNamespaces =
  /^(pods|services|configmaps|secrets|serviceaccounts|persistentvolumeclaims|replicationcontrollers|deployments|replicasets|statefulsets|daemonsets|jobs|cronjobs|ingresses|networkpolicies|roles|rolebindings)(\/.+)?$/;

/** Pods, and what Kubernetes makes them of, by their groups. */
const workloads: Readonly<Record<string, readonly string[]>> = {
  '': ['pods', 'replicationcontrollers'],
  'apps': ['deployments', 'replicasets', 'statefulsets', 'daemonsets'],
  'batch': ['jobs', 'cronjobs'],
};

/**
 * Which objects of a cluster a policy (`spec.matchConstraints`) or a binding (`spec.matchResources`) is asked about, and what keeps it from refusing; nothing
 * of files, whose cluster may hold further namespaces.
 */
export function reachOf(around: Fields, spec: Fields, { origin, kind }: Subject['head']): Pick<AdmissionRule, 'reach'> {
  if (origin.api === undefined) return {};
  const rules = around.objects('resourceRules');
  const inNamespacesOnly =
    rules.length > 0 &&
    rules.every((one) => {
      const resources = one.texts('resources');
      return one.text('scope') === 'Namespaced' || resources.every((resource) => inNamespaces.test(resource));
    });
  const namespaces = readSelector(around, 'namespaceSelector');
  const isPolicy = kind === 'ValidatingAdmissionPolicy';
  return {
    reach: {
      namespaces,
      path: `${around.where}.namespaceSelector`,
      inNamespacesOnly,
      idle: isPolicy ? idleBy(spec) : null,
      narrowed: [
        // A binding without rules is asked about all that its policy is.
        ...(isPolicy || rules.length > 0 ? byRules(around, rules) : []),
        ...byExclusion(around),
        ...byLabels(around),
        ...byParameters(spec),
      ],
    },
  };
}

/** Of expressions no more is read than whether they are one of these two words. */
function isLiteral(expression: string | null, word: 'true' | 'false'): boolean {
  return expression !== null && expression.replaceAll(/[\s()]/g, '') === word;
}

function idleBy(spec: Fields): RuleLimit | null {
  const validations = spec.objects('validations');
  if (validations.every((one) => isLiteral(one.text('expression'), 'true')))
    return {
      path: 'spec.validations',
      because:
        validations.length === 0
          ? 'it has no validation'
          : 'its validations are the word true, which holds of everything',
    };
  const never = spec.objects('matchConditions').find((one) => isLiteral(one.text('expression'), 'false'));
  return never
    ? {
        path: `${never.where}.expression`,
        because: 'one of its matchConditions is the word false, so it is asked about nothing',
      }
    : null;
}

function byRules(around: Fields, rules: readonly Fields[]): RuleLimit[] {
  if (rules.some((one) => isOfWorkloads(one) && !one.has('resourceNames'))) return [];
  const says = rules.map((one) => `${one.texts('operations').join(', ')} of ${one.texts('resources').join(', ')}`);
  const names = rules.some((one) => one.has('resourceNames')) ? ' of some names' : '';
  return [
    {
      path: `${around.where}.resourceRules`,
      because: `it looks at ${says.join(' and ') || 'nothing'}${names}, and at no pod or workload when it is made or changed`,
    },
  ];
}

/** Whether a rule is about pods, or what makes them, when they are made or changed. */
function isOfWorkloads(rule: Fields): boolean {
  const groups = rule.texts('apiGroups');
  const resources = rule.texts('resources');
  const named = Object.entries(workloads).flatMap(([group, some]) =>
    groups.includes('*') || groups.includes(group) ? some : [],
  );
  return (
    rule.text('scope') !== 'Cluster' &&
    rule.texts('apiVersions').some((one) => one === '*' || one === 'v1') &&
    rule.texts('operations').some((one) => /^(\*|CREATE|UPDATE)$/.test(one)) &&
    named.some((one) => ['*', '*/*', one].some((written) => resources.includes(written)))
  );
}

function byExclusion(around: Fields): RuleLimit[] {
  const left = around.objects('excludeResourceRules').find((one) => isOfWorkloads(one));
  return left
    ? [{ path: left.where, because: `it leaves out ${left.texts('resources').join(', ')} by excludeResourceRules` }]
    : [];
}

/** Whoever makes an object gives it its labels, or not. */
function byLabels(around: Fields): RuleLimit[] {
  const selector = readSelector(around, 'objectSelector');
  if (selector === null || isEmptySelector(selector)) return [];
  return [
    {
      path: `${around.where}.objectSelector`,
      because: `its objectSelector looks only at objects with the labels ${describeSelector(selector)}`,
    },
  ];
}

/** Which parameters there are is not read: they may be of any kind. */
function byParameters(spec: Fields): RuleLimit[] {
  const asked = spec.object('paramRef');
  if (asked?.text('parameterNotFoundAction') !== 'Allow') return [];
  const [name, namespace] = [asked.text('name'), asked.text('namespace')];
  const which = name ? ` ${namespace ? `${namespace}/` : ''}${name}` : '';
  return [
    {
      path: `${asked.where}.parameterNotFoundAction`,
      because: `it admits everything where its parameters${which} are missing, and these were not read`,
    },
  ];
}
