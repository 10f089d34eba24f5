import { BroadcastChannel } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import { failure, idsOf, newEvent, newEvents } from '../contract/case.js';
import type { ExpectedRevision } from '../port/port.js';
import { encodeEvents } from '../port/validate.js';
import { openForWriting } from './database.js';
import { groupCommit } from './group-commit.js';
import { commitChannel } from './messages.js';
import { openSqliteStore } from './store.js';
import { newFile } from './testing/folders.js';
import { spawnWriter } from './testing/spawn.js';

describe('a group of appends', () => {
  it('gives each its own outcome, decided in order', async () => {
    const db = openForWriting(await newFile());
    const commit = groupCommit(db);
    const pair = newEvents(2);
    const append = (stream: string, expected: ExpectedRevision, events = newEvents(2)) => ({
      stream,
      expected,
      events: encodeEvents(events),
    });
    const outcomes = commit([
      append('a', 'noStream', pair),
      append('a', 'noStream'),
      append('a', 1),
      append('b', 'streamExists'),
      append('a', 'noStream', pair),
      append('b', 'noStream'),
      append('a', 1),
    ]);
    expect(outcomes).toEqual([
      { revision: 1, position: 2, repeated: false },
      { conflict: 1 },
      { revision: 3, position: 4, repeated: false },
      { conflict: 'noStream' },
      { revision: 1, position: 2, repeated: true },
      { revision: 1, position: 6, repeated: false },
      { conflict: 3 },
    ]);
    expect(db.prepare('SELECT count(*) FROM events').pluck().get()).toBe(6);
    db.close();
  });

  it('is written as one: all of it or nothing', async () => {
    const db = openForWriting(await newFile());
    db.exec(
      "CREATE TRIGGER fails BEFORE INSERT ON events WHEN new.stream = 'c' BEGIN SELECT RAISE(ABORT, 'broken'); END",
    );
    const group = ['a', 'b', 'c'].map((stream) => ({
      stream,
      expected: 'any' as const,
      events: encodeEvents(newEvents(1)),
    }));
    expect(() => groupCommit(db)(group)).toThrow('broken');
    expect(db.prepare('SELECT count(*) FROM events').pluck().get()).toBe(0);
    db.close();
  });

  it('is what arrives together: one commit for 64 concurrent appends', async () => {
    const file = await newFile();
    const store = await openSqliteStore({ file });
    const commits = new BroadcastChannel(commitChannel(file));
    let heard = 0;
    const twoHeard = new Promise<void>((resolve) => {
      commits.onmessage = () => ++heard === 2 && resolve();
    });
    await Promise.all(Array.from({ length: 64 }, (_, index) => store.append(`s${index}`, newEvents(1), 'noStream')));
    await store.append('last', newEvents(1), 'noStream');
    await twoHeard;
    await store.close();
    expect(heard).toBe(2);
    commits.close();
  });
});

describe('a disk that fails', () => {
  it('leaves the outcome unknown, stops the engine, and takes nothing that was acknowledged', async () => {
    const file = await newFile();
    const writer = await spawnWriter(file, 2048);
    const acknowledged: string[] = [];
    let answer: Record<string, unknown> = {};
    for (let revision = -1; !('code' in answer); revision++) {
      const event = newEvent({ body: 'x'.repeat(100_000) });
      writer.send('a', [event], revision < 0 ? 'noStream' : revision);
      answer = await writer.answer();
      if (!('code' in answer)) acknowledged.push(event.id);
    }
    expect(answer).toMatchObject({ code: 'outcome-unknown', fields: { stream: 'a' } });
    writer.send('b', newEvents(1), 'noStream');
    expect(await writer.answer()).toMatchObject({ code: 'store-unavailable' });
    await writer.kill();

    const again = await openSqliteStore({ file });
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(idsOf(await again.readStream('a')).slice(0, acknowledged.length)).toEqual(acknowledged);
    await failure('wrong-expected-revision', again.append('b', newEvents(1), 'streamExists'));
    await again.close();
  });
});
