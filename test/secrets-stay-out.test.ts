import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KindList } from '../src/collect/kubernetes/cluster-record.ts';
import { reduceObject } from '../src/collect/kubernetes/reduce-object.ts';
import type { Raw } from '../src/collect/objects/fields.ts';
import { assess } from '../src/assessment/assess.ts';
import { undeclaredPolicy } from '../src/estate/policy.ts';
import { renderJson } from '../src/report/json.ts';
import { renderTerminal } from '../src/report/terminal/render-terminal.ts';
import { clearFolder, layFolder, runCli } from './e2e/run-cli.ts';
import { estateOf } from './support/estate-of.ts';

// Two hundred known values are planted in every place in which a manifest can hold one, and none of them may come out anywhere.

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const object = (apiVersion: string, kind: string, rest: string, metadata = ''): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: app, namespace: bank${metadata}}\n${rest}\n`;
const secret = (rest: string, metadata = ''): string => object('v1', 'Secret', rest, metadata);
const configMap = (data: string, metadata = ''): string => object('v1', 'ConfigMap', `data: ${data}`, metadata);
const deployment = (container: string, spec = '', metadata = ''): string =>
  object(
    'apps/v1',
    'Deployment',
    `spec: {replicas: 2, selector: {matchLabels: {app: app}}, template: {metadata: {labels: {app: app}${metadata}}, spec: {containers: [{name: app, image: "registry.bank.example/app:1.4"${container}}]${spec}}}}`,
  );
const custom = (spec: string): string => object('bank.example/v1', 'Ledger', `spec: ${spec}`);
const annotated = (name: string, value: string): string => `, annotations: {${name}: ${value}}`;
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';
const pem = (body: string): string => `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----\n`;

type Place = (value: string) => string;

/** Where a value is expected to be recognised: planted there, the file has a finding. */
const recognised: Readonly<Record<string, Place>> = {
  'secret-data': (value) => secret(`data: {password: ${base64(value)}}`),
  'secret-data-in-lines': (value) =>
    secret(`data:\n  password: |\n    ${base64(value).slice(0, 8)}\n    ${base64(value).slice(8)}\n`),
  'secret-data-not-base64': (value) => secret(`data: {password: "${value}!"}`),
  'secret-string': (value) => secret(`stringData: {password: ${value}}`),
  'secret-url': (value) => secret(`stringData: {url: "postgres://app:${value}@db"}`),
  'secret-json': (value) => secret(`stringData: {app.json: '{"password":"${value}"}'}`),
  'secret-registry': (value) =>
    secret(`data: {.dockerconfigjson: ${base64(JSON.stringify({ auths: { r: { auth: base64(`bot:${value}`) } } }))}}`),
  'secret-key': (value) => secret(`data: {tls.key: ${base64(pem(base64(`${value}${word(1, 90)}`)))}}`),
  'secret-last-applied': (value) =>
    secret('type: Opaque', annotated(lastApplied, `'{"kind":"Secret","data":{"password":"${base64(value)}"}}'`)),
  'secret-in-list': (value) =>
    `apiVersion: v1\nkind: List\nitems:\n- ${JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { password: value } })}\n`,
  'sealed-badly': (value) =>
    secret(
      `stringData: {password: ${value}}\nsops: {mac: "ENC[AES256_GCM,data:x]", version: 3.9.0, encrypted_regex: ^(data|stringData)$}`,
    ),
  'config-map': (value) => configMap(`{DB_PASSWORD: ${value}}`),
  'config-map-properties': (value) => configMap(`{app.properties: "user=app\\ndb.password=${value}\\n"}`),
  'config-map-yaml': (value) => configMap(`{app.yaml: "db:\\n  password: ${value}\\n"}`),
  'config-map-xml': (value) => configMap(`{app.xml: "<db><password>${value}</password></db>"}`),
  'config-map-sql': (value) => configMap(`{init.sql: "CREATE USER app WITH PASSWORD '${value}';"}`),
  'config-map-script': (value) => configMap(`{run.sh: "#!/bin/sh\\nexport DB_PASSWORD=${value}\\n"}`),
  'config-map-url': (value) => configMap(`{QUEUE: "amqp://app:${value}@queue:5672"}`),
  'config-map-connection': (value) => configMap(`{DB: "Server=db;User Id=app;Password=${value};"}`),
  'config-map-last-applied': (value) =>
    configMap('{}', annotated(lastApplied, `'{"kind":"ConfigMap","data":{"DB_PASSWORD":"${value}"}}'`)),
  'variable': (value) => deployment(`, env: [{name: DB_PASSWORD, value: ${value}}]`),
  'variable-url': (value) => deployment(`, env: [{name: DB, value: "postgres://app:${value}@db"}]`),
  'variable-json': (value) => deployment(`, env: [{name: CONFIG, value: '{"password":"${value}"}'}]`),
  'variable-init': (value) =>
    deployment('', `, initContainers: [{name: init, image: "x:1", env: [{name: TOKEN_PASSWORD, value: ${value}}]}]`),
  'argument': (value) => deployment(`, args: ["--password=${value}"]`),
  'argument-next': (value) => deployment(`, args: [--password, ${value}]`),
  'command': (value) => deployment(`, command: [mysql, "-p${value}"]`),
  'command-script': (value) => deployment(`, command: [sh, -c, "redis-cli -a ${value} ping"]`),
  'probe': (value) => deployment(`, livenessProbe: {exec: {command: [sh, -c, "mysqladmin ping -p${value}"]}}`),
  'probe-header': (value) =>
    deployment(
      `, readinessProbe: {httpGet: {port: 80, httpHeaders: [{name: Authorization, value: "Basic ${base64(`app:${value}`)}"}]}}`,
    ),
  'probe-path': (value) => deployment(`, readinessProbe: {httpGet: {port: 80, path: "/?password=${value}"}}`),
  'hook': (value) =>
    deployment(`, lifecycle: {preStop: {exec: {command: [sh, -c, "curl -u app:${value} http://localhost"]}}}`),
  'template-annotation': (value) => deployment('', '', annotated('bank.example/password', value)),
  'annotation': (value) => object('v1', 'Service', 'spec: {ports: []}', annotated('bank.example/db-password', value)),
  'annotation-url': (value) =>
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {}',
      annotated('bank.example/auth', `"https://app:${value}@bank.example"`),
    ),
  'annotation-snippet': (value) =>
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {}',
      annotated('bank.example/snippet', `'set_header Authorization "Basic ${base64(`app:${value}`)}";'`),
    ),
  'custom-resource': (value) => custom(`{db: {password: ${value}}}`),
  'custom-resource-list': (value) => custom(`{users: [{name: app, password: ${value}}]}`),
  'custom-resource-text': (value) => custom(`{config: "password: ${value}\\n"}`),
  'custom-resource-url': (value) => custom(`{url: "redis://:${value}@cache"}`),
  'helm-release': (value) =>
    object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', `spec: {values: {auth: {rootPassword: ${value}}}}`),
  'helm-release-address': (value) =>
    object(
      'helm.toolkit.fluxcd.io/v2',
      'HelmRelease',
      `spec: {chart: {spec: {chart: "https://bot:${value}@charts.bank.example/app.tgz"}}}`,
    ),
  'helm-chart-address': (value) =>
    object('helm.cattle.io/v1', 'HelmChart', `spec: {chart: "https://bot:${value}@charts.bank.example/app.tgz"}`),
  'application-values': (value) =>
    object(
      'argoproj.io/v1alpha1',
      'Application',
      `spec: {source: {repoURL: "https://git.bank.example", helm: {values: "db:\\n  password: ${value}\\n"}}}`,
    ),
  'application-parameter': (value) =>
    object(
      'argoproj.io/v1alpha1',
      'Application',
      `spec: {source: {repoURL: "https://git.bank.example", helm: {parameters: [{name: db.password, value: ${value}}]}}}`,
    ),
  'sealed-template': (value) =>
    object(
      'bitnami.com/v1alpha1',
      'SealedSecret',
      `spec: {encryptedData: {}, template: {data: {url: "redis://:${value}@cache"}}}`,
    ),
  'storage-class': (value) =>
    `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\nprovisioner: csi.bank.example\nparameters: {restPassword: ${value}}\n`,
  'cron-job': (value) =>
    object(
      'batch/v1',
      'CronJob',
      `spec: {schedule: "0 3 * * *", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: "x:1", env: [{name: PGPASSWORD, value: ${value}}]}]}}}}}`,
    ),
  'kubeconfig': (value) => `apiVersion: v1\nkind: Config\nusers: [{name: a, user: {password: ${value}}}]\n`,
  'kustomization-with-kind': (value) =>
    `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata: {name: app}\nsecretGenerator: [{name: db, literals: ["password=${value}"]}]\n`,
  'policy-like': (value) =>
    `apiVersion: kubecompass.io/v1\nkind: Policies\nmetadata: {name: app}\nowner: me\nadminPassword: ${value}\n`,
};

/** Where a value is not looked for, not readable or not allowed: it stays out all the same. */
const elsewhere: Readonly<Record<string, Place>> = {
  'values': (value) => `auth:\n  rootPassword: ${value}\n`,
  'kustomization-without-kind': (value) => `secretGenerator:\n- name: db\n  literals: ["password=${value}"]\n`,
  'secret-opaque-name': (value) => secret(`stringData: {whatever: ${value}}`),
  'secret-broken-indent': (value) =>
    `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  password: ${value}\n user: app\n`,
  'secret-broken-tab': (value) => `apiVersion: v1\nkind: Secret\nstringData:\n\tpassword: ${value}\n`,
  'secret-broken-quote': (value) => `apiVersion: v1\nkind: Secret\nstringData:\n  password: "${value}\n`,
  'secret-broken-flow': (value) => `apiVersion: v1\nkind: Secret\nstringData: {password: ${value}, user: [app\n`,
  'secret-broken-colon': (value) => `apiVersion: v1\nkind: Secret\nstringData:\n  password: ${value}: x\n`,
  'secret-broken-escape': (value) => `apiVersion: v1\nkind: Secret\nstringData: {password: "\\q${value}"}\n`,
  'secret-twice': (value) => `apiVersion: v1\nkind: Secret\nstringData:\n  password: ${value}\n  password: ${value}\n`,
  'secret-anchor': (value) => `apiVersion: v1\nkind: Secret\nstringData: {password: *${value}}\n`,
  'secret-tag': (value) => `apiVersion: v1\nkind: Secret\nstringData: {password: !<${value} x}\n`,
  'secret-tag-handle': (value) => `apiVersion: v1\nkind: Secret\nstringData: {password: !${value}!x y}\n`,
  'secret-directive': (value) => `%${value} 1\n---\napiVersion: v1\nkind: Secret\n`,
  'secret-separator': (value) => `apiVersion: v1\nkind: Secret\n---${value}\nstringData: {}\n`,
  'secret-behind-end': (value) => `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n...\npassword: ${value}\n`,
  'secret-helm': (value) =>
    `apiVersion: v1\nkind: Secret\nstringData:\n  {{ if true }}\n  password: ${value}\n  {{ end }}\n`,
  'secret-nul': (value) => `apiVersion: v1\nkind: Secret\nstringData: {password: "${value}\u0000"}\n`,
  'secret-json-broken': (value) => `{"apiVersion":"v1","kind":"Secret","stringData":{"password":"${value}",,}}`,
  'secret-json-cut': (value) => `{"apiVersion":"v1","kind":"Secret","stringData":{"password":"${value}`,
  'secret-merge': (value) => `apiVersion: v1\nkind: Secret\nstringData: {<<: ${value}}\n`,
  'secret-key-list': (value) => `apiVersion: v1\nkind: Secret\nstringData: {[${value}]: x}\n`,
  'secret-data-text': (value) => secret(`data: ${value}`),
  'secret-data-list': (value) => secret(`data: [${value}]`),
  'secret-value-list': (value) => secret(`stringData: {password: [${value}]}`),
  'secret-value-object': (value) => secret(`stringData: {password: {a: ${value}}}`),
  'secret-annotations-text': (value) => `apiVersion: v1\nkind: Secret\nmetadata: {name: a, annotations: ${value}}\n`,
  'secret-metadata-text': (value) => `apiVersion: v1\nkind: Secret\nmetadata: ${value}\n`,
  'config-map-data-text': (value) => configMap(value),
  'containers-text': (value) => object('v1', 'Pod', `spec: {containers: ${value}}`),
  'containers-list': (value) => object('v1', 'Pod', `spec: {containers: [${value}]}`),
  'spec-text': (value) => object('v1', 'Pod', `spec: ${value}`),
  'replicas-text': (value) => object('apps/v1', 'Deployment', `spec: {replicas: ${value}}`),
  'selector-text': (value) => object('apps/v1', 'Deployment', `spec: {selector: ${value}}`),
  'env-text': (value) => deployment(`, env: ${value}`),
  'env-list': (value) => deployment(`, env: [${value}]`),
  'env-name-object': (value) => deployment(`, env: [{name: {a: ${value}}, value: x}]`),
  'env-value-list': (value) => deployment(`, env: [{name: PASSWORD, value: [${value}]}]`),
  'command-text': (value) => deployment(`, command: ${value}`),
  'probe-text': (value) => deployment(`, livenessProbe: ${value}`),
  'probe-seconds': (value) => deployment(`, livenessProbe: {exec: {command: [x]}, periodSeconds: ${value}}`),
  'port-text': (value) => deployment(`, ports: [{containerPort: ${value}}]`),
  'security-text': (value) => deployment(`, securityContext: {runAsUser: ${value}}`),
  'resources-text': (value) => deployment(`, resources: {limits: ${value}}`),
  'volumes-text': (value) => deployment('', `, volumes: ${value}`),
  'custom-status': (value) => `${custom('{}')}status: {password: ${value}}\n`,
  'custom-number': (value) => custom(`{password: 0x${Buffer.from(value).toString('hex')}}`),
  'description': (value) => custom(`{description: "the word is ${value}"}`),
  'environment-plain': (value) => deployment(`, env: [{name: MODE, value: ${value}}]`),
  'comment': (value) => `# ${value}\n${configMap('{}')}`,
  'no-object': (value) => `- ${value}\n`,
};

/** Where nothing but the value itself says what it is: what is read of a cluster is kept, and so it is taken out there. */
const unnamed: Readonly<Record<string, Place>> = {
  'annotation-opaque': (value) => object('v1', 'Service', 'spec: {ports: []}', annotated('bank.example/note', value)),
  'template-annotation-opaque': (value) => deployment('', '', annotated('bank.example/note', `"use ${value}"`)),
  'variable-opaque': (value) => deployment(`, env: [{name: MODE, value: ${value}}]`),
  'variable-in-words': (value) => deployment(`, env: [{name: OPTIONS, value: "-Xmx1g -Dmode=${value}"}]`),
  'argument-opaque': (value) => deployment(`, args: ["--mode=${value}", serve]`),
  'argument-alone': (value) => deployment(`, args: [serve, ${value}]`),
  'hook-echo': (value) =>
    deployment(`, lifecycle: {postStart: {exec: {command: [sh, -c, "echo ${value} > /tmp/x && start"]}}}`),
  'hook-standard-input': (value) =>
    deployment(
      `, lifecycle: {postStart: {exec: {command: [sh, -c, "echo '${value}' | docker login -u a --password-stdin r"]}}}`,
    ),
  'probe-opaque': (value) => deployment(`, livenessProbe: {exec: {command: [check, "${value}"]}}`),
  'custom-resource-arguments': (value) => custom(`{containers: [{name: a, extraArgs: ["${value}"]}]}`),
  'definition-annotation': (value) =>
    `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: a.bank.example, annotations: {bank.example/note: ${value}}}\nspec: {group: bank.example, names: {kind: A, plural: as}, scope: Cluster, versions: []}\n`,
};

interface Planted {
  readonly file: string;
  readonly value: string;
  readonly text: string;
}

const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
function word(seed: number, length: number): string {
  let state = (seed + 1) * 7919;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return alphabet[(state >>> 8) % alphabet.length];
  }).join('');
}

const placesToPlant = [...Object.entries(recognised), ...Object.entries(elsewhere)];
/** Each place twice: with a value that only its name gives away, and with a token that is known by its form. */
const planted: readonly Planted[] = placesToPlant.flatMap(([name, place], index) =>
  [`Kx7${word(index, 15)}`, `ghp_${word(index + 1000, 36)}`].map((value, form) => ({
    file: `planted/${name}-${form}/manifest.yaml`,
    value,
    text: place(value),
  })),
);
const files: Readonly<Record<string, string>> = Object.fromEntries(planted.map(({ file, text }) => [file, text]));

/** Every way in which a value could be written, in small letters: as it is, in hexadecimal, and as base64 whatever stands before it. */
function spellings(value: string): string[] {
  const shifted = [0, 1, 2].map((shift) =>
    base64(`${'x'.repeat(shift)}${value}`)
      .slice(shift === 0 ? 0 : 4, -4)
      .replace(/=+$/, ''),
  );
  return [value, Buffer.from(value).toString('hex'), ...shifted].map((one) => one.toLowerCase());
}

const spelt = planted.map(({ file, value }) => ({ file, written: spellings(value) }));

/** The planted values that a text gives away in whatever case, by the file in which they stand. */
function leaks(text: string): string[] {
  const lower = text.toLowerCase();
  return spelt.filter(({ written }) => written.some((one) => lower.includes(one))).map(({ file }) => file);
}

test('two hundred different values are planted, and a grep finds them', () => {
  expect(planted.length).toBeGreaterThanOrEqual(200);
  expect(new Set(planted.map(({ value }) => value)).size).toBe(planted.length);
  // Two are written so that a grep cannot see them: base64 in two lines, and base64 in base64.
  const hidden = planted
    .filter(({ file }) => /secret-(?:data-in-lines|registry|key)-/.test(file))
    .map(({ file }) => file);
  const seen = new Set([...leaks(Object.values(files).join('\n')), ...hidden]);
  expect(seen.size).toBe(planted.length);
});

describe('in one process', () => {
  const estate = estateOf(files);
  const assessment = assess(estate, undeclaredPolicy, { version: 'test', all: true, rethrow: true });

  test('each is recognised where it should be', () => {
    // Objects of one identity and the same content are one object, with all their places.
    const found = estate.facts.credentialCarriers.items.filter(({ credentials }) => credentials.length > 0);
    const foldersWithFindings = new Set(found.flatMap(({ places }) => places));
    const missed = Object.keys(recognised).filter((name) =>
      [0, 1].some((form) => !foldersWithFindings.has(`planted/${name}-${form}`)),
    );
    expect(missed).toEqual([]);
  });

  test('the broken ones are named, each with its file', () => {
    const named = new Set(estate.unreadable.map(({ file }) => file));
    expect([...named].filter((file) => file.includes('broken')).length).toBe(14);
    expect(named.size).toBeGreaterThan(60);
  });

  test.each<[string, () => string]>([
    ['the estate', () => JSON.stringify(estate)],
    ['the assessment', () => JSON.stringify(assessment)],
    ['the JSON report', () => renderJson(assessment)],
    [
      'the terminal report',
      () => renderTerminal(assessment, { columns: 100, colour: false, verbose: false, all: false }),
    ],
    [
      'the terminal report, whole',
      () => renderTerminal(assessment, { columns: 140, colour: true, verbose: true, all: true }),
    ],
  ])('none comes out in %s', (_name, write) => {
    const text = write();
    expect(text.length).toBeGreaterThan(1000);
    expect(leaks(text)).toEqual([]);
  });
});

describe('as a cluster that holds them', () => {
  /** What no word of it and no name beside it tells from any other text; a token is known by its form all the same. */
  const untold = new Set([
    'description',
    'custom-number',
    'containers-list',
    'containers-text',
    'env-list',
    'env-text',
    'probe-text',
    'spec-text',
    'config-map-data-text',
    'command-text',
    'port-text',
    'security-text',
    'resources-text',
    'volumes-text',
    'selector-text',
    'replicas-text',
    'probe-seconds',
    'env-name-object',
    'env-value-list',
  ]);
  const others: readonly Planted[] = Object.entries(unnamed).flatMap(([name, place], index) =>
    [
      `Kx7m4${word(index + 2000, 15)}`,
      `ghp_${word(index + 3000, 36)}`,
      `AIzaSy${word(index + 4000, 33)}`,
      `glpat-${word(index + 5000, 20)}`,
      base64(`user:${word(index + 6000, 20)}`),
    ].map((value, form) => ({
      file: `planted/${name}-${form}/manifest.yaml`,
      value,
      text: place(value),
    })),
  );
  const objects = [...planted, ...others].flatMap(({ file, value, text }) => {
    const [, name = '', form] = /^planted\/(.+)-(\d)\//.exec(file) ?? [];
    if (form === '0' && untold.has(name)) return [];
    return objectsIn(text).map((raw) => ({ file, value, raw }));
  });

  test('many of them are objects', () => {
    expect(objects.length).toBeGreaterThanOrEqual(200);
    expect(new Set(objects.map(({ file }) => file)).size).toBeGreaterThanOrEqual(150);
  });

  test('none comes into a record', () => {
    const leaking = objects.filter(({ value, raw }) => {
      const told = JSON.stringify(reduceObject(raw, listOf(raw))).toLowerCase();
      return spellings(value).some((one) => told.includes(one));
    });
    expect(leaking.map(({ file }) => file)).toEqual([]);
  });
});

/** The objects that a text holds, as an API server would give them; none of what is broken. */
function objectsIn(text: string): Raw[] {
  try {
    return loadAll(text, { json: true }).flatMap((one): Raw[] => {
      if (typeof one !== 'object' || one === null || !('kind' in one)) return [];
      return 'items' in one ? (one.items as Raw[]) : [{ ...one }];
    });
  } catch {
    return [];
  }
}

function listOf({ apiVersion, kind }: Raw): KindList {
  const [version = '', group = ''] = String(apiVersion).split('/').toReversed();
  return { group, version, kind: String(kind), resource: 'any', isNamespaced: true, namespace: null };
}

describe('as a program', () => {
  const passwords = (from: number, to: number, indent: string): string =>
    planted
      .slice(from, to)
      .map(({ value }, index) => `${indent}password${index}: ${value}`)
      .join('\n');
  let folder = '';
  beforeAll(() => {
    folder = layFolder({
      ...files,
      'chart/Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.0.0\n',
      'chart/values.yaml': passwords(0, 20, ''),
      'built/kustomization.yaml': `secretGenerator: [{name: db, literals: [${planted
        .slice(20, 40)
        .map(({ value }, index) => `"password${index}=${value}"`)
        .join(
          ', ',
        )}], files: [mail.yaml]}]\npatches:\n- path: patch.yaml\n- path: broken.yaml\n- patch: |\n    spec:\n${passwords(40, 50, '      ')}\n`,
      'built/patch.yaml': `kind: Secret\nmetadata: {name: app}\nstringData:\n${passwords(50, 60, '  ')}\n`,
      'built/broken.yaml': `kind: Secret\nstringData: {\n${passwords(60, 70, '  ')}\n`,
      'built/mail.yaml': passwords(70, 80, ''),
    });
  });
  afterAll(() => clearFolder(folder));

  test.each<[string, string[]]>([
    ['JSON', ['--format', 'json', '--all']],
    ['JSON of the files as they are', ['--format', 'json', '--all', '--raw']],
    ['the first screen', []],
    ['everything', ['--verbose', '--all', '--raw']],
    ['one line', ['--quiet']],
  ])(
    'none comes out in %s',
    async (_name, options) => {
      const ran = await runCli(['assess', '.', ...options], { cwd: folder });
      expect([0, 1]).toContain(ran.code);
      expect(leaks(ran.stdout + ran.stderr)).toEqual([]);
    },
    60_000,
  );

  test('none comes out of standard input', async () => {
    for (const options of [['--format', 'json', '--all'], ['--verbose']]) {
      const ran = await runCli(['assess', '-', ...options], {
        cwd: folder,
        input: Object.values(files).join('\n---\n'),
      });
      expect([0, 1]).toContain(ran.code);
      expect(ran.stdout.length).toBeGreaterThan(200);
      expect(leaks(ran.stdout + ran.stderr)).toEqual([]);
    }
  }, 60_000);

  test('none comes out where nothing else is in a file', async () => {
    for (const { file } of planted) {
      if (!/broken-[a-z]+-0|json-cut-0/.test(file)) continue;
      const ran = await runCli(['assess', file], { cwd: folder });
      expect(leaks(ran.stdout + ran.stderr)).toEqual([]);
    }
  }, 240_000);

  test('none comes out in a baseline', async () => {
    const ran = await runCli(['baseline', 'write', '--owner', 'me@bank.example', '-o', 'known.json', 'planted'], {
      cwd: folder,
    });
    expect(ran.code).toBe(0);
    expect(leaks(readFileSync(join(folder, 'known.json'), 'utf8') + ran.stdout + ran.stderr)).toEqual([]);
  }, 60_000);
});
