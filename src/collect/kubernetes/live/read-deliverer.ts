import type { Fields } from '../../objects/fields.ts';

/** Labels by which tools know again what they brought, whose own lists of it are not read. */
const labels = [
  'kustomize.toolkit.fluxcd.io/name',
  'kapp.k14s.io/app',
  'configmanagement.gke.io/managed',
  'olm.owner',
  'objectset.rio.cattle.io/hash',
];
const annotations = [
  'argocd.argoproj.io/tracking-id',
  'config.k8s.io/owning-inventory',
  'configmanagement.gke.io/managed',
  'objectset.rio.cattle.io/id',
];

const release = 'helm.toolkit.fluxcd.io';

/**
 * Who brought an object, as its marks tell: the identity of a HelmRelease of Flux, or `somebody`, who may do so from Git; null where nothing tells. Argo CD may
 * mark by `app.kubernetes.io/instance` alone, as charts do that Helm itself installed: those bear the name of their release, too.
 */
export function readDeliverer(metadata: Fields): string | null {
  const own = metadata.labels('labels');
  const notes = metadata.annotations();
  const name = own[`${release}/name`];
  if (name) return `${release}/HelmRelease/${own[`${release}/namespace`] ?? ''}/${name}`;
  if (labels.some((key) => own[key] !== undefined) || annotations.some((key) => notes[key] !== undefined))
    return 'somebody';
  return own['app.kubernetes.io/instance'] !== undefined && notes['meta.helm.sh/release-name'] === undefined
    ? 'somebody'
    : null;
}
