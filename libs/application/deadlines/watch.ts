import { setTimeout as delay } from 'node:timers/promises';
import { CommandFailure, type Commands } from '#commands/index.js';

import { addDays, type CalendarDate, type Instant, londonDate, startOfDay } from '#domain/index.js';
import { messageOf } from '#errors/index.js';
import { type EventStore, StoreError } from '#event-store/index.js';
import type { ReadSide } from '../ledger/read-side.js';
import { deadlinesAt, isWatched, raise } from './look.js';

export interface DeadlineWatcherDeps {
  readonly readSide: Pick<ReadSide, 'read' | 'position' | 'reached' | 'moved'>;
  readonly commands: Pick<Commands, 'handle'>;
  readonly store: Pick<EventStore, 'head' | 'readStream'>;
  now(): Instant;
  warn(message: string): void;
}

/** Longest sleep: the clock may be set, or the machine may suspend, without a timer firing. */
const HOUR_MS = 3_600_000;
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** Later looks go back this many days, for read models that lagged behind at the first. */
const LOOK_BACK_DAYS = 7;

/** Records each deadline when it falls due and retries failures. Any number of processes may watch one ledger. */
export async function watchDeadlines(watched: DeadlineWatcherDeps, stopping: AbortSignal): Promise<void> {
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

async function begun({ store, readSide, warn }: DeadlineWatcherDeps, stopping: AbortSignal): Promise<boolean> {
  for (; !stopping.aborted; await rest(PAUSE_MS, stopping)) {
    try {
      if (!(await isWatched(store))) return false;
      if (await readSide.reached(await store.head())) return true;
    } catch (error) {
      warn(`Deadline watcher cannot read the ledger, retrying: ${messageOf(error)}`);
      await rest(LONGEST_PAUSE_MS, stopping);
    }
  }
  return false;
}

/** One look: records what has fallen due, and says when something does next and whether any of it failed. */
async function look(watched: DeadlineWatcherDeps, now: Instant, since: CalendarDate | undefined, stopping: AbortSignal) {
  const { readSide, commands, warn } = watched;
  let failed = false;
  const failure = (what: string, error: unknown) => {
    failed = true;
    warn(`Deadline watcher cannot ${what}, retrying: ${messageOf(error)}`);
  };
  try {
    const { fallenDue, next } = await deadlinesAt(readSide.read, now, since);
    let last = 0;
    for (const due of fallenDue) {
      if (stopping.aborted) break;
      try {
        last = Math.max(last, await raise(commands, due));
      } catch (error) {
        // The item changed since the query: the read models will move, which starts the next look.
        if (error instanceof CommandFailure && error.code === 'stale-revision') continue;
        failure(`record the ${due.sort} of ${due.reference}, due on ${due.dueOn}`, error);
        // An unavailable store fails every deadline alike, so the loop ends here.
        if (error instanceof StoreError) break;
      }
    }
    await readSide.reached(last);
    return { next, failed };
  } catch (error) {
    failure('query what falls due', error);
    return { next: null, failed };
  }
}

async function rest(ms: number, stopping: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal: stopping, ref: false }).catch(() => {});
}
