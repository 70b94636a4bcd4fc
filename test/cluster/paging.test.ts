import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { buildCluster } from '../../src/collect/kubernetes/build-cluster.ts';
import type { Recorded } from '../../src/collect/kubernetes/cluster-record.ts';
import { readCluster } from '../../src/collect/kubernetes/read-cluster.ts';
import { connect } from './connect.ts';
import { layObject, layObjects } from './lay-objects.ts';
import type { TestCluster } from './start-cluster.ts';
import { withCluster } from './with-cluster.ts';

const many = 2_200;
const nameOf = (number: number): string => `one-${String(number).padStart(5, '0')}`;
const serviceAccount = (name: string) => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name, namespace: 'crowd' },
});
const path = '/api/v1/namespaces/crowd/serviceaccounts';

async function layCrowd(cluster: TestCluster): Promise<void> {
  await layObject(cluster, 'namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'crowd' } });
  await layObjects(
    cluster,
    'serviceaccounts',
    Array.from({ length: many }, (_, number) => serviceAccount(nameOf(number))),
  );
}

/** Makes etcd forget all that was before now, so that the API server can go on with no list that was begun. */
async function compact(cluster: TestCluster): Promise<void> {
  const { header } = (await cluster.etcd('/v3/kv/range', { key: Buffer.from('x').toString('base64') })) as {
    header: { revision: string };
  };
  await cluster.etcd('/v3/kv/compaction', { revision: header.revision, physical: true });
}

// Without the gate lists come from etcd, as they do on servers that are older or short of memory: then a place can be forgotten at once.
const flags = ['--feature-gates=ListFromCacheSnapshot=false'];

withCluster(`an API server that holds ${many} objects`, { flags }, layCrowd, (cluster) => {
  /** Reads the accounts; `between` is told of each page before the next one is asked for. */
  async function read(between: (page: number) => Promise<void>): Promise<{ names: string[]; gaps: number }> {
    const builder = buildCluster('cluster');
    const told: string[] = [];
    let [pages, lost] = [0, 0];
    const records: AsyncGenerator<Recorded> = readCluster(connect(cluster(), 'admin-token'), {
      server: 'test',
      now: new Date().toISOString(),
      namespaces: ['crowd'],
      only: ['serviceAccounts'],
    });
    for await (const record of records) {
      builder.take(record);
      if ('list' in record && record.list.kind !== 'ServiceAccount') continue;
      if (record.record === 'page') {
        told.push(...record.objects.map(({ metadata }) => (metadata as { name: string }).name));
        await between((pages += 1));
      }
      if (record.record === 'end' && record.gap) lost += 1;
    }
    const { facts } = builder.finish();
    const kept = facts.serviceAccounts.items.filter(({ namespace }) => namespace === 'crowd').map(({ name }) => name);
    expect(kept.toSorted()).toEqual(told.toSorted());
    return { names: told, gaps: lost };
  }

  const expectAll = (names: readonly string[]): void => {
    const seen = new Set(names);
    expect(names.length).toBe(seen.size);
    const missed = Array.from({ length: many }, (_, number) => nameOf(number)).filter((name) => !seen.has(name));
    expect(missed).toEqual([]);
  };

  test('page by page, each once, while others write', async () => {
    let isOver = false;
    let written = 0;
    const write = async (): Promise<void> => {
      while (!isOver) {
        const name = `one-0${written % 2 === 0 ? '0' : '2'}${written}-x`;
        await layObject(cluster(), 'serviceaccounts', serviceAccount(name));
        await cluster().api('PATCH', `${path}/${nameOf(written % many)}`, {
          metadata: { labels: { at: `${written}` } },
        });
        await cluster().api('DELETE', `${path}/${name}`);
        written += 1;
      }
    };
    const writer = write();
    let pages = 0;
    const { names, gaps } = await read(async (page) => {
      pages = page;
      await sleep(100);
    });
    isOver = true;
    await writer;
    expect(pages).toBeGreaterThanOrEqual(5);
    expect(written).toBeGreaterThan(5);
    expect(gaps).toBe(0);
    expectAll(names);
  });

  test('a place that the server has forgotten costs nothing: all that was there all the time is seen once', async () => {
    let refused = 0;
    const { names, gaps } = await read(async (page) => {
      if (page !== 2) return;
      await layObject(cluster(), 'serviceaccounts', serviceAccount('later'));
      await compact(cluster());
      refused += 1;
    });
    expect(refused).toBe(1);
    expect(gaps).toBe(0);
    expectAll(names);
  });

  test('and the API server does forget it', async () => {
    const first = JSON.parse((await cluster().api('GET', `${path}?limit=500`)).body) as {
      metadata: { continue: string };
    };
    await layObject(cluster(), 'serviceaccounts', serviceAccount('even-later'));
    await compact(cluster());
    const next = await cluster().api(
      'GET',
      `${path}?limit=500&continue=${encodeURIComponent(first.metadata.continue)}`,
    );
    expect(next.status).toBe(410);
  });

  test('even one that forgets after each page is read to its end', async () => {
    let forgotten = 0;
    const { names, gaps } = await read(async () => {
      await layObject(cluster(), 'serviceaccounts', serviceAccount(`again-${forgotten}`));
      await compact(cluster());
      forgotten += 1;
    });
    expect(forgotten).toBeGreaterThanOrEqual(5);
    expect(gaps).toBe(0);
    expectAll(names);
  });
});
