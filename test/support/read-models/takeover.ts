import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inFile } from '#event-store/location.js';
import { openSqliteStore } from '#event-store/sqlite/store.js';
import { readBatches } from '#maintenance/batches/rebuild-batches.js';
import type { RebuildRequest } from '#maintenance/rebuild/messages.js';
import { ensureReadModels } from '#maintenance/rebuild/rebuild.js';
import { lockOwner } from '#postgres/locks.js';
import { openSession } from '#postgres/session.js';
import { dropSchemas, newSchema, openTestDatabase } from '#postgres/testing/server.js';
import { openReadStore } from '#projector/open-read-store.js';
import { startProjector } from '#projector/projector.js';
import { allRows, inFolder } from './files.js';
import { largeHistory } from './large-history.js';
import { appendAll } from './store.js';

/** What came of killing the owner of the projections under load, some times over. */
export interface Takeovers {
  /** The seconds from each kill until the read models were moved on by another. */
  readonly seconds: readonly number[];
  /** The rows of the read models that came of it, and those of a clean rebuild. */
  readonly rows: object;
  readonly rebuilt: object;
}

const EVENTS_A_ROUND = 600;
/** Those of a round that are appended after the kill, so that there is something to move on to however fast the owner was. */
const RESULT_ENRICHER = 50;
const PATIENCE_MS = 60_000;

/**
 * Two processes that project on one database, and a third that follows; while events are appended, the process that has
 * the right to project is killed, `kills` times: the other takes over, and only then does a new one stand by.
 */
export async function killOwners(kills: number): Promise<Takeovers> {
  const database = await openTestDatabase();
  const schema = newSchema();
  const readModels = { engine: 'postgres', url: database.url, schema } as const;
  const history = largeHistory({ events: EVENTS_A_ROUND * (kills + 1), actions: 200, programmes: 5 });
  const children: ChildProcess[] = [];
  const endings: (() => unknown)[] = [
    () => database.stop(),
    () => dropSchemas(database.url, schema),
    () => children.map((child) => child.kill('SIGKILL')),
  ];
  try {
    return await inFolder(async (folder) => {
      const file = join(folder, 'events.db');
      const order: RebuildRequest = { readModels, events: inFile(file) };
      const source = await openSqliteStore({ file });
      endings.push(() => source.close());
      await ensureReadModels(order);
      children.push(await started(order), await started(order));
      const following = await startProjector({ ...order, projects: false, onLive: () => {} });
      endings.push(() => following.stop());
      const seconds: number[] = [];
      for (let round = 0; round < kills; round++) {
        const from = round * EVENTS_A_ROUND;
        const end = from + EVENTS_A_ROUND;
        const appending = appendAll(source, history.slice(from, end - RESULT_ENRICHER));
        await following.waitFor(from + 1, PATIENCE_MS);
        const owner = await ownerAmong(children, database.url, schema);
        const killedAt = performance.now();
        owner.kill('SIGKILL');
        children.splice(children.indexOf(owner), 1);
        await appending;
        await appendAll(source, history.slice(end - RESULT_ENRICHER, end));
        await following.waitFor(end, PATIENCE_MS);
        seconds.push((performance.now() - killedAt) / 1000);
        children.push(await started(order));
      }
      await appendAll(source, history.slice(kills * EVENTS_A_ROUND));
      await following.waitFor(history.length, PATIENCE_MS);
      const store = await openReadStore(readModels);
      endings.push(() => store.close());
      const live = (await store.pointer())?.live ?? '';
      const rows = await allRows(store, live, ['progress']);
      const clean = await store.nextName();
      await store.fill(clean, readBatches({ events: order.events }), () => {});
      const rebuilt = await allRows(store, clean, ['progress']);
      return { seconds, rows, rebuilt };
    });
  } finally {
    for (const end of endings.reverse()) await end();
  }
}

async function started(order: RebuildRequest): Promise<ChildProcess> {
  const child = fork(new URL('./projector-process.js', import.meta.url), [], { execArgv: [] });
  child.send(order);
  await once(child, 'message');
  return child;
}

async function ownerAmong(children: readonly ChildProcess[], url: string, schema: string): Promise<ChildProcess> {
  const client = await openSession(url, { settings: {} });
  try {
    for (;;) {
      const process = await lockOwner(client, `${schema} projecting`);
      const owner = children.find(({ pid }) => pid === process);
      if (owner) return owner;
      await delay(20);
    }
  } finally {
    await client.end();
  }
}
