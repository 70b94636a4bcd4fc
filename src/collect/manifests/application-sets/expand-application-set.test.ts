import { expect, test } from 'vitest';
import type { Raw } from '../../objects/fields.ts';
import type { GivenRepository } from '../folder-index.ts';
import { anyRepository } from '../named-repository.ts';
import { expandApplicationSet } from './expand-application-set.ts';
import { readDocuments } from '../text/read-documents.ts';

const files: Readonly<Record<string, string>> = {
  'apps/ledger/kustomization.yaml': '{}',
  'apps/till/kustomization.yaml': '{}',
  'apps/old/kustomization.yaml': '{}',
  'apps/.hidden/a.yaml': '{}',
  'clusters/dev/config.json': '{"cluster": {"name": "dev", "replicas": 1}, "zones": ["a", "b"]}',
  'clusters/prod/config.json': '{"cluster": {"name": "prod", "replicas": 3}, "zones": ["c"]}',
  'lists/all.yaml': '[{name: a}, {name: b}]',
  'lists/text.yaml': 'text',
  'lists/empty.yaml': '',
  'deep/one/x.yaml': 'name: x',
  'deep/one/two/y.yaml': 'name: y',
};
const repository: GivenRepository = {
  own: anyRepository,
  files: Object.keys(files),
  folders: ['apps', 'apps/ledger', 'apps/till', 'apps/old', 'apps/.hidden', 'clusters', 'clusters/dev'],
  textOf: (file) => files[file] ?? null,
};

function expanded(yaml: string): unknown {
  const made = expandApplicationSet(readDocuments(yaml)[0]?.value as Raw, repository);
  if ('untold' in made) return made.untold;
  return made.map(({ metadata, spec }) => {
    const { name } = metadata as Raw;
    const { source } = spec as Raw;
    return `${String(name)} ${String((source as Raw)['path'])}`;
  });
}

const set = (generators: string, name: string, path: string, more = ''): string =>
  `{generators: [${generators}], template: {metadata: {name: "${name}"}, spec: {source: {path: "${path}"}}}${more}}`;
const go = ', goTemplate: true';
const folders = '{git: {directories: [{path: apps/*}, {path: apps/ol?, exclude: true}]}}';
const configs = '{git: {files: [{path: "clusters/*/config.json"}]}}';

test.each<[string, string, readonly string[]]>([
  ['folders', set(folders, '{{path.basename}}', '{{path}}'), ['ledger apps/ledger', 'till apps/till']],
  [
    'folders, with Go templates',
    set(folders, '{{.path.basename | upper}}', '{{index .path.segments 0}}', go),
    ['LEDGER apps', 'TILL apps'],
  ],
  [
    'folders under another name, with values',
    set(
      '{git: {directories: [{path: apps/till}], pathParamPrefix: my, values: {of: "{{my.path[1]}}"}}}',
      '{{values.of}}',
      '{{my.path}}',
    ),
    ['till apps/till'],
  ],
  [
    'the same, with Go templates',
    set(
      '{git: {directories: [{path: apps/till}], pathParamPrefix: my, values: {of: "{{.my.path.basename}}"}}}',
      '{{.values.of}}',
      '{{.my.path.path}}',
      go,
    ),
    ['till apps/till'],
  ],
  [
    'files',
    set(configs, '{{cluster.name}}-{{cluster.replicas}}-{{zones.0}}', '{{path}}/{{path.filename}}'),
    ['dev-1-a clusters/dev/config.json', 'prod-3-c clusters/prod/config.json'],
  ],
  [
    'files, with Go templates',
    set(configs, '{{.cluster.name}}-{{len .zones}}', '{{.path.path}}/{{.path.filenameNormalized}}', go),
    ['dev-2 clusters/dev/config.json', 'prod-1 clusters/prod/config.json'],
  ],
  [
    'a file that holds a list',
    set('{git: {files: [{path: lists/all.yaml}]}}', '{{name}}', '{{path.basename}}'),
    ['a lists', 'b lists'],
  ],
  ['a file that holds nothing', set('{git: {files: [{path: lists/empty.yaml}]}}', 'x', '{{path}}'), ['x lists']],
  [
    'all but some files',
    set(
      '{git: {files: [{path: "clusters/*/config.json"}, {path: "clusters/dev/**", exclude: true}]}}',
      'x',
      '{{path[1]}}',
    ),
    ['x prod'],
  ],
  [
    'elements as YAML',
    set('{list: {elementsYaml: "[{name: a}, {name: b}]"}}', '{{.name}}', 'apps', go),
    ['a apps', 'b apps'],
  ],
  [
    'a matrix',
    set(
      `{matrix: {generators: [${configs}, {list: {elements: [{app: ledger}, {app: till}]}}]}}`,
      '{{cluster.name}}',
      'apps/{{app}}',
    ),
    ['dev apps/ledger', 'dev apps/till', 'prod apps/ledger', 'prod apps/till'],
  ],
  [
    'a matrix whose second generator uses what the first one says',
    set(
      '{matrix: {generators: [{list: {elements: [{at: ledger}]}}, {git: {directories: [{path: "apps/{{.at}}"}]}}]}}',
      '{{.at}}',
      '{{.path.path}}',
      go,
    ),
    ['ledger apps/ledger'],
  ],
  [
    'a matrix over what stands in files',
    set(
      `{matrix: {generators: [${configs}, {list: {elementsYaml: "[{zone: {{ first .zones }}}]"}}]}}`,
      '{{.cluster.name}}-{{.zone}}',
      'apps',
      go,
    ),
    ['dev-a apps', 'prod-c apps'],
  ],
  [
    'a matrix whose generators say parts of one thing',
    set(
      '{matrix: {generators: [{list: {elements: [{values: {a: one}}]}}, {list: {elements: [{values: {b: two}}]}}]}}',
      '{{.values.a}}-{{.values.b}}',
      'apps',
      go,
    ),
    ['one-two apps'],
  ],
  [
    'a merge',
    set(
      '{merge: {mergeKeys: [name], generators: [{list: {elements: [{name: a, path: apps}, {name: b, path: apps}]}}, {list: {elements: [{name: b, path: apps/till}, {name: c, path: none}]}}]}}',
      '{{name}}',
      '{{path}}',
    ),
    ['a apps', 'b apps/till'],
  ],
  [
    'a selector',
    set(
      '{list: {elements: [{name: a, tier: one}, {name: b, tier: two}, {name: c}]}, selector: {matchExpressions: [{key: tier, operator: NotIn, values: [two]}]}}',
      '{{name}}',
      'apps',
    ),
    ['a apps', 'c apps'],
  ],
  [
    'a template of the generator, which counts more',
    set('{list: {elements: [{name: a}], template: {spec: {source: {path: "apps/{{name}}"}}}}}', '{{name}}', 'apps'),
    ['a apps/a'],
  ],
  [
    'a patch, which counts most',
    set(
      '{list: {elements: [{name: a}, {name: b, at: till}]}}',
      '{{.name}}',
      'apps',
      `${go}, templatePatch: "{{- if .at }}\\nspec: {source: {path: 'apps/{{ .at }}'}}\\n{{- end }}"`,
    ),
    ['a apps', 'b apps/till'],
  ],
])('%s', (_name, yaml, expected) => {
  expect(expanded(yaml)).toEqual(expected);
});

test.each<[string, string, string]>([
  [
    'clusters',
    set('{clusters: {}}', '{{name}}', 'apps'),
    'its generator clusters asks for the clusters that Argo CD knows',
  ],
  [
    'clusters in a matrix',
    set(`{matrix: {generators: [${folders}, {clusters: {selector: {}}}]}}`, '{{name}}', '{{path}}'),
    'its generator clusters asks for',
  ],
  ['a generator of tomorrow', set('{moons: {}}', 'a', 'apps'), 'its generator moons is not known here'],
  ['a file that is not there', set('{git: {files: [{path: apps/none.json}]}}', 'a', 'b'), 'apps/none.json is no file'],
  ['files of any folder', set('{git: {files: [{path: "**/config.json"}]}}', 'a', 'b'), 'names no folder'],
  ['a file of text', set('{git: {files: [{path: lists/text.yaml}]}}', 'a', 'b'), 'lists/text.yaml holds no object'],
  [
    'files as far as the controller is told',
    set('{git: {files: [{path: "deep/*/*.yaml"}]}}', 'a', 'b'),
    'whether deep/*/*.yaml stands for deep/one/two/y.yaml, too, is a setting of the controller',
  ],
  ['a name for which nothing stands', set(folders, '{{name}}', '{{path}}'), 'its template holds {{name}}'],
  ['a number without Go templates', set('{list: {elements: [{name: 1}]}}', '{{name}}', 'apps'), 'is no text'],
  [
    'two that say the same in a matrix',
    set(`{matrix: {generators: [${folders}, ${folders}]}}`, 'a', '{{path}}'),
    'both say path',
  ],
  [
    'no folder that is there',
    set('{git: {directories: [{path: gone/*}]}}', 'a', '{{path}}'),
    'find nothing in the folder',
  ],
  [
    'a merge that is not unique',
    set(
      `{merge: {mergeKeys: [x], generators: [{list: {elements: [{x: a}, {x: a}]}}, {list: {elements: []}}]}}`,
      'a',
      'b',
    ),
    'the same x twice',
  ],
  ['a patch without Go templates', set(folders, 'a', 'b', ', templatePatch: "spec: {}"'), 'its templatePatch'],
  ['no generators', '{template: {}}', 'it has no template, or no generators'],
])('of %s nothing can be told', (_name, yaml, expected) => {
  expect(expanded(yaml)).toContain(expected);
});
