import { closeSync, fsyncSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Progress } from '../runtime/apply.js';
import type { FillStep } from '../runtime/read-store.js';
import type { RebuildBatches } from '../runtime/rebuild-batch.js';
import type { AnyProjection } from '../tables/projection.js';
import { createReadModels, makeIndexes } from './database.js';
import { checkpointWriter } from './projecting.js';
import { copySpilledRows } from './spill-file.js';
import { rowWriter } from './writer.js';

const BUILDER = 0;
/** A larger page cache speeds up index builds, in KiB. */
const CACHE_KIB = 65_536;
const SMALL_CACHE_KIB = 16_384;

export interface FillOptions {
  readonly projections: readonly AnyProjection[];
  readonly batches: RebuildBatches;
  readonly onProgress: (step: FillStep, progress: Progress) => void;
  /** Spills current rows to this file, to save memory at the cost of time. */
  readonly spillFile?: string;
}

/**
 * Writes closed versions first, current rows at the end, indexes last, with one fsync. A crash leaves a file that no
 * pointer names.
 */
export async function fill(file: string, { projections, batches, onProgress, spillFile }: FillOptions): Promise<void> {
  createReadModels(file, projections, { indexed: false });
  const db = new Database(file);
  try {
    db.pragma('journal_mode = OFF');
    db.pragma('synchronous = OFF');
    db.pragma(`cache_size = -${spillFile === undefined ? CACHE_KIB : SMALL_CACHE_KIB}`);
    db.exec('BEGIN');
    const progress = await writeBatches(db, file, batches, (at) => onProgress('events', at));
    if (spillFile !== undefined) copySpilledRows(spillFile, db);
    onProgress('indexes', progress);
    makeIndexes(db);
    db.exec('COMMIT');
    db.exec('PRAGMA optimize');
    db.pragma('journal_mode = WAL');
  } finally {
    db.close();
  }
  const descriptor = openSync(file, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function writeBatches(
  db: Database.Database,
  file: string,
  batches: RebuildBatches,
  onProgress: (progress: Progress) => void,
): Promise<Progress> {
  const write = rowWriter(db);
  const checkpoints = checkpointWriter(db, BUILDER);
  return batches((batch) => {
    if (batch.kind === 'past') {
      write.past(batch.past);
      return onProgress(batch.progress);
    }
    write.register(batch.keys);
    write.current(batch.current);
    checkpoints.move(batch.progress, file);
    for (const stop of batch.stops) checkpoints.stop(stop);
  });
}
