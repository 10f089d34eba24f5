import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { inFile } from '#event-store/location.js';
import { ensureReadModels } from '#maintenance/rebuild/rebuild.js';
import { stored } from '#test/support/read-models/events.js';
import { inFolder } from '#test/support/read-models/files.js';
import { OPENING } from '#test/support/read-models/plan.js';
import { eventsFile } from '#test/support/read-models/store.js';
import { inDataDir } from '../runtime/read-location.js';
import { POINTER, readPointer } from './pointer.js';

test.each(['', '{', '[]', 'null', '{"live":"../access.db","previous":null}', '{"live":"read-1.db"}'])(
  'a pointer that cannot be read (%j) means that the read models are made anew',
  (text) =>
    inFolder(async (dataDir) => {
      const order = {
        readModels: inDataDir(dataDir),
        events: inFile(await eventsFile(join(dataDir, 'events.db'), stored(OPENING))),
      };
      writeFileSync(join(dataDir, POINTER), text);
      expect(readPointer(dataDir)).toBeUndefined();
      expect(await ensureReadModels(order)).toMatchObject({ name: 'read-1.db', events: OPENING.length });
      expect(readPointer(dataDir)).toEqual({ live: 'read-1.db', previous: null });
      expect(await ensureReadModels(order)).toBeUndefined();
    }),
);
