import type { KnownTool } from './known-tool.ts';
import { knownTools } from './known-tools.ts';

/** Which tool an image runs. `needsName`: its name is a single word, which many images bear, so something else has to say so too. */
export interface ImageOwner {
  readonly tool: KnownTool;
  readonly needsName: boolean;
}

/** The tool that an image runs, by the end of its name: mirrors keep the path, or put theirs before it. null where none is known. */
export function toolOfImage(image: string): ImageOwner | null {
  const path = pathOf(image);
  const { byImage, byOrganisation } = knownTools();
  const steps = path.split('/');
  const ends = byImage.get(steps.at(-1) ?? '') ?? [];
  const fits = ends.filter(({ end }) => path === end || path.endsWith(`/${end}`));
  // The longer end says more: `bitnami/sealed-secrets-controller` before `sealed-secrets-controller`.
  const [best] = fits.toSorted((a, b) => b.end.length - a.end.length);
  if (best) return { tool: best.tool, needsName: !best.end.includes('/') };
  const organisation = steps.slice(0, -1).find((step) => byOrganisation.has(step));
  const tool = organisation === undefined ? undefined : byOrganisation.get(organisation);
  return tool ? { tool, needsName: false } : null;
}

/** The name of an image without registry, tag and digest. */
function pathOf(image: string): string {
  const [name = ''] = image.split('@');
  const [first = '', ...rest] = name.split('/');
  const path = rest.length > 0 && /[.:]|^localhost$/.test(first) ? rest.join('/') : name;
  const bare = path.replace(/:[^/]*$/, '').toLowerCase();
  // What bears one word, and comes from Docker Hub, is of its official images.
  const isOfficial = !bare.includes('/') && (path === name || first === 'docker.io');
  return isOfficial ? `library/${bare}` : bare;
}

/** The version that the tag of a tool's image says, without a leading `v`; null where it is none. */
export function versionOfImage(image: string, { countsMajors }: KnownTool): string | null {
  const [name = ''] = image.split('@');
  const colon = name.lastIndexOf(':');
  if (colon <= name.lastIndexOf('/')) return null;
  const tag = name.slice(colon + 1);
  return readVersion(tag) ?? (countsMajors ? (/^(\d{1,2})(?:-[a-z][a-z0-9.-]*)?$/.exec(tag)?.[1] ?? null) : null);
}

/** Whether the tag of a tool's image says nothing of the tool's version. */
export function isCountedApart(image: string, { countedApart = [] }: KnownTool): boolean {
  const path = pathOf(image);
  return countedApart.some((end) => path === end || path.endsWith(`/${end}`));
}

/** A version as tags and labels write it (`v1.14.2`, `3.1`, `2.4.0-alpine`), without a leading `v`; null for what is none, such as a date or a range. */
export function readVersion(text: string): string | null {
  const version = /^v?(\d{1,4}\.\d{1,4}(?:\.\d{1,9})?(?:[-+._][0-9A-Za-z.+_-]*)?)$/.exec(text)?.[1];
  return version === undefined || /[*xX]$/.test(text) ? null : version;
}
