import { afterEach, expect, test } from 'vitest';
import { type FakeAnswer, type FakeServer, fakeServer, refusal } from '../../../test/support/fake-server.ts';
import type { KindList } from './cluster-record.ts';
import { type Listed, listKind, pathOfList } from './list-kind.ts';

const deployments: KindList = {
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  resource: 'deployments',
  isNamespaced: true,
  namespace: null,
};
const at = '/apis/apps/v1/deployments?limit=500';

let fake: FakeServer | null = null;
afterEach(async () => {
  await fake?.close();
  fake = null;
});

const page = (names: readonly string[], next = ''): FakeAnswer => ({
  kind: 'DeploymentList',
  metadata: { continue: next },
  items: names.map((name) => ({ metadata: { name } })),
});
const expired =
  (next: string): FakeAnswer =>
  (_request, response) =>
    void response.writeHead(410).end(
      JSON.stringify({
        kind: 'Status',
        code: 410,
        reason: 'Expired',
        message: 'too old',
        metadata: { continue: next },
      }),
    );

async function list(answers: Readonly<Record<string, FakeAnswer>>): Promise<unknown> {
  fake = await fakeServer(answers, { retries: 0 });
  const pages = listKind(fake.server, deployments);
  const told: unknown[] = [];
  for (;;) {
    const step = await pages.next();
    if (step.done) return { told, gap: step.value?.detail ?? null };
    told.push(namesIn(step.value));
  }
}

const namesIn = (listed: Listed): unknown =>
  'again' in listed ? 'again' : listed.objects.map((one) => (one['metadata'] as { name: string }).name).join();

test.each([
  ['of all namespaces', null, '/apis/apps/v1/deployments'],
  ['of one', 'a/b', '/apis/apps/v1/namespaces/a%2Fb/deployments'],
])('a list %s has its path', (_name, namespace, path) => {
  expect(pathOfList({ ...deployments, namespace })).toBe(path);
});

test('pages follow each other, and items say of which kind they are', async () => {
  expect(await list({ [at]: page(['a', 'b'], 'x/='), [`${at}&continue=x%2F%3D`]: page(['c']) })).toEqual({
    told: ['a,b', 'c'],
    gap: null,
  });
});

test('an empty list is whole', async () => {
  expect(await list({ [at]: page([]) })).toEqual({ told: [''], gap: null });
});

test('where the server has forgotten the place, it goes on where the server says', async () => {
  expect(
    await list({ [at]: page(['a'], 'x'), [`${at}&continue=x`]: expired('y'), [`${at}&continue=y`]: page(['b']) }),
  ).toEqual({ told: ['a', 'b'], gap: null });
});

test('where it does not say, the list begins anew, and not for ever', async () => {
  expect(await list({ [at]: page(['a'], 'x'), [`${at}&continue=x`]: expired('') })).toEqual({
    told: ['a', 'again', 'a', 'again', 'a', 'again', 'a'],
    gap: '/apis/apps/v1/deployments: too old',
  });
});

test.each<[string, FakeAnswer, string]>([
  ['without items', { kind: 'DeploymentList' }, '/apis/apps/v1/deployments: the list has no items'],
  ['with null for items', { items: null }, '/apis/apps/v1/deployments: the list has no items'],
  [
    'that may not be read',
    refusal(403, 'deployments.apps is forbidden'),
    '/apis/apps/v1/deployments: deployments.apps is forbidden',
  ],
])('a list %s is not whole', async (_name, answer, gap) => {
  expect(await list({ [at]: answer })).toEqual({ told: [], gap });
});

test('items that are no objects are told, and the others are kept', async () => {
  expect(await list({ [at]: { metadata: {}, items: [{ metadata: { name: 'a' } }, 'b', null] } })).toEqual({
    told: ['a'],
    gap: '/apis/apps/v1/deployments: 2 items are no objects',
  });
});
