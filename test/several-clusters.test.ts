import { describe, expect, test } from 'vitest';
import { gracefulDegradation } from '../src/checks/availability/graceful-degradation/check.ts';
import { disruptionBudgets } from '../src/checks/availability/disruption-budgets/check.ts';
import { quotasAndLimits } from '../src/checks/identity/quotas-and-limits/check.ts';
import { ingressTls } from '../src/checks/network/ingress-tls/check.ts';
import { clusterAdmin } from '../src/checks/identity/cluster-admin/check.ts';
import { leastPrivilege } from '../src/checks/identity/least-privilege/check.ts';
import { podSecurity } from '../src/checks/workload/pod-security/check.ts';
import type { Check } from '../src/checks/define-check.ts';
import { defaultDeny } from '../src/checks/network/default-deny/check.ts';
import type { Estate } from '../src/estate/estate.ts';
import { collected } from './support/collected.ts';
import { findingsBy, judgedBy } from './support/judged.ts';

// What goes to different clusters is never a companion of each other (docs/guide/what-a-folder-may-say.md).

type Files = Readonly<Record<string, string>>;

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: ledger}
spec:
  replicas: 3
  selector: {matchLabels: {app: ledger}}
  template:
    metadata: {labels: {app: ledger}}
    spec: {containers: [{name: app, image: registry.bank.example/app:1.0}]}
`;
const guards = `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: ledger}
spec: {maxUnavailable: 1, unhealthyPodEvictionPolicy: AlwaysAllow, selector: {matchLabels: {app: ledger}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
---
apiVersion: v1
kind: ResourceQuota
metadata: {name: quota}
spec: {hard: {requests.cpu: 1, requests.memory: 1Gi, limits.memory: 1Gi}}
`;
const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: bank, labels: {kubecompass.io/tier: critical}}\n';

function argo(path: string, destination: string, name = path): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: ${name.replaceAll('/', '-')}, namespace: argocd}
spec:
  source: {repoURL: 'https://git.bank.example/platform', path: ${path}}
  destination: {namespace: bank${destination}}
---
`;
}

function chosen(path: string, env: string | null): string {
  const selector = env === null ? '' : `selector: {matchLabels: {env: ${env}}}`;
  return `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: ${path}, namespace: argocd}
spec:
  generators: [{clusters: {${selector}}}]
  template:
    metadata: {name: '{{name}}-${path}'}
    spec:
      source: {repoURL: 'https://git.bank.example/platform', path: ${path}}
      destination: {namespace: bank, server: '{{server}}'}
---
`;
}

function flux(path: string, more = ''): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: ${path}, namespace: flux-system}
spec: {path: ./${path}, targetNamespace: bank, sourceRef: {kind: GitRepository, name: platform}${more}}
---
`;
}

const source = `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: {name: platform, namespace: flux-system}
spec: {url: 'https://git.bank.example/platform'}
---
`;

function judged(files: Files): string[] {
  const estate: Estate = collected({ 'namespace.yaml': namespace, ...files });
  return [disruptionBudgets, quotasAndLimits, defaultDeny]
    .flatMap((check) => judgedBy(check, estate))
    .filter((one) => /\/bank\//.test(one))
    .map((one) => one.replace(/ (Deployment|Namespace)\/bank\/.*$/, ''))
    .filter((one) => /no-budget|protected|open|isolated|denied|not-seen|no-quota/.test(one));
}

const apart = ['fail no-budget', 'fail no-quota', 'fail egress-open', 'fail ingress-open'];

/** The workload and what guards it, each brought by an object of its own. */
const both = (objects: string): Files => ({
  'gitops.yaml': objects,
  'web/a.yaml': deployment,
  'guards/a.yaml': guards,
});

describe('what is known to go to another cluster is not there', () => {
  test.each<[string, string]>([
    [
      'by address',
      argo('web', ", server: 'https://kubernetes.default.svc'") + argo('guards', ", server: 'https://b.example'"),
    ],
    [
      'by two addresses',
      argo('web', ", server: 'https://a.example'") + argo('guards', ", server: 'https://b.example'"),
    ],
    ['by two names', argo('web', ', name: a') + argo('guards', ', name: b')],
    ['where one says nothing', argo('web', '') + argo('guards', ", server: 'https://b.example'")],
    ['by the kubeconfig of Flux', source + flux('web') + flux('guards', ', kubeConfig: {secretRef: {name: b}}')],
  ])('%s', (_title, objects) => {
    expect(judged(both(objects)).toSorted()).toEqual(expect.arrayContaining(apart));
  });
});

describe('what may go to the same one is unknown, and says why', () => {
  test.each<[string, string]>([
    ['a name beside an address', argo('web', ", server: 'https://a.example'") + argo('guards', ', name: b')],
    ['a name beside the own cluster', argo('web', '') + argo('guards', ', name: b')],
    [
      'two kubeconfigs',
      source +
        flux('web', ', kubeConfig: {secretRef: {name: a}}') +
        flux('guards', ', kubeConfig: {secretRef: {name: b}}'),
    ],
    [
      'two kubeconfigs of one name, in two namespaces',
      source +
        flux('web', ', kubeConfig: {secretRef: {name: a}}') +
        flux('guards', ', kubeConfig: {secretRef: {name: a}}').replace('namespace: flux-system', 'namespace: dev'),
    ],
    [
      'two kubeconfigs in one Secret',
      source +
        flux('web', ', kubeConfig: {secretRef: {name: a, key: x}}') +
        flux('guards', ', kubeConfig: {secretRef: {name: a, key: y}}'),
    ],
    ['what two sets choose by other labels', chosen('web', 'prod') + chosen('guards', 'dev')],
    ['what a set chooses, beside the own cluster', chosen('web', 'prod') + argo('guards', '')],
    ['one of two clusters', argo('web', ', name: a') + argo('web', ', name: b', 'again') + argo('guards', ', name: b')],
  ])('%s', (_title, objects) => {
    const said = judged(both(objects));
    expect(said).toContain('unknown not-seen');
    expect(said.filter((one) => apart.includes(one) || one.startsWith('pass'))).toEqual([]);
  });

  const overlays = (objects: string, prod: string): Files => ({
    'gitops.yaml': objects,
    'web/dev/a.yaml': deployment,
    'web/prod/a.yaml': prod,
    'web/prod/guards.yaml': guards,
  });
  const dev = argo('web/dev', ', name: dev');
  const prod = argo('web/prod', ', name: prod');

  test('the same workload in two clusters, guarded in one', () => {
    expect(judged(overlays(dev + prod, deployment))).toEqual(['unknown not-seen', 'unknown not-seen']);
    expect(judged(overlays(dev + prod.replace('name: prod', 'name: dev'), deployment))).toContain('pass protected');
  });

  test('two variants of it in two clusters, and a namespace in both', () => {
    const said = judged(overlays(dev + prod, deployment.replace('replicas: 3', 'replicas: 4')));
    expect(said).toEqual(['fail no-budget', 'pass protected', 'unknown not-seen']);
  });

  test('a namespace of which a workload is hidden, which may go elsewhere', () => {
    const files = both(argo('web', ', name: a') + argo('guards', ', name: a') + argo('more', ', name: b'));
    const more = namespace.replace('bank', 'more');
    const seen = judged({ ...files, 'more/a.yaml': more });
    expect(seen).not.toContain('unknown not-seen');
    expect(
      judged({ ...files, 'more/a.yaml': more, 'web/b.yaml': deployment.replace('replicas: 3', 'replicas: {}') }),
    ).toContain('unknown not-seen');
  });

  test('in these words', () => {
    const objects = argo('web', '') + argo('guards', ', name: b');
    const findings = findingsBy(disruptionBudgets, collected({ 'namespace.yaml': namespace, ...both(objects) }));
    expect(findings.flatMap(({ gaps }) => gaps.map(({ detail }) => detail))).toContain(
      'PodDisruptionBudget ledger goes to the cluster b, and is looked for in the cluster of the GitOps controller; assess what goes to one cluster by itself',
    );
  });
});

describe('what stands for something in another cluster alone', () => {
  const restricted = namespace.replace('labels: {', 'labels: {pod-security.kubernetes.io/enforce: restricted, ');
  const role = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: all, namespace: bank}
rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: everything}
rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]
`;
  const bindings = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: ledger, namespace: bank}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: all}
subjects: [{kind: ServiceAccount, name: ledger, namespace: bank}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: ledger}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: everything}
subjects: [{kind: ServiceAccount, name: ledger, namespace: bank}]
`;
  const ingress = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: bank}
spec:
  ingressClassName: nginx
  tls: [{secretName: web, hosts: [web.bank.example]}]
  rules: [{host: web.bank.example, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]
`;
  const certificate = `apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: web, namespace: bank}
spec: {secretName: web, dnsNames: [shop.bank.example], issuerRef: {name: x, kind: ClusterIssuer}}
`;
  const gateway = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: gate, namespace: bank}
spec:
  gatewayClassName: x
  listeners:
  - {name: http, port: 80, protocol: HTTP}
  - {name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: gate}]}}
`;
  const route = (name: string, section: string): string => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${name}, namespace: bank}
spec: {parentRefs: [{name: gate, sectionName: ${section}}], hostnames: [web.bank.example], rules: [{backendRefs: [{name: web, port: 80}]}]}
`;
  const plain = `${gateway}---\n${route('web', 'http')}`;
  const [here, there] = [", server: 'https://a.example'", ", server: 'https://b.example'"];

  test.each<[string, Check, string, string, string, string]>([
    [
      'labels of a Namespace do not refuse its pods',
      podSecurity,
      deployment,
      restricted,
      'advice refused-by-namespace Deployment/bank/ledger',
      'unknown not-seen Namespace/bank/bank',
    ],
    [
      'a Role gives a binding no rules',
      leastPrivilege,
      bindings,
      role,
      'fail wildcard-all-namespace RoleBinding/bank/ledger',
      'unknown not-seen RoleBinding/bank/ledger',
    ],
    [
      'nor does a ClusterRole',
      clusterAdmin,
      bindings,
      role,
      'fail workload-is-admin ClusterRoleBinding//ledger',
      'unknown not-seen ClusterRoleBinding//ledger',
    ],
    [
      'a Certificate is not the one that an Ingress shows',
      ingressTls,
      ingress,
      certificate,
      'fail certificate-for-others Ingress/bank/web',
      'pass encrypted Ingress/bank/web',
    ],
    [
      'a Gateway is not the one that a route hangs on',
      ingressTls,
      route('web', 'http'),
      gateway,
      'fail no-tls HTTPRoute/bank/web',
      'unknown not-seen HTTPRoute/bank/web',
    ],
    [
      'a route with TLS serves no host for another one',
      ingressTls,
      plain,
      route('safe', 'https'),
      'partial no-redirect HTTPRoute/bank/web',
      'fail no-tls HTTPRoute/bank/web',
    ],
  ])('%s', (_title, check, subject, companion, together, apartThen) => {
    const told = (second: string): string[] =>
      judgedBy(
        check,
        collected({
          'gitops.yaml': argo('own', here) + argo('its', second) + argo('more', ', name: c'),
          'own/a.yaml': subject,
          'its/a.yaml': companion,
          'more/a.yaml': namespace.replace('bank', 'more'),
        }),
      );
    expect(told(here)).toContain(together);
    expect(told(here)).not.toContain(apartThen);
    expect(told(there)).not.toContain(together);
    expect(told(there)).toContain(apartThen);
    // Whether an address and a name are the same cluster is not known, and then nothing is said of either.
    expect(
      told(', name: b').filter((one) => one === together || (one === apartThen && !one.startsWith('unknown'))),
    ).toEqual([]);
  });
});

describe('controllers of several clusters in one folder', () => {
  const elsewhere = argo('more', ', name: c', 'more');
  const hubs = (a: string, b: string, more: Files = {}): Files => ({
    'hubs/a/apps.yaml': a,
    'hubs/b/apps.yaml': b,
    'web/a.yaml': deployment,
    'guards/a.yaml': guards,
    'more/a.yaml': namespace.replace('bank', 'more'),
    ...more,
  });
  const root = (hub: string): string => argo(`hubs/${hub}/apps`, '', 'root');

  test.each<[string, Files]>([
    ['each brings to its own', hubs(argo('web', '', 'apps'), argo('guards', '', 'apps') + elsewhere)],
    [
      'each brings what brings to its own',
      hubs(root('a'), root('b'), {
        'hubs/a/apps/web.yaml': argo('web', '', 'one'),
        'hubs/b/apps/guards.yaml': argo('guards', '', 'two'),
      }),
    ],
    [
      'each of Flux its own',
      hubs(
        source + flux('web').replace('name: web', 'name: apps'),
        source + flux('guards').replace('name: guards', 'name: apps'),
      ),
    ],
  ])('%s', (_title, files) => {
    expect(judged(files).toSorted()).toEqual(expect.arrayContaining(apart));
  });

  test.each<[string, Files]>([
    ['two names', hubs(argo('web', ', name: x', 'apps'), argo('guards', ', name: y', 'apps'))],
    ['one name', hubs(argo('web', ', name: x', 'apps'), argo('guards', ', name: x', 'apps'))],
    [
      'the own cluster of one and an address of the other',
      hubs(argo('web', '', 'apps'), argo('guards', ", server: 'https://a.example'", 'apps')),
    ],
    ['in one of them only', hubs(argo('web', '', 'apps'), argo('web', '', 'web') + argo('guards', '', 'apps'))],
  ])('what may be elsewhere is unknown: %s', (_title, files) => {
    const said = judged(files);
    expect(said).toContain('unknown not-seen');
    expect(said.filter((one) => apart.includes(one) || one.startsWith('pass'))).toEqual([]);
  });

  test.each<[string, Files]>([
    [
      'in both',
      hubs(argo('web', '', 'apps') + argo('guards', '', 'g'), argo('web', '', 'other') + argo('guards', '', 'apps')),
    ],
    [
      'by one address',
      hubs(
        argo('web', ", server: 'https://a.example'", 'apps'),
        argo('guards', ", server: 'https://a.example'", 'apps') + elsewhere,
      ),
    ],
    [
      'the same object twice tells of no second one',
      hubs(argo('web', '', 'apps'), argo('web', '', 'apps') + argo('guards', '') + elsewhere),
    ],
    [
      'one whose hub is not known',
      hubs(argo('web', '', 'apps'), argo('more', '', 'apps'), { 'x/a.yaml': argo('guards', '') }),
    ],
  ])('what is there counts: %s', (_title, files) => {
    const said = judged(files);
    expect(said.filter((one) => apart.includes(one) || one.startsWith('unknown'))).toEqual([]);
    expect(said).toContain('pass protected');
  });
});

describe('priorities of another cluster', () => {
  const ranked = (name: string, tier: string, priority: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${name}, labels: {kubecompass.io/tier: ${tier}}}
spec:
  replicas: 3
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {${priority}containers: [{name: app, image: registry.bank.example/app:1.0}]}
---
`;
  const level = (name: string, value: number, isDefault = false): string =>
    `apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: ${name}}\nvalue: ${value}\nglobalDefault: ${isDefault}\n---\n`;
  const pay = ranked('pay', 'critical', 'priorityClassName: hi, ');
  const lab = ranked('lab', 'best-effort', 'priorityClassName: lo, ');
  const hi = level('hi', 1000);
  const told = (web: string, others: string, second = ", server: 'https://b.example'"): string[] =>
    judgedBy(
      gracefulDegradation,
      collected({
        'gitops.yaml': argo('web', ", server: 'https://a.example'") + argo('others', second),
        'web/a.yaml': web,
        'others/a.yaml': others,
      }),
    ).filter((one) => /priority-inverted|not-seen/.test(one) && one.includes('/pay'));

  test.each<[string, string, string]>([
    ['a workload', pay + hi, lab + level('lo', 2000)],
    ['a default', pay + hi + ranked('lab', 'best-effort', ''), level('all', 2000, true)],
  ])('count for nothing: %s', (_title, web, others) => {
    expect(told(web, others)).toEqual(['unknown not-seen Deployment/pay/pay']);
    expect(told(web, others, ", server: 'https://a.example'")).toContain('fail priority-inverted Deployment/pay/pay');
  });

  test('hide no inversion', () => {
    const web = pay + hi + lab + level('lo', 2000);
    expect(told(web, level('hi', 3000) + level('lo', 1))).toContain('fail priority-inverted Deployment/pay/pay');
  });

  test('what may be in the same cluster is not blamed, nor passed', () => {
    const important = pay.replace('critical', 'important');
    expect(told(important + hi, lab + level('lo', 2000), ', name: b')).toEqual(['unknown not-seen Deployment/pay/pay']);
    expect(told(important + hi, lab + level('lo', 2000))).toEqual([]);
  });
});

describe('what is brought to a cluster, and says “here”', () => {
  const spokes = (roots: string, web: string, others: string): Files => ({
    'gitops.yaml': roots,
    'prod/a.yaml': web,
    'dev/a.yaml': others,
    'web/a.yaml': deployment,
    'guards/a.yaml': guards,
  });
  const [prod, dev] = [argo('prod', ", server: 'https://a.example'"), argo('dev', ", server: 'https://b.example'")];

  test.each<[string, Files]>([
    ['goes to that one', spokes(prod + dev, argo('web', ''), argo('guards', ''))],
    [
      'goes to that one, beside what goes to another',
      spokes(dev, argo('web', ", server: 'https://a.example'"), argo('guards', '')),
    ],
    [
      'goes to that one, over several',
      {
        ...spokes(prod + dev, argo('more', ''), argo('guards', '')),
        'more/a.yaml': argo('web', ", server: 'https://kubernetes.default.svc'"),
      },
    ],
    [
      'goes to that one, where it also brings itself',
      spokes(prod + dev, argo('prod', '', 'self') + argo('web', ''), argo('guards', '')),
    ],
  ])('%s', (_title, files) => {
    expect(judged(files).toSorted()).toEqual(expect.arrayContaining(apart));
  });

  const kubeconfig = (name: string): string => `, kubeConfig: {secretRef: {name: ${name}}}`;
  test.each<[string, Files]>([
    [
      'by two kubeconfigs',
      spokes(
        source + flux('prod', kubeconfig('a')) + flux('dev', kubeconfig('b')),
        source + flux('web'),
        source + flux('guards'),
      ),
    ],
    [
      'by one name of two that are told apart',
      spokes(prod + dev, argo('web', ', name: x'), argo('guards', ', name: x')),
    ],
    [
      'to both',
      spokes(prod + dev + argo('prod', ", server: 'https://b.example'", 'again'), argo('web', ''), argo('guards', '')),
    ],
  ])('is unknown: %s', (_title, files) => {
    const said = judged(files);
    expect(said).toContain('unknown not-seen');
    expect(said.filter((one) => apart.includes(one) || one.startsWith('pass'))).toEqual([]);
  });

  test('counts there', () => {
    const said = judged(spokes(prod + dev, argo('web', '') + argo('guards', '', 'g'), argo('guards', '')));
    expect(said.filter((one) => apart.includes(one) || one.startsWith('unknown'))).toEqual([]);
    expect(said).toContain('pass protected');
  });
});

test('that two folders of GitOps objects are of one cluster is said', () => {
  const of = (files: Files): readonly string[] =>
    collected(files).assumptions.filter((one) => /name no cluster/.test(one));
  const files = both(argo('web', ''));
  expect(of(files)).toEqual([]);
  expect(of({ ...files, 'dev/a.yaml': argo('guards', '') })).toEqual([
    'GitOps objects that name no cluster are all in one: in the root folder, dev',
  ]);
  expect(of({ ...files, 'dev/a.yaml': argo('guards', ", server: 'https://b.example'") })).toEqual([]);
  expect(of({ ...files, 'dev/a.yaml': argo('guards', ''), 'root.yaml': argo('dev', '') })).toEqual([]);
});

describe('all else counts as before', () => {
  test.each<[string, Files]>([
    ['one cluster, however it is named', both(argo('web', ', name: b') + argo('guards', ', name: b'))],
    [
      'an address in two forms',
      {
        ...both(
          argo('web', ", server: 'https://b.example'") +
            argo('guards', ", server: 'https://b.example:443/'") +
            argo('more', ', name: c'),
        ),
        'more/a.yaml': namespace.replace('bank', 'more'),
      },
    ],
    [
      'what is in all clusters of the workload, and in more',
      both(argo('web', ', name: a') + argo('guards', ', name: a') + argo('guards', ', name: b', 'again')),
    ],
    ['what two sets choose by the same labels', both(chosen('web', 'prod') + chosen('guards', 'prod'))],
    ['what a set brings to all clusters', both(chosen('web', 'prod') + chosen('guards', null))],
    ['a cluster that is to be filled in', both(argo('web', ', name: a') + argo('guards', ", name: '{{name}}'"))],
    [
      'what no GitOps object applies',
      {
        'gitops.yaml': argo('web', ', name: a') + argo('more', ', name: b'),
        'web/a.yaml': deployment,
        'more/a.yaml': namespace.replace('bank', 'more'),
        'guards/a.yaml': guards.replaceAll(/name: (ledger|deny|quota)\}\nspec/g, 'name: $1, namespace: bank}\nspec'),
      },
    ],
    [
      'what says “here” and is itself brought to another cluster',
      {
        'gitops.yaml': argo('there', ', name: b') + argo('web', ', name: b'),
        'there/a.yaml': argo('guards', ''),
        'web/a.yaml': deployment,
        'guards/a.yaml': guards,
      },
    ],
  ])('%s', (_title, files) => {
    const said = judged(files);
    expect(said.filter((one) => apart.includes(one) || one.startsWith('unknown'))).toEqual([]);
    expect(said).toContain('pass protected');
  });
});
