import type { FoundFile } from '../list-files.ts';
import type { OpenInput } from '../open-input.ts';
import type { OwnRepository } from '../named-repository.ts';
import { ownRepositoryOf, type PlacedText } from '../own-repository.ts';
import type { RenderOptions, Renderings } from './render-sources.ts';

/** What there is where nothing was to be rendered. */
export const nothingRendered: Renderings = { own: new Map(), applied: [] };

/** Renders the kustomizations and charts of an input, for collectManifests; `declared`: the address of its repository, where that is declared; `tell` hears how many are done. */
export async function renderManifests(
  input: OpenInput,
  {
    declared = null,
    ...options
  }: Partial<RenderOptions> & Pick<RenderOptions, 'path'> & { readonly declared?: string | null },
  tell: (done: number, total: number) => void,
): Promise<Renderings> {
  const { files, sources, repositoryPath } = input;
  const applying = files.filter((file) => !sources.owned.has(file.path) && input.marksOf(file).appliesSources);
  if (sources.charts.length + sources.kustomizations.length + applying.length === 0) return nothingRendered;
  // Loaded where there is something to render: most folders have nothing.
  const { renderSources } = await import('./render-sources.ts');
  const ownBy = (rendered: readonly PlacedText[]): OwnRepository => ownRepositoryOf(input, rendered, declared);
  const repository = {
    files,
    ownBy,
    applying,
    sources,
    repositoryPath,
    textOf: (file: FoundFile) => input.textOf(file),
  };
  return renderSources(repository, options, tell);
}
