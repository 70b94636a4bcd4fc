import fc from 'fast-check';
import { type Json, metadata } from './random-parts.ts';

const image = fc.constantFrom(
  'quay.io/argoproj/argocd:v3.3.2',
  'quay.io/argoproj/argocd:v2.4.0',
  'quay.io/argoproj/argocd:v9.9.9',
  'registry.k8s.io/ingress-nginx/controller:v1.12.1',
  'ghcr.io/external-secrets/external-secrets:v0.9.0',
  'ghcr.io/external-secrets/external-secrets:latest',
  'grafana/mimir:2.17.0',
);

const controller = fc
  .record({ metadata: metadata(fc.constantFrom('argocd-server', 'entrance')), image })
  .map(({ metadata: head, image: runs }): Json => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: head,
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'tool' } },
      template: { metadata: { labels: { app: 'tool' } }, spec: { containers: [{ name: 'app', image: runs }] } },
    },
  }));

const release = fc
  .record({
    metadata: metadata(fc.constantFrom('cert-manager', 'entrance')),
    chart: fc.constantFrom('cert-manager', 'ingress-nginx', 'velero', 'longhorn'),
    version: fc.constantFrom('v1.20.1', 'v1.12.0', '1.x'),
  })
  .map(({ metadata: head, chart, version }): Json => ({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: head,
    spec: { chart: { spec: { chart, version } } },
  }));

const used = fc
  .record({
    metadata: metadata(fc.constantFrom('web', 'ledger')),
    of: fc.constantFrom(
      ['split.smi-spec.io/v1alpha2', 'TrafficSplit'],
      ['cert-manager.io/v1', 'Issuer'],
      ['external-secrets.io/v1alpha1', 'SecretStore'],
    ),
  })
  .map(({ metadata: head, of: [apiVersion, kind] }): Json => ({ apiVersion, kind, metadata: head, spec: {} }));

const cluster = fc.constantFrom('v1.36.2', 'v1.34.2', 'v1.22.0', 'v1.99.0').map((kubernetesVersion): Json => ({
  apiVersion: 'kubeadm.k8s.io/v1beta4',
  kind: 'ClusterConfiguration',
  kubernetesVersion,
}));

const written = fc
  .record({
    metadata: metadata(fc.constantFrom('web', 'ledger')),
    of: fc.constantFrom(
      ['policy/v1beta1', 'PodDisruptionBudget'],
      ['networking.k8s.io/v1beta1', 'ServiceCIDR'],
      ['resource.k8s.io/v1alpha3', 'DeviceTaintRule'],
    ),
  })
  .map(({ metadata: head, of: [apiVersion, kind] }): Json => ({ apiVersion, kind, metadata: head, spec: {} }));

const replaced = fc.constant<Json>({
  apiVersion: 'kustomize.config.k8s.io/v1beta1',
  kind: 'Kustomization',
  images: [{ name: 'quay.io/argoproj/argocd', newTag: 'v3.3.0' }],
});

/** What declares a platform tool, or is of one. */
export const toolObject: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: controller },
  { weight: 3, arbitrary: release },
  { weight: 2, arbitrary: used },
  { weight: 2, arbitrary: cluster },
  { weight: 2, arbitrary: written },
  { weight: 1, arbitrary: replaced },
);
