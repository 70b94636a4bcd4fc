import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, posix } from 'node:path';
import type { KustomizationSource } from '../find-sources.ts';
import type { FoundFile } from '../list-files.ts';
import type { OwnRepository } from '../named-repository.ts';
import { type AppliedSource, applySources, type Repository } from './apply-sources.ts';
import { explainChart, explainKustomization } from './explain-problem.ts';
import { findTool } from './find-tool.ts';
import type { Rendering } from './rendering.ts';
import { type Output, runTool } from './run-tool.ts';

/** What came of the sources of a folder. */
export interface Renderings {
  /** Of each as it is, by the path of its `kustomization.yaml` or `Chart.yaml`. */
  readonly own: ReadonlyMap<string, Rendering>;
  /** Of those that GitOps objects of the folder apply in another form. */
  readonly applied: readonly AppliedSource[];
  /** Which repository the folder is, by what was rendered too; left out: what was rendered does not say. */
  readonly repository?: OwnRepository;
}

/** How sources are rendered. */
export interface RenderOptions {
  /** The PATH on which programs are looked for. */
  readonly path: string | undefined;
  /** How many run at once. */
  readonly atOnce: number;
  /** How long one may take, in milliseconds. */
  readonly milliseconds: number;
  readonly maxBytes: number;
}

/** Two at once keep two cores busy; ten times as long as the slowest that we have seen. */
const defaultRenderOptions: Omit<RenderOptions, 'path'> = {
  atOnce: 2,
  milliseconds: 30_000,
  maxBytes: 64 * 1024 * 1024,
};

/**
 * The namespace of a release nobody has stated. It is no name that an API server takes, and is read as a placeholder: the objects state none.
 */
const noNamespace = '${RELEASE_NAMESPACE}';

/**
 * Renders the kustomizations that no other one uses, and the charts, with the programs on the PATH, and then what GitOps objects apply in another form;
 * `tell` hears how many are done.
 */
export async function renderSources(
  found: Omit<Repository, 'own'>,
  options: Partial<RenderOptions> & Pick<RenderOptions, 'path'>,
  tell: (done: number, total: number) => void,
): Promise<Renderings> {
  const { path, atOnce, milliseconds, maxBytes } = { ...defaultRenderOptions, ...options };
  const kustomize = findTool('kustomize', path);
  const kubectl = findTool('kubectl', path);
  const helm = findTool('helm', path);
  const { kustomizations, charts } = found.sources;
  const home = mkdtempSync(join(realpathSync(tmpdir()), 'kubecompass-render-'));
  const limits = { milliseconds, bytes: maxBytes, home };

  const [one] = found.files;
  // The folder that all places are relative to; kustomize resolves links.
  const base = one ? realpathSync(one.path).slice(0, -posix.join(one.place, basename(one.path)).length) : '/';

  const runKustomize = async (
    folder: string,
    parts: readonly KustomizationSource[],
    options: readonly string[] = [],
  ): Promise<Rendering> => {
    const [tool, first] = kubectl ? [kubectl, 'kustomize'] : [kustomize, 'build'];
    const charts = parts.filter((part) => part.charts.length > 0);
    // kustomize fetches a chart that is not there, and writes it beside the kustomization: so it may render only what is.
    const areThere = charts.length > 0 && charts.every((one) => one.localCharts.length === one.charts.length);
    if (areThere && helm === null) return { problem: 'helm is not on the PATH', missing: 'tool' };
    const withCharts = areThere && helm !== null ? ['--enable-helm', '--helm-command', helm] : [];
    if (tool === null) return { problem: 'neither kubectl nor kustomize is on the PATH', missing: 'tool' };
    const by = kubectl ? 'kubectl kustomize' : 'kustomize build';
    return read(await runTool(tool, [first, folder, ...withCharts, ...options], limits), by, (problem) =>
      explainKustomization(problem, base),
    );
  };
  const runHelm = async (args: readonly string[]): Promise<Rendering> => {
    if (helm === null) return { problem: 'helm is not on the PATH', missing: 'tool' };
    return read(await runTool(helm, ['template', ...args], limits), 'helm template', explainChart);
  };
  const renderChart = ({ path: file }: FoundFile): Promise<Rendering> => {
    const folder = dirname(file);
    const name =
      basename(folder)
        .toLowerCase()
        .replaceAll(/[^a-z0-9-]+/g, '-')
        .slice(0, 53) || 'release';
    return runHelm([name, folder, '--namespace', noNamespace, '--include-crds', '--skip-tests']);
  };

  const waiting = [
    ...kustomizations.map((parts) => ({
      file: parts[0].file,
      render: () => runKustomize(dirname(parts[0].file.path), parts),
    })),
    ...charts.map((file) => ({ file, render: () => renderChart(file) })),
  ];
  const renderings = new Map<string, Rendering>();
  let done = 0;
  async function work(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const rendering = await next.render();
      renderings.set(next.file.path, rendering);
      done += 1;
      if (!('missing' in rendering) || rendering.missing !== 'tool') tell(done, done + waiting.length);
    }
  }
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
    const renderers = {
      helm: helm === null ? null : runHelm,
      kustomize:
        kubectl === null && kustomize === null
          ? null
          : (folder: string, parts: readonly KustomizationSource[], isWritten: boolean) =>
              // The files that are named by what was written for this lie outside of its folder.
              runKustomize(folder, parts, isWritten ? ['--load-restrictor', 'LoadRestrictionsNone'] : []),
      home,
    };
    const { applied, repository } = await applySources({ ...found, own: renderings }, renderers, atOnce, (some, all) =>
      tell(done + some, done + all),
    );
    return { own: renderings, applied, repository };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function read(output: Output, by: string, explain: (problem: string) => string): Rendering {
  return 'text' in output ? { text: output.text, by } : { problem: explain(output.problem), missing: 'content' };
}
