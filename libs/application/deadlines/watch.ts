import { CommandFailure, type Commands } from '#commands/index.js';
import { addDays, type CalendarDate, type Instant, londonDate, startOfDay } from '#domain/index.js';
import { messageOf } from '#errors/index.js';
import { type EventStore, StoreError } from '#event-store/index.js';
import { exponentialBackoff, rest, withRetry } from '#platform/index.js';
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
/** Retried: a look of which something failed, and read models that lag behind. */
const TRY_AGAIN = new Error('try again');
const LOOK_BACK_DAYS = 7;

/** Records each deadline when it falls due and retries failures. Any number of processes may watch one ledger. */
export async function watchDeadlines(watched: DeadlineWatcherDeps, stopping: AbortSignal): Promise<void> {
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

async function begun({ store, readSide, warn }: DeadlineWatcherDeps, stopping: AbortSignal): Promise<boolean> {
  async function isCaughtUp(): Promise<boolean> {
    if (!(await isWatched(store))) return false;
    if (await readSide.reached(await store.head())) return true;
    throw TRY_AGAIN;
  }
  const begins = await withRetry(isCaughtUp, {
    work: 'deadlines',
    delayMs: (_, error) => (error === TRY_AGAIN ? PAUSE_MS : LONGEST_PAUSE_MS + PAUSE_MS),
    onRetry: (error) =>
      error === TRY_AGAIN || warn(`Deadline watcher cannot read the ledger, retrying: ${messageOf(error)}`),
    signal: stopping,
  });
  return begins === true;
}

/** One look: records what has fallen due, and says when something does next and whether any of it failed. */
async function look(
  watched: DeadlineWatcherDeps,
  now: Instant,
  since: CalendarDate | undefined,
  stopping: AbortSignal,
) {
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
