import { collectTexts } from '../../src/collect/manifests/collect-manifests.ts';
import type { Authority } from '../../src/collect/manifests/visibility.ts';
import type { Estate } from '../../src/estate/estate.ts';

/** The time of every estate in tests. */
export const testTime = '2026-11-24T12:00:00Z';

/**
 * An estate from YAML, as the collector reads it: one text is the file `manifests.yaml` in the root; several are files by their path, whose folder is
 * their place.
 */
export function estateOf(
  files: string | Readonly<Record<string, string>>,
  authority: Authority = 'default',
  now: string = testTime,
): Estate {
  const texts = typeof files === 'string' ? { 'manifests.yaml': files } : files;
  return collectTexts(
    Object.entries(texts).map(([file, text]) => ({
      file,
      text,
      place: file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '',
    })),
    { authority, now },
  );
}
