import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askServer, type AskLimits, defaultAskLimits, type Server } from '../../src/collect/kubernetes/ask-server.ts';

/** How a fake API server answers a path; a function may count how often it was asked. */
export type FakeAnswer =
  | Readonly<Record<string, unknown>>
  | ((request: IncomingMessage, response: ServerResponse) => void);

/** A server on loopback that answers as it is told, and `server`, which asks it. */
export interface FakeServer {
  readonly server: Server;
  readonly asked: readonly string[];
  /** Such as `http://127.0.0.1:4242`. */
  readonly address: string;
  close(): Promise<void>;
}

/** Fast enough for a test. */
const limits: AskLimits = { ...defaultAskLimits, perSecond: 10_000, milliseconds: 500, retries: 2 };

/** Starts an API server that knows some paths (with their query); all else is 404, in plain text. */
export async function fakeServer(
  answers: Readonly<Record<string, FakeAnswer>>,
  some: Partial<AskLimits> = {},
): Promise<FakeServer> {
  const asked: string[] = [];
  const http = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const answer = answers[path];
    if (typeof answer === 'function') answer(request, response);
    else if (answer) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found');
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const { port } = http.address() as AddressInfo;
  const connection = {
    server: `http://127.0.0.1:${port}`,
    context: 'test',
    optionsFor: () => Promise.resolve({}),
  };
  return {
    server: askServer(connection, { ...limits, ...some }),
    asked,
    address: connection.server,
    close: () =>
      new Promise<void>((done) => {
        http.closeAllConnections();
        http.close(() => done());
      }),
  };
}

/** An answer with a status, such as a `Status` object of Kubernetes. */
export function refusal(code: number, message: string, headers: Readonly<Record<string, string>> = {}): FakeAnswer {
  return (_request, response) =>
    void response
      .writeHead(code, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify({ kind: 'Status', code, message }));
}
