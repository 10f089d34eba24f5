import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { appended, collect, newEvents, outcome, shown } from './asking/question.js';
import { createIdentity } from './certificate.js';
import { startStandInProcess } from './process.js';
import { type StandIn, startStandIn } from './stand-in.js';

const folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
afterAll(() => rmSync(folder, { recursive: true }));

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.stop();
});

async function started(options: Parameters<typeof startStandIn>[0]): Promise<StandIn> {
  const standIn = await startStandIn(options);
  open.push(standIn);
  return standIn;
}

function connect(url: string): EventStoreDBClient {
  const client = EventStoreDBClient.connectionString(url);
  open.push({ stop: () => client.dispose() });
  return client;
}

describe('three nodes', () => {
  const append = (client: EventStoreDBClient) =>
    appended(client.appendToStream('s', newEvents(1), { requiresLeader: true }));

  it('are found by gossip, and name the leader to a client that requires it', async () => {
    const { url, addresses, faults } = await started({ nodes: 3 });
    expect(await append(connect(url))).toBe('0');
    const follower = connect(`esdb://${addresses[1]}?tls=false`);
    expect(await append(follower)).toMatchObject({ error: 'NotLeaderError', code: 5 });
    expect(await append(follower)).toBe('1');
    await faults.changeLeader(2);
    expect(await append(follower)).toMatchObject({ error: 'NotLeaderError' });
    expect(await append(follower)).toBe('2');
  });

  it('go on without one of them', async () => {
    const { url, faults } = await started({ nodes: 3 });
    const client = connect(url);
    expect(await append(client)).toBe('0');
    await faults.stopNode(0);
    await faults.changeLeader(1);
    expect(await append(client)).toMatchObject({ code: 14 });
    expect(await append(client)).toBe('1');
    await faults.startNode(0);
  });
});

describe('with TLS', () => {
  async function secured() {
    const identity = createIdentity(['127.0.0.1', 'localhost']);
    const authority = join(folder, 'authority.crt');
    writeFileSync(authority, identity.certificate);
    const users = { admin: 'changeit', bob: 'b' };
    const standIn = await started({ identity, users });
    const as = (user: string) => connect(`${standIn.url.replace('//', `//${user}`)}&tlsCAFile=${authority}`);
    return { standIn, as };
  }
  const append = (client: EventStoreDBClient, stream = 's') => appended(client.appendToStream(stream, newEvents(1)));
  const readAll = (client: EventStoreDBClient) => outcome(collect(client.readAll()).then((all) => all.length > 0));

  it('lets users do what is theirs, and nobody in with a wrong password', async () => {
    const { standIn, as } = await secured();
    const admin = as('admin:changeit@');
    expect([await append(admin), await append(admin, '$s'), await readAll(admin)]).toEqual(['0', '0', true]);
    const bob = as('bob:b@');
    const denied = { error: 'AccessDeniedError', code: 7 };
    expect([await append(bob), await append(bob, '$s')]).toEqual(['1', { error: 'AccessDeniedError' }]);
    expect(await readAll(bob)).toMatchObject(denied);
    const anonymous = as('');
    expect([await append(anonymous), await readAll(anonymous)]).toMatchObject([{ error: 'AccessDeniedError' }, denied]);
    await standIn.faults.changePassword('admin', 'another');
    expect(await append(as('admin:changeit@'))).toMatchObject({ error: 'AccessDeniedError', code: 16 });
  });

  it('is not trusted without its certificate', async () => {
    const { standIn } = await secured();
    expect(await append(connect(standIn.url.replace('//', '//admin:changeit@')))).toMatchObject({ code: 14 });
  });
});

describe('a process of its own', () => {
  it('keeps every acknowledged event when it is killed', async () => {
    const file = join(folder, 'events.log');
    const first = await startStandInProcess(['--file', file]);
    const client = connect(first.url);
    let acknowledged = 0;
    const writing = (async () => {
      for (;;) {
        await client.appendToStream('s', newEvents(1));
        if (++acknowledged === 100) first.running.signal('SIGKILL');
      }
    })();
    expect(await writing.catch(shown)).toMatchObject({ code: 14 });
    await first.running.ended;
    const second = await startStandInProcess(['--file', file]);
    open.push(second);
    const { length } = await collect(connect(second.url).readStream('s'));
    expect(length).toBeGreaterThanOrEqual(acknowledged);
    expect(acknowledged).toBeGreaterThanOrEqual(100);
    await second.faults.readOnly(true);
    expect(await appended(connect(second.url).appendToStream('s', newEvents(1)))).toMatchObject({
      error: 'UnknownError',
    });
  });
});
