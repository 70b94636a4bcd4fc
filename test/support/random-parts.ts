import fc from 'fast-check';

// What the random objects of all rooms are made of: few names, so that they hit one another.

/** An object of a manifest. */
export type Json = Readonly<Record<string, unknown>>;

/** Where a file lies. */
export const folder = fc.constantFrom('', 'base', 'dev', 'prod', 'dev/apps');
/** One of the two namespaces. */
export const namespaceName = fc.constantFrom('bank', 'shop');
/** One of the two applications. */
export const app = fc.constantFrom('ledger', 'web');
/** Labels that state a tier, or none, or one that there is not. */
export const tierLabels = fc.constantFrom<Json>(
  {},
  {},
  { 'kubecompass.io/tier': 'critical' },
  { 'kubecompass.io/tier': 'best-effort' },
  { 'kubecompass.io/tier': 'gold' },
);

/** A record with some of its fields. */
export function some(
  fields: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  required: readonly string[] = [],
): fc.Arbitrary<Json> {
  return fc.record(fields, { requiredKeys: [...required] as never[] });
}

/** A label selector that may select one of the applications. */
export const selector = fc.oneof(
  app.map((name) => ({ matchLabels: { app: name } })),
  app.map((name) => ({ matchExpressions: [{ key: 'app', operator: 'In', values: [name] }] })),
  fc.constant({}),
  fc.constant({ matchLabels: { app: 'other' } }),
);

/** The metadata of a namespaced object; one in ten states no namespace. */
export const metadata = (
  name: fc.Arbitrary<string>,
  labels: fc.Arbitrary<Json> = fc.constant({}),
): fc.Arbitrary<Json> =>
  fc
    .record({ name, namespace: fc.option(namespaceName, { nil: undefined, freq: 9 }), labels })
    .map(({ namespace, ...rest }) => (namespace === undefined ? rest : { ...rest, namespace }));
