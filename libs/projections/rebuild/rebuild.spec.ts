import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { inFile } from '#event-store/location.js';
import { openSqliteStore } from '#event-store/sqlite/store.js';
import { openReadModels } from '../read/read-models.js';
import { EVERYTHING } from '../read/visible.js';
import { liveFile, readPointer } from '../runtime/pointer.js';
import { startProjector } from '../runtime/projector.js';
import { allRows, inFolder, projected } from '../testing/files.js';
import { largeHistory } from '../testing/large-history.js';
import { appendAll, eventsFile } from '../testing/store.js';
import type { RebuildProgress } from './messages.js';
import { readyReadModels, rebuild } from './rebuild.js';

const EVENTS = largeHistory({ events: 4_000, actions: 100, programmes: 5 });
const NOW = '2020-06-01T12:00:00.000Z';
const SETTLING = ['progress'];

test('a running server follows a rebuild: no read fails, none goes back, and both files hold every event', () =>
  inFolder(async (dataDir) => {
    const file = join(dataDir, 'events.db');
    const store = await openSqliteStore({ file });
    await readyReadModels({ dataDir, events: inFile(file) });
    await appendAll(store, EVENTS.slice(0, 1_000));
    const first = liveFile(dataDir);
    const models = openReadModels(first);
    const served: string[] = [];
    const projector = await startProjector({
      dataDir,
      events: inFile(file),
      onLive(next) {
        served.push(next);
        models.use(next);
      },
    });
    await projector.waitFor(1_000, 30_000);

    const seen: number[] = [];
    let done = false;
    const reading = (async () => {
      while (!done) seen.push(await models.read({ now: NOW }, EVERYTHING, async ({ moment }) => moment.asOf.position));
    })();
    const told: RebuildProgress[] = [];
    const rebuilding = rebuild({ dataDir, events: inFile(file), onProgress: (progress) => told.push(progress) });
    await appendAll(store, EVENTS.slice(1_000, 3_000));
    const rebuilt = await rebuilding;
    await appendAll(store, EVENTS.slice(3_000));
    while (!served.includes(rebuilt.file)) await new Promise((resolve) => setTimeout(resolve, 5));
    await projector.waitFor(EVENTS.length, 30_000);
    done = true;
    await reading;
    await models.close();
    await projector.stop();
    await store.close();

    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(new Set(told.map(({ step }) => step))).toEqual(new Set(['events', 'indexes', 'catching-up']));
    expect(readPointer(dataDir)).toEqual({ live: 'read-2.db', previous: 'read-1.db' });
    const whole = allRows(projected(join(dataDir, 'whole.db'), EVENTS), SETTLING);
    expect(allRows(rebuilt.file, SETTLING)).toEqual(whole);
    expect(allRows(first, SETTLING)).toEqual(whole);
  }));

test('a rebuild that is ended leaves the live read models, and the next one clears up after it', () =>
  inFolder(async (dataDir) => {
    const file = await eventsFile(join(dataDir, 'events.db'), EVENTS);
    await readyReadModels({ dataDir, events: inFile(file) });
    const before = readPointer(dataDir);
    const ending = new AbortController();
    const ended = rebuild({ dataDir, events: inFile(file), onProgress: () => ending.abort(), signal: ending.signal });
    await expect(ended).rejects.toMatchObject({ code: 'rebuild-failed' });
    expect(readPointer(dataDir)).toEqual(before);
    writeFileSync(join(dataDir, 'read-7.db'), 'half a file');
    const { events } = await rebuild({ dataDir, events: inFile(file) });
    expect(events).toBe(EVENTS.length);
    const kept = readdirSync(dataDir).filter((name) => /^read-\d+\.db$/.test(name));
    expect(kept.sort()).toEqual([readPointer(dataDir)?.previous, readPointer(dataDir)?.live].sort());
    expect(existsSync(join(dataDir, 'read-7.db'))).toBe(false);
  }));
