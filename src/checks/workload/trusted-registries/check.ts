import type { ContainerImage } from '../../../analyses/container-images.ts';
import { gap, supplied, type Supply } from '../../../estate/gap.ts';
import { isMovingTag, matchesRegistryPattern } from '../../../estate/image-reference.ts';
import { isOwnOfItsNode } from '../../../estate/own-of-its-node.ts';
import { at, type Check, defineCheck, fault, here, pass, unseen } from '../../define-check.ts';

export const trustedRegistries: Check = defineCheck({
  answers: 'workload/trusted-registries',
  title: 'Trusted registries',
  question:
    'Does every image come from a registry that the organisation trusts, and is it the very image that was tested?',
  why: 'Whoever can write to the registry runs code in the cluster, and a tag that moves lets them do so without a change that anyone reviews.',
  fix: 'Name the version that was tested, with its digest: registry/app:1.4.2@sha256:….',
  needs: ['workloads', 'policy', 'containerImages'],
  reasons: {
    'trusted': 'its images come from registries that the policy file lists',
    'latest': [
      'FPa',
      'its image has the tag latest or none, and no digest: whatever was pushed last when a pod starts is what runs',
      'Name the version that was tested instead of latest, best with its digest: registry/app:1.4.2@sha256:….',
    ],
    'no-digest': [
      'Paa',
      'its image is named by a tag alone, which whoever can write to the registry can move to other content',
      'Write the digest of the image that was tested behind its tag: registry/app:1.4.2@sha256:….',
    ],
    'registry-not-allowed': [
      'FFF',
      'its image {repository} matches no registry that the policy file lists',
      'Copy the image to a registry of the list and name it there, or list its registry under `registries` in the policy file if it is trusted.',
    ],
    'pull-policy-stale': [
      'aaa',
      'its image names no fixed version, and with imagePullPolicy {policy} each node keeps running whatever it pulled first',
      'Name a fixed version of the image or a digest; imagePullPolicy is then right as it is.',
    ],
  },

  over: ({ workloads }) => workloads,

  judge(workload, { policy, containerImages: { images, complete, settled } }) {
    const { pod, made } = workload;
    const { registries } = policy;
    const isOwn = isOwnOfItsNode(workload, policy);
    const found = images.flatMap((image) => faultsOf(image, registries));
    // Its installer names its images, by tags.
    const faults = isOwn ? found.filter((one) => one.says !== 'fault' || one.reason !== 'no-digest') : found;
    const gaps = [
      ...images.flatMap(gapsOf),
      // A build file that was not seen can set another image, whatever stands here.
      ...(settled && (complete || found.length === 0) ? [] : [unseen('imageOverrides')]),
      ...(registries === null ? [unseen(noList)] : []),
      ...(made?.partly.images ? [unseen(made.partly.images)] : []),
    ];
    return [
      ...(complete ? faults : []),
      ...gaps,
      ...(gaps.length === 0 ? [pass('trusted', here(`${pod.path}.containers`))] : []),
    ];
  },
});

const noList = supplied(
  gap('not-collected', 'no list of trusted registries is declared: add `registries:` to kubecompass.yaml'),
  'policy-file',
);

function faultsOf({ container, reference, override }: ContainerImage, registries: readonly string[] | null) {
  if (reference === null || override !== null) return [];
  const image = at(container, 'image', container.image);
  const { registry, repository } = reference;
  const pull = container.imagePullPolicy;
  const moving = isMovingTag(reference);
  const listed = registries === null || registries.some((pattern) => matchesRegistryPattern(reference, pattern));
  return [
    ...(listed ? [] : [fault('registry-not-allowed', image, { repository: `${registry}/${repository}` })]),
    ...(moving ? [fault('latest', image)] : reference.digest === null ? [fault('no-digest', image)] : []),
    ...(moving && pull !== null && pull !== 'Always'
      ? [fault('pull-policy-stale', at(container, 'imagePullPolicy', pull), { policy: pull })]
      : []),
  ];
}

/** What gives away a text that something fills in before it is applied: `${IMAGE}`, `{{ .Values.image }}`, `<image>`, `%IMAGE%`, `@@IMAGE@@`, `IMAGE`. */
const templateSign = /[$<%{]|@@|^[A-Z0-9_]+$/;

function gapsOf({ container, reference, override }: ContainerImage) {
  const unknown = (detail: string, suppliedBy: Supply = 'rendering') => [
    unseen(supplied(gap('not-collected', detail), suppliedBy)),
  ];
  if (container.image === null) return unknown(`container ${container.name} names no image`);
  // What is written is not repeated: a template or an address may hold a credential.
  if (reference === null)
    return unknown(
      `the image of container ${container.name} cannot be read as an image reference`,
      templateSign.test(container.image) ? 'rendering' : 'corrected-manifest',
    );
  return override === null
    ? []
    : unknown(`${override.origin.file} sets the image of container ${container.name} when it is applied`);
}
