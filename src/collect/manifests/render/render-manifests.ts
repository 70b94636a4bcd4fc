import type { FoundFile } from '../list-files.ts';
import type { OpenInput } from '../open-input.ts';
import type { RenderOptions, Renderings } from './render-sources.ts';

/** What there is where nothing was to be rendered. */
export const nothingRendered: Renderings = { own: new Map(), applied: [] };

/** Renders the kustomizations and charts of an input, for collectManifests; `tell` hears how many are done. */
export async function renderManifests(
  input: OpenInput,
  options: Partial<RenderOptions> & Pick<RenderOptions, 'path'>,
  tell: (done: number, total: number) => void,
): Promise<Renderings> {
  const { files, sources, repositoryPath } = input;
  const applying = files.filter((file) => !sources.owned.has(file.path) && input.marksOf(file).appliesSources);
  if (sources.charts.length + sources.kustomizations.length + applying.length === 0) return nothingRendered;
  // Loaded where there is something to render: most folders have nothing.
  const { renderSources } = await import('./render-sources.ts');
  const repository = { files, applying, sources, repositoryPath, textOf: (file: FoundFile) => input.textOf(file) };
  return renderSources(repository, options, tell);
}
