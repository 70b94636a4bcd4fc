import { describe, expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';
import type { CredentialCarrier } from '../../estate/credential.ts';

function carriersIn(text: string, file = 'manifests.yaml'): readonly CredentialCarrier[] {
  return estateOf({ [file]: text }).facts.credentialCarriers.items;
}

/** `form path` of every credential, in short. */
function found(text: string, file?: string): string[] {
  return carriersIn(text, file).flatMap(({ credentials }) =>
    credentials.map(({ form, kind, path }) => `${form} ${kind} ${path}`),
  );
}

function object(apiVersion: string, kind: string, rest: string, metadata = ''): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x, namespace: bank${metadata}}\n${rest}\n`;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('which objects can carry a credential', () => {
  test.each<[string, string, string, boolean]>([
    ['v1', 'Secret', '', true],
    ['v1', 'ConfigMap', '', true],
    ['v1', 'Pod', 'spec: {containers: [{name: app, image: app}]}', true],
    [
      'apps/v1',
      'Deployment',
      'spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: app, image: app}]}}}',
      true,
    ],
    ['external-secrets.io/v1', 'ExternalSecret', '', true],
    ['storage.k8s.io/v1', 'StorageClass', 'provisioner: x', false],
    [
      'storage.k8s.io/v1',
      'StorageClass',
      'provisioner: x\nparameters: {csi.storage.k8s.io/node-stage-secret-name: x}',
      true,
    ],
    ['bank.example/v1', 'Ledger', 'spec: {size: 3}', false],
    ['bank.example/v1', 'Ledger', 'spec: {users: [{passwordSecretRef: {name: x}}]}', true],
    ['bank.example/v1', 'Ledger', 'spec: {url: "redis://:hunter22@cache"}', true],
    ['v1', 'Service', '', false],
    ['v1', 'ServiceAccount', '', false],
    ['rbac.authorization.k8s.io/v1', 'Role', 'rules: []', false],
    ['networking.k8s.io/v1', 'Ingress', '', false],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', '', false],
  ])('%s %s', (apiVersion, kind, rest, carries) => {
    expect(carriersIn(object(apiVersion, kind, rest)).length).toBe(carries ? 1 : 0);
  });

  test('an annotation that speaks of one makes one of a kind that else has no room for it, but for a definition', () => {
    const annotated = (kind: string, name: string, apiVersion = 'v1'): number =>
      carriersIn(object(apiVersion, kind, '', `, annotations: {${name}: x}`)).length;
    expect(annotated('LimitRange', 'bank.example/auth-secret')).toBe(1);
    expect(annotated('LimitRange', 'prometheus.io/scrape')).toBe(0);
    expect(annotated('CustomResourceDefinition', 'bank.example/auth-secret', 'apiextensions.k8s.io/v1')).toBe(0);
  });
});

describe('in a Secret', () => {
  test.each<[string, string, string[]]>([
    ['data', `data: {password: ${base64('hunter22')}}`, ['plain-secret password data.password']],
    [
      'data over several lines',
      `data:\n  password: |\n    aHVu\n    dGVyMjI=\n`,
      ['plain-secret password data.password'],
    ],
    ['data that is not base64', 'data: {password: "hunter22!"}', ['plain-secret password data.password']],
    ['stringData', 'stringData: {password: hunter22}', ['plain-secret password stringData.password']],
    ['a number', 'stringData: {password: 12345678}', ['plain-secret password stringData.password']],
    [
      'bytes',
      `data: {encryption-key: ${Buffer.from([1, 200, 3, 250, 5, 6, 7, 8]).toString('base64')}}`,
      ['plain-secret encryption key data.encryption-key'],
    ],
    ['a URL', 'stringData: {url: "postgres://app:hunter22@db"}', ['plain-secret password in a URL stringData.url']],
    [
      'a file',
      'stringData:\n  app.yaml: |\n    db:\n      password: hunter22\n',
      ['plain-secret password stringData["app.yaml"]'],
    ],
    [
      'a file with a bare name',
      'stringData: {config.yaml: "db:\\n  pass: Winter2024!\\n"}',
      ['plain-secret password stringData["config.yaml"]'],
    ],
    ['a bare name', 'stringData: {pass: winter}', ['plain-secret password stringData.pass']],
    ['a short one', 'stringData: {pw: "correct horse"}', ['plain-secret password stringData.pw']],
    ['a login', 'stringData: {users: "admin:Winter2024!"}', ['plain-secret password stringData.users']],
    [
      'a login beside a hashed one',
      `stringData:\n  auth: |\n    admin:$apr1$abcd$efghijklmnopqrstuvwxyz\n    teller:Winter2024!\n`,
      ['plain-secret password stringData.auth'],
    ],
    [
      'a registry login',
      `stringData:\n  .dockerconfigjson: '{"auths":{"r.bank.example":{"auth":"${base64('bot:hunter22')}"}}}'`,
      ['plain-secret registry login stringData[".dockerconfigjson"]'],
    ],
    [
      'both maps',
      `data: {a-token: ${base64('x1y2z3')}}\nstringData: {password: hunter22}`,
      ['plain-secret token data.a-token', 'plain-secret password stringData.password'],
    ],
  ])('%s', (_name, rest, expected) => {
    expect(found(object('v1', 'Secret', rest))).toEqual(expected);
  });

  test.each([
    ['a placeholder', 'stringData: {password: changeme}'],
    ['a placeholder in base64', `data: {password: ${base64('<change-me>')}}`],
    ['a placeholder in place of base64', 'data: {password: changeme, token: REPLACE_ME}'],
    ['a template', "data: {password: '{{ .Values.password | b64enc }}'}"],
    ['nothing', "data: {password: '', token: }"],
    ['an empty registry login', `data: {.dockerconfigjson: ${base64('{}')}}`],
    ['a certificate', `data: {ca.crt: ${base64('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n')}}`],
    ['a login that waits for its password', 'stringData: {htpasswd: "admin:changeme"}'],
  ])('%s is none, and no configuration either', (_name, rest) => {
    const [carrier] = carriersIn(object('v1', 'Secret', rest));
    expect(carrier).toMatchObject({ credentials: [], plainData: [] });
  });

  test('a token that the cluster fills in is none', () => {
    const account = ', annotations: {kubernetes.io/service-account.name: ci}';
    const [carrier] = carriersIn(object('v1', 'Secret', 'type: kubernetes.io/service-account-token', account));
    expect(carrier).toMatchObject({ credentials: [], plainData: [] });
  });

  test.each([
    ['a Secret', 'Secret', `data: {password: ${base64('Tr0ub4dor&3')}, n: 7}`, ['plain-secret password data.password']],
    ['a ConfigMap', 'ConfigMap', 'data: {password: Tr0ub4dor&3, n: 7}', ['literal-credential password data.password']],
    [
      'a Secret of another shape',
      'Secret',
      'data: [{password: Tr0ub4dor&3}]',
      ['literal-credential password data[0].password'],
    ],
  ])('%s that the API server refuses is searched as what it is', (_name, kind, rest, expected) => {
    expect(found(object('v1', kind, rest))).toEqual(expected);
  });

  test('what is no credential is named', () => {
    const [carrier] = carriersIn(object('v1', 'Secret', 'stringData: {mode: fast, password: hunter22}'));
    expect(carrier?.plainData).toEqual(['stringData.mode']);
  });

  test.each([
    ['auth', '"admin:$apr1$abcd$efghijklmnopqrstuvwxyz"'],
    ['password', '"$2y$10$abcdefghijklmnopqrstuv"'],
    ['ledger', '"admin:$2y$10$abcdefghijklmnopqrstuv"'],
  ])('a hashed password (%s: %s) is no credential in plain text, and named', (key, value) => {
    const [carrier] = carriersIn(object('v1', 'Secret', `stringData: {${key}: ${value}}`));
    expect(carrier).toMatchObject({ credentials: [], plainData: [`stringData.${key}`] });
  });

  test.each(['<change-me>', '', '"{{ .Values.password }}"'])(
    'what stands beside a value that is still to come (%s) is not named',
    (value) => {
      const [carrier] = carriersIn(object('v1', 'Secret', `stringData: {user: ledger, password: ${value}}`));
      expect(carrier?.plainData).toEqual([]);
    },
  );

  test('its length is that of the decoded value, its line that in the file', () => {
    const [carrier] = carriersIn(
      object(
        'v1',
        'Secret',
        `data:\n  password: ${base64('hunter22')}\n  app.ini: ${base64('[db]\nuser = app\npassword = hunter333\n')}`,
      ),
    );
    expect(carrier?.credentials.map(({ length, line }) => [length, line])).toEqual([
      [8, null],
      [9, 3],
    ]);
  });

  test('nothing is said of one that is in no file', () => {
    const [carrier] = carriersIn(object('v1', 'Secret', 'stringData: {password: hunter22, mode: fast}'), '-');
    expect(carrier).toMatchObject({ inFile: false, credentials: [], plainData: [] });
  });

  test.each([
    'data: hunter22',
    'data: [hunter22]',
    'stringData: {password: [hunter22]}',
    'stringData: {password: {a: hunter22}}',
  ])('%s is malformed, and named without its value', (rest) => {
    const estate = estateOf(object('v1', 'Secret', rest));
    expect(estate.unreadable.length).toBe(1);
    expect(JSON.stringify(estate)).not.toContain('hunter22');
  });
});

describe('sealed', () => {
  const value = 'ENC[AES256_GCM,data:Zm9v,iv:Zm9v,tag:Zm9v,type:str]';
  const block = `sops: {mac: "${value}", lastmodified: "2026-11-01T00:00:00Z", encrypted_regex: ^(data|stringData)$}`;

  test('by SOPS', () => {
    const [carrier] = carriersIn(object('v1', 'Secret', `stringData: {password: "${value}"}\n${block}`));
    expect(carrier).toMatchObject({ sealed: true, credentials: [] });
  });

  test('by SOPS, but for a value', () => {
    expect(found(object('v1', 'Secret', `stringData: {password: "${value}", mode: fast}\n${block}`))).toEqual([
      'sealed-badly unencrypted value stringData.mode',
    ]);
  });

  test('by SOPS, in a custom resource', () => {
    const values = (text: string): string =>
      object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', `spec: {values: {db: {password: ${text}}}}\n${block}`);
    expect(found(values(`"${value}"`))).toEqual([]);
    expect(found(values('hunter22'))).toEqual(['sealed-badly no encrypted value sops']);
  });

  test('as a SealedSecret, but for what its template says', () => {
    const [carrier] = carriersIn(
      object(
        'bitnami.com/v1alpha1',
        'SealedSecret',
        'spec: {encryptedData: {password: AgBy3i4OJSWK}, template: {data: {url: "redis://:hunter22@cache"}}}',
      ),
    );
    expect(carrier).toMatchObject({
      sealed: true,
      credentials: [{ form: 'credential-in-url', path: 'spec.template.data.url' }],
    });
  });
});

describe('elsewhere', () => {
  const pod = (container: string): string =>
    object('v1', 'Pod', `spec: {containers: [{name: app, image: x, ${container}}]}`);
  const path = 'spec.containers[0]';
  test.each<[string, string, string[]]>([
    [
      'a variable',
      pod('env: [{name: MODE, value: fast}, {name: DB_PASSWORD, value: hunter22}]'),
      [`literal-credential password ${path}.env[1].value`],
    ],
    [
      'a variable with a URL',
      pod('env: [{name: DB, value: "postgres://app:hunter22@db"}]'),
      [`credential-in-url password in a URL ${path}.env[0].value`],
    ],
    [
      'a variable with JSON',
      pod(`env: [{name: CONFIG, value: '{"password":"hunter22"}'}]`),
      [`literal-credential password ${path}.env[0].value`],
    ],
    ['an argument', pod('args: ["--db-password=hunter22"]'), [`literal-credential password ${path}.args[0]`]],
    ['two arguments', pod('args: [--db-password, hunter22]'), [`literal-credential password ${path}.args[1]`]],
    ['a command', pod('command: [mysql, -phunter22]'), [`literal-credential password ${path}.command[1]`]],
    [
      'a probe',
      pod('livenessProbe: {exec: {command: [sh, -c, "redis-cli -a hunter22 ping"]}}'),
      [`literal-credential password ${path}.livenessProbe.exec.command[2]`],
    ],
    [
      'a header of a probe',
      pod(
        `readinessProbe: {httpGet: {port: 80, httpHeaders: [{name: Authorization, value: "Basic ${base64('app:hunter22')}"}]}}`,
      ),
      [`literal-credential password ${path}.readinessProbe.httpGet.httpHeaders[0].value`],
    ],
    [
      'a ConfigMap',
      object('v1', 'ConfigMap', 'data: {DB_PASSWORD: hunter22, mode: fast}'),
      ['literal-credential password data.DB_PASSWORD'],
    ],
    [
      'a file in a ConfigMap',
      object('v1', 'ConfigMap', 'data:\n  app.properties: |\n    a=b\n    db.password=hunter22\n'),
      ['literal-credential password data["app.properties"]'],
    ],
    [
      'an annotation',
      object('v1', 'Service', '', ', annotations: {bank.example/api-token: 2f9c1b7a4e6d8035a1c4}'),
      ['literal-credential token metadata.annotations["bank.example/api-token"]'],
    ],
    [
      'what kubectl applied',
      object(
        'v1',
        'ConfigMap',
        '',
        `, annotations: {kubectl.kubernetes.io/last-applied-configuration: '{"kind":"ConfigMap","data":{"DB_PASSWORD":"hunter22"}}'}`,
      ),
      ['literal-credential password metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"]'],
    ],
    [
      'a Secret that kubectl applied',
      object(
        'v1',
        'Secret',
        '',
        `, annotations: {kubectl.kubernetes.io/last-applied-configuration: '{"kind":"Secret","data":{"password":"${base64('hunter22')}"}}'}`,
      ),
      ['plain-secret password metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"]'],
    ],
    [
      'a custom resource',
      object('bank.example/v1', 'Ledger', 'spec: {database: {password: hunter22}}'),
      ['literal-credential password spec.database.password'],
    ],
    [
      'values of a chart',
      object(
        'argoproj.io/v1alpha1',
        'Application',
        'spec: {source: {helm: {values: "db:\\n  password: hunter22\\n"}}}',
      ),
      ['literal-credential password spec.source.helm.values'],
    ],
    [
      'a parameter of a chart',
      object(
        'argoproj.io/v1alpha1',
        'Application',
        'spec: {source: {helm: {parameters: [{name: db.password, value: hunter22}]}}}',
      ),
      ['literal-credential password spec.source.helm.parameters[0].value'],
    ],
    [
      'a generator of kustomize',
      object(
        'kustomize.config.k8s.io/v1beta1',
        'Kustomization',
        'secretGenerator: [{name: db, literals: [password=hunter22]}]',
      ),
      ['literal-credential password secretGenerator[0].literals[0]'],
    ],
    [
      'a kubeconfig',
      'apiVersion: v1\nkind: Config\nusers: [{name: a, user: {password: hunter22}}]',
      ['literal-credential password users[0].user.password'],
    ],
    [
      'encryption at rest',
      object(
        'apiserver.config.k8s.io/v1',
        'EncryptionConfiguration',
        'resources: [{providers: [{aescbc: {keys: [{name: a, secret: PMVh6r9+U9rr+J6pyKyGtQoVvLwI2SDXQG4lgMPx1Ck=}]}}]}]',
      ),
      ['literal-credential secret resources[0].providers[0].aescbc.keys[0].secret'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test.each([
    [
      'a reference to a Secret',
      pod('env: [{name: DB_PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}]'),
    ],
    ['a bare name', object('v1', 'ConfigMap', 'data: {report.yaml: "tests:\\n  pass: most\\n"}')],
    ['another variable', pod('env: [{name: DB_URL, value: "postgres://app:$(DB_PASSWORD)@db"}]')],
    ['a file', pod('env: [{name: DB_PASSWORD_FILE, value: /run/secrets/password}]')],
    ['a switch', pod('env: [{name: ALLOW_EMPTY_PASSWORD, value: "yes"}, {name: TOKEN_TTL, value: "3600"}]')],
    [
      'names of Secrets',
      object(
        'bank.example/v1',
        'Ledger',
        'spec: {tls: {secretName: ledger-tls}, tokenSecretRef: {name: ledger-token, key: token}, passwordSecret: {secretName: db, password: password}, authSecret: ledger-auth}',
      ),
    ],
    [
      'keys of Secrets',
      object(
        'external-secrets.io/v1',
        'ExternalSecret',
        'spec: {data: [{secretKey: github_app_private_key, remoteRef: {key: bank/ledger, property: password}}]}',
      ),
    ],
    ['checksums', object('v1', 'Service', '', `, annotations: {checksum/secret: ${'0a1b'.repeat(16)}}`)],
    [
      'status and labels',
      object('bank.example/v1', 'Ledger', 'status: {password: hunter22}', ', labels: {password: hunter22}'),
    ],
    [
      'a certificate',
      object('bank.example/v1', 'Ledger', `spec: {caBundle: ${base64('-----BEGIN CERTIFICATE-----')}}`),
    ],
  ])('%s is none', (_name, text) => {
    expect(found(text)).toEqual([]);
  });

  test('keys of JavaScript objects are only keys', () => {
    expect(
      found(object('bank.example/v1', 'Ledger', 'spec: {__proto__: {password: hunter22}, constructor: {token: x}}')),
    ).toEqual(['literal-credential password spec.__proto__.password']);
  });

  test('a copy that is nested without end is given up', () => {
    const nested = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
    expect(
      found(
        object('v1', 'ConfigMap', '', `, annotations: {kubectl.kubernetes.io/last-applied-configuration: '${nested}'}`),
      ),
    ).toEqual([]);
  });
});

describe('in an object that the API server would refuse', () => {
  const broken = object(
    'apps/v1',
    'Deployment',
    'spec: {replicas: three, template: {env: [{name: PASSWORD, value: hunter22}]}}',
  );

  test('they stand in Git all the same', () => {
    const estate = estateOf(broken);
    expect(estate.unreadable).toHaveLength(1);
    expect(estate.facts.workloads.items).toEqual([]);
    expect(estate.facts.credentialCarriers.items).toMatchObject([
      {
        kind: 'Deployment',
        namespace: '',
        name: 'x',
        credentials: [{ path: 'spec.template.env[0].value', length: 8 }],
      },
    ]);
    // It names no namespace that anything would be asked of.
    expect(estate.facts.namespaces.items).toEqual([]);
  });

  test.each<[string, string, string | undefined, number]>([
    ['a Secret in a file', object('v1', 'Secret', 'data: [1]\nstringData: {password: hunter22}'), undefined, 1],
    ['a Secret on standard input', object('v1', 'Secret', 'data: [1]\nstringData: {password: hunter22}'), '-', 0],
    [
      'one without a name',
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{args: [--password=hunter22]}]}',
      undefined,
      1,
    ],
    ['one without a credential', broken.replace('hunter22', '<change-me>'), undefined, 0],
  ])('%s', (_name, text, file, count) => {
    expect(found(text, file)).toHaveLength(count);
  });
});

describe('what joins a node to a cluster', () => {
  const joins = `K10${'0123456789abcdef'.repeat(4)}::server:8d3f0a1b9c2e7f64`;
  const encrypts = 'e6a2eb8581237ab72a4f494f30285ec12a9694d750b9785706a83bfcbbbd2204';

  test.each<[string, string, string]>([
    ['a server', 'rancher/rke2/config.yaml', `cni: cilium\nprofile: cis\ntoken: ${joins}`],
    ['an agent, in any folder', 'nodes/config.yaml', `profile: cis\ntoken: ${joins}`],
    ['an agent, in what is merged', 'config.yaml.d/10.yaml', `server: https://a\ntoken: ${joins}`],
  ])('in the options of %s', (_name, file, text) => {
    expect(found(text, file)).toEqual(['literal-credential join token of a cluster token']);
  });

  test('in a ConfigMap, and for control planes', () => {
    expect(found(object('v1', 'ConfigMap', `data: {K3S_TOKEN: "${joins}", certificateKey: ${encrypts}}`))).toEqual([
      'literal-credential join token of a cluster data.K3S_TOKEN',
      'literal-credential certificate key data.certificateKey',
    ]);
    expect(found(`apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\ncertificateKey: ${encrypts}`)).toEqual([
      'literal-credential certificate key certificateKey',
    ]);
  });

  test('options that are read and name none are looked into', () => {
    expect(carriersIn('cni: cilium\nprofile: cis\ntoken: "${TOKEN}"', 'rancher/rke2/config.yaml')).toHaveLength(1);
  });
});
