import { join } from 'node:path';
import { type CollectOptions, collectManifests } from '../../src/collect/manifests/collect-manifests.ts';
import { defaultMaxFileBytes } from '../../src/collect/manifests/open-input.ts';
import type { Estate } from '../../src/estate/estate.ts';
import { testTime } from './estate-of.ts';
import { layFiles } from './lay-files.ts';

/** An estate of files that are laid in a fresh folder and collected from there; paths in it begin with no folder. `paths` are the ones asked for. */
export function collected(
  files: Readonly<Record<string, string | Uint8Array>>,
  { paths = ['.'], ...options }: Partial<CollectOptions> & { readonly paths?: readonly string[] } = {},
): Estate {
  const root = layFiles(files);
  const estate = collectManifests(
    paths.map((path) => (path === '-' ? path : join(root, path))),
    {
      authority: 'default',
      raw: false,
      now: testTime,
      maxFileBytes: defaultMaxFileBytes,
      stdin: null,
      ...options,
    },
  );
  return JSON.parse(JSON.stringify(estate).replaceAll(`${root}/`, '').replaceAll(root, '.')) as Estate;
}
