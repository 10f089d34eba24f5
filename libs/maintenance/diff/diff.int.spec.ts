import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { inFile } from '#event-store/location.js';
import { openSqliteStore } from '#event-store/sqlite/store.js';
import { startProjector } from '#projector/projector.js';
import { changeRows, withReadStore } from '#test/support/read-models/engine.js';
import { inFolder, projected } from '#test/support/read-models/files.js';
import { largeHistory } from '#test/support/read-models/large-history.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { appendAll, eventsFile } from '#test/support/read-models/store.js';
import { ensureReadModels, rebuild } from '../rebuild/rebuild.js';
import { diffReadModels } from './diff.js';

const EVENTS = largeHistory({ events: 1_200, actions: 50, programmes: 5 });

describeOnEveryEngine('diff', () => {
  test('read models that follow the ledger, behind or level, are those made afresh; one changed row is named', () =>
    inFolder((folder) =>
      withReadStore(async (models, readModels) => {
        const events = inFile(await eventsFile(join(folder, 'events.db'), EVENTS));
        const live = await projected(models, EVENTS.slice(0, 800));
        await models.switchTo(live);
        const same = await diffReadModels({ readModels, events });
        expect(same).toMatchObject({ position: 800, different: 0, tables: [], differences: [] });
        expect(same.rows).toBeGreaterThan(1_600);

        await changeRows(readModels, live, [
          "UPDATE actions SET rating = 'violet' WHERE key = (SELECT min(key) FROM actions)",
          'DELETE FROM audit WHERE number = 7',
        ]);
        const differs = await diffReadModels({ readModels, events });
        expect(differs).toMatchObject({ position: 800, different: 2 });
        expect(differs.tables).toEqual([
          { table: 'actions', different: 1 },
          { table: 'audit', different: 1 },
        ]);
        expect(differs.differences).toEqual([
          expect.objectContaining({
            table: 'actions',
            item: expect.stringMatching(/^[A-Z]/),
            sort: 'changed',
            columns: [{ name: 'rating', live: 'violet', fresh: expect.not.stringMatching('violet') }],
          }),
          expect.objectContaining({ table: 'audit', sort: 'only-fresh', columns: [] }),
        ]);

        const { compared, position } = await rebuild({ readModels, events });
        expect(position).toBe(EVENTS.length);
        expect(compared).toMatchObject({ position: 800, different: 2 });
        expect((await rebuild({ readModels, events })).compared).toMatchObject({ position: 1_200, different: 0 });
      }),
    ));

  test('live read models that move on meanwhile are compared as of one position', () =>
    inFolder((folder) =>
      withReadStore(async (_models, readModels) => {
        const file = join(folder, 'events.db');
        const events = inFile(file);
        const store = await openSqliteStore({ file });
        await appendAll(store, EVENTS.slice(0, 400));
        await ensureReadModels({ readModels, events });
        const projector = await startProjector({ readModels, events, projects: true, onLive() {} });
        const diffing = diffReadModels({ readModels, events });
        for (let at = 400; at < EVENTS.length; at += 100) await appendAll(store, EVENTS.slice(at, at + 100));
        const { position, different } = await diffing;
        await projector.stop();
        await store.close();
        expect(different).toBe(0);
        expect(position).toBeGreaterThanOrEqual(400);
      }),
    ));
});
