import type { KindLine } from '../kind-line.ts';
import {
  readApplicationSet,
  readArgoApplication,
  readArgoProject,
  readFluxKustomization,
  readHelmRelease,
  readStoppedSource,
} from './gitops.ts';

/** Which facts are made of objects of this room. */
export const deliveryKinds: readonly KindLine[] = [
  { fact: 'gitopsApplications', read: readArgoApplication, of: ['argoproj.io/Application'] },
  { fact: 'gitopsApplications', read: readApplicationSet, of: ['argoproj.io/ApplicationSet'] },
  { fact: 'gitopsProjects', read: readArgoProject, of: ['argoproj.io/AppProject'] },
  { fact: 'gitopsApplications', read: readFluxKustomization, of: ['kustomize.toolkit.fluxcd.io/Kustomization'] },
  { fact: 'gitopsApplications', read: readHelmRelease, of: ['helm.toolkit.fluxcd.io/HelmRelease'] },
  {
    fact: 'gitopsApplications',
    read: readStoppedSource,
    of: ['GitRepository', 'OCIRepository', 'Bucket', 'HelmRepository', 'HelmChart'].map(
      (kind) => `source.toolkit.fluxcd.io/${kind}`,
    ),
  },
];
