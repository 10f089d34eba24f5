import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EventStore, type NewEvent, START, type StoredJsonObject } from '#event-store/port/port.js';
import { openSqliteStore } from '#event-store/sqlite/store.js';
import { newSalt } from '#proof/index.js';
import { copyLedger } from './copy.js';

const show: Parameters<typeof copyLedger>[0]['show'] = (_label, work) => work(() => {});
const running = () => new AbortController().signal;
const newEvent = (data: StoredJsonObject = {}): NewEvent => ({
  id: randomUUID(),
  type: 'ThingHappened',
  data,
  metadata: { schemaVersion: 1, recordedAt: '2018-03-09T10:00:00.000Z' },
  salt: newSalt(),
});

describe('a copied ledger', () => {
  let folder: string;
  let files = 0;
  const opened: EventStore[] = [];
  const newStore = async () => {
    const store = await openSqliteStore({ file: join(folder, `${++files}.db`) });
    opened.push(store);
    return store;
  };
  let from: EventStore;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'copy-'));
    from = await newStore();
    const names = ['ledger', 'action-1', 'ledger', 'reference-SMI-A01', 'action-1', 'action-2'];
    const revisions = new Map<string, number>();
    for (const [index, stream] of Array.from({ length: 60 }, () => names)
      .flat()
      .entries()) {
      const revision = revisions.get(stream) ?? -1;
      const events = Array.from({ length: (index % 3) + 1 }, (_, nth) =>
        newEvent({ index, nth, price: 1.5, none: null }),
      );
      await from.append(stream, events, revision < 0 ? 'noStream' : revision);
      revisions.set(stream, revision + events.length);
    }
    const large = Array.from({ length: 3 }, () => newEvent({ text: 'x'.repeat(300_000) }));
    await from.append('large', large, 'noStream');
  });
  afterAll(async () => {
    for (const store of opened) await store.close();
    rmSync(folder, { recursive: true });
  });

  const copy = (to: EventStore, signal = running(), source = from) => copyLedger({ from: source, to, show, signal });
  const contentOf = async (store: EventStore) =>
    (await store.readAll(START, 10_000)).events.map(({ position: _, checkpoint: __, ...event }) => event);

  it('is the same event by event, in the same order', async () => {
    const to = await newStore();
    expect(await copy(to)).toEqual({ events: 723, written: 723, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await contentOf(to)).toEqual(await contentOf(from));
  });

  it('is not written again, and has one hash', async () => {
    const to = await newStore();
    const first = await copy(to);
    expect(await copy(to)).toEqual({ ...first, written: 0 });
    expect(await copy(await newStore(), running(), to)).toEqual(first);
  });

  it('is taken up wherever it was stopped', async () => {
    const to = await newStore();
    const stopping = new AbortController();
    let appends = 0;
    const counting: EventStore = {
      ...to,
      append(...args) {
        if (++appends % 70 === 0) stopping.abort(new Error('Enough.'));
        return to.append(...args);
      },
    };
    await expect(copy(counting, stopping.signal)).rejects.toThrow('Enough.');
    const half = await contentOf(to);
    expect(half.length).toBeGreaterThan(70);
    expect(half).toEqual((await contentOf(from)).slice(0, half.length));
    expect(await copy(to)).toMatchObject({ events: 723, written: 723 - half.length });
    expect(await contentOf(to)).toEqual(await contentOf(from));
  });

  it('takes up a ledger that has gone on since', async () => {
    const [one, to] = [await newStore(), await newStore()];
    await one.append('ledger', [newEvent()], 'noStream');
    await copy(to, running(), one);
    await one.append('ledger', [newEvent()], 0);
    expect(await copy(to, running(), one)).toMatchObject({ events: 2, written: 1 });
  });

  it('is refused a target that holds another ledger, or has gone on by itself', async () => {
    const other = await newStore();
    await other.append('ledger', [newEvent()], 'noStream');
    await expect(copy(other)).rejects.toMatchObject({ code: 'other-ledger' });
    expect(await contentOf(other)).toHaveLength(1);
    const to = await newStore();
    await copy(to);
    await to.append('action-9', [newEvent()], 'noStream');
    await expect(copy(to)).rejects.toMatchObject({ code: 'target-ahead' });
    await expect(copy(await newStore(), running(), await newStore())).rejects.toMatchObject({ code: 'no-ledger' });
  });

  const changes: [string, (event: NewEvent) => NewEvent][] = [
    ['an id', (event) => ({ ...event, id: randomUUID() })],
    ['a type', (event) => ({ ...event, type: 'OtherHappened' })],
    ['the salt', (event) => ({ ...event, salt: newSalt() })],
    ['data', (event) => ({ ...event, data: { ...event.data, price: 2 } })],
    ['metadata', (event) => ({ ...event, metadata: { ...event.metadata, recordedAt: '2018-03-10T10:00:00.000Z' } })],
  ];
  it.each(changes)('is found to differ where %s was changed on the way', async (_what, changed) => {
    const to = await newStore();
    const falsifying: EventStore = {
      ...to,
      append: (stream, [first, ...rest], expected) =>
        to.append(stream, [expected === 3 && first ? changed(first) : (first as NewEvent), ...rest], expected),
    };
    await expect(copy(falsifying)).rejects.toMatchObject({ code: 'copy-differs' });
    await expect(copy(to)).rejects.toMatchObject({ code: 'copy-differs' });
  });

  it('is found to differ where the order of streams was changed on the way', async () => {
    const to = await newStore();
    let held: (() => Promise<unknown>) | undefined;
    const swapping: EventStore = {
      ...to,
      async append(stream, events, expected) {
        if (stream === 'reference-SMI-A01' && expected === 'noStream') {
          held = () => to.append(stream, events, expected);
          return { revision: 0, position: 0, repeated: false };
        }
        const appended = await to.append(stream, events, expected);
        await held?.();
        held = undefined;
        return appended;
      },
    };
    await expect(copy(swapping)).rejects.toMatchObject({ code: 'copy-differs' });
  });

  it('stops where something else writes to the target', async () => {
    const to = await newStore();
    const shared: EventStore = {
      ...to,
      async append(stream, events, expected) {
        if (expected === 3) await to.append(stream, [newEvent()], 'any');
        return to.append(stream, events, expected);
      },
    };
    await expect(copy(shared)).rejects.toMatchObject({ code: 'target-in-use' });
  });
});
