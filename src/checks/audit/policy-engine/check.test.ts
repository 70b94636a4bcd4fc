import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { assessedBy, findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { policyEngine } from './check.ts';

const critical = { policy: { tiers: { default: 'critical' as const, rules: [] } } };
const object = (apiVersion: string, kind: string, spec: string, name = 'one'): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: ${spec}\n`;
const rule = '{name: a, match: {any: [{resources: {kinds: [Pod]}}]}, validate: {pattern: {}}}';
const kyverno = (spec: string, rules = rule, name = 'one'): string =>
  object('kyverno.io/v1', 'ClusterPolicy', `{${spec === '' ? '' : `${spec}, `}rules: [${rules}]}`, name);
const excluding = (exclude: string): string =>
  kyverno('validationFailureAction: Enforce', rule.replace('validate:', `exclude: ${exclude}, validate:`));
const binding = (actions: string, name = 'one', policy = 'p'): string =>
  object(
    'admissionregistration.k8s.io/v1',
    'ValidatingAdmissionPolicyBinding',
    `{policyName: ${policy}, validationActions: ${actions}}`,
    name,
  );
const vap = (spec: string): string =>
  object(
    'admissionregistration.k8s.io/v1',
    'ValidatingAdmissionPolicy',
    `{${spec}validations: [{expression: 'object.spec.replicas > 1'}]}`,
  );
const bound = (policy: string, actions: string): string => `${policy}---\n${binding(actions, 'two', 'one')}`;
const cel = (spec: string): string => object('policies.kyverno.io/v1', 'ValidatingPolicy', `{${spec}}`);
const constraint = (spec: string): string =>
  object('constraints.gatekeeper.sh/v1beta1', 'K8sRequiredLabels', `{${spec}}`);
const scoped = (actions: string): string =>
  constraint(`enforcementAction: scoped, scopedEnforcementActions: [${actions}]`);
const kubewarden = (spec: string): string =>
  object('policies.kubewarden.io/v1', 'ClusterAdmissionPolicy', `{module: registry://x/y:v1, ${spec}}`);
const webhook = (policy: string, service = 'gatekeeper-webhook-service'): string =>
  `apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: {name: one}\nwebhooks: [{name: a.b.c, failurePolicy: ${policy}, clientConfig: {service: {name: ${service}, namespace: x}}}]\n`;
const enforced = kyverno('validationFailureAction: Enforce', rule, 'two');

/** What is said of the policy `one`, for a platform that hosts critical workloads. */
function judged(text: string): string[] {
  return judgedBy(policyEngine, text, critical)
    .filter((said) => said.endsWith('/one'))
    .map((said) => said.replace(/ \S+$/, ''));
}

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    ['Kyverno, which enforces', kyverno('validationFailureAction: Enforce'), ['unknown not-seen']],
    ['Kyverno, in lower case', kyverno('validationFailureAction: enforce'), ['unknown not-seen']],
    ['audit-only', kyverno('validationFailureAction: Audit'), ['fail audit-only']],
    ['Kyverno audits where nothing is said', kyverno(''), ['fail audit-only']],
    ['a rule says it', kyverno('', rule.replace('{pattern', '{failureAction: Enforce, pattern')), ['unknown not-seen']],
    [
      'one rule of two enforces',
      kyverno('', `${rule}, ${rule.replace('{pattern', '{failureAction: Enforce, pattern')}`),
      ['unknown not-seen'],
    ],
    [
      'some namespaces enforce',
      kyverno('validationFailureActionOverrides: [{action: enforce, namespaces: [bank]}]'),
      ['unknown not-seen'],
    ],
    ['what fills it in later decides', kyverno('validationFailureAction: "${ACTION}"'), ['unknown not-seen']],
    ['not asked at admission', kyverno('validationFailureAction: Enforce, admission: false'), ['fail audit-only']],
    ['what only changes objects', kyverno('', '{name: a, match: {}, mutate: {}}'), []],
    ['not-enforced, beside one that is', `${kyverno('')}---\n${enforced}`, ['advice not-enforced', 'unknown not-seen']],
    ['fails-open', kyverno('validationFailureAction: Enforce, failurePolicy: Ignore'), ['partial fails-open']],
    [
      'fails open in a newer field',
      kyverno('validationFailureAction: Enforce, webhookConfiguration: {failurePolicy: Ignore}'),
      ['partial fails-open'],
    ],
    ['what refuses nothing may fail open', kyverno('failurePolicy: Ignore'), ['fail audit-only']],
    ['a binding that denies', binding('[Deny]'), ['unknown not-seen']],
    ['a binding that warns', binding('[Warn, Audit]'), ['fail audit-only']],
    ['a policy without its binding', vap(''), ['unknown not-seen']],
    ['errors-admit', vap('failurePolicy: Ignore, '), ['partial errors-admit']],
    ['a bound policy whose errors admit', bound(vap('failurePolicy: Ignore, '), '[Deny]'), ['partial errors-admit']],
    ['a policy that only warns may fail open', bound(vap('failurePolicy: Ignore, '), '[Warn]'), ['unknown not-seen']],
    ['errors of a policy are refused where nothing is said', bound(vap(''), '[Deny]'), ['unknown not-seen']],
    ['the default, written', bound(vap('failurePolicy: Fail, '), '[Deny]'), ['unknown not-seen']],
    [
      'its policy does not make a binding that warns refuse',
      `${binding('[Warn, Audit]', 'one', 'two')}---\n${vap('').replace('name: one', 'name: two')}`,
      ['fail audit-only'],
    ],
    [
      'another binding that denies does',
      `${binding('[Audit]')}---\n${binding('[Deny]', 'two')}---\n${vap('').replace('name: one', 'name: p')}`,
      ['advice not-enforced', 'unknown not-seen'],
    ],
    [
      'a binding of a policy that is not seen refuses nothing that is seen',
      `${binding('[Audit]')}---\n${binding('[Deny]', 'two')}`,
      ['unknown not-seen'],
    ],
    [
      'namespace-escapes',
      kyverno(
        'validationFailureAction: Enforce, validationFailureActionOverrides: [{action: Audit, namespaces: [bank]}]',
      ),
      ['advice namespace-escapes', 'unknown not-seen'],
    ],
    [
      'an override that audits in every namespace',
      kyverno(
        'validationFailureAction: Enforce, validationFailureActionOverrides: [{action: Audit, namespaces: ["*"]}]',
      ),
      ['fail audit-only'],
    ],
    [
      'after one that enforces in some',
      kyverno(
        'validationFailureAction: Enforce, validationFailureActionOverrides: [{action: Enforce, namespaces: [bank]}, {action: Audit, namespaces: ["*"]}]',
      ),
      ['unknown not-seen'],
    ],
    [
      'one of every namespace with a label',
      kyverno(
        'validationFailureAction: Enforce, validationFailureActionOverrides: [{action: Audit, namespaces: ["*"], namespaceSelector: {matchLabels: {a: b}}}]',
      ),
      ['unknown not-seen'],
    ],
    ['every namespace is excluded', excluding('{any: [{resources: {namespaces: ["*"]}}]}'), ['fail audit-only']],
    ['of some kinds', excluding('{any: [{resources: {kinds: [Job], namespaces: ["*"]}}]}'), ['unknown not-seen']],
    [
      'of some names, too',
      excluding('{all: [{resources: {namespaces: ["*"]}}, {resources: {names: [a]}}]}'),
      ['unknown not-seen'],
    ],
    ['Kyverno by expression denies', cel(''), ['unknown not-seen']],
    ['Kyverno by expression, told to audit', cel('validationActions: [Audit]'), ['fail audit-only']],
    ['a constraint denies', constraint(''), ['unknown not-seen']],
    ['a constraint that only warns', constraint('enforcementAction: warn'), ['fail audit-only']],
    [
      'a constraint by enforcement point',
      scoped('{action: deny, enforcementPoints: [{name: validation.gatekeeper.sh}]}'),
      ['unknown not-seen'],
    ],
    [
      'a constraint that denies everywhere',
      scoped('{action: deny, enforcementPoints: [{name: "*"}]}'),
      ['unknown not-seen'],
    ],
    [
      'a constraint that denies only in its audit, which can refuse nothing',
      scoped(
        '{action: warn, enforcementPoints: [{name: "*"}]}, {action: deny, enforcementPoints: [{name: audit.gatekeeper.sh}]}',
      ),
      ['fail audit-only'],
    ],
    [
      'a constraint whose point is filled in later',
      scoped('{action: deny, enforcementPoints: [{name: "${POINT}"}]}'),
      ['unknown not-seen'],
    ],
    ['Kubewarden protects', kubewarden(''), ['unknown not-seen']],
    ['Kubewarden monitors', kubewarden('mode: monitor'), ['fail audit-only']],
    ['the webhook of an engine', webhook('Ignore'), ['partial fails-open']],
    ['the same, closed', webhook('Fail'), []],
    ['the webhook of anything else', webhook('Ignore', 'cert-manager-webhook'), []],
  ])('%s', (_name, text, expected) => {
    expect(judged(text)).toEqual(expected);
  });

  test('nothing is known of a folder without a policy', () => {
    expect(
      assessedBy(policyEngine, '').outcomes.find(({ criterion }) => criterion === policyEngine.answers)?.verdict,
    ).toBe('unknown');
  });

  test('a policy that nothing binds is told so', () => {
    const words = (text: string): string[] =>
      findingsBy(policyEngine, text).flatMap(({ subject, because }) => (subject.name === 'one' ? [because] : []));
    expect(words(vap(''))[0]).toMatch(
      /^nothing that is seen here binds one, and until something does it checks nothing/,
    );
    expect(words(bound(vap(''), '[Deny]'))[0]).toMatch(/^a policy engine is declared, not yet seen to run/);
  });

  test('each kind has its own words for failing open', () => {
    const words = (text: string): string[] =>
      findingsBy(policyEngine, text).flatMap(({ reason, because }) => (/open|admit/.test(reason) ? [because] : []));
    expect(words(webhook('Ignore'))).toEqual(['while nobody answers, every object is admitted unseen']);
    expect(words(vap('failurePolicy: Ignore, '))).toEqual([
      'where one of its expressions fails, or its parameters are missing, the object is admitted unchecked',
    ]);
  });

  test('the words say what is written', () => {
    expect(findingsBy(policyEngine, kyverno(''))[0]).toMatchObject({
      because: 'no policy that is seen here refuses anything: of this one no failure action is set, which means Audit',
      evidence: [{ path: 'spec.validationFailureAction' }],
    });
  });
});

const engine = (image: string, rest = '', container = ''): string =>
  `{apiVersion: apps/v1, kind: Deployment, metadata: {name: one, namespace: policies}, spec: {${rest}selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: "${image}"${container}}]}}}}\n`;

describe('the engine itself', () => {
  test.each<[string, string, string[]]>([
    ['single-replica', engine('ghcr.io/kyverno/kyverno:v1.15.0'), ['partial single-replica']],
    ['three of it', engine('ghcr.io/kyverno/kyverno:v1.15.0', 'replicas: 3, '), ['unknown not-seen']],
    ['what only scans and cleans up', engine('ghcr.io/kyverno/background-controller:v1.15.0'), []],
    ['Gatekeeper', engine('docker.io/openpolicyagent/gatekeeper:v3.20.0'), ['partial single-replica']],
    [
      'Gatekeeper, for admission',
      engine('openpolicyagent/gatekeeper:v3.20.0', '', ', args: ["--operation=webhook"]'),
      ['partial single-replica'],
    ],
    ['the audit of Gatekeeper', engine('openpolicyagent/gatekeeper:v3.20.0', '', ', args: ["--operation=audit"]'), []],
    [
      'one that an autoscaler keeps at three',
      `${engine('ghcr.io/kyverno/kyverno:v1.15.0')}---
{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: a, namespace: policies}, spec: {minReplicas: 3, maxReplicas: 9, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: one}}}`,
      ['unknown not-seen'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(judged(text)).toEqual(expected);
  });

  test('is not said to be alone where an autoscaler may be hidden', () => {
    const options = { ...critical, authority: 'partial' as const };
    expect(new Set(judgedBy(policyEngine, engine('kyverno/kyverno:v1'), options))).toEqual(
      new Set(['unknown not-seen Deployment/policies/one']),
    );
  });

  test('is a server of Kubewarden, too', () => {
    expect(judged(object('policies.kubewarden.io/v1', 'PolicyServer', '{replicas: 1}'))).toContain(
      'partial single-replica',
    );
  });
});

describe('bad input', () => {
  test.each([
    ['an action that the API server refuses', kyverno('validationFailureAction: Perhaps'), 'expected Enforce or Audit'],
    ['a binding without an action', binding('[]'), 'expected a list of actions'],
    ['a binding with another action', binding('[Refuse]'), 'expected Deny, Warn or Audit'],
    ['a binding that denies and warns', binding('[Deny, Warn]'), 'expected Deny or Warn, not both'],
    ['a binding with an action twice', binding('[Audit, Audit]'), 'expected each action once'],
    ['a binding of nothing', binding('[Deny]', 'one', '""'), 'expected the name of a policy'],
    ['another failure policy', vap('failurePolicy: Open, '), 'expected Fail or Ignore'],
    ['a policy without a validation', vap('').replace(/\[.*\]/, '[]'), 'expected a list of validations'],
    [
      'an expression that does not parse',
      vap('').replace('> 1', '> (1'),
      'spec.validations[0].expression: this expression cannot be read: a bracket in it is not closed',
    ],
    [
      'a variable that does not parse',
      vap('variables: [{name: a, expression: "object."}], '),
      'spec.variables[0].expression: this expression cannot be read',
    ],
    [
      'an expression of an engine',
      cel('validations: [{expression: "object.spec.x ==", message: no}]'),
      'spec.validations[0].expression: this expression cannot be read',
    ],
  ])('%s is a named gap', (_name, text, message) => {
    const { unreadable, facts } = estateOf(text);
    expect(unreadable).toMatchObject([{ message: expect.stringContaining(message) as string }]);
    expect(facts.admissionPolicies.items).toEqual([]);
  });

  test('a policy that cannot be read may refuse, so the other is not said to be alone', () => {
    expect(judged(`${kyverno('')}---\n${kyverno('validationFailureAction: Perhaps', rule, 'two')}`)).toEqual([
      'unknown not-seen',
    ]);
  });
});

describe('of a cluster', () => {
  const kyverno = (action: string, status: string): string =>
    `---\napiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {name: p}\nspec: {validationFailureAction: ${action}, rules: [{name: r, match: {any: [{resources: {kinds: [Pod]}}]}, validate: {message: m, pattern: {spec: {a: b}}}}]}\nstatus: {conditions: [{type: Ready, status: "${status}"}]}\n`;
  const nobody = 'namespaceSelector: {matchLabels: {nope: x}}';
  const other = 'namespaceSelector: {matchLabels: {team: bank}}';
  const labelled = '---\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {nope: x}}\n';
  const bank = '---\napiVersion: v1\nkind: Namespace\nmetadata: {name: bank, labels: {team: bank}}\n';
  const own = (actions: string, binds = '', matches = ''): string =>
    `---\napiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: {name: v}\nspec: {failurePolicy: Fail, matchConstraints: {${matches}${matches && ', '}resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}, validations: [{expression: "object.metadata.name != 'x'"}]}\n---\napiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\nmetadata: {name: b}\nspec: {policyName: v, validationActions: [${actions}]${binds && `, matchResources: {${binds}}`}}\n`;
  const engine = (ready: number): string =>
    `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: kyverno-admission-controller, namespace: kyverno}\nspec: {replicas: 3, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: kyverno, image: reg.kyverno.io/kyverno/kyverno:v1.18.0}]}}}\nstatus: {replicas: 3, readyReplicas: ${ready}}\n`;
  const asks = (namespace: string): string =>
    `---\n${webhook('Fail', 'kyverno-svc').replace('namespace: x', `namespace: ${namespace}`)}`;
  const unknownWebhook =
    '---\napiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: {name: other}\nwebhooks: [{name: a.bank.example, failurePolicy: Fail, clientConfig: {url: "https://a"}, rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}]\n';

  test.each<[string, string, string[]]>([
    ['in-force', kyverno('Enforce', 'True') + unknownWebhook, ['notApplicable judged-apart', 'pass in-force']],
    ['no API server asks the engine', kyverno('Enforce', 'True'), ['notApplicable judged-apart', 'unknown not-seen']],
    ['not-in-force', kyverno('Enforce', 'False'), ['fail not-in-force', 'notApplicable judged-apart']],
    [
      'only-records',
      kyverno('Audit', 'True').replace('name: p', 'name: q') + own('Deny'),
      [
        'advice not-enforced',
        'notApplicable judged-apart',
        'notApplicable only-records',
        'notApplicable told-of-policy',
        'pass enforced-by-server',
      ],
    ],
    [
      'enforced-by-server',
      own('Deny'),
      ['notApplicable judged-apart', 'notApplicable told-of-policy', 'pass enforced-by-server'],
    ],
    ...(
      [
        ['a binding that selects no namespace', own('Deny', nobody), 'fail no-effect'],
        ['a policy that selects no namespace', own('Deny', '', nobody), 'fail no-effect'],
        ['a binding that selects one namespace of two', own('Deny', nobody) + labelled, null],
        ['they select a namespace each, and none together', own('Deny', nobody, other) + labelled, 'fail no-effect'],
      ] as const
    ).map(([name, yaml, fails]): [string, string, string[]] => [
      name,
      yaml + bank,
      fails === null
        ? ['notApplicable judged-apart', 'notApplicable told-of-policy', 'unknown not-seen']
        : [fails, 'notApplicable judged-apart', 'unknown not-seen'],
    ]),
    [
      'what no namespace holds is looked at all the same',
      own('Deny', nobody).replace('resources: [pods]', 'resources: [clusterroles]') + bank,
      ['notApplicable judged-apart', 'notApplicable told-of-policy', 'unknown not-seen'],
    ],
    ['engine-ready', engine(3) + asks('kyverno'), ['notApplicable judged-apart', 'pass engine-ready']],
    ['an engine that nothing asks', engine(3) + asks('x'), ['notApplicable judged-apart', 'unknown not-seen']],
    ['engine-down', engine(0), ['fail engine-down', 'notApplicable judged-apart']],
    ['no-policies', '', ['fail no-policies']],
    ['a webhook that nobody here knows', unknownWebhook, ['unknown not-seen']],
  ])('%s', (_name, yaml, expected) => {
    const found = judgedBy(policyEngine, clusterOf(yaml), { policy: { tiers: { default: 'critical', rules: [] } } });
    expect(found.map((one) => one.split(' ').slice(0, 2).join(' ')).toSorted()).toEqual(expected);
  });

  const passes = ['notApplicable told-of-policy', 'pass enforced-by-server'];
  const less = ['notApplicable told-of-policy', 'unknown not-seen'];
  const idle = ['fail no-effect', 'unknown not-seen'];
  const good = own('Deny')
    .replaceAll('policyName: v', 'policyName: w')
    .replaceAll(/name: (v|b)\}/g, 'name: w}');
  test.each<[string, string, string[], RegExp]>([
    ['another kind', own('Deny').replace('resources: [pods]', 'resources: [foos]'), less, /it looks at CREATE of foos/],
    ['another group', own('Deny').replace('[""]', '[zzz.example]'), less, /at no pod or workload/],
    ['no version that is served', own('Deny').replace('[v1]', '[v9]'), less, /at no pod or workload/],
    ['only what is deleted', own('Deny').replace('[CREATE]', '[DELETE, CONNECT]'), less, /DELETE, CONNECT of pods/],
    [
      'only some names',
      own('Deny').replace('resources: [pods]', 'resources: [pods], resourceNames: [a]'),
      less,
      /of some names/,
    ],
    [
      'only what has no namespace',
      own('Deny').replace('resources: [pods]', 'resources: [pods], scope: Cluster'),
      less,
      /at no pod/,
    ],
    [
      'all that is changed',
      own('Deny').replace('[CREATE]', '["*"]').replace('[pods]', '["*"]').replace('[""]', '["*"]'),
      passes,
      /refuses/,
    ],
    ['a workload', own('Deny').replace('[pods]', '[deployments]').replace('[""]', '[apps]'), passes, /refuses/],
    [
      'pods are left out',
      own(
        'Deny',
        '',
        'excludeResourceRules: [{apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*"]}]',
      ),
      less,
      /excludeResourceRules/,
    ],
    [
      'the binding asks less',
      own(
        'Deny',
        'resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [DELETE], resources: [deployments]}]',
      ),
      less,
      /DELETE of deployments/,
    ],
    [
      'an objectSelector',
      own('Deny', 'objectSelector: {matchLabels: {nope: x}}'),
      less,
      /objects with the labels nope=x/,
    ],
    [
      'parameters that may be missing',
      own('Deny').replace(
        'policyName: v',
        'policyName: v, paramRef: {name: nope, namespace: bank, parameterNotFoundAction: Allow}',
      ),
      less,
      /its parameters bank\/nope are missing/,
    ],
    [
      'parameters without which nothing is admitted',
      own('Deny').replace(
        'policyName: v',
        'policyName: v, paramRef: {name: nope, namespace: bank, parameterNotFoundAction: Deny}',
      ),
      passes,
      /refuses/,
    ],
    [
      'but the platform’s own',
      own('Deny', other) + bank + labelled.replace('name: shop', 'name: kube-shop'),
      passes,
      /refuses/,
    ],
    ['the word true', own('Deny').replace("object.metadata.name != 'x'", '(true)'), idle, /the word true/],
    [
      'a condition that is never met',
      own('Deny').replace('validations:', 'matchConditions: [{name: n, expression: "false"}], validations:'),
      idle,
      /the word false/,
    ],
    [
      'nothing but annotations',
      own('Deny').replace(/validations: .*/, 'auditAnnotations: [{key: a, valueExpression: "object.a"}]}'),
      idle,
      /it has no validation/,
    ],
    ['nothing binds it', own('Deny').split('---').slice(0, 2).join('---'), ['fail no-effect'], /nothing binds it/],
    [
      'a policy that is not there',
      binding('[Deny]', 'b', 'gone'),
      ['fail no-effect'],
      /it binds the policy gone, which is not there/,
    ],
    [
      'reaches-less',
      own('Deny').replace('[CREATE]', '[DELETE]') + good,
      ['notApplicable reaches-less', 'notApplicable told-of-policy', ...passes],
      /another one does/,
    ],
    [
      'no-effect-here',
      own('Deny').replace("object.metadata.name != 'x'", 'true') + good,
      ['advice no-effect-here', 'notApplicable only-records', 'notApplicable told-of-policy', ...passes],
      /it refuses nothing/,
    ],
  ])('%s', (_name, yaml, expected, says) => {
    const estate = clusterOf(yaml);
    const found = judgedBy(policyEngine, estate, critical);
    expect(
      found
        .map((one) => one.split(' ').slice(0, 2).join(' '))
        .filter((one) => !one.endsWith('judged-apart'))
        .toSorted(),
    ).toEqual(expected.toSorted());
    expect(
      findingsBy(policyEngine, estate, critical)
        .map(({ because }) => because)
        .join('\n'),
    ).toMatch(says);
  });

  const shopPolicy = (binds: string): string =>
    own('Deny', binds)
      .replaceAll('name: v', 'name: w')
      .replaceAll('name: b', 'name: c')
      .replace('policyName: v', 'policyName: w');
  test.each<[string, string, string[]]>([
    ['that together leave no namespace out', nobody, ['pass enforced-together', 'pass enforced-together']],
    ['of which one is for the same namespace', other, ['unknown not-seen', 'unknown not-seen']],
    [
      'of which one asks about no pod',
      `${nobody}, resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [DELETE], resources: [deployments]}]`,
      ['unknown not-seen', 'unknown not-seen'],
    ],
  ])('two policies %s', (_name, binds, expected) => {
    const found = findingsBy(
      policyEngine,
      clusterOf(own('Deny', other) + shopPolicy(binds) + bank + labelled),
      critical,
    );
    expect(
      found.flatMap(({ subject, verdict, reason }) =>
        subject.kind === 'ValidatingAdmissionPolicy' ? [`${verdict} ${reason}`] : [],
      ),
    ).toEqual(expected);
  });

  test.each<[string, string, string]>([
    ['every pod', 'kinds: [Pod]', 'pass in-force'],
    ['what makes pods', 'kinds: [apps/v1/Deployment]', 'pass in-force'],
    ['any kind', 'kinds: ["*"]', 'pass in-force'],
    ['pods of a namespace that has some', 'kinds: [Pod], namespaces: ["ba*"]', 'pass in-force'],
    ['by labels of that namespace', 'kinds: [Pod], namespaceSelector: {matchLabels: {team: bank}}', 'pass in-force'],
    ['entrances', 'kinds: [Ingress]', 'unknown not-seen'],
    ['sessions in pods', 'kinds: [Pod/exec]', 'unknown not-seen'],
    ['pods that go', 'kinds: [Pod], operations: [DELETE]', 'unknown not-seen'],
    ['pods of a namespace that has none', 'kinds: [Pod], namespaces: [shop]', 'unknown not-seen'],
    ['pods of the platform', 'kinds: [Pod], namespaces: [kube-system]', 'unknown not-seen'],
    ['other makers of pods', 'kinds: [StatefulSet]', 'unknown not-seen'],
    ['by labels of none', 'kinds: [Pod], namespaceSelector: {matchLabels: {nope: x}}', 'unknown not-seen'],
  ])('a policy of Kyverno that matches %s', (_name, matches, expected) => {
    const workload = (namespace: string): string =>
      `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: w, namespace: ${namespace}}\nspec: {selector: {matchLabels: {c: d}}, template: {metadata: {labels: {c: d}}, spec: {containers: [{name: c, image: r.bank.example/a:1}]}}}\n`;
    const policy = kyverno('Enforce', 'True');
    const matching = (written: string): string => policy.replace('kinds: [Pod]', written);
    const rest = unknownWebhook + bank + workload('bank') + workload('kube-system');
    const of = (yaml: string): string[] =>
      judgedBy(policyEngine, clusterOf(yaml), critical).filter((one) => one.endsWith('ClusterPolicy//p'));
    expect(of(matching(matches) + rest)).toEqual([`${expected} ClusterPolicy//p`]);
    // Beside one that asks about all pods it has nothing to prove.
    const beside = of(matching(matches) + policy.replace('name: p}', 'name: q}') + rest);
    expect(beside).toEqual([
      expected.startsWith('pass') ? `${expected} ClusterPolicy//p` : 'notApplicable about-others ClusterPolicy//p',
    ]);
  });

  test.each([
    ['best-effort', 'critical', ['pass enforced-by-server', 'unknown not-seen']],
    ['critical', 'best-effort', ['unknown not-seen', 'pass enforced-by-server']],
  ])('a policy for a namespace that is %s, beside one that is %s', (selected, left, expected) => {
    const yaml =
      bank.replace('{team', `{kubecompass.io/tier: ${selected}, team`) +
      labelled.replace('{nope', `{kubecompass.io/tier: ${left}, nope`);
    const found = findingsBy(policyEngine, clusterOf(own('Deny', other) + yaml), critical);
    const of = (asked: string) =>
      found.flatMap(({ tier, subject, verdict, reason }) =>
        subject.name === 'v' && tier === asked ? [`${verdict} ${reason}`] : [],
      );
    expect(['best-effort', 'critical'].flatMap(of)).toEqual(expected);
  });

  test('where bindings may not be listed, an unbound policy may be bound', () => {
    const forbidden = ['admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding'];
    const found = judgedBy(
      policyEngine,
      clusterOf(own('Deny').split('---').slice(0, 2).join('---'), { forbidden }),
      critical,
    );
    expect(found.filter((one) => /^(fail|pass)/.test(one))).toEqual([]);
  });

  test('the fix of a selector that selects nothing is to mend the selector', () => {
    const found = findingsBy(policyEngine, clusterOf(own('Deny', nobody) + bank), critical);
    expect(found.find(({ reason }) => reason === 'no-effect')?.fix).toMatch(/mend the namespaceSelector, so that/);
  });

  test('how an engine is asked is no policy, where it is only advised to fail closed', () => {
    const found = judgedBy(policyEngine, clusterOf(webhook('Ignore')), {
      policy: { tiers: { default: 'best-effort', rules: [] } },
    });
    expect(found.map((one) => one.split(' ').slice(0, 2).join(' ')).toSorted()).toEqual([
      'advice fails-open',
      'notApplicable asked-through',
      'notApplicable judged-apart',
    ]);
  });

  test('policies may not be listed: nobody could look for them', () => {
    const forbidden = ['admissionregistration.k8s.io/ValidatingAdmissionPolicy'];
    const found = JSON.stringify(findingsBy(policyEngine, clusterOf('', { forbidden })));
    expect(found).toContain('is forbidden');
    expect(found).not.toContain('was seen in this cluster');
  });

  test('namespaces may not be listed', () => {
    const estate = clusterOf(own('Deny', nobody), { forbidden: ['/Namespace'] });
    expect(judgedBy(policyEngine, estate).filter((one) => /^(fail|pass)/.test(one))).toEqual([]);
  });

  test('a folder does not speak for the labels of namespaces', () => {
    const found = judgedBy(policyEngine, own('Deny', nobody) + bank).join();
    expect(found).toEqual(judgedBy(policyEngine, own('Deny') + bank).join());
  });

  test('webhooks may not be listed', () => {
    const estate = clusterOf('', { forbidden: ['admissionregistration.k8s.io/ValidatingWebhookConfiguration'] });
    expect(judgedBy(policyEngine, estate).join()).not.toContain('no-policies');
  });
});
