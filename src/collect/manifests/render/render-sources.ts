import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { FoundSources } from '../find-sources.ts';
import type { FoundFile } from '../list-files.ts';
import { explainChart, explainKustomization } from './explain-problem.ts';
import { findTool } from './find-tool.ts';
import { type Output, runTool } from './run-tool.ts';

/** What came of rendering a source: manifests, or why there are none, in words that complete "it is not rendered: …". */
export type Rendering =
  | { readonly text: string; readonly by: string }
  | { readonly problem: string; readonly missing: 'tool' | 'content' };

/** What came of each source, by the path of its `kustomization.yaml` or `Chart.yaml`. */
export type Renderings = ReadonlyMap<string, Rendering>;

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
export const defaultRenderOptions: Omit<RenderOptions, 'path'> = {
  atOnce: 2,
  milliseconds: 30_000,
  maxBytes: 64 * 1024 * 1024,
};

/**
 * The namespace of a release nobody has stated. It is no name that an API server takes, and is read as a placeholder: the objects state none.
 */
const noNamespace = '${RELEASE_NAMESPACE}';

/** Renders the kustomizations that no other one uses, and the charts, with the programs on the PATH; `tell` hears how many are done. */
export async function renderSources(
  { kustomizations, charts }: Pick<FoundSources, 'kustomizations' | 'charts'>,
  { path, atOnce, milliseconds, maxBytes }: RenderOptions,
  tell: (done: number, total: number) => void,
): Promise<Renderings> {
  const kustomize = findTool('kustomize', path);
  const kubectl = findTool('kubectl', path);
  const helm = findTool('helm', path);
  const home = mkdtempSync(join(tmpdir(), 'kubecompass-render-'));
  const limits = { milliseconds, bytes: maxBytes, home };

  async function renderKustomization({ path: file }: FoundFile): Promise<Rendering> {
    const folder = dirname(file);
    const [tool, args] = kubectl ? [kubectl, ['kustomize', folder]] : [kustomize, ['build', folder]];
    if (tool === null) return { problem: 'neither kubectl nor kustomize is on the PATH', missing: 'tool' };
    return read(
      await runTool(tool, args, limits),
      kubectl ? 'kubectl kustomize' : 'kustomize build',
      explainKustomization,
    );
  }

  async function renderChart({ path: file }: FoundFile): Promise<Rendering> {
    if (helm === null) return { problem: 'helm is not on the PATH', missing: 'tool' };
    const folder = dirname(file);
    const name =
      basename(folder)
        .toLowerCase()
        .replaceAll(/[^a-z0-9-]+/g, '-')
        .slice(0, 53) || 'release';
    const args = ['template', name, folder, '--namespace', noNamespace, '--include-crds', '--skip-tests'];
    return read(await runTool(helm, args, limits), 'helm template', explainChart);
  }

  const waiting = [
    ...kustomizations.map(([{ file }]) => ({ file, render: renderKustomization })),
    ...charts.map((file) => ({ file, render: renderChart })),
  ];
  const renderings = new Map<string, Rendering>();
  let done = 0;
  async function work(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const rendering = await next.render(next.file);
      renderings.set(next.file.path, rendering);
      done += 1;
      if (!('missing' in rendering) || rendering.missing !== 'tool') tell(done, done + waiting.length);
    }
  }
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  return renderings;
}

function read(output: Output, by: string, explain: (problem: string) => string): Rendering {
  return 'text' in output ? { text: output.text, by } : { problem: explain(output.problem), missing: 'content' };
}
