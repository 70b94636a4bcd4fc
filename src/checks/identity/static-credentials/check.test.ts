import { describe, expect, test } from 'vitest';
import { kubeadmConfig } from '../../../../test/support/api-server-pod.ts';
import { clusterOf } from '../../../../test/support/cluster-of.ts';
import { estateOf } from '../../../../test/support/estate-of.ts';
import { findingsBy, judgedBy } from '../../../../test/support/judged.ts';
import { staticCredentials } from './check.ts';

const kubeconfig = (...users: string[]): string =>
  `apiVersion: v1\nkind: Config\nusers: [${users.map((user, index) => `{name: user${index}, user: {${user}}}`).join(', ')}]\n`;
const authentication = (anonymous: string): string =>
  `apiVersion: apiserver.config.k8s.io/v1\nkind: AuthenticationConfiguration\nanonymous: ${anonymous}\n`;
const staticPod = (...flags: string[]): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: kube-apiserver, namespace: kube-system}\nspec: {containers: [{name: kube-apiserver, image: kube-apiserver, command: [kube-apiserver, ${flags.join(', ')}]}]}\n`;
const awsAuth = (users: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: aws-auth, namespace: kube-system}\ndata:\n  mapUsers: |\n    ${users}\n`;
const kubelet = (rest: string): string =>
  `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${rest}\n`;
const closed = '--anonymous-auth=false';
const byRoles = '"--authorization-mode=Node,RBAC"';
const token = 'k8s-aws-v1.b3BlbiBzZXNhbWU';

const file = 'Config//(no name)';
const kubelets = 'KubeletConfiguration//(no name)';
const pod = 'Pod/kube-system/kube-apiserver';
const map = 'ConfigMap/kube-system/aws-auth';
const configuration = 'AuthenticationConfiguration//(no name)';

test.each<[string, string, string[]]>([
  ['asks-anew', kubeconfig('exec: {command: kubelogin}'), [`pass asks-anew ${file}`]],
  ['static-kubeconfig', kubeconfig(`token: ${token}`), [`fail static-kubeconfig ${file}`]],
  ['a password', kubeconfig('username: admin, password: hunter2'), [`fail static-kubeconfig ${file}`]],
  [
    'a client certificate',
    kubeconfig('client-certificate-data: QQ==, client-key-data: QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo='),
    [`fail static-kubeconfig ${file}`],
  ],
  ['a placeholder is none', kubeconfig('token: "<your token>"'), [`notApplicable holds-none ${file}`]],
  ['a template is none', kubeconfig('token: "${TOKEN}"'), [`notApplicable holds-none ${file}`]],
  ['what kubectl left out is none', kubeconfig('client-key-data: DATA+OMITTED'), [`notApplicable holds-none ${file}`]],
  ['holds-none', kubeconfig(), [`notApplicable holds-none ${file}`]],
  ['another file may hold one', kubeconfig('client-key: /etc/kubernetes/key.pem'), [`unknown not-seen ${file}`]],
  ['token-file', staticPod(closed, '--token-auth-file=/etc/tokens.csv'), [`fail token-file ${pod}`]],
  ['password-file', staticPod(closed, '--basic-auth-file=/etc/passwords.csv'), [`fail password-file ${pod}`]],
  ['not beside AlwaysAllow, the default', staticPod('--anonymous-auth=true'), [`unknown not-seen ${pod}`]],
  ['anonymous-allowed', staticPod(byRoles), [`partial anonymous-allowed ${pod}`]],
  ...['False', '0', 'f', 'F', 'FALSE', '$(ANONYMOUS)', 'perhaps'].map((value): [string, string, string[]] => [
    `not where it may be false: ${value}`,
    staticPod(`--anonymous-auth=${value}`),
    [`unknown not-seen ${pod}`],
  ]),
  ...['True', '1', 't'].map((value): [string, string, string[]] => [
    `anonymous-allowed: ${value}`,
    staticPod(byRoles, `--anonymous-auth=${value}`),
    [`partial anonymous-allowed ${pod}`],
  ]),
  [
    'the file for sign-in may say who is let in',
    staticPod('--authentication-config=/etc/a.yaml'),
    [`unknown not-seen ${pod}`],
  ],
  ['nobody is let in without signing in', staticPod(closed), [`unknown not-seen ${pod}`]],
  ['anybody for any path', authentication('{enabled: true}'), [`partial anonymous-allowed ${configuration}`]],
  [
    'anybody for health checks',
    authentication('{enabled: true, conditions: [{path: /livez}]}'),
    [`unknown not-seen ${configuration}`],
  ],
  [
    'kubelet-anonymous',
    kubelet('authentication: {anonymous: {enabled: true}}'),
    [`partial kubelet-anonymous ${kubelets}`],
  ],
  [
    'a kubelet that answers nobody',
    kubelet('authentication: {anonymous: {enabled: false}}'),
    [`unknown not-seen ${kubelets}`],
  ],
  ['a kubelet whose configuration does not say', kubelet('maxPods: 110'), [`unknown not-seen ${kubelets}`]],
  [
    'the configuration that kubeadm keeps',
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kubelet-config, namespace: kube-system}\ndata:\n  kubelet: |\n    authentication: {anonymous: {enabled: true}}\n`,
    ['partial kubelet-anonymous ConfigMap/kube-system/kubelet-config'],
  ],
  [
    'the kubelets of kOps',
    'apiVersion: kops.k8s.io/v1alpha2\nkind: InstanceGroup\nmetadata: {name: nodes}\nspec: {role: Node, kubelet: {anonymousAuth: true}}\n',
    ['partial kubelet-anonymous InstanceGroup//nodes'],
  ],
  ['nobody', authentication('{enabled: false}'), [`unknown not-seen ${configuration}`]],
  [
    'kOps lets in nobody who has not signed in, whatever it is told',
    'apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nmetadata: {name: bank}\nspec: {kubeAPIServer: {anonymousAuth: true}}\n',
    ['unknown not-seen Cluster//bank'],
  ],
  [
    'static-cloud-user',
    awsAuth('[{userarn: "arn:aws:iam::1:user/ada", username: ada, groups: ["system:masters"]}]'),
    [`partial static-cloud-user ${map}`],
  ],
  ['no users of the cloud account', awsAuth('[]'), [`unknown not-seen ${map}`]],
  [
    'F23: a managed control plane',
    'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: bank}\n',
    ['unknown not-seen ClusterConfig//bank'],
  ],
  ['nothing held', '', []],
])('%s', (_name, text, expected) => {
  expect(judgedBy(staticCredentials, text)).toEqual(expected);
});

test('of a cluster: what kubeadm keeps is what it was made with', () => {
  expect(judgedBy(staticCredentials, clusterOf(kubeadmConfig))).toContain(
    'notApplicable once-configured ConfigMap/kube-system/kubeadm-config',
  );
});

test('words and evidence name the users, and never the value', () => {
  const text = kubeconfig(`token: ${token}`, 'exec: {command: kubelogin}', 'password: hunter2');
  const findings = findingsBy(staticCredentials, text);
  expect(findings[0]).toMatchObject({
    because: 'it lets in whoever has this file: it holds a token and a password of user0, user2',
    evidence: [{ path: 'users[0].user' }, { path: 'users[2].user' }],
  });
  const { kubeconfigs } = estateOf(text).facts;
  expect(JSON.stringify([findings, kubeconfigs])).not.toMatch(new RegExp(`hunter2|${token}`));
});

test('that a user of the cloud account is an administrator is said', () => {
  expect(
    findingsBy(staticCredentials, awsAuth('[{username: ada, groups: ["system:masters"]}, {username: ben}]'))[0]
      ?.because,
  ).toBe('ada, ben sign in with keys of the cloud account that do not end, and system:masters with it');
});

describe('what cannot be read is a named gap', () => {
  test.each([
    ['users that are no list', awsAuth('ada'), 'data.mapUsers: expected a list'],
    ['a token that is no text', kubeconfig('token: [a]'), 'users[0].user.token'],
  ])('%s', (_name, text, message) => {
    expect(estateOf(text).unreadable).toMatchObject([{ message: expect.stringContaining(message) as string }]);
    expect(judgedBy(staticCredentials, text)).toEqual([]);
  });
});
