// What kustomize and helm say is long, holds paths of this machine and repeats itself; these are the problems that people have.

/** What is wrong with a kustomization, from what kustomize says of it. Files are named from `base`, the folder that was given, with a slash at its end. */
export function explainKustomization(problem: string, base: string): string {
  const last = (pattern: RegExp): string | undefined => [...problem.matchAll(pattern)].at(-1)?.[1];
  const named = (path: string): string => (path.startsWith(base) ? path.slice(base.length) : path);
  // What is below a base is told last, after the base itself.
  const taken = last(/accumulating resources from '([^']+)'/g);
  const isRemote = /accumulating resources from '.*(?:no 'git' program|URL is a git repository|proxyconnect|Get ")/s;
  if (taken !== undefined && isRemote.test(problem))
    return `it takes ${withoutLogin(taken)} from elsewhere, and nothing is fetched`;
  if (/must specify --enable-helm/.test(problem))
    return 'it renders a chart that does not lie beside it, and nothing is fetched';
  const lost = last(/evalsymlink failure on '([^']+)'/g) ?? last(/\bopen (\/\S+): no such file/g);
  if (lost !== undefined) return `it takes ${named(lost)}, which is not there`;
  const bare = last(/unable to find one of 'kustomization\.yaml'.* in directory '([^']+)'/g);
  if (bare !== undefined) return `it takes ${named(bare)}, which holds no kustomization`;
  const refused = last(/couldn't make target for path '([^']+)': /g);
  const innermost = problem.replace(/^.*(?:recursed accumulation of|couldn't make target for) path '[^']*': /s, '');
  const why = cut(innermost.replaceAll(base, ''));
  return refused === undefined ? why : `${named(refused)} is refused: ${why}`;
}

/** What is wrong with a chart, from what helm says of it. */
export function explainChart(problem: string): string {
  const missing = /missing in charts\/ directory: (.+)$/.exec(problem)?.[1];
  if (missing !== undefined)
    return `its dependencies are not in charts/ (${missing}): helm dependency build fetches them`;
  return cut(problem);
}

/** An address without the login that it may hold. */
function withoutLogin(address: string): string {
  return address.replace(/\/\/[^/@]*@/, '//').replace(/[?].*$/, '');
}

const most = 200;

function cut(problem: string): string {
  const plain = withoutLogin(problem.replaceAll(/\s+/g, ' '));
  return plain.length > most ? `${plain.slice(0, most)}…` : plain;
}
