import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { inFile, onServer, openForWriting } from '#event-store/location.js';
import { openSqliteStore } from '#event-store/sqlite/store.js';
import { openReadStore } from '#projector/open-read-store.js';
import { startProjector } from '#projector/projector.js';
import { EVERYTHING } from '#read-store/query/visibility.js';
import { inDataDir } from '#read-store/runtime/read-location.js';
import { startStandIn } from '#test/eventstoredb-stand-in/stand-in.js';
import { withReadStore } from '#test/support/read-models/engine.js';
import { allRows, inFolder, opened, projected } from '#test/support/read-models/files.js';
import { largeHistory } from '#test/support/read-models/large-history.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { appendAll, eventsFile } from '#test/support/read-models/store.js';
import type { RebuildProgress } from './messages.js';
import { ensureReadModels, rebuild } from './rebuild.js';

// More than two pages of the reading thread, and one of the process.
const EVENTS = largeHistory({ events: 1_200, actions: 50, programmes: 5 });
const NOW = '2020-06-01T12:00:00.000Z';
const SETTLING = ['progress'];

describeOnEveryEngine('rebuild', () => {
  test('a running server follows a rebuild: no read fails, none goes back, and both hold every event', () =>
    inFolder((folder) =>
      withReadStore(async (models, readModels) => {
        const file = join(folder, 'events.db');
        const events = inFile(file);
        const store = await openSqliteStore({ file });
        await ensureReadModels({ readModels, events });
        await appendAll(store, EVENTS.slice(0, 500));
        const first = (await models.pointer())?.live ?? '';
        const server = await openReadStore(readModels);
        const reading = opened(server, first);
        const served: string[] = [];
        const projector = await startProjector({
          readModels,
          events,
          projects: true,
          onLive(next) {
            served.push(next);
            reading.use(next);
          },
        });
        await projector.waitFor(500, 300_000);

        const seen: number[] = [];
        let done = false;
        const asking = (async () => {
          while (!done)
            seen.push(await reading.read({ now: NOW }, EVERYTHING, async ({ moment }) => moment.asOf.position));
        })();
        const told: RebuildProgress[] = [];
        const rebuilding = rebuild({ readModels, events, onProgress: (progress) => told.push(progress) });
        await appendAll(store, EVENTS.slice(500, 1_000));
        const rebuilt = await rebuilding;
        await appendAll(store, EVENTS.slice(1_000));
        while (!served.includes(rebuilt.name)) await new Promise((resolve) => setTimeout(resolve, 5));
        await projector.waitFor(EVENTS.length, 300_000);
        while ((await models.progress(first)).position < EVENTS.length)
          await new Promise((resolve) => setTimeout(resolve, 5));
        done = true;
        await asking;
        await reading.close();
        await server.close();
        await projector.stop();
        await store.close();

        expect(seen).toEqual([...seen].sort((a, b) => a - b));
        expect(new Set(told.map(({ step }) => step))).toEqual(
          new Set(['events', 'indexes', 'comparing', 'catching-up']),
        );
        expect(await models.pointer()).toEqual({ live: rebuilt.name, previous: first });
        const whole = await allRows(models, await projected(models, EVENTS), SETTLING);
        expect(await allRows(models, rebuilt.name, SETTLING)).toEqual(whole);
        expect(await allRows(models, first, SETTLING)).toEqual(whole);
      }),
    ));

  test('a rebuild that is ended leaves the live read models, and the next one clears up after it', () =>
    inFolder((folder) =>
      withReadStore(async (models, readModels) => {
        const events = inFile(await eventsFile(join(folder, 'events.db'), EVENTS));
        await ensureReadModels({ readModels, events });
        const before = await models.pointer();
        const ending = new AbortController();
        const ended = rebuild({ readModels, events, onProgress: () => ending.abort(), signal: ending.signal });
        await expect(ended).rejects.toMatchObject({ code: 'rebuild-failed' });
        expect(await models.pointer()).toEqual(before);
        await projected(models, EVENTS.slice(0, 10));
        const left = await projected(models, EVENTS.slice(0, 10));
        const rebuilt = await rebuild({ readModels, events });
        expect(rebuilt.events).toBe(EVENTS.length);
        expect(await models.pointer()).toEqual({ live: rebuilt.name, previous: before?.live });
        expect(await models.outdated(left)).toContain('actions');
        expect(await models.outdated(before?.live ?? '')).toEqual([]);
      }),
    ));

  test('one rebuild at a time: a second is refused, and a start waits for it and takes what it made', () =>
    inFolder((folder) =>
      withReadStore(async (models, readModels) => {
        const events = inFile(await eventsFile(join(folder, 'events.db'), EVENTS.slice(0, 200)));
        const lease = await models.acquireLease('rebuilding');
        const ready = ensureReadModels({ readModels, events });
        // Its process began later, so that by now the start was refused too.
        await expect(rebuild({ readModels, events })).rejects.toMatchObject({
          code: 'rebuild-under-way',
          message: expect.stringContaining('another rebuild of'),
        });
        const made = await projected(models, EVENTS.slice(0, 200));
        await models.switchTo(made);
        await lease?.release();
        await ready;
        expect(await models.outdated((await models.pointer())?.live ?? '')).toEqual([]);
      }),
    ));

  test('a start that waits for another rebuild ends when it is told to', () =>
    inFolder((folder) =>
      withReadStore(async (models, readModels) => {
        const events = inFile(await eventsFile(join(folder, 'events.db'), EVENTS.slice(0, 200)));
        const lease = await models.acquireLease('rebuilding');
        const ending = new AbortController();
        const ready = ensureReadModels({ readModels, events, signal: ending.signal });
        ending.abort();
        await expect(ready).rejects.toThrow();
        expect(await models.pointer()).toBeUndefined();
        await lease?.release();
      }),
    ));
});

test('a rebuild that meets a silent store fails with what the store said, also where it answers again at once', () =>
  inFolder(async (folder) => {
    const standIn = await startStandIn();
    const events = onServer(standIn.url, '');
    const store = await openForWriting(events);
    try {
      await appendAll(store, EVENTS.slice(0, 10));
      const readModels = inDataDir(folder);
      // Two ask where the store ends; then comes the first page, which is asked for twice.
      await standIn.faults.loseReads(2, 2);
      const making = ensureReadModels({ readModels, events });
      await expect(making).rejects.toMatchObject({
        name: 'StoreError',
        code: 'store-unavailable',
        message: expect.stringMatching(
          /^Rebuild of the read models failed: EventStoreDB at .*: no response in time\.$/,
        ),
      });
      expect(await ensureReadModels({ readModels, events })).toMatchObject({ events: 10 });
    } finally {
      await store.close();
      await standIn.stop();
    }
  }));
