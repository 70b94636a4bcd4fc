import { type OutgoingHttpHeaders, request as requestPlain } from 'node:http';
import { request as requestSecure, type RequestOptions } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import type { Gap } from '../../estate/gap.ts';
import { isRaw, type Raw } from '../objects/fields.ts';
import { UserError } from '../user-error.ts';
import type { Connection } from './open-connection.ts';
import { withoutManagedFields } from './without-managed-fields.ts';

/** What a server answered: an object, or why there is none. `expired`: the place from which to go on is forgotten. */
export type Answer =
  | { readonly value: Raw }
  | { readonly gap: Gap; readonly status: number | null; readonly expired: Raw | null };

/** How a server is asked. */
export interface AskLimits {
  /** The most requests that the server sees in any second. */
  readonly perSecond: number;
  /** Requests at the same time. */
  readonly atOnce: number;
  /** How long one may take, in milliseconds. */
  readonly milliseconds: number;
  /** How often one that failed for no fault of its own is asked again. */
  readonly retries: number;
  /** The longest answer, in bytes. */
  readonly maxBytes: number;
}

/** Gentle enough for a server that others need. */
export const defaultAskLimits: AskLimits = {
  perSecond: 20,
  atOnce: 4,
  milliseconds: 30_000,
  retries: 4,
  maxBytes: 256 * 1024 * 1024,
};

/** After so many requests in a row that nothing answered, for all their retries, the server is taken for gone. */
const mostSilent = 3;

/** How long a request to a server that is taken for gone may take, in milliseconds. */
const shortest = 5_000;

/** How many times the time in which something must come may pass until all has come. */
const wholeWithin = 4;

/** Asks an API server, with nothing but GET. */
export interface Server {
  get(path: string, accept?: string): Promise<Answer>;
  /** Asks for what is no JSON: the text, or why there is none. */
  text(path: string): Promise<string | Gap>;
  /** How many seconds the clock of the server is ahead of ours; null before it said. */
  clockAhead(): number | null;
  /** How many requests were made. */
  requests(): number;
}

/** Starts to ask a server. What it cannot answer becomes a gap; UserError only where no credentials can be had. */
export function askServer(connection: Connection, limits: AskLimits = defaultAskLimits): Server {
  const base = new URL(connection.server);
  let [made, running, silent, lastAt] = [0, 0, 0, Number.NEGATIVE_INFINITY];
  let pace = Promise.resolve();
  let ahead: number | null = null;
  let hasAnswered = false;
  const waiting: (() => void)[] = [];
  /** For the last requests, as many as may come in a second: when the server had seen each at the latest. */
  const sent: Promise<number>[] = [];

  async function turn(): Promise<void> {
    if (running >= limits.atOnce) await new Promise<void>((go) => waiting.push(go));
    running += 1;
  }

  /** One after the other, each by the time at which the last one really went: whoever was held up makes up for nothing. Gives whom to tell that the server saw it. */
  async function turnToSend(): Promise<() => void> {
    const mine = pace.then(keepDistance);
    pace = mine;
    await mine;
    const { promise, resolve } = Promise.withResolvers<number>();
    sent.push(promise);
    return () => resolve(performance.now());
  }

  async function keepDistance(): Promise<void> {
    await until(lastAt + 1000 / limits.perSecond);
    // On the way one may be held up and the next one not. What was answered was seen before that, and no later one is seen before it goes.
    if (sent.length >= limits.perSecond) await until(((await sent.shift()) as number) + 1000);
    lastAt = performance.now();
  }

  function leave(): void {
    running -= 1;
    waiting.shift()?.();
  }

  async function once(path: string, accept: string): Promise<Reply> {
    await turn();
    try {
      made += 1;
      const options = await optionsOrProblem();
      if (typeof options === 'string')
        return { status: null, retryAfter: null, date: null, body: null, problem: options };
      const seen = await turnToSend();
      try {
        const patience = isGone() ? { ...limits, milliseconds: Math.min(shortest, limits.milliseconds) } : limits;
        return await send(base, path, accept, options, patience, seen);
      } finally {
        seen();
      }
    } finally {
      leave();
    }
  }

  /** Whoever cannot sign in at all is told so; who cannot any more keeps what was read. */
  async function optionsOrProblem(): Promise<RequestOptions | string> {
    try {
      return await connection.optionsFor();
    } catch (error) {
      if (!hasAnswered || !(error instanceof UserError)) throw error;
      return error.message;
    }
  }

  /** Whether nothing has answered for a while: then each request is tried once and briefly, until something does. */
  function isGone(): boolean {
    return silent >= mostSilent;
  }

  async function patiently(path: string, accept: string): Promise<Reply> {
    const began = Date.now();
    for (let attempt = 0; ; attempt += 1) {
      const reply = await once(path, accept);
      if (reply.date !== null) ahead ??= Math.round((reply.date - Date.now()) / 1000);
      if (reply.status !== null) [silent, hasAnswered] = [0, true];
      const isOver = attempt >= limits.retries || isGone() || Date.now() - began > 2 * limits.milliseconds;
      const wait = isOver ? null : waitBefore(reply, attempt);
      if (wait === null) {
        if (reply.status === null) silent += 1;
        return reply;
      }
      await sleep(wait);
    }
  }

  return {
    get: async (path, accept = 'application/json') => answerOf(await patiently(path, accept), path),
    async text(path) {
      const reply = await patiently(path, 'text/plain');
      if (reply.status === 200 && reply.body !== null && reply.problem === null)
        return joined(reply.body).toString('utf8');
      const answer = answerOf(reply, path);
      return 'gap' in answer ? answer.gap : { gap: 'malformed', detail: `${path} was answered with no text` };
    },
    clockAhead: () => ahead,
    requests: () => made,
  };
}

/** Waits until a time of `performance.now()`, and no less: timers may fire a little early. */
async function until(time: number): Promise<void> {
  for (let early = time - performance.now(); early > 0; early = time - performance.now()) await sleep(Math.ceil(early));
}

/** In bytes; pages have some megabytes, and small pieces of them leave holes in memory. */
const unpackedAtOnce = 1024 * 1024;

/** What came over the wire. */
interface Reply {
  readonly status: number | null;
  readonly retryAfter: number | null;
  /** What its clock says, in milliseconds since 1970. */
  readonly date: number | null;
  /** In the pieces in which it came. */
  readonly body: readonly Buffer[] | null;
  readonly problem: string | null;
}

/** How long to wait before asking again, in milliseconds; null where asking again helps nothing. */
function waitBefore({ status, retryAfter, problem }: Reply, attempt: number): number | null {
  const mayPass = problem !== null ? status !== null || !isFinal(problem) : status === 429 || (status ?? 0) >= 500;
  if (!mayPass) return null;
  const own = 250 * 2 ** attempt * (0.75 + Math.random() / 2);
  return Math.min(30_000, Math.max(own, (retryAfter ?? 0) * 1000));
}

/** Certificates and names do not mend themselves. */
function isFinal(problem: string): boolean {
  return /CERT|SELF_SIGNED|ERR_TLS|ENOTFOUND|UNABLE_TO|EPROTO|EACCES|larger than|cannot be had|proxy answers with status 4/.test(
    problem,
  );
}

function send(
  base: URL,
  path: string,
  accept: string,
  options: RequestOptions,
  { milliseconds, maxBytes }: AskLimits,
  seen: () => void,
): Promise<Reply> {
  return new Promise((settle) => {
    const request = base.protocol === 'http:' ? requestPlain : requestSecure;
    // A body that comes drop by drop is never silent.
    const deadline = setTimeout(
      () => sent.destroy(new Error(`not whole within ${(milliseconds * wholeWithin) / 1000} s`)),
      milliseconds * wholeWithin,
    );
    const resolve = (reply: Reply): void => {
      clearTimeout(deadline);
      settle(reply);
    };
    const fail = (problem: string, status: number | null = null): void =>
      resolve({ status, retryAfter: null, date: null, body: null, problem });
    const sent = request(
      {
        ...options,
        host: base.hostname.replace(/^\[|\]$/g, ''),
        port: base.port || (base.protocol === 'http:' ? 80 : 443),
        path: `${base.pathname.replace(/\/$/, '')}${path}`,
        method: 'GET',
        headers: {
          ...(options.headers as OutgoingHttpHeaders | undefined),
          accept,
          'accept-encoding': 'gzip',
          'user-agent': 'kubecompass',
        },
        timeout: milliseconds,
      },
      (response) => {
        seen();
        const status = response.statusCode ?? 0;
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          chunks.push(chunk);
          if (size <= maxBytes) return;
          fail(`the answer is larger than ${maxBytes} bytes`, status);
          response.destroy();
        });
        response.on('error', (error) => fail(codeOf(error), status));
        response.on('aborted', () => fail('the answer ended in the middle', status));
        response.on('end', () => {
          const date = Date.parse(response.headers.date ?? '');
          const retryAfter = secondsUntil(response.headers['retry-after'] ?? '', date);
          const reply = {
            status,
            retryAfter,
            date: Number.isFinite(date) ? date : null,
            problem: null,
          };
          if (response.headers['content-encoding'] !== 'gzip') resolve({ ...reply, body: chunks });
          else
            unpack(Buffer.concat(chunks), maxBytes).then(
              (body) => resolve({ ...reply, body }),
              (error: Error) => fail(`the answer cannot be unpacked (${codeOf(error)})`, status),
            );
        });
      },
    );
    sent.on('timeout', () => sent.destroy(new Error(`no answer within ${milliseconds / 1000} s`)));
    sent.on('error', (error) => fail(codeOf(error)));
    sent.end();
  });
}

/** Retry-After is a number of seconds, or a date by the clock of the server (RFC 9110, 10.2.3); null where it is neither. */
function secondsUntil(retryAfter: string, now: number): number | null {
  if (/^\d+$/.test(retryAfter.trim())) return Number(retryAfter);
  const date = Date.parse(retryAfter);
  if (!Number.isFinite(date)) return null;
  return Math.max(0, (date - (Number.isFinite(now) ? now : Date.now())) / 1000);
}

/** What was packed, in pieces. Rejects with what zlib says, or with ERR_BUFFER_TOO_LARGE. */
function unpack(packed: Buffer, maxBytes: number): Promise<Buffer[]> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let size = 0;
    const stream = createGunzip({ chunkSize: unpackedAtOnce });
    stream.on('data', (piece: Buffer) => {
      size += piece.length;
      pieces.push(piece);
      if (size > maxBytes) stream.destroy(Object.assign(new Error(), { code: 'ERR_BUFFER_TOO_LARGE' }));
    });
    stream.on('error', reject);
    stream.on('end', () => resolve(pieces));
    stream.end(packed);
  });
}

/** Where answers are put together, one after the other: memory that is asked for anew with each of them is what collecting garbage costs most for. */
let room = Buffer.alloc(0);

/** The longest answer that this room is kept for, in bytes. */
const roomy = 32 * 1024 * 1024;

/** The pieces of an answer as one, until the next one is put together. */
function joined(pieces: readonly Buffer[]): Buffer {
  const size = pieces.reduce((sum, { length }) => sum + length, 0);
  if (size > roomy) return Buffer.concat(pieces);
  if (room.length < size) room = Buffer.allocUnsafeSlow(Math.min(roomy, size * 1.25));
  let at = 0;
  for (const piece of pieces) at += piece.copy(room, at);
  return room.subarray(0, size);
}

function codeOf(error: Error): string {
  const refused = /^Bad response: (\d+)$/.exec(error.message);
  if (refused) return `the proxy answers with status ${refused[1]}`;
  if (error.message === 'Proxy timeout') return 'the proxy gives no answer within its time';
  return (error as NodeJS.ErrnoException).code ?? error.message;
}

function answerOf({ status, body, problem }: Reply, path: string): Answer {
  const shown = path.replace(/\?.*/, '');
  const failed = (gap: Gap['gap'], detail: string, expired: Raw | null = null): Answer => ({
    gap: { gap, detail, suppliedBy: 'running-platform' },
    status,
    expired,
  });
  if (problem !== null || body === null || status === null)
    return failed('unreachable', `${shown} was not answered: ${problem ?? 'nothing came'}`);
  const value = parse(body);
  if (status === 200) {
    return value === null
      ? failed('malformed', `${shown} was answered with what is no JSON object, as a proxy or a login page does`)
      : { value };
  }
  const said = value !== null && typeof value['message'] === 'string' ? value['message'] : `status ${status}`;
  if (status === 401) return failed('forbidden', `${shown}: the server does not accept the credentials (${said})`);
  if (status === 403) return failed('forbidden', `${shown}: ${said}`);
  if (status === 404 && path === '/version' && value === null)
    return failed('malformed', `${shown} was answered with what is no JSON object, as a proxy or a login page does`);
  if (status === 404) return failed('not-installed', `${shown}: the server does not serve it`);
  if (status >= 300 && status < 400)
    return failed(
      'malformed',
      `${shown}: the server sends elsewhere (status ${status}), as a proxy or a login page does`,
    );
  if (status === 400 && value === null && textOfReply(body).includes('HTTP request to an HTTPS server'))
    return failed(
      'malformed',
      `${shown}: the server speaks HTTPS, and was asked by HTTP: its address begins with https://`,
    );
  if (status === 410) return failed('unreachable', `${shown}: ${said}`, value ?? {});
  return failed('unreachable', `${shown}: ${said}`);
}

function textOfReply(body: readonly Buffer[]): string {
  return joined(body).toString('latin1', 0, 1000);
}

function parse(body: readonly Buffer[]): Raw | null {
  try {
    const value: unknown = JSON.parse(withoutManagedFields(joined(body)).toString('utf8'));
    return isRaw(value) ? value : null;
  } catch {
    return null;
  }
}
