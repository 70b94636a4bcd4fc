import { describe, expect, test } from 'vitest';
import { collected } from '../../../test/support/collected.ts';
import type { Estate } from '../../estate/estate.ts';
import { notStated } from '../../estate/identity.ts';
import { gapsOf, seenIn } from '../../estate/seen.ts';

const deployment = (name: string, more = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}${more}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: ${name}, image: "registry.bank.example/${name}:1"}]}
`;
const both = { 'base/till.yaml': deployment('till'), 'base/ledger.yaml': deployment('ledger') };
const base = { ...both, 'base/kustomization.yaml': 'resources: [till.yaml, ledger.yaml]\n' };

/** The workloads that are judged. */
const judged = ({ facts }: Estate): string[] => facts.workloads.items.map(({ name }) => name).toSorted();
const messages = ({ unreadSources }: Estate): string[] => unreadSources.map(({ message }) => message);
const gapsIn = ({ facts }: Estate, namespace: string): string[] =>
  gapsOf(seenIn(facts.workloads.seen, namespace)).map(({ detail }) => detail);

const ofTill = 'kind: Deployment\nmetadata: {name: till}\nspec: {replicas: 3}\n';
const inline = `apiVersion: apps/v1\n${ofTill}`.replaceAll('\n', '\n      ');

describe('--raw: what a kustomization changes is not judged as it stands', () => {
  test.each<[string, string]>([
    ['a patch for a target', 'patches: [{path: none.yaml, target: {kind: Deployment, name: till}}]'],
    ['a patch for targets of an expression', 'patches: [{path: none.yaml, target: {name: "t.*l"}}]'],
    ['a patch in a file', 'patches: [{path: patch.yaml}]'],
    ['a patch in a file, as it was once written', 'patches: [patch.yaml]'],
    ['a patch that stands in it', `patches:\n  - patch: |\n      ${inline}`],
    ['a strategic patch', 'patchesStrategicMerge: [patch.yaml]'],
    ['a strategic patch that stands in it', `patchesStrategicMerge:\n  - |\n      ${inline}`],
    [
      'a JSON patch',
      'patchesJson6902: [{path: a.json, target: {group: apps, version: v1, kind: Deployment, name: till}}]',
    ],
    ['a number of replicas', 'replicas: [{name: till, count: 3}]'],
    [
      'a replacement',
      'replacements: [{source: {kind: A, name: b}, targets: [{select: {name: till}, fieldPaths: [a]}]}]',
    ],
    ['a replacement in a file', 'replacements: [{path: replacement.yaml}]'],
    ['a name that it gives itself', 'namePrefix: old-\npatches: [{path: none.yaml, target: {name: old-till}}]'],
  ])('by %s', (_name, fields) => {
    const files = {
      ...base,
      'prod/kustomization.yaml': `resources: [../base]\nnamespace: bank\n${fields}\n`,
      ...(fields.includes('patch.yaml') ? { 'prod/patch.yaml': `apiVersion: apps/v1\n${ofTill}` } : {}),
      'prod/replacement.yaml': 'source: {kind: A, name: b}\ntargets: [{select: {kind: Deployment, name: till}}]\n',
    };
    // Where these come last, they may set another namespace.
    const namespace = /Json6902|replacements/.test(fields) ? notStated : 'bank';
    const raw = collected(files, { raw: true });
    expect(judged(raw)).toEqual(['ledger']);
    expect(messages(raw)).toEqual([
      expect.stringMatching(/^a kustomization changes Deployment till \(\w+\); that is applied only where kubectl/),
    ]);
    expect(gapsIn(raw, namespace)).toEqual([
      expect.stringMatching(/^prod\/kustomization\.yaml: a kustomization changes/),
    ]);
    expect(gapsIn(raw, 'other')).toEqual([]);
  });

  test.each<[string, string]>([
    ['a patch that cannot be read', 'patches: [{path: none.yaml}]'],
    ['another program', 'transformers: [program.yaml]'],
    ['the tier of all', 'labels: [{pairs: {kubecompass.io/tier: critical}}]'],
    ['the tier of all, as it was once written', 'commonLabels: {kubecompass.io/tier: critical}'],
  ])('everything, by %s', (_name, fields) => {
    const files = { ...base, 'prod/kustomization.yaml': `resources: [../base]\n${fields}\n` };
    expect(judged(collected(files, { raw: true }))).toEqual([]);
  });

  test.each<[string, string]>([
    ['the kind of another', 'patches: [{path: none.yaml, target: {kind: StatefulSet, name: till}}]'],
    ['the group of another', 'patches: [{path: none.yaml, target: {group: batch, name: till}}]'],
    ['a longer name', 'patches: [{path: none.yaml, target: {name: tills}}]'],
    ['labels for all', 'commonLabels: {team: bank}'],
    ['labels for all by a transformer', 'transformers: [labels.yaml]'],
  ])('but not %s', (_name, fields) => {
    const files = {
      ...base,
      'prod/kustomization.yaml': `resources: [../base]\n${fields}\n`,
      'prod/labels.yaml':
        'apiVersion: builtin\nkind: LabelTransformer\nmetadata: {name: labels}\nlabels: {team: bank}\n',
    };
    expect(judged(collected(files, { raw: true }))).toEqual(['ledger', 'till']);
  });

  test('which pods a Namespace admits is not known where its kustomization labels it', () => {
    const files = {
      ...base,
      'base/kustomization.yaml': 'resources: [till.yaml, namespace.yaml]\n',
      'base/namespace.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: bank}\n',
      'prod/kustomization.yaml':
        'resources: [../base]\nlabels: [{pairs: {pod-security.kubernetes.io/enforce: restricted}}]\n',
    };
    const raw = collected(files, { raw: true });
    expect(judged(raw)).toEqual(['ledger', 'till']);
    expect(messages(raw)).toEqual([expect.stringContaining('changes Namespace bank (labels)')]);
  });

  test('all that change it are named, with all by which they do', () => {
    const files = {
      ...base,
      'base/kustomization.yaml': `${base['base/kustomization.yaml']}replicas: [{name: till, count: 3}]\n`,
      'prod/kustomization.yaml':
        'resources: [../base]\nreplicas: [{name: till, count: 4}]\npatches: [{path: none.yaml, target: {name: till}}]\n',
    };
    expect(messages(collected(files, { raw: true })).map((one) => one.replace(/;.*/, ''))).toEqual([
      'a kustomization changes Deployment till (replicas)',
      'a kustomization changes Deployment till (patches, replicas)',
    ]);
  });

  test('a component changes what those take that use it', () => {
    const component = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n';
    const files = {
      ...base,
      'strict/kustomization.yaml': `${component}patches: [{path: none.yaml, target: {kind: Deployment, name: till}}]\n`,
      'more/kustomization.yaml': `${component}components: [../strict]\n`,
      'prod/kustomization.yaml': 'resources: [../base]\ncomponents: [../more]\n',
    };
    expect(judged(collected(files, { raw: true }))).toEqual(['ledger']);
    const { 'prod/kustomization.yaml': _prod, ...unused } = files;
    expect(judged(collected(unused, { raw: true }))).toEqual(['ledger', 'till']);
  });

  test('credentials in it are found all the same', () => {
    const till = deployment('till').replace('image:', 'env: [{name: DB_PASSWORD, value: Zebra7-lane-Nine}], image:');
    const files = {
      ...base,
      'base/till.yaml': till,
      'prod/kustomization.yaml': 'resources: [../base]\nreplicas: [{name: till, count: 3}]\n',
    };
    expect(collected(files, { raw: true }).facts.credentialCarriers.items).toMatchObject([
      { name: 'ledger', credentials: [] },
      { name: 'till', credentials: [{}] },
    ]);
  });

  test('an object of GitOps brings what lies where it says, and nothing else is known of it', () => {
    const files = {
      'apps/kustomization.yaml':
        'resources: [ledger.yaml]\npatches: [{path: none.yaml, target: {kind: Kustomization}}]\n',
      'apps/ledger.yaml':
        'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: ledger}\nspec: {path: ledger, targetNamespace: bank}\n',
      'ledger/a.yaml': deployment('ledger'),
    };
    const raw = collected(files, { raw: true });
    // The patch may set another one, and what the object asks for.
    expect(raw.facts.workloads.items).toMatchObject([{ namespace: notStated }]);
    expect(raw.facts.gitopsApplications.items).toEqual([]);
    expect(gapsIn(raw, 'any')).toEqual([expect.stringContaining('changes Kustomization ledger')]);
  });
});

const flux = (spec: string): string =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: bank}\nspec: {path: ./base, targetNamespace: bank, ${spec}}\n`;
const argo = (source: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: bank}\nspec: {destination: {namespace: bank}, source: {path: base, ${source}}}\n`;
const target = 'target: {kind: Deployment, name: till}';

describe('what a GitOps object changes is not judged as it stands, where nothing renders it', () => {
  test.each<[string, string, string[]]>([
    ['a patch of Flux', flux(`patches: [{patch: "[]", ${target}}]`), ['ledger']],
    ['labels of Flux', flux('commonMetadata: {labels: {kubecompass.io/tier: critical}}'), []],
    ['components of Flux that are not there', flux('components: [../gone]'), []],
    ['components of Flux', flux('components: [../strict]'), ['ledger']],
    ['variables of Flux', flux('postBuild: {substitute: {COUNT: "3"}}'), ['ledger']],
    ['a patch of Argo CD', argo(`kustomize: {patches: [{patch: "[]", ${target}}]}`), ['ledger']],
    ['images of Argo CD', argo('kustomize: {images: ["registry.bank.example/till:2"]}'), ['ledger']],
    ['replicas of Argo CD', argo('kustomize: {replicas: [{name: till, count: 2}]}'), ['ledger']],
    ['labels of Argo CD', argo('kustomize: {commonLabels: {a: b}}'), []],
    ['what Argo CD is not known to do', argo('kustomize: {tomorrow: {a: b}}'), []],
    ['jsonnet', argo('directory: {jsonnet: {}}'), []],
  ])('%s', (_name, yaml, left) => {
    const files = {
      ...both,
      'base/till.yaml': deployment('till', ', annotations: {count: "${COUNT}"}'),
      'strict/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: [{path: none.yaml, ${target}}]\n`,
      'clusters/a.yaml': yaml,
    };
    for (const raw of [false, true]) {
      const estate = collected(files, { raw });
      expect(judged(estate)).toEqual(left);
      expect(messages(estate)).toContainEqual(expect.stringMatching(/^\w+ bank changes Deployment .*till/));
      expect(gapsIn(estate, 'bank')).toContainEqual(expect.stringMatching(/^clusters\/a\.yaml: \w+ bank changes/));
      expect(gapsIn(estate, 'other')).toEqual([]);
    }
  });

  test.each<[string, string]>([
    ['a namespace', flux('prune: true')],
    ['variables that none of them holds', flux('postBuild: {substitute: {OTHER: "3"}}')],
    [
      'images of Flux, which are known by themselves',
      flux('images: [{name: registry.bank.example/till, newTag: "2"}]'),
    ],
    ['a patch for another', flux('patches: [{patch: "[]", target: {name: other}}]')],
    ['a folder that is not there', flux(`patches: [{patch: "[]", ${target}}]`).replace('./base', './gone')],
  ])('but not %s', (_name, yaml) => {
    const estate = collected({ ...both, 'clusters/a.yaml': yaml });
    expect(judged(estate)).toEqual(['ledger', 'till']);
  });

  test('what is not to be filled in is left', () => {
    const files = {
      'base/till.yaml': deployment(
        'till',
        ', annotations: {kustomize.toolkit.fluxcd.io/substitute: disabled, a: "${COUNT}"}',
      ),
      'clusters/a.yaml': flux('postBuild: {substitute: {COUNT: "3"}}'),
    };
    expect(judged(collected(files))).toEqual(['till']);
  });

  test('what components bring is a gap for the namespace', () => {
    const files = {
      ...both,
      'clusters/a.yaml': flux('components: [../strict]'),
      'strict/kustomization.yaml': 'kind: Component\n',
    };
    const estate = collected(files);
    expect(judged(estate)).toEqual(['ledger', 'till']);
    expect(gapsIn(estate, 'bank')).toEqual([
      'clusters/a.yaml: Kustomization bank applies base: components are laid over it, and what comes of it is not seen here',
    ]);
  });
});
