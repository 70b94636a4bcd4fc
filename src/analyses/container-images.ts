import { type ImageReference, parseImageReference } from '../estate/image-reference.ts';
import type { ImageOverride } from '../estate/image-override.ts';
import type { Container } from '../estate/pod.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { partialTemplate } from './partial-template.ts';

/** The image of one container. */
export interface ContainerImage {
  readonly container: Container;
  /** null when what is written cannot be read as an image reference: it is missing, or a template that something fills in later. */
  readonly reference: ImageReference | null;
  /** A build or release file that replaces the image when it is applied; null when none that was seen does. */
  readonly override: ImageOverride | null;
}

/** The images of a workload's containers, of every role. */
export interface ContainerImages {
  readonly images: readonly ContainerImage[];
  /** Whether a further override is ruled out. */
  readonly complete: boolean;
  /** Whether everything that was given was read: no override in it is hidden. */
  readonly settled: boolean;
}

/** An image's name as it is written, without tag and digest: what build files match by. */
export function nameOfImage(image: string): string {
  const [beforeDigest = ''] = image.split('@');
  const colon = beforeDigest.lastIndexOf(':');
  return colon > beforeDigest.lastIndexOf('/') ? beforeDigest.slice(0, colon) : beforeDigest;
}

/**
 * Which images a workload runs, and which of them a build file replaces. An override counts wherever it lies: which manifests Skaffold or a
 * kustomization takes in is written in it, often by paths that lead up and across, and a wrong guess would be a false alarm. A gap for what is
 * only a part of a template.
 */
export const containerImages: Analysis<'workload', ContainerImages> = defineAnalysis({
  needs: ['imageOverrides'],
  per: 'workload',
  compute: ({ imageOverrides }) => {
    const references = new Map<string, ImageReference | null>();

    function read(image: string): ImageReference | null {
      const known = references.get(image);
      if (known !== undefined) return known;
      const reference = parseImageReference(image);
      references.set(image, reference);
      return reference;
    }

    return (workload, vantage) => {
      const part = partialTemplate(workload, 'images');
      if (part) return part;
      // Build files belong to no namespace.
      const { found, complete, settled } = imageOverrides.near({ namespace: '', places: workload.places }, vantage);
      const overrideOf = (image: string): ImageOverride | null => {
        if (found.length === 0) return null;
        const name = nameOfImage(image);
        return found.find((one) => one.image === name) ?? null;
      };
      // Of what an operator makes, the images that the resource leaves to it are not known.
      const told = workload.pod.containers.filter(({ image }) => image !== null || !workload.made?.makesContainers);
      const images = told.map((container): ContainerImage => {
        const { image } = container;
        return {
          container,
          reference: image === null ? null : read(image),
          override: image === null ? null : overrideOf(image),
        };
      });
      return { images, complete, settled };
    };
  },
});
