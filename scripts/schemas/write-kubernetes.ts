import { writeFileSync } from 'node:fs';
import { compact, type FieldTable } from './field-table.ts';
import { readGoModule } from './read-go-types.ts';

// Writes the fields of Kubernetes' own kinds, of all versions that are given together. Run it when a minor version comes:
//   go mod download k8s.io/api@v0.38.0 k8s.io/apimachinery@v0.38.0 k8s.io/apiextensions-apiserver@v0.38.0 k8s.io/kube-aggregator@v0.38.0
//   node scripts/schemas/write-kubernetes.ts "$(go env GOMODCACHE)" k8s.io/api@v0.37.0 k8s.io/api@v0.38.0 … \
//     k8s.io/kubelet@v0.38.0/config k8s.io/kubernetes@v1.38.0/cmd/kubeadm/app/apis
// What configures components (kubelet, kubeadm) is read from a folder of its module.
const [cache = '', ...modules] = process.argv.slice(2);
if (modules.length === 0) throw new Error('usage: write-kubernetes.ts GOMODCACHE MODULE@VERSION …');

/** Types that read JSON in their own way. */
const special: Readonly<Record<string, string>> = {
  'k8s.io/apimachinery/pkg/apis/meta/v1.Time': 's',
  'k8s.io/apimachinery/pkg/apis/meta/v1.MicroTime': 's',
  'k8s.io/apimachinery/pkg/apis/meta/v1.Duration': 's',
  'k8s.io/apimachinery/pkg/apis/meta/v1.FieldsV1': 'a',
  'k8s.io/apimachinery/pkg/api/resource.Quantity': 'q',
  'k8s.io/apimachinery/pkg/util/intstr.IntOrString': 'x',
  'k8s.io/apimachinery/pkg/runtime.RawExtension': 'a',
  'k8s.io/apimachinery/pkg/runtime.Object': 'a',
  'k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSON': 'a',
  'k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSONSchemaPropsOrArray': 'a',
  'k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSONSchemaPropsOrBool': 'a',
  'k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSONSchemaPropsOrStringArray': 'a',
};
const words: Readonly<Record<string, string>> = { string: 's', bool: 'b', float32: 'n', float64: 'n' };

const packages = modules.flatMap((one) => readGoModule(`${cache}/${one}`, one.replace(/@[^/]*/, '')));
/** Files that configure a component have no metadata. They are decoded strictly, too: the component warns of what it does not know, and drops it. */
const ofComponents = /^k8s\.io\/(?:kubelet\/config|kubernetes\/cmd\/kubeadm\/app\/apis\/kubeadm)\//;
const aliases = new Map(
  packages.flatMap(({ path, aliases: own }) => Object.entries(own).map(([name, type]) => [`${path}.${name}`, type])),
);
const structs = new Map<string, Map<string, string>>();
for (const { path, structs: own } of packages) {
  for (const [name, fields] of Object.entries(own)) {
    const all = structs.get(`${path}.${name}`) ?? new Map<string, string>();
    structs.set(`${path}.${name}`, all);
    // Of what is inlined the type is what tells it apart.
    for (const { name: field, type } of fields) all.set(field === '' ? `inline ${type.replace('*', '')}` : field, type);
  }
}

/** A Go type in the letters of the table. */
function typeOf(go: string): string {
  const type = go.replace(/^\*/, '');
  const known = special[type] ?? words[type];
  if (known !== undefined) return known;
  if (/^u?int(?:8|16|32|64)?$/.test(type)) return 'i';
  if (type === '[]byte') return 's';
  if (type.startsWith('[]')) return `[${typeOf(type.slice(2))}`;
  const [, value] = /^map\[[^\]]+\](.*)$/.exec(type) ?? [];
  if (value !== undefined) return `{${typeOf(value)}`;
  if (structs.has(type)) return type;
  const alias = aliases.get(type);
  return alias === undefined ? 'a' : typeOf(alias);
}

function fieldsOf(type: string): [string, string][] {
  // What is inlined may be an alias of a struct of another version.
  const alias = aliases.get(type);
  if (alias !== undefined) return fieldsOf(alias);
  return [...(structs.get(type) ?? [])].flatMap(([field, go]): [string, string][] =>
    field.startsWith('inline ') ? fieldsOf(field.slice('inline '.length)) : [[field, typeOf(go)]],
  );
}

const table: FieldTable = { kinds: {}, types: {} };
for (const type of structs.keys()) table.types[type] = Object.fromEntries(fieldsOf(type));
for (const { path, group, structs: own } of packages) {
  const version = path.split('/').at(-1) ?? '';
  if (group === null || !/^v\d/.test(version)) continue;
  for (const [name, fields] of Object.entries(own)) {
    const isKind = fields.some(({ type }) => type.endsWith('/meta/v1.TypeMeta'));
    const type = `${path}.${name}`;
    const isObject = table.types[type]?.['metadata']?.endsWith('/meta/v1.ObjectMeta') === true;
    if (!isKind || !(isObject || ofComponents.test(path)) || table.types[type] === undefined) continue;
    table.kinds[`${group === '' ? '' : `${group}/`}${version}/${name}`] = type;
    // What the cluster writes is nobody's mistake.
    if ('status' in table.types[type]) table.types[type]['status'] = 'a';
  }
}

const versions = modules
  .filter((one) => one.startsWith('k8s.io/api@'))
  .map((one) => one.replace(/.*@v0\.(\d+)\..*/, '1.$1'));
const note = `Fields of the kinds of Kubernetes ${versions.at(0)} to ${versions.at(-1)}; written by scripts/schemas/write-kubernetes.ts, do not edit.`;
const target = new URL('../../src/collect/schemas/kubernetes.generated.json', import.meta.url);
writeFileSync(target, `${JSON.stringify({ $comment: note, ...compact(table) })}\n`);
