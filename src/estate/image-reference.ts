import { matchesGlob } from './glob.ts';

/** What an image reference says, with what Docker leaves out filled in: `nginx` is docker.io and library/nginx. */
export interface ImageReference {
  /** The registry's host, with its port if one is written, in the case that is written. */
  readonly registry: string;
  readonly repository: string;
  /** null when none is written, which a runtime reads as `latest`. */
  readonly tag: string | null;
  /** `sha256:…`; null when none is written. With a digest, the tag is a remark: it is not looked up. */
  readonly digest: string | null;
  /** The whole reference in its shortest form, for words: `nginx:1.27`. */
  readonly familiar: string;
}

const host =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/;
const pathPart = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const pathTagDigest = /^([^:@]+)(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(.+))?$/;
const digest = /^(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$/;
const hostPattern = /^(?:[a-z0-9.*?-]+|\[[a-f0-9:*?]+\])(?::[0-9*?]+)?$/;
const longestRepository = 255;

/**
 * Reads an image reference as the kubelet and the runtimes do; null for what they refuse (upper case in a repository,
 * a tag or digest of the wrong form, a template that nobody filled in). One thing is refused that they only seem to
 * take: a host with an underscore, which the grammar lets through as a path on no registry at all.
 * Source: github.com/distribution/reference, normalize.go ParseNormalizedNamed and regexp.go; go-digest for digests.
 */
export function parseImageReference(text: string): ImageReference | null {
  // 64 hexadecimal digits are the identifier of an image, never its name.
  if (/^[a-f0-9]{64}$/.test(text)) return null;
  const { registry, path } = locate(text);
  const [, repository = '', tag = null, pinned = null] = pathTagDigest.exec(path) ?? [];
  if (!host.test(registry) || repository.length > longestRepository) return null;
  if (!repository.split('/').every((part) => pathPart.test(part))) return null;
  if (pinned !== null && !digest.test(pinned)) return null;

  const suffix = `${tag === null ? '' : `:${tag}`}${pinned === null ? '' : `@${pinned}`}`;
  return { registry, repository, tag, digest: pinned, familiar: `${shorten(registry, repository)}${suffix}` };
}

/** Whether what a reference names may be another image tomorrow by design: no tag or `latest`, and no digest. */
export function isMovingTag({ tag, digest: pinned }: ImageReference): boolean {
  return pinned === null && (tag === null || tag === 'latest');
}

/**
 * Whether an image lies where a pattern of the policy file says: `registry.bank.example/*`, `ghcr.io/org/team-?/api`. The
 * pattern is held against registry and repository, part by part; tags and digests do not matter.
 * - `*` stands for any run of characters within one part, `?` for one; `**` as a part for any number of parts. A `*` at
 *   the very end also covers everything below.
 * - Without a slash it names a registry, all of it: `ghcr.io`, `localhost:5000`, `*.bank.example`, and `*` every registry.
 * - What names no host (no dot, no port, not localhost) is on Docker Hub, as in a reference: `nginx` is
 *   `docker.io/library/nginx`, `bitnami/*` is `docker.io/bitnami/*`.
 *
 * Upper and lower case are one in the host. A malformed pattern (see `registryPatternProblem`) matches nothing.
 */
export function matchesRegistryPattern(reference: ImageReference, pattern: string): boolean {
  const parts = [reference.registry.toLowerCase(), ...reference.repository.split('/')];
  return matchesParts(readPattern(pattern), parts);
}

/** What is wrong with a registry pattern, as the end of a sentence about it; null when it can match some image. */
export function registryPatternProblem(pattern: string): string | null {
  if (pattern === '') return 'is empty';
  if (pattern.includes('://')) return 'starts with a scheme, which no image name does';
  if (pattern.endsWith('/')) return `ends in a slash; ${pattern}* covers all below it`;
  if (pattern.includes('//') || pattern.startsWith('/')) return 'has nothing between two slashes';
  const [registry = '', ...path] = readPattern(pattern);
  if (!hostPattern.test(registry)) return 'names no host that a registry can have';
  if (path.some((part) => /[:@]/.test(part))) return 'names a tag or a digest, which do not count here';
  if (!path.every((part) => /^[a-z0-9._*?-]+$/.test(part))) return 'has a character that no repository has';
  return null;
}

/** The parts that a pattern asks for, the registry first, with Docker Hub's short names filled in. */
function readPattern(pattern: string): string[] {
  const [first = '', ...below] = pattern.split('/');
  const last = below.at(-1) ?? first;
  const anyHost = first === '*' || first === '**';
  const allOfIt = below.length === 0 || (below.length === 1 && (last === '*' || last === '**'));
  if (allOfIt && (anyHost || namesHost(first))) return [canonicalHost(first).toLowerCase(), '**'];

  const { registry, path } = anyHost ? { registry: first, path: below.join('/') } : locate(pattern);
  const parts = [registry.toLowerCase(), ...path.split('/')];
  if (last === '**') return [...parts.slice(0, -1), '*', '**'];
  return last.endsWith('*') ? [...parts, '**'] : parts;
}

/** Parts against parts, as `matchesGlob` does characters: only the last `**` need ever take more. */
function matchesParts(pattern: readonly string[], parts: readonly string[]): boolean {
  let at = 0;
  let read = 0;
  let star = -1;
  let starRead = 0;

  while (read < parts.length) {
    const wanted = pattern[at];
    if (wanted === '**') {
      star = at++;
      starRead = read;
    } else if (wanted !== undefined && matchesGlob(wanted, parts[read] ?? '')) {
      at++;
      read++;
    } else if (star !== -1) {
      at = star + 1;
      read = ++starRead;
    } else {
      return false;
    }
  }
  while (pattern[at] === '**') at++;
  return at === pattern.length;
}

/** Cuts a name into registry and the rest, with the registry and the namespace that Docker Hub's short names leave out. */
function locate(name: string): { registry: string; path: string } {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  const named = namesHost(first);
  const registry = named ? canonicalHost(first) : 'docker.io';
  const path = named ? name.slice(slash + 1) : name;
  return { registry, path: registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path };
}

/** Whether the part before the first slash is a host and no namespace on Docker Hub; those are never in upper case. */
function namesHost(part: string): boolean {
  return part === 'localhost' || part.includes('.') || part.includes(':') || part !== part.toLowerCase();
}

function canonicalHost(part: string): string {
  return part === 'index.docker.io' ? 'docker.io' : part;
}

/** The name as Docker shows it; in full where what Docker shows would name another registry. */
function shorten(registry: string, repository: string): string {
  const full = `${registry}/${repository}`;
  if (registry !== 'docker.io') return full;
  const short = /^library\/([^/]+)$/.exec(repository)?.[1] ?? repository;
  return locate(short).registry === registry ? short : full;
}
