import type Database from 'better-sqlite3';
import type { StoredEvent } from '#event-store/index.js';
import { ReadError } from '../query/errors.js';
import { createApplier, type Progress, type Stop } from '../runtime/apply.js';
import { createKeyRegistry } from '../runtime/key-registry.js';
import { refuseOutdated } from '../runtime/live.js';
import type { Projecting } from '../runtime/projecting.js';
import { createUnitOfWork } from '../runtime/unit-of-work.js';
import type { AnyProjection } from '../tables/projection.js';
import { knownIn, rowLoader } from './loader.js';
import { openForProjecting, walTruncation } from './opening.js';
import { outdated } from './outdated.js';
import { progressIn } from './status.js';
import { rowWriter } from './writer.js';

/** Bumps the epoch of a file, so that its former projector fails at its next commit. Errors: `projection-outdated`. */
export function startProjecting(file: string, projections: readonly AnyProjection[]): Projecting {
  const db = openForProjecting(file);
  refuseOutdated(outdated(db, projections));
  const epoch = takeOver(db);
  const register = createKeyRegistry(knownIn(db));
  const rows = createUnitOfWork(rowLoader(db));
  const applier = createApplier(projections, rows, register, stoppedIn(db));
  const write = rowWriter(db);
  const checkpoints = checkpointWriter(db, epoch);
  const shorten = walTruncation(db, file);
  let progress = progressIn(db);

  const applyAll = db.transaction((events: readonly StoredEvent[]) => {
    const applied = applier.apply(events, progress);
    checkpoints.move(applied.progress, file);
    write.register(register.drain());
    write.past(rows.drainHistory());
    write.current(rows.drainCurrent());
    for (const stop of applied.stops) checkpoints.stop(stop);
    return applied;
  });

  return {
    progress: () => progress,
    async apply(events) {
      const applied = applyAll.immediate(events);
      progress = applied.progress;
      shorten();
      return applied.stops;
    },
    async close() {
      db.close();
    },
  };
}

function takeOver(db: Database.Database): number {
  return db.prepare<[], number>('UPDATE progress SET epoch = epoch + 1 RETURNING epoch').pluck().get() as number;
}

function stoppedIn(db: Database.Database): string[] {
  return db.prepare<[], string>("SELECT name FROM projections WHERE state = 'stopped'").pluck().all();
}

export function checkpointWriter(db: Database.Database, epoch: number) {
  const owned = db.prepare(
    `UPDATE progress SET position = ?, checkpoint = ?, number = ?, clock = ?, foreign_events = ?, ledger = ?, event = ?
      WHERE epoch = ?`,
  );
  const running = db.prepare("UPDATE projections SET position = ?, checkpoint = ? WHERE state = 'running'");
  const stop = db.prepare(
    "UPDATE projections SET state = 'stopped', position = ?, checkpoint = ?, poison = ? WHERE name = ?",
  );
  return {
    move({ position, checkpoint, number, clock, foreign, ledger, event }: Progress, file: string) {
      const kept = [position, checkpoint, number, clock, JSON.stringify(foreign), ledger, event];
      if (owned.run(...kept, epoch).changes === 0)
        throw new ReadError('projector-stopped', `Projector stopped: another one took over ${file}.`, { file, epoch });
      running.run(position, checkpoint);
    },
    stop({ name, position, checkpoint, poison }: Stop) {
      stop.run(position, checkpoint, JSON.stringify(poison), name);
    },
  };
}
