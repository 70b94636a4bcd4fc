import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { estateOfObjects } from '../../test/support/random-estate.ts';
import type { Authority } from '../collect/manifests/visibility.ts';
import { viewFacts } from '../estate/fact-view.ts';
import type { Workload } from '../estate/workload.ts';
import { type PodIdentity, podIdentity } from './pod-identity.ts';

type Json = Readonly<Record<string, unknown>>;
type Ask = (workload: Workload, vantage: { place: string; nth: number }) => PodIdentity;

interface Given {
  readonly account: string | undefined;
  readonly podSays: boolean | undefined;
  readonly projects: boolean;
  readonly accounts: readonly {
    readonly name: string;
    readonly namespace: string;
    readonly says: boolean | undefined;
  }[];
  readonly declared: boolean;
  readonly authority: Authority;
}

function objectsOf({ account, podSays, projects, accounts, declared }: Given): Json[] {
  const volumes = projects
    ? [{ name: 'token', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } }]
    : [];
  const spec = {
    serviceAccountName: account,
    automountServiceAccountToken: podSays,
    volumes,
    containers: [{ name: 'app', image: 'app' }],
  };
  return [
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'ledger', namespace: 'bank' }, spec },
    ...accounts.map(({ name, namespace, says }) => ({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name, namespace },
      automountServiceAccountToken: says,
    })),
    ...(declared ? [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bank' } }] : []),
  ].map((one) => JSON.parse(JSON.stringify(one)) as Json);
}

function identityIn(given: Given): PodIdentity {
  const facts = viewFacts(
    estateOfObjects(
      objectsOf(given).map((object) => ({ folder: '', object })),
      given.authority,
    ),
  );
  const [workload] = facts.workloads.items;
  if (!workload) throw new Error('there is no workload');
  return (podIdentity.compute as (views: typeof facts) => Ask)(facts)(workload, { place: '', nth: 0 });
}

const name = fc.constantFrom('default', 'ledger', 'constructor');
const namespace = fc.constantFrom('bank', 'bank', 'shop');
const says = fc.constantFrom(true, false, undefined);
const given: fc.Arbitrary<Given> = fc.record({
  account: fc.option(name, { nil: undefined }),
  podSays: says,
  projects: fc.constantFrom(false, false, true),
  accounts: fc.uniqueArray(fc.record({ name, namespace, says }), {
    maxLength: 4,
    selector: (one) => `${one.name}/${one.namespace}`,
  }),
  declared: fc.boolean(),
  authority: fc.constantFrom<Authority>('default', 'complete', 'partial'),
});

describe('who the pods are', () => {
  test('agrees with a walk through every object', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(given, (one) => {
        const who = one.account ?? 'default';
        const mine = one.accounts.filter((account) => account.name === who && account.namespace === 'bank');
        const complete = one.authority === 'complete' || (one.authority === 'default' && one.declared);

        let carries: boolean | null = one.podSays ?? null;
        if (carries === null && mine.length > 0) carries = mine[0]?.says !== false;
        if (carries === null && complete) carries = true;
        if (one.projects) carries = true;

        const found = identityIn(one);
        expect(found.carriesToken).toBe(carries);
        expect(found.account?.name ?? null).toBe(mine[0]?.name ?? null);
        expect(found.absent).toBe(complete && mine.length === 0 && who !== 'default');
        expect(found.hidden).toEqual([]);
        seen.add(`${carries} ${found.absent} ${found.account !== null}`);
      }),
      { numRuns: 500, seed: 4 },
    );
    expect(seen.size).toBeGreaterThan(6);
  });
});
