import type { TestCluster } from './start-cluster.ts';

/** An object as it is written into a cluster. */
export interface Laid {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

/** Creates an object. Throws what the API server says against it. */
export async function layObject(cluster: TestCluster, resource: string, object: Laid): Promise<{ uid: string }> {
  const { namespace } = object.metadata;
  const root = object.apiVersion.includes('/') ? '/apis' : '/api';
  const within = namespace === undefined ? '' : `/namespaces/${namespace}`;
  const path = `${root}/${object.apiVersion}${within}/${resource}`;
  const { status, body } = await cluster.api('POST', path, object);
  if (status !== 201) throw new Error(`${path}: ${status} ${body.slice(0, 500)}`);
  return { uid: (JSON.parse(body) as { metadata: { uid: string } }).metadata.uid };
}

/** Creates several objects, some at the same time. */
export async function layObjects(cluster: TestCluster, resource: string, objects: readonly Laid[]): Promise<void> {
  const waiting = [...objects];
  const one = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await layObject(cluster, resource, next);
  };
  await Promise.all(Array.from({ length: 12 }, one));
}

const group = 'rbac.authorization.k8s.io';

/** Gives a user rights: in all of the cluster, or in one namespace. */
export async function grant(
  cluster: TestCluster,
  user: string,
  rules: readonly unknown[],
  namespace?: string,
): Promise<void> {
  const kind = namespace === undefined ? 'ClusterRole' : 'Role';
  const metadata = namespace === undefined ? { name: user } : { name: user, namespace };
  await layObject(cluster, `${kind.toLowerCase()}s`, { apiVersion: `${group}/v1`, kind, metadata, rules });
  await layObject(cluster, `${kind.toLowerCase()}bindings`, {
    apiVersion: `${group}/v1`,
    kind: `${kind}Binding`,
    metadata,
    roleRef: { apiGroup: group, kind, name: user },
    subjects: [{ apiGroup: group, kind: 'User', name: user }],
  });
}
