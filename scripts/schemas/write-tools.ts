import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { definedKinds } from '../../src/collect/schemas/defined-kinds.ts';
import { compact, type FieldTable } from './field-table.ts';

// Writes the fields of the custom resources of common tools, from the CustomResourceDefinitions that their releases hold. Run it now and then:
//   go mod download github.com/cert-manager/cert-manager@v1.21.2 github.com/kyverno/kyverno@v1.19.1 …
//   node scripts/schemas/write-tools.ts "$(go env GOMODCACHE)"/github.com/cert-manager/cert-manager@v1.21.2 …
const folders = process.argv.slice(2);
if (folders.length === 0) throw new Error('usage: write-tools.ts FOLDER_OF_A_RELEASE…');

interface Definition {
  readonly spec?: { readonly group?: string };
}

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
  const group = definition?.spec?.group ?? '';
  if (/^(?:example|test|cli)\.|\.internal\./.test(group)) return;
  const { kinds, types } = definedKinds(definition);
  if (Object.keys(kinds).length > 0) read.add(group);
  Object.assign(table.kinds, kinds);
  // Definitions of one path may come from several channels of a release.
  for (const [path, fields] of Object.entries(types)) table.types[path] = { ...table.types[path], ...fields };
}

const note = `Fields of custom resources of ${[...read].toSorted().join(', ')}; written by scripts/schemas/write-tools.ts, do not edit.`;
const target = new URL('../../src/collect/schemas/tools.generated.json', import.meta.url);
writeFileSync(target, `${JSON.stringify({ $comment: note, ...compact(table) })}\n`);
