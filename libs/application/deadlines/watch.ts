import { setTimeout as delay } from 'node:timers/promises';
import { CommandFailure, type CommandHandler } from '#commands/index.js';

import { addDays, type CalendarDate, type Instant, londonDate, startOfDay } from '#domain/index.js';
import { messageOf } from '#errors/index.js';
import { type EventStore, StoreError } from '#event-store/index.js';
import { exponentialBackoff, withRetry } from '#platform/index.js';
import type { ReadSide } from '../ledger/read-side.js';
import { deadlinesAt, isWatched, raise } from './look.js';

export interface Watched {
  readonly readSide: Pick<ReadSide, 'read' | 'position' | 'reached' | 'moved'>;
  readonly handle: CommandHandler['handle'];
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
/** What is tried again: a look of which something failed, which it has said, and read models that are behind. */
const TRY_AGAIN = new Error('try again');
/** After the first look only so many days back are looked at again: for read models that were behind. */
const LOOK_BACK_DAYS = 7;

/**
 * Watches the deadlines until told to stop: looks whenever the ledger has changed and when its next date falls due, and
 * records what has fallen due. What fails is complained of and tried again. Any number of processes may watch a ledger.
 */
export async function watchDeadlines(watched: Watched, stopping: AbortSignal): Promise<void> {
  let since: CalendarDate | undefined;
  if (!(await begun(watched, stopping))) return;
  async function wholeLook() {
    const stood = watched.readSide.position();
    const now = watched.now();
    const { next, failed } = await look(watched, now, since, stopping);
    if (failed) throw TRY_AGAIN;
    since = addDays(londonDate(now), -LOOK_BACK_DAYS);
    return { stood, next };
  }
  while (!stopping.aborted) {
    const looked = await withRetry(wholeLook, {
      work: 'deadlines',
      delayMs: exponentialBackoff(PAUSE_MS, LONGEST_PAUSE_MS),
      isRetried: (error) => error === TRY_AGAIN,
      signal: stopping,
    });
    if (!looked) return;
    await rest(PAUSE_MS, stopping);
    await watched.readSide.moved(looked.stood, untilNext(looked.next, watched.now()), stopping);
  }
}

function untilNext(next: CalendarDate | null, now: Instant): number {
  if (next === null) return HOUR_MS;
  return Math.min(Math.max(Date.parse(startOfDay(next)) - Date.parse(now), 0), HOUR_MS);
}

/** Waits until the read models have come to where the ledger stands; false where its deadlines are not watched. */
async function begun({ store, readSide, complain }: Watched, stopping: AbortSignal): Promise<boolean> {
  async function isCaughtUp(): Promise<boolean> {
    if (!(await isWatched(store))) return false;
    if (await readSide.reached(await store.head())) return true;
    throw TRY_AGAIN;
  }
  const begins = await withRetry(isCaughtUp, {
    work: 'deadlines',
    delayMs: (_, error) => (error === TRY_AGAIN ? PAUSE_MS : LONGEST_PAUSE_MS + PAUSE_MS),
    onRetry: (error) => error === TRY_AGAIN || complain(`The deadlines wait for the ledger: ${messageOf(error)}`),
    signal: stopping,
  });
  return begins === true;
}

/** One look: records what has fallen due, and says when something does next and whether any of it failed. */
async function look(watched: Watched, now: Instant, since: CalendarDate | undefined, stopping: AbortSignal) {
  const { readSide, handle, complain } = watched;
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
        last = Math.max(last, await raise(handle, due));
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
