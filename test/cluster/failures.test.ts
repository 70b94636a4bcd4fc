import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { assess } from '../../src/assessment/assess.ts';
import { askServer, defaultAskLimits } from '../../src/collect/kubernetes/ask-server.ts';
import type { Recorded } from '../../src/collect/kubernetes/cluster-record.ts';
import type { Estate } from '../../src/estate/estate.ts';
import { undeclaredPolicy } from '../../src/estate/policy.ts';
import { connect, readEstate } from './connect.ts';
import { grant, layObject } from './lay-objects.ts';
import { layShop } from './lay-shop.ts';
import { startProxy } from './start-proxy.ts';
import { withCluster } from './with-cluster.ts';

const now = '2026-11-28T12:00:00Z';

const isEndOf =
  (kind: string) =>
  (record: Recorded): boolean =>
    record.record === 'end' && record.list.kind === kind;

/** Criteria that are better with less than with all that was seen: there are none. */
function betterThan(whole: Estate, less: Estate): string[] {
  const verdicts = (estate: Estate): Map<string, string> =>
    new Map(
      assess(estate, undeclaredPolicy, { version: 'test' }).outcomes.map(({ criterion, verdict }) => [
        criterion,
        verdict,
      ]),
    );
  const known = verdicts(whole);
  return [...verdicts(less)].flatMap(([criterion, verdict]) => {
    const before = known.get(criterion) ?? '';
    const isFault = (one: string): boolean => one === 'fail' || one === 'partial';
    const isAllowed = verdict === before || verdict === 'unknown' || (isFault(verdict) && isFault(before));
    return isAllowed ? [] : [`${criterion}: ${before} became ${verdict}`];
  });
}

const namesIn = (estate: Estate): string[] => estate.facts.workloads.items.map(({ name }) => name);

withCluster('an API server that fails', {}, layShop, (cluster) => {
  const asAdmin = (): ReturnType<typeof connect> => connect(cluster(), 'admin-token');

  test('a token that ends in the middle: what was read is kept, the rest is a gap that says so', async () => {
    const whole = await readEstate(asAdmin(), { now });
    const name = { namespace: 'shop', name: 'reader' };
    const { uid } = await layObject(cluster(), 'serviceaccounts', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: name,
    });
    const everything = [
      { apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list'] },
      { nonResourceURLs: ['*'], verbs: ['get'] },
    ];
    await grant(cluster(), 'system:serviceaccount:shop:reader', everything);
    const ends = Math.floor(Date.now() / 1000) + 5;
    const token = cluster().tokenUntil({ ...name, uid }, ends);
    const server = connect(cluster(), token);
    const isEnd = isEndOf('Deployment');
    const estate = await readEstate(server, { now }, async (record) => {
      if (!isEnd(record)) return;
      await sleep(ends * 1000 + 1000 - Date.now());
      // A good answer is remembered for ten seconds.
      for (let tries = 0; tries < 60; tries += 1) {
        const answer = await server.get('/api/v1/nodes');
        if ('gap' in answer && answer.status === 401) return;
        await sleep(500);
      }
      throw new Error('the token never ended');
    });
    expect(namesIn(estate)).toContain('web');
    expect(estate.gaps.length).toBeGreaterThan(5);
    for (const { gap, detail } of estate.gaps)
      expect(`${gap} ${detail}`).toMatch(/^forbidden .*does not accept the credentials/);
    expect(betterThan(whole, estate)).toEqual([]);
  });

  test('a server that is killed in the middle: what was read is kept, the rest is a gap, and nobody waits long', async () => {
    const whole = await readEstate(asAdmin(), { now });
    const isEnd = isEndOf('Deployment');
    let before = 0;
    const server = asAdmin();
    const estate = await readEstate(server, { now }, (record) => {
      if (!isEnd(record)) return;
      cluster().kill();
      before = server.requests();
    });
    const asked = server.requests() - before;
    await cluster().restart();
    // A few are asked for again and again, and then each of the others once.
    expect(asked).toBeLessThan(estate.gaps.length + 40);
    expect(namesIn(estate)).toContain('web');
    expect(estate.gaps.length).toBeGreaterThan(5);
    expect(new Set(estate.gaps.map(({ gap }) => gap))).toEqual(new Set(['unreachable']));
    expect(betterThan(whole, estate)).toEqual([]);
  });

  test('a server that comes back in the middle is read to its end', async () => {
    const isEnd = isEndOf('Deployment');
    let back: Promise<void> | null = null;
    const estate = await readEstate(asAdmin(), { now }, async (record) => {
      if (!isEnd(record)) return;
      cluster().kill();
      back = cluster().restart();
      await back;
    });
    expect(back).not.toBeNull();
    expect(estate.gaps).toEqual([]);
  });

  test('a slow server is waited for, gently: never more at once, nor more in a second, than was said', async () => {
    const proxy = await startProxy(cluster(), () => ({ wait: 150 }));
    try {
      const estate = await readEstate(askServer(proxy.connection), { now, only: ['workloads', 'services'] });
      expect(estate.gaps).toEqual([]);
      expect(namesIn(estate)).toContain('web');
      expect(proxy.times.length).toBeGreaterThan(10);
      expect(proxy.most()).toBeGreaterThan(1);
      expect(proxy.most()).toBeLessThanOrEqual(defaultAskLimits.atOnce);
      const inASecond = proxy.times.map((from) => proxy.times.filter((at) => at >= from && at < from + 1000).length);
      expect(Math.max(...inASecond)).toBeLessThanOrEqual(defaultAskLimits.perSecond);
    } finally {
      proxy.stop();
    }
  });

  test('a kind of which the server never speaks is a gap, and the others are whole', async () => {
    const proxy = await startProxy(cluster(), (path) => (path.startsWith('/api/v1/secrets') ? 'silence' : { wait: 0 }));
    try {
      const limits = { ...defaultAskLimits, perSecond: 10_000, milliseconds: 700, retries: 1 };
      const estate = await readEstate(askServer(proxy.connection, limits), { now });
      expect(estate.gaps.map(({ gap, detail }) => `${gap} ${detail}`)).toEqual([
        'unreachable /api/v1/secrets was not answered: no answer within 0.7 s',
      ]);
      expect(namesIn(estate)).toContain('web');
    } finally {
      proxy.stop();
    }
  });

  test('an answer that ends in its middle is asked for again', async () => {
    let halves = 0;
    const proxy = await startProxy(cluster(), (path) => {
      if (!path.startsWith('/apis/apps/v1/deployments') || halves > 0) return { wait: 0 };
      halves += 1;
      return 'half';
    });
    try {
      const estate = await readEstate(askServer(proxy.connection, { ...defaultAskLimits, perSecond: 10_000 }), { now });
      expect(halves).toBe(1);
      expect(estate.gaps).toEqual([]);
      expect(namesIn(estate)).toContain('web');
    } finally {
      proxy.stop();
    }
  });
});
