import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inFile } from '#event-store/location.js';
import { openSqliteStore } from '#event-store/sqlite/store.js';
import { PROJECTIONS } from '#projections/model/projections.js';
import { switchTo } from '#projections/runtime/pointer.js';
import { startProjector } from '#projections/runtime/projector.js';
import { createReadModels } from '#projections/sqlite/database.js';

// The projector as the server runs it, on read models that hold nothing yet: tells the seconds until it has followed.

const PATIENCE_MS = 600_000;
const [, , eventsFile = ''] = process.argv;
const dataDir = mkdtempSync(join(tmpdir(), 'bench-follow-'));
createReadModels(join(dataDir, 'read-1.db'), PROJECTIONS, { indexed: true });
switchTo(dataDir, 'read-1.db');
const store = await openSqliteStore({ file: eventsFile, readOnly: true });
const head = await store.head();
await store.close();

const began = performance.now();
const projector = await startProjector({ dataDir, events: inFile(eventsFile), onLive: () => {} });
await projector.waitFor(head, PATIENCE_MS);
const seconds = (performance.now() - began) / 1000;
await projector.stop();
rmSync(dataDir, { recursive: true });
process.send?.(seconds);
process.disconnect?.();
