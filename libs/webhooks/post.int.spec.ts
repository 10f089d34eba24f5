import { isIP } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Receiver, receiver } from '#test/support/receiver.js';
import { type DnsLookup, type PostRequest, post } from './post.js';

let to: Receiver;
beforeAll(async () => {
  to = await receiver();
});
afterAll(() => to.stop());

const running = () => new AbortController().signal;
const posting = (more: Partial<PostRequest> = {}): PostRequest => ({
  ...{ url: to.url, headers: { 'webhook-id': 'e1' }, body: '{}', toPrivateAddresses: true, timeoutMs: 20_000 },
  ...more,
});

/** Names as somebody who means harm would have them stand for addresses. */
const lookUp =
  (...addresses: readonly string[]): DnsLookup =>
  (_hostname, _options, answer) =>
    answer(
      null,
      addresses.map((address) => ({ address, family: isIP(address) })),
    );

describe('a name of the public Internet', () => {
  const url = () => `https://hook.example:${new URL(to.url).port}/`;

  test('is not connected to where it stands for a private address, though it would answer there', async () => {
    const looked = (toPrivateAddresses: boolean, ...addresses: string[]) =>
      post(posting({ url: url(), toPrivateAddresses }), running(), lookUp(...addresses));
    for (const addresses of [['127.0.0.1'], ['::ffff:127.0.0.1'], ['10.0.0.1', '127.0.0.1', '::1']])
      expect(await looked(false, ...addresses)).toEqual({ status: null, failure: 'private-address' });
  });

  test('is looked up again each time', async () => {
    const asked: string[] = [];
    const counting: DnsLookup = (hostname, options, answer) => {
      asked.push(hostname);
      lookUp('127.0.0.1')(hostname, options, answer);
    };
    for (const _ of [1, 2]) await post(posting({ url: url(), toPrivateAddresses: false }), running(), counting);
    expect(asked).toEqual(['hook.example', 'hook.example']);
    expect(to.received).toEqual([]);
  });
});

test.each([
  [200, null],
  [299, null],
  [301, 'redirected'],
  [404, 'not-accepted'],
  [410, 'gone'],
  [500, 'not-accepted'],
] as const)('an answer of %i is read as %j', async (status, failure) => {
  to.answers(() => ({ status, headers: { location: to.url, 'retry-after': '7' } }));
  const before = to.received.length;
  expect(await post(posting(), running())).toMatchObject({ status, failure });
  expect(to.received).toHaveLength(before + 1);
});

test('a URL is read whatever the case of its scheme', async () => {
  to.answers(() => ({}));
  const spelt = (url: string) => post(posting({ url }), running());
  expect(await spelt(to.url.replace('http:', 'HTTP:'))).toEqual({ status: 204, failure: null });
  expect(await spelt(to.url.replace('http:', 'HTTPS:'))).toEqual({ status: null, failure: 'unreachable' });
});

test('an answer that would switch protocols is none that takes it, and is not waited for', async () => {
  to.answers(() => ({ status: 101, headers: { connection: 'upgrade', upgrade: 'websocket' } }));
  expect(await post(posting(), running())).toMatchObject({ status: 101, failure: 'not-accepted' });
});

test('Retry-After is told of', async () => {
  to.answers(() => ({ status: 503, headers: { 'retry-after': '7' } }));
  expect(await post(posting(), running())).toMatchObject({ retryAfterMs: 7_000 });
});

test('a receiver that does not answer in time is left, and at once where it is to stop', async () => {
  to.answers(() => ({ never: true }));
  expect(await post(posting({ timeoutMs: 50 }), running())).toEqual({ status: null, failure: 'timed-out' });
  const stopping = new AbortController();
  const waiting = post(posting(), stopping.signal);
  stopping.abort();
  expect(await waiting).toBeUndefined();
});

test('an answer without an end is not waited for', async () => {
  to.answers(() => ({ endless: true }));
  expect(await post(posting(), running())).toMatchObject({ status: 200, failure: null });
});
