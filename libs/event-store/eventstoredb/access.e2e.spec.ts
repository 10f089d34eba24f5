import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { createIdentity } from '#test/eventstoredb-stand-in/certificate.js';
import { describeOnStandIn, ending, startServer, storeOn } from '#test/support/eventstoredb/stores.js';
import { start } from '#test/support/processes.js';
import { failure, newEvents } from '../contract/case.js';
import { type EventStore, START } from '../port/port.js';

/** A server with TLS for some hosts, and its connection strings. */
async function secured(hosts: readonly string[]) {
  const identity = createIdentity(hosts);
  const folder = ending(await mkdtemp(join(tmpdir(), 'event-store-')), (path) => rm(path, { recursive: true }));
  const authority = join(folder, 'ca.pem');
  await writeFile(authority, identity.certificate);
  const { addresses, faults } = await startServer({
    identity,
    users: { admin: 'right', writer: 'also-right', ops: 'also-right' },
  });
  const url = (login: string, options = `&tlsCAFile=${encodeURIComponent(authority)}`) =>
    `esdb://${login}${addresses[0]}?tls=true${options}`;
  return { url, faults };
}

/** Ends its subscription, which would count against the next file of the worker. */
async function subscribeOnce(store: EventStore) {
  for await (const notice of store.subscribeAll(START, {}, new AbortController().signal)) return notice;
}

const calls = (store: EventStore) => [
  store.append('a', newEvents(1), 'noStream'),
  store.append('b', newEvents(1), 'any'),
  store.readStream('a'),
  store.readAll(START, 10),
  store.head(),
];

describeOnStandIn('access', () => {
  it('is given to the right credentials over TLS', async () => {
    const { url } = await secured(['127.0.0.1']);
    const store = storeOn(url('admin:right@'));
    await store.append('a', newEvents(1), 'noStream');
    expect(await store.readStream('a')).toHaveLength(1);
    expect(await subscribeOnce(store)).toMatchObject({ kind: 'event' });
  });

  it('is given without a warning of Node, where the host is an IP address', async () => {
    const { url } = await secured(['127.0.0.1']);
    const asks = (module: string, call: string) => `
      const opened = await import(${JSON.stringify(new URL(module, import.meta.url).href)});
      ${call}
      process.exit();`;
    const engine = asks('./store.js', `await opened.openEventStoreDB({ url: process.argv[1] }).head();`);
    const client = asks(
      './connection-string.js',
      `const { EventStoreDBClient } = await import('@eventstore/db-client');
       for await (const _ of EventStoreDBClient.connectionString(process.argv[1]).readAll({ maxCount: 1 }));`,
    );
    const warned = async (program: string) => {
      const { code, stderr } = await start(process.execPath, [
        ...['--input-type=module', '--eval', program],
        url('admin:right@'),
      ]).ended;
      expect(code).toBe(0);
      return stderr.includes('DEP0123');
    };
    expect([await warned(engine), await warned(client)]).toEqual([false, true]);
  });

  it('is denied to wrong credentials and to none, by every call, without a word of them', async () => {
    const { url } = await secured(['127.0.0.1']);
    for (const login of ['admin:wrong-password@', '']) {
      const store = storeOn(url(login));
      const refusals = await Promise.all(
        [...calls(store), subscribeOnce(store)].map((call) => failure('access-denied', call)),
      );
      for (const { message, fields } of refusals)
        expect(message + JSON.stringify(fields)).not.toContain('wrong-password');
    }
  });

  it.each(['writer', 'ops'])('is denied to %s, who may write streams, but not read the log', async (user) => {
    const { url } = await secured(['127.0.0.1']);
    const store = storeOn(url(`${user}:also-right@`));
    await store.append('a', newEvents(1), 'noStream');
    await failure('access-denied', store.readAll(START, 10));
    await failure('access-denied', subscribeOnce(store));
  });

  it('is found again after the password was changed back', async () => {
    const { url, faults } = await secured(['127.0.0.1']);
    const store = storeOn(url('admin:right@'));
    await faults.changePassword('admin', 'another');
    await failure('access-denied', store.append('a', newEvents(1), 'noStream'));
    await faults.changePassword('admin', 'right');
    await store.append('a', newEvents(1), 'noStream');
  });
});

describeOnStandIn('a certificate', () => {
  it.each([
    ['of another host', ['elsewhere.example'], undefined],
    ['that nobody we trust has signed', ['127.0.0.1'], ''],
  ])('%s is refused, by name', async (_case, hosts, options) => {
    const { url } = await secured(hosts);
    const store = storeOn(url('admin:right@', options));
    const refusals = await Promise.all(calls(store).map((call) => failure('store-unavailable', call)));
    for (const { message } of refusals) {
      expect(message).toMatch(/certificate/i);
      expect(message).not.toContain('right');
    }
  });
});
