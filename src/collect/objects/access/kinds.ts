import type { KindLine } from '../kind-line.ts';
import { readRole, readRoleBinding } from './access.ts';
import { readAuthenticationConfiguration, readAwsAuth, readKubeconfig, readOAuth } from './sign-in.ts';

/** Which facts are made of objects of this room. */
export const accessKinds: readonly KindLine[] = [
  { fact: 'roles', read: readRole, of: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'] },
  {
    fact: 'roleBindings',
    read: readRoleBinding,
    of: ['rbac.authorization.k8s.io/RoleBinding', 'rbac.authorization.k8s.io/ClusterRoleBinding'],
  },
  { fact: 'signIns', read: readAwsAuth, of: ['/ConfigMap'] },
  {
    fact: 'signIns',
    read: readAuthenticationConfiguration,
    nameless: true,
    of: ['apiserver.config.k8s.io/AuthenticationConfiguration'],
  },
  { fact: 'signIns', read: readOAuth, of: ['config.openshift.io/OAuth'] },
  { fact: 'kubeconfigs', read: readKubeconfig, nameless: true, of: ['/Config'] },
];
