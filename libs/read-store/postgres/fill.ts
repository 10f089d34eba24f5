import type pg from 'pg';
import { openSession, WATCHED } from '#postgres/index.js';
import type { Progress } from '../runtime/apply.js';
import type { FillStep } from '../runtime/read-store.js';
import type { RebuildBatch, RebuildBatches } from '../runtime/rebuild-batch.js';
import type { RowValues } from '../runtime/unit-of-work.js';
import type { AnyProjection } from '../tables/projection.js';
import { copyInto, copyRows } from './copy.js';
import { checkpointStatement, stopStatement } from './projecting.js';
import { addKeys, createIndexes, createTables, type DatabaseSchema, dropKeys } from './schemas.js';
import { CLOSED, type CopyTarget, CURRENT, keyRows, ONCE, PRIMARY_KEYS } from './tables.js';

const COPY_BATCH_BYTES = 4_000_000;

/**
 * Fills a new schema in one transaction: closed versions first, then current rows, primary keys and indexes last. After
 * a crash the transaction rolls back and leaves nothing.
 */
export async function fill(
  { url }: DatabaseSchema,
  name: string,
  projections: readonly AnyProjection[],
  batches: RebuildBatches,
  onProgress: (step: FillStep, progress: Progress) => void,
): Promise<void> {
  const client = await openSession(url, { settings: { ...WATCHED, maintenance_work_mem: '256MB' }, pipeline: false });
  try {
    await client.query('BEGIN');
    await createTables(client, name, projections);
    await dropKeys(client);
    const progress = await copyBatches(client, batches, (at) => onProgress('events', at));
    onProgress('indexes', progress);
    await addKeys(client);
    await createIndexes(client);
    await client.query('COMMIT');
    await client.query(`SET search_path = ${client.escapeIdentifier(name)}`);
    await client.query(`ANALYZE items, actors, ${[...PRIMARY_KEYS.keys()].join(', ')}`);
  } finally {
    await client.end();
  }
}

async function copyBatches(
  client: pg.Client,
  batches: RebuildBatches,
  onProgress: (progress: Progress) => void,
): Promise<Progress> {
  const tables = createCopyBuffer(client);
  return batches(async (batch) => {
    if (batch.kind === 'past') {
      await tables.add(CLOSED, batch.past.closed);
      await tables.add(ONCE, batch.past.appended);
      return onProgress(batch.progress);
    }
    await finish(client, tables, batch);
  });
}

async function finish(
  client: pg.Client,
  tables: CopyBuffer,
  { keys, current, stops, progress }: Extract<RebuildBatch, { kind: 'end' }>,
): Promise<void> {
  for (const [target, rows] of keyRows(keys)) await tables.addTo(target, rows);
  await tables.add(CURRENT, current.current);
  await tables.end();
  const { position, checkpoint, number, clock, foreign, ledger, event } = progress;
  await client.query(
    `UPDATE progress SET position = $1, checkpoint = $2, number = $3, clock = $4, foreign_events = $5, ledger = $6,
      event = $7`,
    [position, checkpoint, number, clock, JSON.stringify(foreign), ledger, event],
  );
  await client.query(checkpointStatement(progress));
  for (const stop of stops) await client.query(stopStatement(stop));
}

function createCopyBuffer(client: pg.Client) {
  const waiting = new Map<CopyTarget, { rows: Buffer[]; length: number }>();

  async function addTo(target: CopyTarget, values: RowValues): Promise<void> {
    if (values.length === 0) return;
    const bytes = copyRows(values, target.columns.length);
    const buffered = waiting.get(target) ?? { rows: [], length: 0 };
    waiting.set(target, buffered);
    buffered.rows.push(bytes);
    buffered.length += bytes.length;
    if (buffered.length < COPY_BATCH_BYTES) return;
    waiting.delete(target);
    await copyInto(client, target, buffered.rows);
  }

  return {
    addTo,
    async add(targets: ReadonlyMap<string, CopyTarget>, changes: ReadonlyMap<string, RowValues>): Promise<void> {
      for (const [table, rows] of changes) {
        const target = targets.get(table);
        if (!target) throw new Error(`Unknown read model table ${table}.`);
        await addTo(target, rows);
      }
    },
    async end(): Promise<void> {
      for (const [target, { rows }] of waiting) await copyInto(client, target, rows);
      waiting.clear();
    },
  };
}
type CopyBuffer = ReturnType<typeof createCopyBuffer>;
