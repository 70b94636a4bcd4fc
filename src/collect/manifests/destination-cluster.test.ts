import { expect, test } from 'vitest';
import { Fields, type Raw } from '../objects/fields.ts';
import { clusterOfArgo, clusterOfFlux } from './destination-cluster.ts';

test.each<[string, Raw, string | null]>([
  ['nothing is said', {}, 'in-cluster'],
  ['a namespace alone', { namespace: 'bank' }, 'in-cluster'],
  ['its own address', { server: 'https://kubernetes.default.svc' }, 'in-cluster'],
  ['its own address, written out', { server: 'https://kubernetes.default.svc.cluster.local:443/' }, 'in-cluster'],
  ['its own name', { name: 'in-cluster' }, 'in-cluster'],
  ['a name', { name: 'edge-1' }, 'name edge-1'],
  ['an address', { server: 'https://other.example:6443' }, 'server https://other.example:6443'],
  ['an address, written otherwise', { server: 'https://Other.example:443/' }, 'server https://other.example'],
  ['an address with credentials', { server: 'https://me:secret@other.example' }, 'server https://other.example'],
  ['an address that is to be filled in', { server: '{{server}}' }, null],
  ['a name that is to be filled in', { name: '${cluster}' }, null],
  ['what is no address', { server: 'REPLACE_ME' }, null],
  ['both, which Argo CD refuses', { server: 'https://other.example', name: 'edge-1' }, null],
])('of an Application: %s', (_title, destination, cluster) => {
  expect(clusterOfArgo(new Fields({ destination }))).toBe(cluster);
});

test.each<[string, Raw, string | null, string?]>([
  ['nothing is said', {}, 'in-cluster'],
  ['a Secret of its namespace', { kubeConfig: { secretRef: { name: 'prod' } } }, 'Secret apps/prod', 'apps'],
  ['a key of a Secret', { kubeConfig: { secretRef: { name: 'kc', key: 'prod' } } }, 'Secret apps/kc (prod)', 'apps'],
  ['a Secret of a namespace that is not stated', { kubeConfig: { secretRef: { name: 'prod' } } }, 'Secret prod'],
  ['a ConfigMap', { kubeConfig: { configMapRef: { name: 'prod' } } }, 'ConfigMap prod'],
  ['a Secret that is to be filled in', { kubeConfig: { secretRef: { name: '${cluster}' } } }, null],
  ['nothing that holds it', { kubeConfig: {} }, null],
])('of Flux: %s', (_title, spec, cluster, namespace) => {
  expect(clusterOfFlux(new Fields({ spec, metadata: namespace === undefined ? {} : { namespace } }))).toBe(cluster);
});
