import { closeSync, fsyncSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { PROJECTIONS } from '#read-models/projections.js';
import type { Progress } from '../runtime/apply.js';
import { createReadModels, makeIndexes } from './database.js';
import { checkpointWriter } from './projecting.js';
import { rowWriter } from './writer.js';
import type { Matched } from '#maintenance/what-if/under-rules.js';
import { takeRowsFrom } from './spill-file.js';
import type { Reading } from '#maintenance/rebuild/messages.js';
import { takePortions } from '#maintenance/rebuild/rebuild-batches.js';

/** The file's first owner, before any projector has taken it over. */
const BUILDER = 0;
/** The pages that are kept in memory while a file is filled: more make its indexes sooner. */
const CACHE_KIB = 65_536;
const SMALL_CACHE_KIB = 16_384;

/**
 * Fills a new read-model file with what is read of a store: the past as it closes, current rows at the end,
 * indexes last, on disk once. A crash leaves a file that nothing points to. Answers what the rules came to bear on, where
 * it is read under any.
 */
export async function fill(
  file: string,
  reading: Reading,
  told: (step: 'events' | 'indexes', progress: Progress) => void,
): Promise<Matched | undefined> {
  createReadModels(file, PROJECTIONS, { indexed: false });
  const db = new Database(file);
  let matched: Matched | undefined;
  try {
    db.pragma('journal_mode = OFF');
    db.pragma('synchronous = OFF');
    db.pragma(`cache_size = -${reading.rowsBeside === undefined ? CACHE_KIB : SMALL_CACHE_KIB}`);
    db.exec('BEGIN');
    const { progress, matched: found } = await writePortions(db, file, reading, told);
    matched = found;
    if (reading.rowsBeside !== undefined) takeRowsFrom(reading.rowsBeside, db);
    told('indexes', progress);
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
  return matched;
}

async function writePortions(
  db: Database.Database,
  file: string,
  reading: Reading,
  told: (step: 'events', progress: Progress) => void,
): Promise<{ readonly progress: Progress; readonly matched: Matched | undefined }> {
  const write = rowWriter(db);
  const checkpoints = checkpointWriter(db, BUILDER);
  let matched: Matched | undefined;
  const progress = await takePortions(reading, (portion) => {
    if (portion.kind === 'past') {
      write.past(portion.past);
      return told('events', portion.progress);
    }
    matched = portion.matched;
    write.register(portion.register);
    write.current(portion.current);
    checkpoints.move(portion.progress, file);
    for (const stop of portion.stops) checkpoints.stop(stop);
  });
  return { progress, matched };
}
