import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { inFile } from '#event-store/location.js';
import { openSqliteStore } from '#event-store/sqlite/store.js';
import { ensureReadModels } from '#maintenance/rebuild/rebuild.js';
import { withReadStore } from '#test/support/read-models/engine.js';
import { stored } from '#test/support/read-models/events.js';
import { inFolder } from '#test/support/read-models/files.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { OPENING } from '#test/support/read-models/plan.js';
import { appendAll } from '#test/support/read-models/store.js';
import { startProjector } from './projector.js';

const PATIENCE_MS = 300_000;
const EVENTS = stored(OPENING);

describeOnEveryEngine('projector', () => {
  test('a projector whose thread dies is started again, which is told and seen', () =>
    inFolder((folder) =>
      withReadStore(async (_store, readModels) => {
        const file = join(folder, 'events.db');
        const order = { readModels, events: inFile(file) };
        const source = await openSqliteStore({ file });
        await ensureReadModels(order);
        const child = fork(new URL('../../test/support/read-models/dying-projector.js', import.meta.url), [], {
          execArgv: [],
        });
        child.send([order, EVENTS.length]);
        const answered = once(child, 'message');
        await appendAll(source, EVENTS);
        const [{ told, ...rest }] = await answered;
        expect(rest).toEqual({ position: EVENTS.length, hindrance: null, threads: 2 });
        expect(told).toEqual([expect.stringContaining('thread has ended'), null]);
        await source.close();
      }),
    ));

  test('read models that cannot be written to for a while are moved on once they can', () =>
    inFolder((folder) =>
      withReadStore(async (store, readModels) => {
        if (readModels.engine !== 'sqlite') return;
        const file = join(folder, 'events.db');
        const order = { readModels, events: inFile(file) };
        const source = await openSqliteStore({ file });
        await ensureReadModels(order);
        const told: (string | undefined)[] = [];
        const projector = await startProjector({
          ...order,
          projects: true,
          onLive: () => {},
          onDegraded: (error) => told.push(error),
        });
        await appendAll(source, EVENTS.slice(0, 2));
        await projector.waitFor(2, PATIENCE_MS);
        const other = new Database(join(readModels.dataDir, (await store.pointer())?.live ?? ''));
        other.exec('BEGIN IMMEDIATE');
        await appendAll(source, EVENTS.slice(2));
        while (projector.lastError() === undefined) await delay(50);
        expect(projector.position()).toBe(2);
        other.exec('COMMIT');
        other.close();
        await projector.waitFor(EVENTS.length, PATIENCE_MS);
        expect(told).toEqual(['database is locked', undefined]);
        await projector.stop();
        await source.close();
      }),
    ));

  test('a process that does not project follows what another does, from its first read models on', () =>
    inFolder((folder) =>
      withReadStore(async (store, readModels) => {
        const file = join(folder, 'events.db');
        const order = { readModels, events: inFile(file) };
        const source = await openSqliteStore({ file });
        const served: string[] = [];
        const tracker = await startProjector({ ...order, projects: false, onLive: (name) => served.push(name) });
        expect(tracker.position()).toBe(-1);
        await expect(tracker.waitFor(0, 10)).rejects.toMatchObject({ code: 'projection-behind' });
        await ensureReadModels(order);
        const projecting = await startProjector({ ...order, projects: true, onLive: () => {} });
        await appendAll(source, EVENTS);
        await tracker.waitFor(EVENTS.length, PATIENCE_MS);
        expect(served).toEqual([(await store.pointer())?.live]);
        await projecting.stop();
        await tracker.stop();
        await source.close();
      }),
    ));

  test('what fails at each batch is a hindrance until one was applied, and not again and again', () =>
    inFolder((folder) =>
      withReadStore(async (store, readModels) => {
        if (readModels.engine !== 'sqlite') return;
        const file = join(folder, 'events.db');
        const order = { readModels, events: inFile(file) };
        const source = await openSqliteStore({ file });
        await ensureReadModels(order);
        const other = new Database(join(readModels.dataDir, (await store.pointer())?.live ?? ''));
        other.exec(`CREATE TRIGGER never BEFORE UPDATE OF position ON progress
        BEGIN SELECT RAISE(ABORT, 'no batch is taken'); END`);
        const told: (string | undefined)[] = [];
        const projector = await startProjector({
          ...order,
          projects: true,
          onLive: () => {},
          onDegraded: (error) => told.push(error),
        });
        await appendAll(source, EVENTS);
        while (told.length === 0) await delay(50);
        await delay(1_500);
        expect(told).toEqual(['no batch is taken']);
        expect(projector.lastError()).toBe('no batch is taken');
        other.exec('DROP TRIGGER never');
        await projector.waitFor(EVENTS.length, PATIENCE_MS);
        expect(told).toEqual(['no batch is taken', undefined]);
        other.close();
        await projector.stop();
        await source.close();
      }),
    ));
});
