// What kustomize and helm say is long, holds paths of this machine and repeats itself; these are the problems that people have.

/** What is wrong with a kustomization, from what kustomize says of it. */
export function explainKustomization(problem: string): string {
  // What is below a base is told last, after the base itself.
  const [taken] = [...problem.matchAll(/accumulating resources from '([^']+)'/g)]
    .map(([, from = '']) => from)
    .slice(-1);
  const isRemote = /accumulating resources from '.*(?:no 'git' program|URL is a git repository|proxyconnect|Get ")/s;
  if (taken !== undefined && isRemote.test(problem))
    return `it takes ${withoutLogin(taken)} from elsewhere, and nothing is fetched`;
  if (/must specify --enable-helm/.test(problem))
    return 'it renders a chart that does not lie beside it, and nothing is fetched';
  const innermost = problem.replace(/^.*: is a directory': recursed accumulation of path '[^']*': /s, '');
  const missing = /accumulating resources from '([^']+)'.*(?:no such file|must resolve to|not a valid directory)/.exec(
    innermost,
  )?.[1];
  if (missing !== undefined) return `it takes ${withoutLogin(missing)}, which is not there`;
  const [, file] =
    /(?:loading KV pairs|env source files|file sources).*\bopen (\S+): no such file/s.exec(innermost) ?? [];
  if (file !== undefined) return `it makes a ConfigMap or Secret of ${file.split('/').at(-1)}, which is not there`;
  return cut(innermost);
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
