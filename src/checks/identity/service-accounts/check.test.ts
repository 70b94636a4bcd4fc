import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { assessedBy, findingsBy, judgedBy, type JudgedOptions } from '../../../../test/support/judged.ts';
import { serviceAccounts } from './check.ts';

function workload(pod = '', kind = 'Deployment', metadata = '{name: ledger, namespace: bank}'): string {
  return `
---
apiVersion: apps/v1
kind: ${kind}
metadata: ${metadata}
spec:
  selector: {matchLabels: {app: ledger}}
  template:
    metadata: {labels: {app: ledger}}
    spec: {${pod}containers: [{name: app, image: registry.bank.example/ledger:1.4}]}
`;
}

function account(name: string, more = '', namespace = 'bank'): string {
  return `
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: ${name}, namespace: ${namespace}}
${more}
`;
}

function token(of: string, name = 'ledger-token', namespace = 'bank'): string {
  return `
---
apiVersion: v1
kind: Secret
type: kubernetes.io/service-account-token
metadata: {name: ${name}, namespace: ${namespace}, annotations: {kubernetes.io/service-account.name: ${of}}}
`;
}

const bank = '\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: bank}\n';
const named = 'serviceAccountName: ledger, ';
const noMount = 'automountServiceAccountToken: false, ';
const ledger = 'Deployment/bank/ledger';
const secret = 'Secret/bank/ledger-token';

function said(given: string | Readonly<Record<string, string>>, options: JudgedOptions = {}): string[] {
  return judgedBy(serviceAccounts, given, options);
}

function bound(subject: string, role = 'reader', namespace = 'bank'): string {
  return `
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ${namespace === '' ? 'ClusterRoleBinding' : 'RoleBinding'}
metadata: {name: b${namespace === '' ? '' : `, namespace: ${namespace}`}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${role}}
subjects: [${subject}]
`;
}
const reader =
  '\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: reader}\nrules: [{apiGroups: [""], resources: [pods], verbs: [get]}]\n';
const defaultOf = (namespace: string): string => `{kind: ServiceAccount, name: default, namespace: ${namespace}}`;

describe('what the account may do', () => {
  const both = [`fail default-account-bound ${ledger}`, `partial default-account ${ledger}`];
  const alone = [`partial default-account ${ledger}`];
  test.each<[string, string, string[]]>([
    ['default-account-bound', bound(defaultOf('bank')) + reader, both],
    ['default-account-bound, in the whole cluster', bound(defaultOf('bank'), 'reader', '') + reader, both],
    [
      'default-account-bound, by the name of its user',
      bound('{kind: User, name: "system:serviceaccount:bank:default"}') + reader,
      both,
    ],
    ['the default account of another namespace', bound(defaultOf('shop')) + reader, alone],
    ['a role that was not seen', bound(defaultOf('bank')), alone],
    ['nobody', bound('') + reader, alone],
  ])('%s', (_name, rights, expected) => {
    expect(said(workload() + bank + rights)).toEqual(expected);
  });

  test('default-account-bound is said where a token is carried', () => {
    expect(said(workload(noMount) + bank + bound(defaultOf('bank')) + reader)).toEqual([`pass no-token ${ledger}`]);
    const [finding] = findingsBy(serviceAccounts, workload() + bank + bound(defaultOf('bank')) + reader);
    expect(finding?.because).toBe(
      'its pods carry the token of the ServiceAccount default, to which RoleBinding b grants reader',
    );
  });

  const critical =
    '\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: bank, labels: {kubecompass.io/tier: critical}}\n';
  const own = workload(named) + critical;
  const used = [`pass own-account ${ledger}`];
  test.each<[string, string, string[]]>([
    ['token-mounted-unused', own + account('ledger'), [`partial token-mounted-unused ${ledger}`]],
    ['its account is bound', own + account('ledger') + bound('{kind: ServiceAccount, name: ledger}'), used],
    [
      'its account is bound elsewhere',
      own + account('ledger') + bound('{kind: ServiceAccount, name: ledger, namespace: bank}', 'r', 'shop'),
      used,
    ],
    [
      'all accounts are bound',
      own + account('ledger') + bound('{kind: Group, name: "system:serviceaccounts:bank"}'),
      used,
    ],
    [
      'every API server binds everybody',
      own +
        account('ledger') +
        bound('{kind: Group, name: "system:authenticated"}', 'system:basic-user', '').replace(
          'name: b}',
          'name: "system:basic-user"}',
        ),
      [`partial token-mounted-unused ${ledger}`],
    ],
    ['no token is mounted', workload(named + noMount) + critical + account('ledger'), used],
    [
      'a cloud takes the token',
      own +
        account('ledger').replace(
          'namespace: bank',
          'namespace: bank, annotations: {iam.gke.io/gcp-service-account: a}',
        ),
      used,
    ],
    [
      'somebody else takes the token',
      workload(
        `${named}volumes: [{name: t, projected: {sources: [{serviceAccountToken: {path: token, audience: vault}}]}}], `,
      ) +
        critical +
        account('ledger'),
      used,
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml, { authority: 'complete' })).toEqual(expected);
  });

  test('a folder does not hold every binding, so nothing is said of a mounted token', () => {
    expect(said(own + account('ledger'))).toEqual(used);
    expect(said(own + account('ledger') + bound('{kind: Robot, name: r}'), { authority: 'complete' })).toEqual([
      `unknown not-seen ${ledger}`,
    ]);
  });
});

describe('verdicts', () => {
  test.each<[string, string, string[]]>([
    ['own-account', workload(named) + account('ledger') + bank, [`pass own-account ${ledger}`]],
    ['own-account that is kept elsewhere', workload(named), [`pass own-account ${ledger}`]],
    [
      'own-account by the old name of the field',
      workload('serviceAccount: ledger, ') + account('ledger') + bank,
      [`pass own-account ${ledger}`],
    ],
    ['default-account', workload() + bank, [`partial default-account ${ledger}`]],
    ['default-account, named', workload('serviceAccountName: default, ') + bank, [`partial default-account ${ledger}`]],
    [
      'default-account that is seen and says nothing',
      workload() + account('default'),
      [`partial default-account ${ledger}`],
    ],
    [
      'default-account, mounted because the pod says so',
      workload('automountServiceAccountToken: true, ') + account('default', 'automountServiceAccountToken: false'),
      [`partial default-account ${ledger}`],
    ],
    [
      'default-account, whose token is projected by hand',
      workload(
        `${noMount}volumes: [{name: t, projected: {sources: [{serviceAccountToken: {path: token, audience: vault}}]}}], `,
      ),
      [`partial default-account ${ledger}`],
    ],
    ['no-token, because the pod says no', workload(noMount) + bank, [`pass no-token ${ledger}`]],
    [
      'no-token, because the account says no',
      workload() + account('default', 'automountServiceAccountToken: false'),
      [`pass no-token ${ledger}`],
    ],
    [
      'long-lived-token',
      workload(named) + account('ledger') + token('ledger'),
      [`fail long-lived-token ${secret}`, `pass own-account ${ledger}`],
    ],
    [
      'long-lived-token of an account that no workload uses',
      account('ci') + token('ci'),
      [`fail long-lived-token ${secret}`],
    ],
    ['long-lived-token of an account that is kept elsewhere', token('ci'), [`fail long-lived-token ${secret}`]],
    ['a Secret of another type', token('ci').replace('kubernetes.io/service-account-token', 'Opaque'), []],
    [
      'long-lived-token, although the pod has none mounted',
      workload(named + noMount) + token('ledger'),
      [`fail long-lived-token ${secret}`, `pass own-account ${ledger}`],
    ],
    [
      'long-lived-token of default',
      workload(noMount) + token('default'),
      [`fail long-lived-token ${secret}`, `pass no-token ${ledger}`],
    ],
    [
      'long-lived-token and default-account',
      workload() + bank + token('default'),
      [`fail long-lived-token ${secret}`, `partial default-account ${ledger}`],
    ],
    ['account-missing', workload(named) + bank, [`advice account-missing ${ledger}`, `pass own-account ${ledger}`]],
    [
      'account-missing: it is in another namespace',
      workload(named) + account('ledger', '', 'shop') + bank,
      [`advice account-missing ${ledger}`, `pass own-account ${ledger}`],
    ],
    [
      'every kind of workload is asked',
      workload('', 'DaemonSet') + bank,
      ['partial default-account DaemonSet/bank/ledger'],
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(said(yaml)).toEqual(expected);
  });

  test('in a best-effort namespace a token that never ends is partial', () => {
    const casual =
      '\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: bank, labels: {kubecompass.io/tier: best-effort}}\n';
    expect(said(casual + token('ledger'))).toEqual([`partial long-lived-token ${secret}`]);
  });

  test('words and evidence', () => {
    const [leaked] = findingsBy(serviceAccounts, token('ledger'));
    expect(leaked).toMatchObject({
      because: 'it holds a token of the ServiceAccount ledger that never expires, for whoever can read it',
      evidence: [
        {
          kind: 'Secret',
          name: 'ledger-token',
          path: 'metadata.annotations["kubernetes.io/service-account.name"]',
          value: 'ledger',
        },
      ],
    });
    const [shared] = findingsBy(serviceAccounts, workload() + account('default', 'automountServiceAccountToken: true'));
    expect(shared).toMatchObject({
      evidence: [
        { kind: 'Deployment', path: 'spec.template.spec.serviceAccountName', value: 'default' },
        { kind: 'ServiceAccount', path: 'automountServiceAccountToken', value: true },
      ],
    });
  });
});

describe('what was not seen', () => {
  test('whether default mounts its token is not known where the folder does not hold the Namespace', () => {
    expect(said(workload())).toEqual([`unknown not-seen ${ledger}`]);
    expect(findingsBy(serviceAccounts, workload())[0]?.because).toContain(
      'automountServiceAccountToken on the pod settles it',
    );
    expect(said(workload(), { authority: 'complete' })).toEqual([`partial default-account ${ledger}`]);
    expect(said(workload() + bank, { authority: 'partial' })).toEqual([`unknown not-seen ${ledger}`]);
  });

  test('an unreadable account may be the one that matters, unless the pod decides', () => {
    const unreadable = account('default', 'automountServiceAccountToken: "false"');
    expect(said(workload() + unreadable + bank)).toEqual([`unknown not-seen ${ledger}`]);
    expect(said(workload(noMount) + unreadable + bank)).toEqual([`pass no-token ${ledger}`]);
    expect(said(workload(named) + unreadable + bank)).toEqual([`pass own-account ${ledger}`]);
  });

  test('a Secret that was given and cannot be read may be a token; that others make Secrets does not matter', () => {
    const unreadable = token('ledger').replace('type: kubernetes.io/service-account-token', 'type: [token]');
    const verdictOf = (yaml: string): unknown =>
      assessedBy(serviceAccounts, yaml).outcomes.find(({ criterion }) => criterion === serviceAccounts.answers)
        ?.verdict;
    expect(verdictOf(workload(named) + account('ledger'))).toBe('pass');
    expect(verdictOf(workload(named) + account('ledger') + unreadable)).toBe('unknown');
    expect(verdictOf(token('ledger', 'other') + unreadable)).toBe('fail');
  });

  test('a patch that names no account leaves it to what it patches', () => {
    const patch = workload('', 'Rollout')
      .replace('apps/v1', 'argoproj.io/v1alpha1')
      .replace(', image: registry.bank.example/ledger:1.4', '');
    expect(said(patch + bank)).toEqual(['unknown not-seen Rollout/bank/ledger']);
    expect(said(patch.replace('spec: {containers', `spec: {${named}containers`) + bank)).toEqual([
      'advice account-missing Rollout/bank/ledger',
      'pass own-account Rollout/bank/ledger',
    ]);
  });

  test('a namespace that is not stated never lacks an account', () => {
    const unplaced = workload(named, 'Deployment', '{name: ledger}');
    expect(said(unplaced + bank, { authority: 'complete' })).toEqual([
      'pass own-account Deployment/(not stated)/ledger',
    ]);
    expect(said(workload('', 'Deployment', '{name: ledger}'), { authority: 'complete' })).toEqual([
      'unknown not-seen Deployment/(not stated)/ledger',
    ]);
  });
});

describe('variants', () => {
  test('F47 each copy is judged with the account beside it', () => {
    const files = {
      'dev/all.yaml': workload() + account('default'),
      'prod/all.yaml': workload().replace('1.4', '1.3') + account('default', 'automountServiceAccountToken: false'),
    };
    expect(said(files)).toEqual([`partial default-account ${ledger}@dev`, `pass no-token ${ledger}@prod`]);
  });

  test('only the account that the pods bear makes its answer wait, not others that are another variant’s', () => {
    const copies = {
      'a/pod.yaml': workload(),
      'b/pod.yaml': workload().replace('1.4', '1.3'),
      'b/accounts.yaml': account('etcd') + account('cloud-controller'),
    };
    const unsaid = findingsBy(serviceAccounts, copies).find(({ subject }) => subject.scope === 'a');
    expect(unsaid?.verdict).toBe('unknown');
    expect(unsaid?.because).toContain('automountServiceAccountToken on the pod settles it');
    expect(unsaid?.because).not.toMatch(/etcd|cloud-controller/);

    const own = { ...copies, 'b/accounts.yaml': account('default') };
    const waiting = findingsBy(serviceAccounts, own).find(({ subject }) => subject.scope === 'a');
    expect(waiting?.because).toContain('ServiceAccount default in b stands nearer to another variant');

    // What is known of the others says nothing of this one either: with the Namespace, it is surely the one that the control plane makes.
    expect(said({ ...copies, 'bank.yaml': bank })).toContain(`partial default-account ${ledger}@a`);
  });

  test('F47 a base is judged in every overlay, and the worst counts', () => {
    const files = {
      'base/all.yaml': workload(),
      'dev/account.yaml': account('default'),
      'prod/account.yaml': account('default', 'automountServiceAccountToken: false'),
    };
    expect(said(files)).toEqual([`partial default-account ${ledger}`]);
  });
});

test('a cluster shows all its accounts, so one that is missing is missed, and one that may not be listed is not', () => {
  const yaml =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: lost, namespace: bank}\nspec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {serviceAccountName: gone, containers: [{name: a, image: a:1}]}}}\n';
  expect(judgedBy(serviceAccounts, clusterOf(yaml))).toContain('advice account-missing Deployment/bank/lost');
  const hidden = judgedBy(serviceAccounts, clusterOf(yaml, { forbidden: ['/ServiceAccount'] }));
  expect(hidden.join()).not.toContain('account-missing');
});
