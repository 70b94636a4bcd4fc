import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { type FakeAnswer, type FakeServer, fakeServer, refusal } from '../../../test/support/fake-server.ts';
import { UserError } from '../user-error.ts';
import { type AskLimits, askServer } from './ask-server.ts';

let fake: FakeServer | null = null;
afterEach(async () => {
  await fake?.close();
  fake = null;
});

async function start(answer: FakeAnswer, limits: Partial<AskLimits> = {}): Promise<FakeServer> {
  fake = await fakeServer({ '/a': answer }, limits);
  return fake;
}

test('an object is given, packed or not', async () => {
  const { server } = await start((request, response) => {
    expect(request.method).toBe('GET');
    expect(request.headers['accept-encoding']).toBe('gzip');
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"kind":"A"}'));
  });
  expect(await server.get('/a')).toEqual({ value: { kind: 'A' } });
});

describe('what is no answer is a gap', () => {
  test.each<[string, FakeAnswer, string, string]>([
    [
      'no right',
      refusal(403, 'pods is forbidden: User "x" cannot list'),
      'forbidden',
      '/a: pods is forbidden: User "x" cannot list',
    ],
    [
      'no credentials',
      refusal(401, 'Unauthorized'),
      'forbidden',
      '/a: the server does not accept the credentials (Unauthorized)',
    ],
    [
      'a page of a proxy',
      (_request, response) => void response.end('<html>sign in</html>'),
      'malformed',
      '/a was answered with what is no JSON object, as a proxy or a login page does',
    ],
    [
      'a list where an object belongs',
      (_request, response) => void response.end('[]'),
      'malformed',
      '/a was answered with what is no JSON object, as a proxy or a login page does',
    ],
    [
      'JSON that ends in the middle',
      (_request, response) => void response.end('{"items": [{'),
      'malformed',
      '/a was answered with what is no JSON object, as a proxy or a login page does',
    ],
    ['a server that fails', refusal(500, 'etcd is gone'), 'unreachable', '/a: etcd is gone'],
    [
      'an aggregated server that is down',
      (_request, response) => void response.writeHead(503, { 'content-type': 'text/plain' }).end('service unavailable'),
      'unreachable',
      '/a: status 503',
    ],
    [
      'packed bytes that are none',
      (_request, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('no'),
      'unreachable',
      '/a was not answered: the answer cannot be unpacked (Z_DATA_ERROR)',
    ],
    [
      'a connection that is cut',
      (request) => void request.socket.destroy(),
      'unreachable',
      '/a was not answered: ECONNRESET',
    ],
    ['silence', () => undefined, 'unreachable', '/a was not answered: no answer within 0.1 s'],
    [
      'more than anybody reads',
      (_request, response) => void response.end('x'.repeat(2000)),
      'unreachable',
      '/a was not answered: the answer is larger than 1000 bytes',
    ],
  ])('%s', async (_name, answer, gap, detail) => {
    const { server } = await start(answer, { milliseconds: 100, retries: 0, maxBytes: 1000 });
    expect(await server.get('/a')).toMatchObject({ gap: { gap, detail } });
  });

  test('a path that is not there', async () => {
    const { server } = await start({});
    expect(await server.get('/b')).toMatchObject({ gap: { gap: 'not-installed' }, status: 404 });
    expect(await server.get('/version')).toMatchObject({
      gap: { detail: '/version was answered with what is no JSON object, as a proxy or a login page does' },
    });
  });
});

describe('asking again', () => {
  function failing(times: number, refuse: FakeAnswer): FakeAnswer {
    let left = times;
    return (request, response) => {
      if (left-- > 0) return (refuse as (...both: [typeof request, typeof response]) => void)(request, response);
      response.end('{"kind":"A"}');
    };
  }

  test.each([429, 500, 503])('helps where the server says %i', async (code) => {
    const { server, asked } = await start(failing(2, refusal(code, 'later')));
    expect(await server.get('/a')).toEqual({ value: { kind: 'A' } });
    expect(asked).toHaveLength(3);
  });

  test('waits as long as the server asks for', async () => {
    const { server } = await start(failing(1, refusal(429, 'later', { 'retry-after': '1' })));
    const before = Date.now();
    await server.get('/a');
    expect(Date.now() - before).toBeGreaterThanOrEqual(1000);
  });

  test.each([
    ['by the clock of the server, whichever that is', 1, 1000],
    ['and no longer where that is over', -3600, 0],
  ])('until a date, %s', async (_name, seconds, least) => {
    const day = Date.parse('2031-02-03T04:05:06Z');
    const [date, later] = [day, day + seconds * 1000].map((one) => new Date(one).toUTCString());
    const { server } = await start(
      failing(1, refusal(429, 'later', { date, 'retry-after': later } as Record<string, string>)),
    );
    const before = Date.now();
    await server.get('/a');
    expect(Date.now() - before).toBeGreaterThanOrEqual(least);
    expect(Date.now() - before).toBeLessThan(least + 900);
  });

  test('is given up in the end, and never begun where it helps nothing', async () => {
    const tired = await start(refusal(503, 'later'), { retries: 1 });
    expect(await tired.server.get('/a')).toMatchObject({ gap: { gap: 'unreachable' } });
    expect(tired.asked).toHaveLength(2);
    await tired.close();
    const { server, asked } = await start(refusal(403, 'no'));
    await server.get('/a');
    expect(asked).toHaveLength(1);
  });
});

test('no more are asked in a second, and none at once, than the limits say', async () => {
  let [running, most] = [0, 0];
  const { server } = await start(
    (_request, response) => {
      most = Math.max(most, ++running);
      setTimeout(() => {
        running -= 1;
        response.end('{}');
      }, 20);
    },
    { perSecond: 50, atOnce: 2 },
  );
  const before = Date.now();
  await Promise.all(Array.from({ length: 10 }, () => server.get('/a')));
  expect(most).toBeLessThanOrEqual(2);
  expect(Date.now() - before).toBeGreaterThanOrEqual(180);
  expect(server.requests()).toBe(10);
});

test('in any second the server sees no more than the limit, however long each takes on its way', async () => {
  const came: number[] = [];
  fake = await fakeServer({
    '/a': (_request, response) => {
      came.push(performance.now());
      setTimeout(() => response.end('{}'), came.length % 3);
    },
  });
  let asked = 0;
  // The credentials of some are ready at once, and those of others are not.
  const optionsFor = async (): Promise<object> => {
    asked += 1;
    await new Promise((done) => setTimeout(done, asked % 4 === 0 ? 0 : 60));
    return {};
  };
  const server = askServer({ server: fake.address, context: 'test', optionsFor });
  const before = performance.now();
  await Promise.all(Array.from({ length: 65 }, () => server.get('/a')));
  const busiest = came.map((time) => came.filter((other) => other >= time && other <= time + 1000).length);
  expect(Math.max(...busiest)).toBeLessThanOrEqual(20);
  // And it goes on.
  expect(performance.now() - before).toBeLessThan(10_000);
});

describe('a server that is gone', () => {
  test('is asked once and no more for each thing after three that nobody answered, until something answers', async () => {
    let isGone = true;
    const { server, asked } = await start(
      (request, response) => {
        if (isGone) request.socket.destroy();
        else response.end('{}');
      },
      { retries: 1 },
    );
    for (let times = 0; times < 3; times += 1) await server.get('/a');
    expect(asked.length).toBe(6);
    await server.get('/a');
    expect(asked.length).toBe(7);
    isGone = false;
    expect(await server.get('/a')).toEqual({ value: {} });
    isGone = true;
    await server.get('/a');
    expect(asked.length).toBe(10);
  });

  test('an answer that comes drop by drop is given up', async () => {
    const { server } = await start(
      (_request, response) => {
        const dripping = setInterval(() => response.write(' '), 50);
        response.on('close', () => clearInterval(dripping));
      },
      { retries: 0, milliseconds: 150 },
    );
    expect(await server.get('/a')).toMatchObject({
      gap: { gap: 'unreachable', detail: '/a was not answered: not whole within 0.6 s' },
    });
  });
});

describe('credentials that cannot be had', () => {
  test('at first are told; later what was read stays, and the rest is a gap', async () => {
    let isSignedIn = true;
    fake = await fakeServer({ '/a': {} });
    const { port } = new URL(fake.address);
    const server = askServer({
      server: `http://127.0.0.1:${port}`,
      context: 'test',
      optionsFor: () =>
        isSignedIn ? Promise.resolve({}) : Promise.reject(new UserError('the credentials cannot be had', { hint: '' })),
    });
    isSignedIn = false;
    await expect(server.get('/a')).rejects.toThrow('cannot be had');
    isSignedIn = true;
    expect(await server.get('/a')).toEqual({ value: {} });
    isSignedIn = false;
    expect(await server.get('/a')).toMatchObject({
      gap: { gap: 'unreachable', detail: '/a was not answered: the credentials cannot be had' },
    });
  });
});
