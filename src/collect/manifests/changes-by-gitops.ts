import { join } from 'node:path';
import { isRaw, type Raw } from '../objects/fields.ts';
import { type AlteringField, alteringFields } from './altering-fields.ts';
import { type Application, applicationsOf } from './applications.ts';
import { appliedManifests } from './applied-manifests.ts';
import type { Change, GivenSources } from './change.ts';
import { fieldsIn, isRenaming } from './changes-by-kustomizations.ts';
import { closureOf } from './find-sources.ts';
import { withVariables } from './flux-variables.ts';
import { type GivenRepository, pathOfPlace } from './folder-index.ts';
import { gitopsObjects } from './gitops-objects.ts';
import type { FoundFile } from './list-files.ts';
import { plainJson } from './plain-json.ts';

/** What the GitOps objects in a file change in the folders that they apply, where these are not rendered so (`taken`). */
export function changesByGitops(
  file: FoundFile,
  given: GivenSources,
  repository: GivenRepository,
  taken: ReadonlySet<string>,
): Change[] {
  return gitopsObjects(given.textOf(file) ?? '').flatMap((object) => {
    const applications = applicationsOf(object, repository) ?? [];
    if ('untold' in applications) return [];
    const { kind, metadata } = object;
    const who = `${String(kind)} ${isRaw(metadata) ? String(metadata['name']) : ''}`;
    return applications.flatMap((application) => {
      if (given.own.whyNot(application.repository, file.place) !== null) return [];
      const change = changeBy(application, kind === 'Kustomization', given, taken);
      return change ? [{ ...change, file, who }] : [];
    });
  });
}

function changeBy(
  application: Application,
  isFlux: boolean,
  given: GivenSources,
  taken: ReadonlySet<string>,
): Omit<Change, 'file' | 'who'> | null {
  const { files, textOf, readsAll } = given;
  const { namespace, problem, overlay } = application;
  const folder = pathOfPlace(application.folder, given);
  if (folder === null) return null;
  if (application.chart && files.some(({ path }) => path === join(folder, 'Chart.yaml'))) return null;
  const { source, plain, parts } = appliedManifests(folder, application.isDeep, given);
  if ([...plain, ...(source ? [source.file] : [])].some(({ path }) => taken.has(path))) return null;
  const areRenamed = parts.some((one) => isRenaming(one, textOf));
  const fields = [
    ...fieldsOf(application, isFlux),
    ...ofComponents(application, given, areRenamed),
    ...alteringFields(overlay ?? {}, { path: join(folder, 'kustomization.yaml'), textOf: () => null, areRenamed }),
  ];
  // Where all files are read as they are, those of components are too.
  const more = problem ?? (overlay?.['components'] !== undefined && !readsAll ? 'components are laid over it' : null);
  if (fields.length === 0 && more === null) return null;
  return {
    files: [...plain, ...parts.flatMap(({ resources }) => resources)],
    fields,
    brings: more === null ? null : { what: `${application.folder}: ${more}`, namespace },
  };
}

/** What sets the same for all objects, and may set what is looked at. */
const ofAll: readonly string[] = ['labels', 'commonAnnotations'];

/** What components change in what they are laid over; one that is not there may change anything. */
function ofComponents({ overlay }: Application, given: GivenSources, areRenamed: boolean): AlteringField[] {
  const { byFolder } = given.sources;
  const field = 'components';
  return ((overlay?.[field] ?? []) as readonly string[]).flatMap((place): AlteringField[] => {
    const component = byFolder.get(pathOfPlace(place, given) ?? '');
    if (!component) return [{ field, touches: () => true }];
    const all = closureOf(component, byFolder).flatMap((part) => fieldsIn(part, given, areRenamed));
    return all.map(({ touches }) => ({ field, touches }));
  });
}

/** What is laid over a folder beside what kustomizations know as well. The images that Flux sets are known by themselves. */
function fieldsOf({ overlay, variables, problem }: Application, isFlux: boolean): AlteringField[] {
  const images = overlay?.['images'];
  const names = !isFlux && Array.isArray(images) ? images.filter(isRaw).map(({ name }) => String(name)) : [];
  const all = [...(problem === null ? [] : ['another program']), ...ofAll.filter((field) => overlay?.[field])];
  const hasVariables = Object.keys(variables.known).length > 0;
  return [
    ...all.map((field) => ({ field, touches: () => true })),
    ...(names.length === 0
      ? []
      : [{ field: 'images', touches: (raw: Raw) => names.some((name) => plainJson(raw).includes(name)) }]),
    ...(hasVariables ? [{ field: 'postBuild', touches: (raw: Raw) => isFilled(raw, variables) }] : []),
  ];
}

function isFilled(raw: Raw, variables: Application['variables']): boolean {
  const { metadata } = raw;
  const annotations = isRaw(metadata) ? metadata['annotations'] : null;
  if (isRaw(annotations) && annotations['kustomize.toolkit.fluxcd.io/substitute'] === 'disabled') return false;
  const text = plainJson(raw);
  return withVariables(text, variables) !== text;
}
