/** Which files of a folder an Application takes (`source.directory` of Argo CD). */
export interface FilePatterns {
  readonly include: string | null;
  readonly exclude: string | null;
}

/**
 * Whether a file, by its path in the folder, is taken: what is excluded is not, whatever includes it. Argo CD gives its globs no separator, so `*` also
 * holds slashes, and one that cannot be read matches nothing.
 * Source: argo-cd util/glob/glob.go, reposerver/repository/repository.go (findManifests).
 */
export function matchesFiles({ include, exclude }: FilePatterns, path: string): boolean {
  if (exclude !== null && matches(exclude, path)) return false;
  return include === null || matches(include, path);
}

function matches(glob: string, path: string): boolean {
  const expression = expressionOf(glob);
  return expression !== null && expression.test(path);
}

/** `*`, `?`, `[abc]`, `[!a-c]`, `{a,b}` and `\\` before what stands for itself. */
function expressionOf(glob: string): RegExp | null {
  let inside = 0;
  const text = glob.replaceAll(/\\.|\[!?[^\]]+\]|[*]+|[?{},]|[^\w\s]/g, (one) => {
    if (one.startsWith('\\')) return escape(one.slice(1));
    if (one.startsWith('*')) return '.*';
    if (one === '?') return '.';
    if (one === '{') {
      inside += 1;
      return '(?:';
    }
    if (one === '}' && inside > 0) {
      inside -= 1;
      return ')';
    }
    if (one === ',' && inside > 0) return '|';
    if (one.length > 1) return `[${one.slice(1, -1).replace(/^!/, '^').replaceAll(/[\\[]/g, '\\$&')}]`;
    return escape(one);
  });
  try {
    return inside === 0 ? new RegExp(`^${text}$`, 's') : null;
  } catch {
    return null;
  }
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
