import { describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { newEvents } from '../contract/case.js';
import type { NewEvent } from '../port/port.js';
import { openForWriting } from './database.js';
import { openSqliteStore } from './store.js';
import { newFile } from './testing/folders.js';

const FULL = 2;
const NORMAL = 1;

describe('the events file', () => {
  it('is opened with synchronous FULL and WAL, the first time and again', async () => {
    const file = await newFile();
    for (let time = 0; time < 3; time++) {
      const db = openForWriting(file);
      expect(db.pragma('synchronous', { simple: true })).toBe(FULL);
      expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
      db.close();
    }
  });

  it('would lose FULL when it is opened again, did it not ask for it', async () => {
    const file = await newFile();
    openForWriting(file).close();
    const db = new Database(file);
    expect(db.pragma('synchronous', { simple: true })).toBe(NORMAL);
    db.close();
  });

  it('is refused where it cannot be durable', () => {
    expect(() => openForWriting(':memory:')).toThrow(expect.objectContaining({ code: 'store-unavailable' }));
  });

  it('refuses to change or delete an event', async () => {
    const file = await newFile();
    const store = await openSqliteStore({ file });
    await store.append('a', newEvents(2), 'noStream');
    await store.close();
    const db = new Database(file);
    for (const column of ['position', 'stream', 'revision', 'id', 'type', 'data', 'metadata', 'salt'])
      expect(() => db.exec(`UPDATE events SET ${column} = ${column}`)).toThrow('never changed');
    expect(() => db.exec('DELETE FROM events WHERE revision = 1')).toThrow('never deleted');
    expect(db.prepare('SELECT count(*) FROM events').pluck().get()).toBe(2);
    db.close();
  });

  it('gets a place for salts where it is from before they were kept, and is read without one', async () => {
    const file = await newFile();
    const old = new Database(file);
    old.exec(`CREATE TABLE events (position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL,
      id TEXT NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL, UNIQUE (stream, revision)) STRICT;
      INSERT INTO events VALUES (1, 'a', 0, 'i', 'T', '{}', '{}')`);
    old.close();
    const reader = await openSqliteStore({ file, readOnly: true });
    const before = await reader.readStream('a');
    expect(before).toMatchObject([{ id: 'i' }]);
    const store = await openSqliteStore({ file });
    const salt = Buffer.alloc(32).toString('base64');
    await store.append('a', [{ ...(newEvents(1)[0] as NewEvent), salt }], 0);
    expect(await reader.readStream('a')).toHaveLength(2);
    const [first, second] = await store.readStream('a');
    expect([first, second?.salt]).toEqual([before[0], salt]);
    await reader.close();
    await store.close();
  });

  it('has no index but the one that keeps revisions unique', async () => {
    const db = openForWriting(await newFile());
    expect(db.prepare("SELECT count(*) FROM sqlite_master WHERE type = 'index'").pluck().get()).toBe(1);
    const insert = db.prepare(
      "INSERT INTO events (stream, revision, id, type, data, metadata) VALUES ('a', 0, '', '', '', '')",
    );
    insert.run();
    expect(() => insert.run()).toThrow('UNIQUE');
    db.close();
  });
});
