import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { inFile } from '#event-store/location.js';
import { openReadStore } from '#projector/open-read-store.js';
import { PROJECTIONS } from '#read-models/projections.js';
import { inDataDir } from '#read-store/runtime/read-location.js';
import { fill } from '#read-store/sqlite/fill.js';
import { allRows, inFolder } from '#test/support/read-models/files.js';
import { largeHistory } from '#test/support/read-models/large-history.js';
import { eventsFile } from '#test/support/read-models/store.js';
import { readBatches } from '../batches/rebuild-batches.js';

// Enough that rows are put away and come back several times.
const EVENTS = largeHistory({ events: 12_000, actions: 1_000, programmes: 20 });

test('read models are the same where current rows stand in a file beside', () =>
  inFolder(async (folder) => {
    const events = inFile(await eventsFile(join(folder, 'events.db'), EVENTS));
    await fill(join(folder, 'read-1.db'), {
      projections: PROJECTIONS,
      batches: readBatches({ events }),
      onProgress: () => {},
    });
    const spillFile = join(folder, 'rows.db');
    await fill(join(folder, 'read-2.db'), {
      projections: PROJECTIONS,
      batches: readBatches({ events, spillFile }),
      onProgress: () => {},
      spillFile,
    });
    const models = await openReadStore(inDataDir(folder));
    const [inMemory, beside] = [await allRows(models, 'read-1.db'), await allRows(models, 'read-2.db')];
    await models.close();
    expect(beside).toEqual(inMemory);
  }));
