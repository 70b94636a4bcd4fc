import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { compact, type FieldTable } from './field-table.ts';

// Writes the fields of the custom resources of common tools, from the CustomResourceDefinitions that their releases hold. Run it now and then:
//   go mod download github.com/cert-manager/cert-manager@v1.21.2 github.com/kyverno/kyverno@v1.19.1 …
//   node scripts/schemas/write-tools.ts "$(go env GOMODCACHE)"/github.com/cert-manager/cert-manager@v1.21.2 …
const folders = process.argv.slice(2);
if (folders.length === 0) throw new Error('usage: write-tools.ts FOLDER_OF_A_RELEASE…');

/** A structural schema, as far as it matters which fields there are. */
interface Schema {
  readonly 'type'?: string;
  readonly 'properties'?: Readonly<Record<string, Schema>>;
  readonly 'additionalProperties'?: Schema | boolean;
  readonly 'items'?: Schema;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'anyOf'?: readonly Schema[];
}

interface Definition {
  readonly kind?: string;
  readonly spec?: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions?: readonly { readonly name: string; readonly schema?: { readonly openAPIV3Schema?: Schema } }[];
  };
}

const letters: Readonly<Record<string, string>> = { string: 's', integer: 'i', number: 'n', boolean: 'b' };
const table: FieldTable = { kinds: {}, types: {} };
const read = new Set<string>();
for (const folder of folders) {
  const files = statSync(folder).isDirectory() ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [''];
  for (const file of files) {
    // What a project tests itself with is nobody's custom resource.
    if (!/\.ya?ml$/.test(file) || /(?:^|\/)(?:tests?|testdata|e2e|conformance|fixtures?|vendor)\//.test(file)) continue;
    const text = readFileSync(join(folder, file), 'utf8');
    if (!text.includes('kind: CustomResourceDefinition')) continue;
    for (const document of parseAllDocuments(text)) {
      if ('errors' in document && document.errors.length === 0) addDefinition(document.toJS() as Definition | null);
    }
  }
}

function addDefinition(definition: Definition | null): void {
  if (definition?.kind !== 'CustomResourceDefinition' || !definition.spec) return;
  const { group, names, versions = [] } = definition.spec;
  if (/^(?:example|test|cli)\.|\.internal\./.test(group)) return;
  for (const { name, schema } of versions) {
    const key = `${group}/${name}/${names.kind}`;
    if (!schema?.openAPIV3Schema?.properties) continue;
    // A metadata without properties is what every object has; what the cluster writes is nobody's mistake.
    const {
      apiVersion: _version,
      kind: _kind,
      metadata: _metadata,
      status: _status,
      ...own
    } = schema.openAPIV3Schema.properties;
    read.add(group);
    table.kinds[key] = typeOf({ type: 'object', properties: own }, key);
    Object.assign(table.types[key] ?? {}, { apiVersion: 's', kind: 's', metadata: 'a', status: 'a' });
  }
}

/** The type in the letters of the table; an object becomes a type under the path to it, with the fields of all definitions of one path. */
function typeOf(schema: Schema, path: string): string {
  if (schema['x-kubernetes-int-or-string'] === true) return 'x';
  if (schema['x-kubernetes-preserve-unknown-fields'] === true || schema['x-kubernetes-embedded-resource'] === true)
    return 'a';
  const letter = letters[schema.type ?? ''];
  if (letter !== undefined) return letter;
  if (schema.type === 'array') return schema.items ? `[${typeOf(schema.items, path)}` : 'a';
  if (schema.type !== 'object') return 'a';
  const { properties = {}, additionalProperties } = schema;
  if (Object.keys(properties).length === 0)
    return typeof additionalProperties === 'object' ? `{${typeOf(additionalProperties, `${path}/*`)}` : 'a';
  if (additionalProperties !== undefined && additionalProperties !== false) return 'a';
  const types = Object.entries(properties).map(([name, one]): [string, string] => [
    name,
    typeOf(one, `${path}/${name}`),
  ]);
  table.types[path] = { ...table.types[path], ...Object.fromEntries(types) };
  return path;
}

const note = `Fields of custom resources of ${[...read].toSorted().join(', ')}; written by scripts/schemas/write-tools.ts, do not edit.`;
const target = new URL('../../src/collect/schemas/tools.generated.json', import.meta.url);
writeFileSync(target, `${JSON.stringify({ $comment: note, ...compact(table) })}\n`);
