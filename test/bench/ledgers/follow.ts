import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openForReading, type StoreLocation } from '#event-store/location.js';
import { openReadStore } from '#projector/open-read-store.js';
import { startProjector } from '#projector/projector.js';
import { inDataDir } from '#read-store/runtime/read-location.js';

// The projector as the server runs it, on read models that hold nothing yet: tells the seconds until it has followed.

const PATIENCE_MS = 600_000;
const [events] = (await once(process, 'message')) as [StoreLocation];
const dataDir = mkdtempSync(join(tmpdir(), 'bench-follow-'));
const models = await openReadStore(inDataDir(dataDir));
const name = await models.nextName();
await models.create(name);
await models.switchTo(name);
await models.close();
const store = await openForReading(events);
const head = await store.head();
await store.close();

const began = performance.now();
const projector = await startProjector({
  readModels: inDataDir(dataDir),
  events,
  projects: true,
  onLive: () => {},
});
await projector.waitFor(head, PATIENCE_MS);
const seconds = (performance.now() - began) / 1000;
await projector.stop();
rmSync(dataDir, { recursive: true });
process.send?.(seconds);
process.disconnect?.();
