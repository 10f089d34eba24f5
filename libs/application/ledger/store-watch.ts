import type { RecordingClock } from '#commands/index.js';
import type { Instant } from '#domain/index.js';
import type { EventStore } from '#event-store/index.js';
import { LOG_EVENTS, type Log, poll } from '#platform/index.js';
import type { SeenHead } from '../queries/settling.js';
import { isIllustrative } from './clock.js';
import { observeLast } from './open-ledger.js';

const PAUSE_MS = 1_000;

/** Whether the store answers, and what it is found to hold. */
export interface StoreWatch {
  /** Since when it has not answered; undefined while it does. */
  unreachableSince(): Instant | undefined;
  /** When the store last answered, and where it stood then; undefined until it has. */
  seen(): SeenHead | undefined;
  /** Resolves when it has not answered for the first time. */
  readonly away: Promise<void>;
  /** Where the store stood when it first answered; undefined until it has. */
  firstHead(): number | undefined;
  /** Whether its ledger holds invented data; undefined until it has been seen to begin. */
  illustrative(): boolean | undefined;
  stop(): Promise<void>;
}

/** Asks the store again and again where it stands, and warns when it stops answering and when it answers again. */
export async function watchStore(store: EventStore, recording: RecordingClock, log: Log): Promise<StoreWatch> {
  const stopping = new AbortController();
  let unreachableSince: Instant | undefined;
  let firstHead: number | undefined;
  let seen: SeenHead | undefined;
  let illustrative: boolean | undefined;
  let failures = 0;
  let tellAway = () => {};
  const away = new Promise<void>((resolve) => {
    tellAway = resolve;
  });

  async function look(): Promise<void> {
    try {
      const at = recording.now();
      const head = await observeLast(store, recording);
      seen = { at, head };
      firstHead ??= head;
      illustrative ??= await isIllustrative(store);
      failures = 0;
      if (unreachableSince)
        log.warn({ event: LOG_EVENTS.storeReachable, unreachableSince }, 'The event store answers again.');
      unreachableSince = undefined;
    } catch (error) {
      failures += 1;
      // One that answered before may only be slow: it is asked once more.
      if (unreachableSince || stopping.signal.aborted || (firstHead !== undefined && failures === 1)) return;
      unreachableSince = new Date().toISOString();
      tellAway();
      const reason = (error as Error).message;
      log.error({ event: LOG_EVENTS.storeUnreachable, reason }, `The event store does not answer: ${reason}`);
    }
  }

  await look();
  const watching = poll(look, PAUSE_MS, stopping.signal);
  return {
    unreachableSince: () => unreachableSince,
    seen: () => seen,
    away,
    firstHead: () => firstHead,
    illustrative: () => illustrative,
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}
