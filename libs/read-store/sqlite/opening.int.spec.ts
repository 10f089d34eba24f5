import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from '@jest/globals';
import { withReadStore } from '#test/support/read-models/engine.js';
import { openForProjecting, walTruncation } from './opening.js';

const KIB = 1024;
const LONGEST = 200 * KIB;

/** Somebody who always reads: each transaction begins before the one before it ends. */
const ALWAYS_READING = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Database = require('better-sqlite3');
  const readers = [1, 2].map(() => new Database(workerData, { readonly: true }));
  const begin = (db) => db.exec('BEGIN; SELECT count(*) FROM progress');
  begin(readers[0]);
  parentPort.postMessage('reading');
  setInterval(() => {
    begin(readers[1]);
    readers[0].exec('ROLLBACK');
    readers.reverse();
  }, 2);`;

test('the log stays short while somebody always reads', () =>
  withReadStore(async (store, location) => {
    if (location.engine !== 'sqlite') throw new Error('This is about files.');
    const name = await store.nextName();
    await store.create(name);
    const file = join(location.dataDir, name);
    const db = openForProjecting(file);
    db.pragma('wal_autocheckpoint = 10');
    const shorten = walTruncation(db, file, LONGEST);
    const reading = new Worker(ALWAYS_READING, { eval: true, workerData: file });
    await once(reading, 'message');
    const commit = db.prepare('UPDATE progress SET checkpoint = ?');
    let longest = 0;
    for (let commits = 0; commits < 300; commits++) {
      commit.run(String(commits).repeat(4 * KIB));
      longest = Math.max(longest, statSync(`${file}-wal`).size);
      shorten();
    }
    await reading.terminate();
    db.close();
    expect(longest).toBeLessThan(2 * LONGEST);
  }));
