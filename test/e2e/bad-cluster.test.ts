import { createServer as createPlain, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecure, type ServerOptions } from 'node:https';
import { type AddressInfo, createServer as createListener } from 'node:net';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Assessment } from '../../src/assessment/assessment.ts';
import { makeCertificate } from '../support/make-certificate.ts';
import { assessmentOf, clearFolder, layFolder, type Ran, runCli } from './run-cli.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let folder = '';
beforeAll(() => {
  folder = layFolder({ 'empty.yaml': '' });
});
afterAll(() => clearFolder(folder));

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Starts a server on loopback, and gives its address. */
async function serve(answer: Answer, tls?: ServerOptions): Promise<string> {
  const server = tls ? createSecure(tls, answer) : createPlain(answer);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http${tls ? 's' : ''}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const json: Readonly<Record<string, unknown>> = {
  '/version': { gitVersion: 'v1.37.2' },
  '/api': { versions: ['v1'] },
  '/apis': { groups: [] },
  '/api/v1': {
    resources: [
      { name: 'namespaces', kind: 'Namespace', namespaced: false, verbs: ['list'] },
      { name: 'services', kind: 'Service', namespaced: true, verbs: ['list'] },
    ],
  },
  '/api/v1/namespaces': { items: [{ metadata: { name: 'shop', uid: 'a', resourceVersion: '1' } }] },
  '/api/v1/services': { items: [] },
};

/** An API server that answers well but for some paths. */
function answering(others: Readonly<Record<string, Answer | object>> = {}): Answer {
  return (request, response) => {
    const path = (request.url ?? '').replace(/\?.*/, '');
    const answer = others[path] ?? json[path];
    if (typeof answer === 'function') (answer as Answer)(request, response);
    else if (answer === undefined) response.writeHead(404).end('404 page not found');
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  };
}

let made = 0;
function kubeconfig(server: string, { cluster = {}, user = {} }: { cluster?: object; user?: object } = {}): string {
  const file = join(folder, `kubeconfig-${(made += 1)}`);
  writeFileSync(
    file,
    JSON.stringify({
      'apiVersion': 'v1',
      'kind': 'Config',
      'current-context': 'prod',
      'clusters': [{ name: 'prod', cluster: { server, ...cluster } }],
      'users': [{ name: 'me', user }],
      'contexts': [{ name: 'prod', context: { cluster: 'prod', user: 'me' } }],
    }),
  );
  return file;
}

const assess = (file: string, ...more: string[]): Promise<Ran> =>
  runCli(['assess', '--kubeconfig', file, '--format', 'json', ...more], {
    cwd: folder,
    env: { HOME: folder, NO_PROXY: '*' },
  });

/** How a run ended, with its lines. */
function endOf({ code, stdout, stderr }: Ran): unknown {
  return { code, stdout, lines: stderr.split('\n') };
}

/** Refused: exit 2, one line and a hint, and nothing else. */
function refused(line: string | RegExp, hint: string): unknown {
  return { code: 2, stdout: '', lines: [expect.stringMatching(line), expect.stringContaining(hint), ''] };
}

describe('there is nothing to ask', () => {
  test('no kubeconfig', async () => {
    const env = { HOME: folder, KUBECONFIG: join(folder, 'none'), KUBERNETES_SERVICE_HOST: '' };
    expect(endOf(await runCli(['assess'], { cwd: folder, env }))).toEqual(refused(/kubeconfig/, '--kubeconfig'));
    expect(endOf(await assess(join(folder, 'none')))).toEqual(
      refused(/the kubeconfig .*none does not exist/, '--kubeconfig'),
    );
  });

  test('a kubeconfig that is none', async () => {
    const file = join(folder, 'rubbish');
    writeFileSync(file, 'a: [');
    expect(endOf(await assess(file))).toEqual(refused(/the kubeconfig .*rubbish cannot be read/, '--kubeconfig'));
    writeFileSync(file, '');
    expect(endOf(await assess(file))).toEqual(refused(/kubeconfig/, '--kubeconfig'));
  });

  test('a server without a scheme, and one that is no address', async () => {
    expect(endOf(await assess(kubeconfig('127.0.0.1:1')))).toEqual(
      refused(/cannot be asked: nothing listens there/, 'running'),
    );
    expect(endOf(await assess(kubeconfig('https://[')))).toEqual(
      refused(/as its server, which is no address/, 'https://'),
    );
  });

  test('a certificate authority that is not there', async () => {
    const file = kubeconfig('https://127.0.0.1:1', { cluster: { 'certificate-authority': '/none/ca.crt' } });
    expect(endOf(await assess(file))).toEqual(refused(/the file \/none\/ca\.crt does not exist/, 'kubectl'));
  });

  test('a context that is not there', async () => {
    const ran = await assess(kubeconfig('http://127.0.0.1:1'), '--context', 'staging');
    expect(endOf(ran)).toEqual(refused('there is no context "staging"', 'There is prod.'));
  });
});

describe('a server that cannot be asked', () => {
  test('nobody listens', async () => {
    const listener = createListener();
    await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
    const { port } = listener.address() as AddressInfo;
    await new Promise((done) => listener.close(done));
    const ran = await assess(kubeconfig(`http://127.0.0.1:${port}`));
    expect(endOf(ran)).toEqual(
      refused(
        'the API server of the context "prod" cannot be asked: nothing listens there',
        'Is the API server running',
      ),
    );
  });

  const good = makeCertificate();
  test.each<[string, ServerOptions, object, string, string]>([
    ['an authority of its own', good, {}, 'signed by nobody who is trusted here', 'certificate-authority'],
    [
      'the certificate of another host',
      makeCertificate({ dnsNames: ['other.example'], ipAddresses: [] }),
      {},
      'that of another name',
      'tls-server-name',
    ],
    ['an expired certificate', makeCertificate({ notAfter: '2021-01-01' }), {}, 'has expired', 'Renew the certificate'],
  ])('%s', async (_name, tls, _cluster, why, hint) => {
    const trusted = why.startsWith('signed')
      ? {}
      : { 'certificate-authority-data': Buffer.from(tls.cert as string).toString('base64') };
    expect(endOf(await assess(kubeconfig(await serve(answering(), tls), { cluster: trusted })))).toEqual(
      refused(new RegExp(why), hint),
    );
  });

  test('with the right authority it is asked', async () => {
    const cluster = { 'certificate-authority-data': Buffer.from(good.cert).toString('base64') };
    const ran = await assess(kubeconfig(await serve(answering(), good), { cluster }));
    expect(assessmentOf(ran).estate.cluster).toMatchObject({ version: 'v1.37.2' });
  });

  test.each<[string, Answer | string, string, string]>([
    [
      'a login page',
      (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      'a proxy or a login page',
      'NO_PROXY',
    ],
    [
      'credentials that it does not accept',
      (_request, response) => void response.writeHead(401).end('{}'),
      'does not accept the credentials',
      'Sign in again',
    ],
    ['TLS where none is', 'https', 'does not speak as an API server does', 'scheme and port'],
  ])('%s', async (_name, answer, why, hint) => {
    const address = await serve(typeof answer === 'string' ? answering() : answer);
    expect(
      endOf(await assess(kubeconfig(typeof answer === 'string' ? address.replace('http', 'https') : address))),
    ).toEqual(refused(new RegExp(why), hint));
  });
});

describe('a plugin for credentials', () => {
  const plugin = (command: string, args: readonly string[] = []): { user: object } => ({
    user: { exec: { apiVersion: 'client.authentication.k8s.io/v1', command, args, interactiveMode: 'Never' } },
  });

  test.each<[string, { user: object }, string]>([
    ['that is missing', plugin('no-such-plugin'), 'the plugin no-such-plugin is not installed'],
    [
      'that fails',
      plugin(process.execPath, ['-e', 'console.error("sign in first"); process.exit(1)']),
      'sign in first',
    ],
    ['that prints rubbish', plugin(process.execPath, ['-e', 'console.log("hello")']), 'printed no credentials'],
    ['that prints something else', plugin(process.execPath, ['-e', 'console.log("{}")']), 'printed no credentials'],
  ])('%s', async (_name, user, why) => {
    const ran = await assess(kubeconfig(await serve(answering()), user));
    expect(endOf(ran)).toEqual(
      refused(new RegExp(`the credentials of the context "prod" cannot be had: .*${why}`), 'kubectl'),
    );
  });
});

describe('what is answered badly is a gap, and the rest is judged', () => {
  const whole = JSON.stringify({ items: [{ metadata: { name: 'shop' } }] });
  test.each<[string, Answer, RegExp]>([
    [
      'HTML of a proxy',
      (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      /no JSON object/,
    ],
    [
      'another content type',
      (_request, response) =>
        void response.writeHead(200, { 'content-type': 'application/vnd.kubernetes.protobuf' }).end('k8s\0'),
      /no JSON object/,
    ],
    [
      'a body that is shorter than it says',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '1000' }).write(whole);
        setTimeout(() => response.destroy(), 20);
      },
      /was not answered/,
    ],
    [
      'chunks that end in the middle',
      (_request, response) => {
        response.writeHead(200).write(whole.slice(0, 10));
        setTimeout(() => response.destroy(), 20);
      },
      /was not answered/,
    ],
    [
      'packed bytes that are cut',
      (_request, response) =>
        void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(whole).subarray(0, 20)),
      /cannot be unpacked/,
    ],
    ['null where the list belongs', (_request, response) => void response.end('{"items": null}'), /no items/],
    ['a status where a list belongs', (_request, response) => void response.end('{"kind": "Status"}'), /no items/],
  ])(
    '%s',
    async (_name, answer, why) => {
      const ran = await assess(kubeconfig(await serve(answering({ '/api/v1/services': answer }))));
      const { estate } = assessmentOf(ran);
      expect(estate.gaps.map(({ detail }) => detail).join('\n')).toMatch(why);
      expect(estate.objects).toBeGreaterThan(0);
    },
    60_000,
  );

  test('objects with null where lists belong, and 5 MB of annotations', async () => {
    const meta = {
      name: 'web',
      namespace: 'shop',
      uid: 'b',
      resourceVersion: '1',
      annotations: { a: 'x'.repeat(5_000_000) },
    };
    const items = [
      { metadata: meta, spec: { ports: null, selector: null, externalIPs: null }, status: null },
      { metadata: { ...meta, name: 'odd', labels: null, ownerReferences: null, annotations: null }, spec: null },
    ];
    const ran = await assess(kubeconfig(await serve(answering({ '/api/v1/services': { items } }))));
    const { estate, crashes } = assessmentOf(ran);
    expect(crashes).toEqual([]);
    expect(estate.objects).toBe(3);
    expect(estate.unreadable).toMatchObject([{ file: '/api/v1/namespaces/shop/services/odd' }]);
  });

  test('JSON that does not say what is served: nothing is taken for absent', async () => {
    const weird = { kind: 'Weird' };
    const judged = async (others: Readonly<Record<string, object>>): Promise<Assessment> =>
      assessmentOf(await assess(kubeconfig(await serve(answering(others)))));
    const gapsOf = ({ estate }: Assessment): string[] =>
      estate.gaps.map(({ detail }) => detail.replace(/ was answered with JSON that does not say what.*/, ''));
    const nothing = await judged({ '/api': weird, '/apis': weird });
    expect(gapsOf(nothing)).toEqual(['/api', '/apis']);
    expect(Object.values(nothing.tiers).filter((one) => one?.status !== 'unproven')).toEqual([]);
    expect(gapsOf(await judged({ '/api/v1': weird }))).toEqual(['/api/v1']);
  });

  test('a redirection, as login pages do', async () => {
    const away: Answer = (_request, response) =>
      void response.writeHead(302, { location: 'https://login.example' }).end();
    expect(endOf(await assess(kubeconfig(await serve(away))))).toEqual(refused(/sends elsewhere \(status 302\)/, ''));
  });

  test('a server of the future, whose clock is ahead', async () => {
    const date = new Date(Date.now() + 600_000).toUTCString();
    const version: Answer = (_request, response) =>
      void response.writeHead(200, { date }).end('{"gitVersion": "v1.99.0"}');
    const { estate, assumptions } = assessmentOf(
      await assess(kubeconfig(await serve(answering({ '/version': version })))),
    );
    expect(estate.cluster?.version).toBe('v1.99.0');
    expect(assumptions.join('\n')).toMatch(/v1\.99\.0 is read as v1\.\d+ is/);
    expect(assumptions.join('\n')).toMatch(
      /the clock of the API server, which is (59\d|60\d) s ahead of that of this machine/,
    );
  });
});

describe('a snapshot', () => {
  const take = (file: string, server: string): Promise<Ran> =>
    runCli(['snapshot', '--kubeconfig', kubeconfig(server), '-o', file], { cwd: folder });

  test('says the same as the cluster, and that it was changed', async () => {
    const file = join(folder, 'estate.kcs');
    expect(await take(file, await serve(answering()))).toMatchObject({ code: 0 });
    const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n');
    const changes: [string, string[]][] = [
      ['a value', lines.map((line) => line.replace('"shop"', '"show"'))],
      ['a record that is gone', lines.filter((line) => !line.includes('"record":"page"'))],
      ['a record that was put in', [...lines.slice(0, 3), lines[2] as string, ...lines.slice(3)]],
    ];
    for (const [_what, changed] of changes) {
      writeFileSync(file, gzipSync(changed.join('\n')));
      expect(endOf(await runCli(['assess', '--snapshot', file]))).toEqual(
        refused('was changed after it was taken', 'Take it anew'),
      );
    }
    writeFileSync(file, gzipSync(`${lines.slice(0, -2).join('\n')}\n`));
    const { estate } = assessmentOf(await runCli(['assess', '--snapshot', file, '--format', 'json']));
    expect(estate.gaps.map(({ detail }) => detail)).toContain(
      'estate.kcs has no last line: it was cut off or changed after it was taken, so it may not say all, nor the truth',
    );
  });

  test('says as many objects as its assessment: those that cannot be read, leases and what was told twice too', async () => {
    const file = join(folder, 'counted.kcs');
    const meta = (name: string): object => ({ name, namespace: 'shop', uid: name, resourceVersion: '1' });
    const core = json['/api/v1'] as { resources: object[] };
    const pages = [
      { items: [{ metadata: meta('a'), spec: {} }], metadata: { continue: 'x' } },
      { code: 410, metadata: {} },
      {
        items: [
          { metadata: meta('a'), spec: {} },
          { metadata: meta('odd'), spec: null },
        ],
      },
    ];
    const server = await serve(
      answering({
        '/apis': { groups: [{ name: 'coordination.k8s.io', versions: [{ version: 'v1' }] }] },
        '/apis/coordination.k8s.io/v1': {
          resources: [{ name: 'leases', kind: 'Lease', namespaced: true, verbs: ['list'] }],
        },
        '/apis/coordination.k8s.io/v1/namespaces/kube-system/leases': {
          items: [{ metadata: { ...meta('apiserver-x'), namespace: 'kube-system' }, spec: {} }],
        },
        '/api/v1': core,
        '/api/v1/services': (_request, response) => {
          const page = pages.shift() as { code?: number };
          response.writeHead(page.code ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify(page));
        },
      }),
    );
    const { stderr } = await take(file, server);
    const { estate } = assessmentOf(await runCli(['assess', '--snapshot', file, '--format', 'json']));
    expect(stderr).toContain('counted.kcs holds 4 objects');
    expect(estate.objects).toBe(4);
    expect(estate.unreadable).toHaveLength(1);
  });

  test('of a run that was killed loads up to there', async () => {
    const file = join(folder, 'killed.kcs');
    let reached = (): void => undefined;
    const stuck = new Promise<void>((done) => (reached = done));
    const server = await serve(answering({ '/api/v1/services': () => reached() }));
    const ran = await runCli(['snapshot', '--kubeconfig', kubeconfig(server), '-o', file], {
      cwd: folder,
      onStart: (child) => void stuck.then(() => setTimeout(() => child.kill('SIGKILL'), 500)),
    });
    expect(ran.signal).toBe('SIGKILL');
    const { estate } = assessmentOf(await runCli(['assess', '--snapshot', file, '--format', 'json']));
    expect(estate.objects).toBe(1);
    expect(estate.gaps.map(({ detail }) => detail).join('\n')).toMatch(
      /services was not read to its end[^]*ends in the middle|ends in the middle[^]*services was not read/,
    );
  });

  test('of a run that was interrupted says so, and loads up to there', async () => {
    const file = join(folder, 'interrupted.kcs');
    let asked: () => void = () => undefined;
    const isAsked = new Promise<void>((tell) => (asked = tell));
    const server = await serve(answering({ '/api/v1/services': () => asked() }));
    const ran = await runCli(['snapshot', '--kubeconfig', kubeconfig(server), '-o', file], {
      cwd: folder,
      onStart: (child) =>
        // What was told before is in the file by then.
        void isAsked.then(() => setTimeout(() => child.kill('SIGINT'), 500)),
    });
    expect(ran).toMatchObject({ code: 130, stdout: '' });
    expect(ran.stderr).toBe(`kubecompass: ${file} holds what was read up to here, 1 object, and loads with gaps\n`);
    const { estate } = assessmentOf(await runCli(['assess', '--snapshot', file, '--format', 'json']));
    expect(estate.gaps.map(({ detail }) => detail)).toContain('/api/v1/services was not read to its end');
  });

  test.skipIf(!existsSync('/dev/full'))('on a full disk is refused', async () => {
    expect(endOf(await take('/dev/full', await serve(answering())))).toEqual(
      refused(/\/dev\/full cannot be written \(ENOSPC\)/, 'There is no room left'),
    );
  });
});
