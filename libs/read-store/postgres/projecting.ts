import type pg from 'pg';
import { itemOfStream } from '#domain/index.js';
import type { StoredEvent } from '#event-store/index.js';
import { openSession, WATCHED } from '#postgres/index.js';
import { ReadError } from '../query/errors.js';
import { createApplier, type Progress, type Stop } from '../runtime/apply.js';
import { createKeyRegistry, type KeyRegistry } from '../runtime/key-registry.js';
import { refuseOutdated } from '../runtime/live.js';
import type { Projecting } from '../runtime/projecting.js';
import { createUnitOfWork } from '../runtime/unit-of-work.js';
import type { AnyProjection } from '../tables/projection.js';
import { knownIn, loadRows } from './loader.js';
import { type DatabaseSchema, movedNotice, outdatedIn, progressIn } from './schemas.js';
import { writes } from './writer.js';

/** Rows can be rebuilt, so a commit need not wait for the WAL flush; a dead session must not keep its locks. */
const SETTINGS = {
  ...WATCHED,
  synchronous_commit: 'off',
  idle_in_transaction_session_timeout: 5_000,
  lock_timeout: 8_000,
  // Tables grow during the session, so a plan cached for an empty table would be wrong.
  plan_cache_mode: 'force_custom_plan',
  enable_seqscan: 'off',
};

/**
 * Bumps the epoch of a schema, so that its former projector fails at its next commit. Errors: `projection-outdated`.
 */
export async function startProjecting(
  place: DatabaseSchema,
  name: string,
  projections: readonly AnyProjection[],
): Promise<Projecting> {
  const client = await openSession(place.url, { settings: { ...SETTINGS, search_path: name } });
  try {
    refuseOutdated(await outdatedIn(client, name, projections));
    return await openProjecting(client, place, name, projections);
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

async function openProjecting(
  client: pg.Client,
  place: DatabaseSchema,
  name: string,
  projections: readonly AnyProjection[],
): Promise<Projecting> {
  const epoch = await takeOver(client);
  const register = createKeyRegistry(await knownIn(client));
  const stopped = new Set(await stoppedIn(client));
  let progress = await progressIn(client, name);

  return {
    progress: () => progress,
    async apply(events) {
      // One bulk load before the batch and one pipelined write after it save round trips.
      const rows = createUnitOfWork(await loadRows(client, itemsIn(events, projections, register)));
      const applied = createApplier(projections, rows, register, stopped).apply(events, progress);
      await beginWithCheckpoint(client, { progress: applied.progress, epoch, name });
      const changes = writes(register.drain(), { ...rows.drainHistory(), ...rows.drainCurrent() });
      await Promise.all([
        ...[...changes, checkpointStatement(applied.progress), ...applied.stops.map(stopStatement)].map((each) =>
          client.query(each),
        ),
        client.query(movedNotice(place, name, applied.progress.position)),
        client.query('COMMIT'),
      ]);
      for (const stop of applied.stops) stopped.add(stop.name);
      progress = applied.progress;
      return applied.stops;
    },
    close: () => client.end(),
  };
}

function itemsIn(
  events: readonly StoredEvent[],
  projections: readonly AnyProjection[],
  register: KeyRegistry,
): ReadonlyMap<AnyProjection, ReadonlySet<number>> {
  const byKind = new Map(projections.map((projection) => [projection.kind, projection]));
  const items = new Map<AnyProjection, Set<number>>();
  for (const { stream } of events) {
    const item = itemOfStream(stream);
    if (!item) continue;
    const projection = byKind.get(item.kind);
    const key = register.lookup(item.id);
    if (!projection || key === undefined) continue;
    const keys = items.get(projection) ?? new Set();
    items.set(projection, keys.add(key));
  }
  return items;
}

async function takeOver(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ epoch: number }>('UPDATE progress SET epoch = epoch + 1 RETURNING epoch');
  return rows[0]?.epoch ?? 0;
}

async function stoppedIn(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>("SELECT name FROM projections WHERE state = 'stopped'");
  return rows.map(({ name }) => name);
}

interface CheckpointMove {
  readonly progress: Progress;
  readonly epoch: number;
  readonly name: string;
}

/** Moves the checkpoint first: the epoch check there fences out a projector that was replaced. */
async function beginWithCheckpoint(client: pg.Client, { progress, epoch, name }: CheckpointMove): Promise<void> {
  const { position, checkpoint, number, clock, foreign, ledger, event } = progress;
  const [, moved] = await Promise.all([
    client.query('BEGIN'),
    client.query({
      name: 'move',
      text: `UPDATE progress SET position = $1, checkpoint = $2, number = $3, clock = $4, foreign_events = $5,
        ledger = $6, event = $7 WHERE epoch = $8`,
      values: [position, checkpoint, number, clock, JSON.stringify(foreign), ledger, event, epoch],
    }),
  ]);
  if (moved.rowCount === 1) return;
  await client.query('ROLLBACK');
  throw new ReadError('projector-stopped', `Projector stopped: another one took over schema ${name}.`, { name, epoch });
}

export function checkpointStatement({ position, checkpoint }: Progress): pg.QueryConfig {
  return {
    name: 'running',
    text: "UPDATE projections SET position = $1, checkpoint = $2 WHERE state = 'running'",
    values: [position, checkpoint],
  };
}

export function stopStatement({ name, position, checkpoint, poison }: Stop): pg.QueryConfig {
  return {
    name: 'stop',
    text: `UPDATE projections SET state = 'stopped', position = $1, checkpoint = $2, poison = $3 WHERE name = $4`,
    values: [position, checkpoint, JSON.stringify(poison), name],
  };
}
