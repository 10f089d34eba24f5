import { setTimeout as delay } from 'node:timers/promises';
import { CommandFailure, type Commands } from '#commands/index.js';

import { addDays, type CalendarDate, type Instant, londonDate, startOfDay } from '#domain/index.js';
import { messageOf } from '#errors/index.js';
import { type EventStore, StoreError } from '#event-store/index.js';
import type { ReadSide } from '../ledger/read-side.js';
import { deadlinesAt, isWatched, raise } from './look.js';

export interface Watched {
  readonly readSide: Pick<ReadSide, 'read' | 'position' | 'reached' | 'moved'>;
  readonly commands: Pick<Commands, 'handle'>;
  readonly store: Pick<EventStore, 'head' | 'readStream'>;
  now(): Instant;
  /** Told of what failed and is tried again. */
  complain(message: string): void;
}

/** The clock is looked at this often at least: it may have been set, or the machine asleep. */
const HOUR_MS = 3_600_000;
/** How long a busy ledger is left alone between two looks. */
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** After the first look only so many days back are looked at again: for read models that were behind. */
const LOOK_BACK_DAYS = 7;

/**
 * Watches the deadlines until told to stop: looks whenever the ledger has changed and when its next date falls due, and
 * records what has fallen due. What fails is complained of and tried again. Any number of processes may watch a ledger.
 */
export async function watchDeadlines(watched: Watched, stopping: AbortSignal): Promise<void> {
  let since: CalendarDate | undefined;
  if (!(await begun(watched, stopping))) return;
  for (let failures = 0; !stopping.aborted; ) {
    const stood = watched.readSide.position();
    const now = watched.now();
    const found = await look(watched, now, since, stopping);
    failures = found.failed ? failures + 1 : 0;
    if (found.failed) {
      await rest(Math.min(PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS), stopping);
      continue;
    }
    since = addDays(londonDate(now), -LOOK_BACK_DAYS);
    await rest(PAUSE_MS, stopping);
    await watched.readSide.moved(stood, untilNext(found.next, watched.now()), stopping);
  }
}

function untilNext(next: CalendarDate | null, now: Instant): number {
  if (next === null) return HOUR_MS;
  return Math.min(Math.max(Date.parse(startOfDay(next)) - Date.parse(now), 0), HOUR_MS);
}

/** Waits until the read models have come to where the ledger stands; false where its deadlines are not watched. */
async function begun({ store, readSide, complain }: Watched, stopping: AbortSignal): Promise<boolean> {
  for (; !stopping.aborted; await rest(PAUSE_MS, stopping)) {
    try {
      if (!(await isWatched(store))) return false;
      if (await readSide.reached(await store.head())) return true;
    } catch (error) {
      complain(`The deadlines wait for the ledger: ${messageOf(error)}`);
      await rest(LONGEST_PAUSE_MS, stopping);
    }
  }
  return false;
}

/** One look: records what has fallen due, and says when something does next and whether any of it failed. */
async function look(watched: Watched, now: Instant, since: CalendarDate | undefined, stopping: AbortSignal) {
  const { readSide, commands, complain } = watched;
  let failed = false;
  const failure = (what: string, error: unknown) => {
    failed = true;
    complain(`${what}; it is tried again: ${messageOf(error)}`);
  };
  try {
    const { fallenDue, next } = await deadlinesAt(readSide.read, now, since);
    let last = 0;
    for (const due of fallenDue) {
      if (stopping.aborted) break;
      try {
        last = Math.max(last, await raise(commands, due));
      } catch (error) {
        // It has changed since: the read models are about to move, and are asked again then.
        if (error instanceof CommandFailure && error.code === 'stale-revision') continue;
        failure(`The ${due.sort} of ${due.reference}, due on ${due.dueOn}, was not recorded`, error);
        // The store is away: it is for all of them.
        if (error instanceof StoreError) break;
      }
    }
    await readSide.reached(last);
    return { next, failed };
  } catch (error) {
    failure('The deadlines could not be looked at', error);
    return { next: null, failed };
  }
}

async function rest(ms: number, stopping: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal: stopping, ref: false }).catch(() => {});
}
