import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublic, urlRefusal } from '#domain/index.js';
import { retryAfterMs } from './backoff.js';

export interface PostRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly toPrivateAddresses: boolean;
  readonly timeoutMs: number;
}

export type Failure =
  | 'private-address'
  | 'unreachable'
  | 'untrusted'
  | 'timed-out'
  | 'redirected'
  | 'gone'
  | 'not-accepted'
  | 'url-refused';

export interface PostOutcome {
  readonly status: number | null;
  readonly failure: Failure | null;
  readonly retryAfterMs?: number;
}

export type DnsLookup = (
  hostname: string,
  options: LookupAllOptions,
  answer: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Response content does not matter, so only this many bytes are read. */
const MOST_READ = 65_536;

/**
 * Follows no redirect. Checks the resolved address at connect time against SSRF by DNS rebinding. Undefined on
 * shutdown.
 */
export function post(
  posting: PostRequest,
  stopping: AbortSignal,
  lookUp: DnsLookup = lookup,
): Promise<PostOutcome | undefined> {
  const { toPrivateAddresses, timeoutMs } = posting;
  const refusal = urlRefusal(posting.url, toPrivateAddresses);
  if (refusal)
    return Promise.resolve({
      status: null,
      failure: refusal.refused === 'private-address' ? 'private-address' : 'url-refused',
    });
  return new Promise((resolve) => {
    const ended = new AbortController();
    const stop = () => settle(undefined);
    // Once response headers came, their status counts, even if the body times out.
    let posted: PostOutcome = { status: null, failure: 'timed-out' };
    const timer = setTimeout(() => settle(posted), timeoutMs);
    const request = requestOf(posting, ended.signal, lookUp);
    function settle(outcome: PostOutcome | undefined): void {
      clearTimeout(timer);
      stopping.removeEventListener('abort', stop);
      resolve(outcome);
      ended.abort();
    }
    stopping.addEventListener('abort', stop);
    if (stopping.aborted) stop();
    request.on('error', (error: NodeJS.ErrnoException) => settle({ status: null, failure: failureOf(error) }));
    // Without a listener, Node.js drops a response that upgrades the protocol, and the request would time out.
    request.on('upgrade', (response, socket) => {
      socket.on('error', () => {});
      settle(outcomeOf(response));
    });
    request.on('response', (response) => {
      posted = outcomeOf(response);
      let read = 0;
      response.on('data', (chunk: Buffer) => {
        read += chunk.length;
        if (read > MOST_READ) settle(posted);
      });
      response.on('end', () => settle(posted));
      response.on('error', () => settle(posted));
    });
    request.end(posting.body);
  });
}

function requestOf(
  { url, headers, body, toPrivateAddresses }: PostRequest,
  signal: AbortSignal,
  lookUp: DnsLookup,
): http.ClientRequest {
  const { request } = new URL(url).protocol === 'https:' ? https : http;
  return request(url, {
    method: 'POST',
    // A new connection each time: the receiver may have closed a kept-alive one.
    agent: false,
    signal,
    lookup: toPrivateAddresses ? undefined : publicOnly(lookUp),
    headers: {
      ...headers,
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'Action-Ledger',
    },
  });
}

class PrivateAddress extends Error {
  readonly code = 'private-address';
}

/** Resolves a host name and drops its private addresses (SSRF). */
const publicOnly =
  (lookUp: DnsLookup): LookupFunction =>
  (hostname, options, answer) => {
    lookUp(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return answer(error, '');
      const shown = addresses.filter(({ address }) => isPublic(address));
      const [first] = shown;
      if (!first) return answer(new PrivateAddress(`${hostname} is no name of the public Internet.`), '');
      if (options.all) return answer(null, shown);
      return answer(null, first.address, first.family);
    });
  };

function failureOf({ code = '' }: NodeJS.ErrnoException): Failure {
  if (code === 'private-address') return code;
  return /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code) ? 'untrusted' : 'unreachable';
}

function outcomeOf({ statusCode: status = 0, headers }: http.IncomingMessage): PostOutcome {
  if (status >= 200 && status < 300) return { status, failure: null };
  const failure = status === 410 ? 'gone' : status >= 300 && status < 400 ? 'redirected' : 'not-accepted';
  return { status, failure, retryAfterMs: retryAfterMs(headers['retry-after'], Date.now()) };
}
