import { EventStoreDBClient } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appended, collect, newEvents, shown, watch } from './asking/question.js';
import { startProxy, type Way } from './proxy.js';
import { type StandIn, startStandIn } from './stand-in.js';

const CUT = { error: 'UnavailableError', code: 14 };

/** Asks until there is a connection: the client learns by a failed call that it lost the one before. */
async function onceConnected(ask: () => Promise<string | object>): Promise<string | object> {
  for (;;) {
    const answer = await ask();
    if (typeof answer === 'string' || !('code' in answer) || answer.code !== 14) return answer;
  }
}

describe('a fault of the stand-in', () => {
  let standIn: StandIn;
  let client: EventStoreDBClient;

  beforeEach(async () => {
    standIn = await startStandIn();
    client = EventStoreDBClient.connectionString(standIn.url);
  });
  afterEach(async () => {
    await client.dispose();
    await standIn.stop();
  });

  const append = () => appended(client.appendToStream('s', newEvents(1)));
  const length = async () => (await collect(client.readStream('s'))).length;

  it('loses an answer: the event is there, and nobody says so', async () => {
    await append();
    await standIn.faults.loseAnswers(1);
    let answered = false;
    void append().then(() => {
      answered = true;
    });
    expect(await append()).toBe('2');
    expect({ answered, length: await length() }).toEqual({ answered: false, length: 3 });
  });

  it('cuts the connection instead of an answer, and the event is there', async () => {
    await standIn.faults.cutAnswers(1);
    expect(await append()).toMatchObject(CUT);
    expect(await append()).toBe('1');
  });

  it('answers an append with a timeout that did land', async () => {
    await standIn.faults.timeOutAnswers(1);
    expect(await append()).toEqual({ error: 'DeadlineExceededError' });
    expect(await length()).toBe(1);
  });

  it('holds answers back, and gives them then', async () => {
    await append();
    await standIn.faults.pause(600);
    const began = Date.now();
    expect(await append()).toBe('1');
    expect(Date.now() - began).toBeGreaterThan(400);
    await standIn.faults.delayAnswers(50);
    expect([await append(), await length()]).toEqual(['2', 3]);
  });

  it('refuses writes while it is read-only, and reads on', async () => {
    await append();
    await standIn.faults.readOnly(true);
    expect(await append()).toMatchObject({ error: 'UnknownError' });
    expect(await length()).toBe(1);
    await standIn.faults.readOnly(false);
    expect(await append()).toBe('1');
  });

  it('refuses everything while it is not ready', async () => {
    await standIn.faults.notReady(true);
    expect(await append()).toMatchObject(CUT);
    await standIn.faults.notReady(false);
    expect(await append()).toBe('0');
  });

  it('refuses connections, and takes them again', async () => {
    await append();
    await standIn.faults.refuseConnections(true);
    expect(await append()).toMatchObject({ code: 14 });
    await standIn.faults.refuseConnections(false);
    expect(await onceConnected(append)).toBe('1');
  });

  it('cuts a read after so many messages', async () => {
    await client.appendToStream('s', newEvents(500));
    await standIn.faults.cutReadsAfter(100);
    const failed = await collect(client.readStream('s')).catch(shown);
    expect(failed).toMatchObject({ code: expect.any(Number) });
    expect(await length()).toBe(500);
  });

  it('ends subscriptions, by a cut and as too slow', async () => {
    await append();
    for (const [fault, error] of [
      ['dropConnections', CUT],
      ['cutSubscriptions', { error: 'TimeoutError', code: 10 }],
    ] as const) {
      const watched = watch(client.subscribeToStream('s'));
      await watched.until((note) => note === 'caughtUp');
      await standIn.faults[fault]();
      await watched.until((note) => typeof note === 'object');
      expect(watched.told.at(-1)).toMatchObject(error);
    }
  });

  it('restarts with its events, and knows ids by their place alone', async () => {
    const [first, second] = [newEvents(1), newEvents(1)];
    await client.appendToStream('s', first, { expectedRevision: 'no_stream' });
    await client.appendToStream('s', second, { expectedRevision: 0n });
    await standIn.restart();
    const again = (expectedRevision: 'no_stream' | 'any') =>
      appended(client.appendToStream('s', first, { expectedRevision }));
    expect(await onceConnected(() => again('no_stream'))).toBe('0');
    expect(await again('any')).toBe('2');
  });

  describe('through a proxy', () => {
    let proxy: Way;
    let through: EventStoreDBClient;
    beforeEach(async () => {
      proxy = await startProxy(standIn.addresses[0] ?? '');
      through = EventStoreDBClient.connectionString(proxy.url);
    });
    afterEach(async () => {
      await through.dispose();
      await proxy.stop();
    });

    it('cuts every connection', async () => {
      await append();
      const watched = watch(through.subscribeToStream('s'));
      await watched.until((note) => note === 'caughtUp');
      expect(proxy.cut()).toBe(1);
      await watched.until((note) => typeof note === 'object');
      expect(watched.told.at(-1)).toMatchObject(CUT);
    });

    it('cuts an answer after so many bytes', async () => {
      await client.appendToStream('s', newEvents(500));
      expect(await collect(through.readStream('s'))).toHaveLength(500);
      proxy.cutAfter(20_000);
      expect(await collect(through.readStream('s')).catch(shown)).toMatchObject({ code: expect.any(Number) });
    });
  });
});
