import { describe, expect, it } from '@jest/globals';
import { failure, newEvent, newEvents } from '../contract/case.js';
import { type Checkpoint, START } from '../port/port.js';
import { openForReading } from './database.js';
import { type Row, type Scan, scanEvents } from './reader.js';
import { openSqliteStore } from './store.js';
import { follow } from './subscription.js';
import { newFile } from './testing/folders.js';

const rowAt = (position: number): Row => [position, 'a', position - 1, String(position), 'T', '{}', '{}', null];

describe('a subscription', () => {
  it('looks on only when its consumer has used up what it holds', async () => {
    const looked: number[] = [];
    const scan: Scan = (after) => {
      looked.push(after);
      return { rows: [1, 2, 3].map((step) => rowAt(after + step)), considered: after + 3, end: false };
    };
    const notices = follow('no-file', scan, 0, new AbortController().signal);
    for (const known of [[0], [0], [0], [0, 3], [0, 3], [0, 3], [0, 3, 6]]) {
      await notices.next();
      expect(looked).toEqual(known);
    }
    await notices.return(undefined);
  });

  it('holds large events a few at a time', async () => {
    const file = await newFile();
    const store = await openSqliteStore({ file });
    const events = Array.from({ length: 12 }, () => newEvent({ body: 'x'.repeat(1_000_000) }));
    for (const event of events) await store.append('a', [event], 'any');
    const db = openForReading(file);
    const scan = scanEvents(db, {});
    const pages = [scan(0, 500), scan(4, 500), scan(8, 500)];
    expect(pages.map(({ rows, considered, end }) => [rows.length, considered, end])).toEqual([
      [4, 4, false],
      [4, 8, false],
      [4, 12, true],
    ]);
    db.close();
    await store.close();
  });

  it('fails when the store is closed under it', async () => {
    const store = await openSqliteStore({ file: await newFile() });
    const waiting = store.subscribeAll(START, {}, new AbortController().signal)[Symbol.asyncIterator]().next();
    await Promise.all([failure('store-closed', waiting), store.close()]);
  });

  it('refuses a checkpoint beyond the last event: it comes from another file', async () => {
    const store = await openSqliteStore({ file: await newFile() });
    await store.append('a', newEvents(2), 'noStream');
    const [first, second] = await store.readStream('a');
    expect((await store.readAll(first?.checkpoint ?? START, 10)).events).toEqual([second]);
    const ahead = second?.checkpoint.replace('2', '3') as Checkpoint;
    await failure('bad-checkpoint', store.readAll(ahead, 10));
    await failure(
      'bad-checkpoint',
      store.subscribeAll(ahead, {}, new AbortController().signal)[Symbol.asyncIterator]().next(),
    );
    await store.close();
  });
});
