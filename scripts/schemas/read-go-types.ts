import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The types of a Go package that matter to JSON: the fields of structs, and what other types stand for. */
export interface GoPackage {
  /** As it is imported: `k8s.io/api/apps/v1`. */
  readonly path: string;
  /** The API group that the package registers; null where it registers none. */
  readonly group: string | null;
  readonly structs: Readonly<Record<string, readonly GoField[]>>;
  readonly aliases: Readonly<Record<string, string>>;
}

/** A field of a struct. Its type is written with whole import paths: `*k8s.io/api/core/v1.PodSpec`. */
export interface GoField {
  /** The name in JSON; '' for a struct whose fields are the outer struct's own. */
  readonly name: string;
  readonly type: string;
}

/** Reads all packages below a module's folder that declare API types. */
export function readGoModule(folder: string, module: string): GoPackage[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.go') && !/_test\.go$|testdata|zz_generated|generated\.pb/.test(file),
  );
  const byFolder = Map.groupBy(files, (file) => file.split('/').slice(0, -1).join('/'));
  return [...byFolder].map(([inside, own]) => {
    const path = inside === '' ? module : `${module}/${inside}`;
    const texts = own.map((file) => readFileSync(join(folder, file), 'utf8'));
    return { path, group: groupOf(texts), ...typesOf(texts, path) };
  });
}

function groupOf(texts: readonly string[]): string | null {
  for (const text of texts) {
    const [, group] = /GroupName\s*=\s*"([^"]*)"/.exec(text) ?? [];
    if (group !== undefined) return group;
  }
  return null;
}

function typesOf(texts: readonly string[], path: string): Pick<GoPackage, 'structs' | 'aliases'> {
  const structs: Record<string, GoField[]> = {};
  const aliases: Record<string, string> = {};
  for (const text of texts) {
    const imports = importsOf(text);
    const whole = (type: string): string => withPaths(type, imports, path);
    const plain = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
    for (const [, name = '', body = ''] of plain.matchAll(/^type (\w+) struct \{([\s\S]*?)^\}/gm))
      structs[name] = fieldsOf(body, whole);
    for (const [, name = '', type = ''] of plain.matchAll(/^type (\w+) (?!struct|interface|func)=?\s*(\S+)/gm))
      aliases[name] = whole(type);
  }
  return { structs, aliases };
}

function importsOf(text: string): Map<string, string> {
  const [block = ''] = /^import \(([\s\S]*?)^\)/m.exec(text) ?? [];
  const lines = [...block.matchAll(/^\s*(\w+)?\s*"([^"]+)"/gm), ...text.matchAll(/^import (\w+)? ?"([^"]+)"/gm)];
  return new Map(lines.map(([, alias, path = '']) => [alias ?? path.split('/').at(-1) ?? '', path]));
}

/** `[]*v1.Container` as `[]*k8s.io/api/core/v1.Container`, and `Container` as the package's own. */
function withPaths(type: string, imports: ReadonlyMap<string, string>, own: string): string {
  return type.replaceAll(/(?<![\w./])(?:(\w+)\.)?(\w+)(?![\w./])/g, (_all, alias: string | undefined, name: string) => {
    if (alias !== undefined) return `${imports.get(alias) ?? alias}.${name}`;
    return /^(?:map|string|bool|int|int8|int16|int32|int64|uint8|uint16|uint32|uint64|float32|float64|byte|rune)$/.test(
      name,
    )
      ? name
      : `${own}.${name}`;
  });
}

function fieldsOf(body: string, whole: (type: string) => string): GoField[] {
  return [...body.matchAll(/^\s*(?:(\w+)\s+)?(\S+)\s+`[^`]*json:"([^",]*)([^"]*)"/gm)].flatMap(
    ([, , type = '', name = '', options = '']) => {
      if (name === '-') return [];
      return [{ name: options.includes('inline') ? '' : name, type: whole(type) }];
    },
  );
}
