import { createServer, type ServerResponse } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../../src/collect/kubernetes/open-connection.ts';
import type { TestCluster } from './start-cluster.ts';

/** What a proxy does with an answer: wait before it in milliseconds, let nothing through, or end in its middle. */
export type Treatment = { readonly wait: number } | 'silence' | 'half';

/** A proxy before an API server, and what it saw. */
export interface TestProxy {
  readonly connection: Connection;
  /** When each request came, in milliseconds. */
  readonly times: readonly number[];
  /** The most requests that were on their way at once. */
  most(): number;
  stop(): void;
}

/** Starts a proxy that asks as admin. */
export async function startProxy(
  { port }: Pick<TestCluster, 'port'>,
  treat: (path: string) => Treatment,
): Promise<TestProxy> {
  const times: number[] = [];
  let [running, most] = [0, 0];

  async function pass(path: string, accept: string, response: ServerResponse): Promise<void> {
    const treatment = treat(path);
    if (treatment === 'silence') return;
    if (treatment !== 'half') await sleep(treatment.wait);
    const body = await new Promise<{ status: number; bytes: Buffer }>((resolve, reject) => {
      request(
        {
          host: '127.0.0.1',
          port,
          path,
          rejectUnauthorized: false,
          headers: { authorization: 'Bearer admin-token', accept },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, bytes: Buffer.concat(chunks) }));
        },
      )
        .on('error', reject)
        .end();
    });
    response.writeHead(body.status, { 'content-type': 'application/json', 'content-length': body.bytes.length });
    if (treatment !== 'half') response.end(body.bytes);
    else response.write(body.bytes.subarray(0, body.bytes.length / 2), () => response.destroy());
  }

  const http = createServer((asked, response) => {
    times.push(Date.now());
    most = Math.max(most, (running += 1));
    response.on('close', () => (running -= 1));
    pass(asked.url ?? '', asked.headers.accept ?? '*/*', response).catch(() => response.destroy());
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  return {
    connection: {
      server: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
      context: 'test',
      optionsFor: () => Promise.resolve({}),
    },
    times,
    most: () => most,
    stop() {
      http.closeAllConnections();
      http.close();
    },
  };
}
