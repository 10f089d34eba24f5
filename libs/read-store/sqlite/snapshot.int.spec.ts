import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { Kysely, sql } from '#platform/kysely.js';
import { withReadStore } from '#test/support/read-models/engine.js';
import { largeHistory } from '#test/support/read-models/large-history.js';
import type { Projecting } from '../runtime/projecting.js';
import type { Schema } from '../tables/schema.js';
import { readerDialect } from './dialect.js';
import { runInSnapshot } from './snapshot.js';

const EVENTS = largeHistory({ events: 400, actions: 40, programmes: 4 });
const QUESTIONS = 100;

/** New read models, to be moved on and to be asked. */
const withReader = (test: (db: Kysely<Schema>, projecting: Projecting) => Promise<void>) =>
  withReadStore(async (store, location) => {
    if (location.engine !== 'sqlite') throw new Error('This is about files.');
    const name = await store.nextName();
    await store.create(name);
    const projecting = await store.startProjecting(name);
    const db = new Kysely<Schema>({ dialect: readerDialect(join(location.dataDir, name)) });
    await test(db, projecting);
    await db.destroy();
    await projecting.close();
  });

test('what is asked at once is answered from one snapshot while the read models are moved on', () =>
  withReader(async (db, projecting) => {
    const rows = sql<{ count: number }>`select count(*) as count from audit`;
    const seen = new Set<number>();
    for (let asked = 0; asked < QUESTIONS; asked++) {
      const asking = runInSnapshot(db, (snapshot) => Promise.all([1, 2, 3, 4, 5, 6].map(() => rows.execute(snapshot))));
      for (const event of EVENTS.slice(asked * 4, asked * 4 + 4)) await projecting.apply([event]);
      const counts = new Set((await asking).map(({ rows: [row] }) => row?.count ?? 0));
      expect(counts.size).toBe(1);
      for (const count of counts) seen.add(count);
    }
    expect(seen.size).toBeGreaterThan(10);
  }));

test('a question that fails leaves its reader to the next', () =>
  withReader(async (db) => {
    const positions = (snapshot: Kysely<Schema>) =>
      Promise.all([1, 2, 3].map(() => snapshot.selectFrom('progress').select('position').execute()));
    for (let asked = 0; asked < 5; asked++) {
      const failing = runInSnapshot(db, (snapshot) =>
        Promise.all([positions(snapshot), sql`select * from nowhere`.execute(snapshot), positions(snapshot)]),
      );
      await expect(failing).rejects.toThrow('no such table: nowhere');
      expect(await runInSnapshot(db, positions)).toEqual([1, 2, 3].map(() => [{ position: 0 }]));
    }
  }));

test('what a failed question asks afterwards is refused, and its reader is whole for the next', () =>
  withReader(async (db) => {
    const one = sql<{ one: number }>`select 1 as one`;
    const slow = sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000) select max(i) from n`;
    // The second thread starts once a statement had to wait; with one alone the failure would come last.
    await runInSnapshot(db, (snapshot) => Promise.all([one.execute(snapshot), one.execute(snapshot)]));
    for (let asked = 0; asked < 5; asked++) {
      let late: Promise<unknown> | undefined;
      const failing = runInSnapshot(db, (snapshot) => {
        const going = slow.execute(snapshot).then(() => {
          late = one.execute(snapshot);
          return late;
        });
        return Promise.all([going, sql`select * from nowhere`.execute(snapshot)]);
      });
      await expect(failing).rejects.toThrow('no such table: nowhere');
      await expect(late).rejects.toThrow('its query has ended');
      const next = [1, 2].map(() =>
        runInSnapshot(db, (snapshot) => Promise.all([1, 2, 3].map(() => one.execute(snapshot)))),
      );
      for (const answers of await Promise.all(next)) expect(answers.flatMap(({ rows }) => rows)).toHaveLength(3);
    }
  }));

test('a reader that could not begin on one snapshot leaves nothing begun', () =>
  withReadStore(async (_store, location) => {
    if (location.engine !== 'sqlite') throw new Error('This is about files.');
    const file = new Database(join(location.dataDir, 'other.db'));
    file.exec('CREATE TABLE other (id INTEGER PRIMARY KEY)');
    const db = new Kysely<Schema>({ dialect: readerDialect(join(location.dataDir, 'other.db')) });
    const asked = () => runInSnapshot(db, (snapshot) => sql<{ one: number }>`select 1 as one`.execute(snapshot));
    await expect(asked()).rejects.toThrow('no such table: progress');
    file.exec('CREATE TABLE progress (position INTEGER); INSERT INTO progress VALUES (0)');
    expect((await asked()).rows).toEqual([{ one: 1 }]);
    await db.destroy();
    file.close();
  }));
