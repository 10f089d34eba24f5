import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { inFile } from '#event-store/location.js';
import { openSqliteStore } from '#event-store/sqlite/store.js';
import { readBatches } from '#maintenance/batches/rebuild-batches.js';
import { ensureReadModels } from '#maintenance/rebuild/rebuild.js';
import { dropSchemas, newSchema, openTestDatabase, terminateSessions } from '#postgres/testing/server.js';
import { openReadStore } from '#projector/open-read-store.js';
import { startProjector } from '#projector/projector.js';
import { allRows, inFolder } from '#test/support/read-models/files.js';
import { largeHistory } from '#test/support/read-models/large-history.js';
import { appendAll } from '#test/support/read-models/store.js';
import { EVERYTHING } from '../query/visibility.js';
import { openReadModels } from '../runtime/read-models.js';

const PATIENCE_MS = 300_000;
const NOW = '2020-06-01T12:00:00.000Z';
const EVENTS = largeHistory({ events: 1_500, actions: 100, programmes: 5 });

const database = await openTestDatabase();
const schema = newSchema();
afterAll(async () => {
  await dropSchemas(database.url, schema);
  await database.stop();
});

test('a database that cuts its sessions is read and projected into again, and loses nothing', () =>
  inFolder(async (folder) => {
    const readModels = { engine: 'postgres', url: database.url, schema } as const;
    const file = join(folder, 'events.db');
    const events = inFile(file);
    const source = await openSqliteStore({ file });
    await ensureReadModels({ readModels, events });
    const store = await openReadStore(readModels);
    const live = (await store.pointer())?.live ?? '';
    const models = openReadModels(live, store);
    const position = () => models.read({ now: NOW }, EVERYTHING, async ({ moment }) => moment.asOf.position);
    const projector = await startProjector({ readModels, events, projects: true, onLive: () => {} });
    for (let cut = 0; cut < 3; cut++) {
      const appending = appendAll(source, EVENTS.slice(cut * 500, (cut + 1) * 500));
      await projector.waitFor(cut * 500 + 1, PATIENCE_MS);
      expect(await position()).toBeGreaterThan(0);
      await terminateSessions(database.url);
      await appending;
      await projector.waitFor((cut + 1) * 500, PATIENCE_MS);
      expect(await position()).toBe((cut + 1) * 500);
    }
    expect(projector.lastError()).toBeUndefined();
    await projector.stop();
    const clean = await store.nextName();
    await store.fill(clean, readBatches({ events }), () => {});
    expect(await allRows(store, live, ['progress'])).toEqual(await allRows(store, clean, ['progress']));
    await models.close();
    await store.close();
    await source.close();
  }));
