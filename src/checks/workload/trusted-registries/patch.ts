import { parseImageReference } from '../../../estate/image-reference.ts';
import { definePatch, type Patch, set } from '../../define-patch.ts';

export const trustedRegistryPatches: readonly Patch[] = [
  definePatch({
    answers: 'workload/trusted-registries',
    fixes: ['no-digest'],
    of: 'workload',
    needs: ['workloads'],
    // Whoever pinned the digest for the other container tested that very image under this very tag.
    risk: null,
    make(workload, { workloads }, { container: name }) {
      if (workload.made !== null || workload.templateOf !== null) return 'its pods are made from what stands elsewhere';
      const container = workload.pod.containers.find((one) => one.name === name);
      const image = container?.image ?? null;
      const own = image === null ? null : parseImageReference(image);
      if (!container || image === null || own === null || own.tag === null)
        return 'its image is not written as one with a tag';
      const digests = new Set(
        workloads.flatMap(({ pod }) =>
          pod.containers.flatMap((one) => {
            const other = one.image === null ? null : parseImageReference(one.image);
            const isSame =
              other?.registry === own.registry && other.repository === own.repository && other.tag === own.tag;
            return isSame && other.digest !== null ? [other.digest] : [];
          }),
        ),
      );
      const [digest, another] = digests;
      if (digest === undefined) return `no digest of ${own.familiar} is pinned anywhere in what was seen`;
      if (another !== undefined) return `${own.familiar} is pinned to ${digests.size} different digests`;
      return [set(workload, `${container.path}.image`, `${image}@${digest}`)];
    },
  }),
];
