import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { inFile } from '#event-store/location.js';
import { openSqliteStore } from '#event-store/sqlite/store.js';
import { readyReadModels } from '../rebuild/rebuild.js';
import { withReadStore } from '../testing/engine.js';
import { stored } from '../testing/events.js';
import { inFolder } from '../testing/files.js';
import { describeOnEveryEngine } from '../testing/on-every-engine.js';
import { OPENING } from '../testing/plan.js';
import { appendAll } from '../testing/store.js';
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
        await readyReadModels(order);
        const child = fork(new URL('../testing/dying-projector.js', import.meta.url), [], { execArgv: [] });
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
        await readyReadModels(order);
        const told: (string | undefined)[] = [];
        const projector = await startProjector({
          ...order,
          projects: true,
          onLive: () => {},
          onHindered: (error) => told.push(error),
        });
        await appendAll(source, EVENTS.slice(0, 2));
        await projector.waitFor(2, PATIENCE_MS);
        const other = new Database(join(readModels.dataDir, (await store.pointer())?.live ?? ''));
        other.exec('BEGIN IMMEDIATE');
        await appendAll(source, EVENTS.slice(2));
        while (projector.hindrance() === undefined) await delay(50);
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
        const following = await startProjector({ ...order, projects: false, onLive: (name) => served.push(name) });
        expect(following.position()).toBe(-1);
        await expect(following.waitFor(0, 10)).rejects.toMatchObject({ code: 'projection-behind' });
        await readyReadModels(order);
        const projecting = await startProjector({ ...order, projects: true, onLive: () => {} });
        await appendAll(source, EVENTS);
        await following.waitFor(EVENTS.length, PATIENCE_MS);
        expect(served).toEqual([(await store.pointer())?.live]);
        await projecting.stop();
        await following.stop();
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
        await readyReadModels(order);
        const other = new Database(join(readModels.dataDir, (await store.pointer())?.live ?? ''));
        other.exec(`CREATE TRIGGER never BEFORE UPDATE OF position ON progress
        BEGIN SELECT RAISE(ABORT, 'no batch is taken'); END`);
        const told: (string | undefined)[] = [];
        const projector = await startProjector({
          ...order,
          projects: true,
          onLive: () => {},
          onHindered: (error) => told.push(error),
        });
        await appendAll(source, EVENTS);
        while (told.length === 0) await delay(50);
        await delay(1_500);
        expect(told).toEqual(['no batch is taken']);
        expect(projector.hindrance()).toBe('no batch is taken');
        other.exec('DROP TRIGGER never');
        await projector.waitFor(EVENTS.length, PATIENCE_MS);
        expect(told).toEqual(['no batch is taken', undefined]);
        other.close();
        await projector.stop();
        await source.close();
      }),
    ));
});
