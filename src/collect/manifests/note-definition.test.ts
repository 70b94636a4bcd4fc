import { expect, test } from 'vitest';
import { estateOf } from '../../../test/support/estate-of.ts';

const definition = (group: string, kind: string, isServed = true): string => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: x}
spec:
  group: ${group}
  names: {kind: ${kind}}
  versions:
    - {name: v1, served: ${isServed}, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, x-kubernetes-preserve-unknown-fields: true}}}}}
    - {name: v2, served: true}
---`;
const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: till, namespace: bank}
spec:
  selector: {matchLabels: {app: till}}
  template:
    metadata: {labels: {app: till}}
    spec: {containers: [{name: till, image: "till:1", livenesProbe: {}}]}
`;
const role = `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: till, namespace: bank}
rools: []
`;

test.each<[string, string, string]>([
  ['its fields', definition('apps', 'Deployment'), deployment],
  ['which versions are served', definition('apps', 'Deployment', false), deployment],
  ['any of its groups', definition('rbac.authorization.k8s.io', 'Role'), role],
])('a definition of a kind of Kubernetes does not say %s', (_name, defined, object) => {
  const { dropped, unreadable } = estateOf({ 'a.yaml': object });
  expect(dropped).toHaveLength(1);
  expect(estateOf({ 'a-definition.yaml': defined, 'a.yaml': object })).toMatchObject({ dropped, unreadable });
});

test('another kind in a group of Kubernetes is what its definition says', () => {
  const { dropped } = estateOf({
    'a.yaml': `${definition('node.k8s.io', 'Till')}
apiVersion: node.k8s.io/v1
kind: Till
metadata: {name: till}
specs: {}
`,
  });
  expect(dropped).toMatchObject([{ message: 'specs: there is no such field; did you mean spec?' }]);
});
