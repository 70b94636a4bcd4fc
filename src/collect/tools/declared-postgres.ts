import type { Fields } from '../objects/fields.ts';
import type { KnownTool } from './known-tool.ts';
import { versionOfImage } from './tool-of-image.ts';

/** Where resources of operators state the major version of PostgreSQL that they run. */
const majorsAt: Readonly<Record<string, readonly string[]>> = {
  'postgresql.cnpg.io/Cluster': ['imageCatalogRef', 'major'],
  'postgres-operator.crunchydata.com/PostgresCluster': ['postgresVersion'],
  'pgv2.percona.com/PerconaPGCluster': ['postgresVersion'],
  'acid.zalan.do/postgresql': ['postgresql', 'version'],
};

/** The version of PostgreSQL that a resource states, by an image or as a number, and in which field; null where it leaves that to its operator. */
export function declaredPostgres(
  groupKind: string,
  spec: Fields,
  postgresql: KnownTool,
): { readonly at: string; readonly version: string | null } | null {
  const way = majorsAt[groupKind];
  if (!way) return null;
  const image = groupKind === 'postgresql.cnpg.io/Cluster' ? spec.text('imageName') : null;
  if (image !== null) return { at: 'spec.imageName', version: versionOfImage(image, postgresql) };
  const holder = way.slice(0, -1).reduce((fields, step) => fields.objectOrNone(step), spec);
  const major = holder.value(way.at(-1) ?? '');
  const version = typeof major === 'string' || typeof major === 'number' ? `${major}` : '';
  return /^\d{2}$/.test(version) ? { at: `spec.${way.join('.')}`, version } : null;
}
