import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreContract } from '../contract/suite.js';
import { openSqliteStore } from './store.js';

eventStoreContract({
  name: 'SQLite',
  async open() {
    const folder = await mkdtemp(join(tmpdir(), 'event-store-'));
    return {
      connect: () => openSqliteStore({ file: join(folder, 'events.db') }),
      dispose: () => rm(folder, { recursive: true }),
    };
  },
});
