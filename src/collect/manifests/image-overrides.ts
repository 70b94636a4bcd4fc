import { groupOf } from '../../estate/identity.ts';
import { Fields, type Raw } from '../objects/fields.ts';
import { isKustomization } from './read-kustomization.ts';

/** An image's name, as manifests write it and without tag, that a build or release file replaces when it is applied. */
export interface ReplacedImage {
  readonly image: string;
  /** What kind of file replaces it. */
  readonly by: 'Skaffold' | 'Kustomization';
}

/**
 * The images whose tags a document sets for others: the artifacts that Skaffold builds, and the `images` of a kustomization (kustomize's own file,
 * known by its name too, because it need not say what it is, or Flux's object). MalformedField where one is written in a way that these tools refuse.
 */
export function readReplacedImages(document: Raw, file: string): ReplacedImage[] {
  const { apiVersion, kind } = document;
  const group = typeof apiVersion === 'string' ? groupOf(apiVersion) : '';
  if (group === 'skaffold' && kind === 'Config') return ofSkaffold(new Fields(document));
  if (group === 'kustomize.toolkit.fluxcd.io' && kind === 'Kustomization')
    return ofKustomization(new Fields(document).objectOrEmpty('spec'));
  return isKustomization(document, file) ? ofKustomization(new Fields(document)) : [];
}

/** Whether a document is Skaffold's own, which looks like a Kubernetes object and is none. */
export function isSkaffoldConfig({ apiVersion, kind }: Raw): boolean {
  return typeof apiVersion === 'string' && groupOf(apiVersion) === 'skaffold' && kind === 'Config';
}

function ofSkaffold(config: Fields): ReplacedImage[] {
  return [config, ...config.objects('profiles')]
    .flatMap((one) => one.object('build')?.objects('artifacts') ?? [])
    .flatMap((artifact) => replaced(artifact.text('image'), 'Skaffold'));
}

function ofKustomization(kustomization: Fields): ReplacedImage[] {
  return kustomization
    .objects('images')
    .filter((one) => ['newName', 'newTag', 'digest'].some((field) => one.has(field)))
    .flatMap((one) => replaced(one.text('name'), 'Kustomization'));
}

function replaced(image: string | null, by: ReplacedImage['by']): ReplacedImage[] {
  return image ? [{ image, by }] : [];
}
