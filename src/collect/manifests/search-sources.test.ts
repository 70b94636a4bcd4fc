import { describe, expect, test } from 'vitest';
import { collected } from '../../../test/support/collected.ts';
import type { Estate } from '../../estate/estate.ts';
import { factNames } from '../../estate/facts.ts';
import { gapsOf } from '../../estate/seen.ts';

/** What was found, in short: `HelmValues chart/values.yaml: password auth.password`. */
function found({ facts }: Estate): string[] {
  return facts.credentialCarriers.items.flatMap(({ kind, name, credentials }) =>
    credentials.map((one) => `${kind} ${name}: ${one.kind} ${one.path}${one.line === null ? '' : ` line ${one.line}`}`),
  );
}

const chart = 'apiVersion: v2\nname: ledger\nversion: 1.0.0\n';
const secret =
  'apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: bank}\nstringData: {password: hunter22}\n';

const files = {
  'prod/kustomization.yaml':
    'patches: [{path: env.yaml}, {path: ops.json, target: {kind: Secret}}]\nsecretGenerator: [{name: a, literals: [password=hunter22], files: [mail.yaml]}]\nconfigMapGenerator: [{name: b, files: [app=app.json]}]\nhelmCharts: [{name: db, valuesFile: db.yaml}]\n',
  'prod/env.yaml':
    'kind: Deployment\nmetadata: {name: ledger}\nspec: {template: {spec: {containers: [{env: [{name: DB_PASSWORD, value: hunter22}]}]}}}\n---\nkind: ConfigMap\ndata: {PASSWORD: hunter22}\n',
  'prod/ops.json': '[{"op": "add", "path": "/data/password", "value": "aHVudGVyMjI="}]',
  'prod/mail.yaml': 'smtp:\n  user: app\n  pass: hunter22\n{{ if }}\n',
  'prod/app.json': '{"mode": "fast",\n"password": "hunter22"}',
  'prod/db.yaml': 'auth: {password: hunter22}\n',
  'chart/Chart.yaml': chart,
  'chart/values.yaml': 'mode: fast\nauth:\n  password: hunter22\n',
  'chart/values-prod.yml': 'auth: {password: hunter22-prod}\n',
  'chart/charts/sub/Chart.yaml': chart,
  'chart/charts/sub/values.yaml': 'auth: {password: hunter22}\n',
  'chart/ci/values.yaml': 'auth: {password: hunter22}\n',
  'other/values.yaml': 'auth: {password: hunter22}\n',
  'part/kustomization.yaml': 'kind: Component\nresources: [secret.yaml]\npatches: [{path: patch.yaml}]\n',
  'part/secret.yaml': secret,
  'part/patch.yaml': secret,
};

const everything = [
  'HelmValues chart/charts/sub/values.yaml: password auth.password',
  'HelmValues chart/values-prod.yml: password auth.password',
  'HelmValues chart/values.yaml: password auth.password',
  'HelmValues prod/db.yaml: password auth.password',
  'KustomizeFile prod/app.json: password  line 2',
  'KustomizeFile prod/mail.yaml: password  line 3',
  'KustomizePatch part/patch.yaml (Secret db): password stringData.password',
  'KustomizePatch prod/env.yaml (ConfigMap): password data.PASSWORD',
  'KustomizePatch prod/env.yaml (Deployment ledger): password spec.template.spec.containers[0].env[0].value',
  'KustomizePatch prod/ops.json: password [0].value',
  'Kustomization prod: password secretGenerator[0].literals[0]',
  'KustomizeFile part/secret.yaml (Secret db): password stringData.password',
];

describe('what is no manifest by itself is searched for credentials', () => {
  test.each([false, true])('whether or not sources are read as they are (--raw: %s)', (raw) => {
    const estate = collected(files, { raw });
    // What nothing applies is an object like any other where files are read as they are.
    const unused = 'KustomizeFile part/secret.yaml (Secret db)';
    const expected = raw ? everything.map((one) => one.replace(unused, 'Secret db')) : everything;
    expect(found(estate).toSorted()).toEqual(expected.toSorted());
    expect(JSON.stringify(estate)).not.toContain('hunter22');
  });

  test('and for nothing else: it becomes no fact', () => {
    const { facts, objects } = collected(files);
    expect(factNames.filter((name) => facts[name].items.length > 0)).toEqual(['credentialCarriers']);
    expect(objects).toBe(0);
  });

  test('each file stands where it stands', () => {
    const { facts } = collected(files);
    expect(facts.credentialCarriers.items.find(({ name }) => name === 'chart/values.yaml')).toMatchObject({
      namespace: '',
      places: ['chart'],
      origin: { file: 'chart/values.yaml', line: 1, document: 0 },
      inFile: true,
      plainData: [],
    });
  });

  test('a kustomization in the root is called so', () => {
    const estate = collected({ 'kustomization.yaml': 'secretGenerator: [{literals: [password=hunter22]}]' });
    expect(found(estate)).toEqual(['Kustomization .: password secretGenerator[0].literals[0]']);
  });

  test('what holds none is nothing that was asked', () => {
    const estate = collected({
      'a/kustomization.yaml': 'patches: [{path: patch.yaml}]',
      'a/patch.yaml': secret.replace('hunter22', '<change-me>'),
      'chart/Chart.yaml': chart,
      'chart/values.yaml': 'existingSecret: db\npassword: ""\n',
    });
    expect(estate.facts.credentialCarriers.items).toEqual([]);
  });
});

describe('what of it cannot be read', () => {
  const broken = {
    'a/kustomization.yaml': 'patches: [{path: patch.yaml}]\nconfigMapGenerator: [{files: [odd.yaml]}]',
    'a/patch.yaml': 'kind: Deployment\nspec: {\n  password: hunter22\n',
    'a/odd.yaml': 'a: {',
    'chart/Chart.yaml': chart,
    'chart/values.yaml': 'a: b: c\ntoken: ghp_abcdefghijklmnopqrstuvwxyzABCDEFGHIJ\n',
    'part/kustomization.yaml': 'kind: Component\nresources: [secret.yaml]\n',
    'part/secret.yaml': 'kind: Secret\nstringData: {',
  };

  test.each([false, true])('is listed, and searched as the text that it is (--raw: %s)', (raw) => {
    const estate = collected(broken, { raw });
    const files = new Set(estate.unreadable.map(({ file }) => file));
    expect([...files]).toEqual(['a/patch.yaml', 'chart/values.yaml', 'part/secret.yaml']);
    expect(found(estate)).toEqual([
      'HelmValues chart/values.yaml: GitHub token  line 2',
      'KustomizePatch a/patch.yaml: password  line 3',
    ]);
  });

  test('hides no more than credentials', () => {
    const { facts } = collected(
      { 'a/kustomization.yaml': 'patches: [{path: patch.yaml}]', 'a/patch.yaml': broken['a/patch.yaml'] },
      { raw: true },
    );
    const hidden = factNames.filter((name) =>
      gapsOf(facts[name].seen.everywhere).some(({ gap }) => gap === 'malformed'),
    );
    expect(hidden).toEqual(['credentialCarriers']);
  });
});
