import type { RecordingClock } from '#commands/index.js';
import type { Instant } from '#domain/index.js';
import type { EventStore } from '#event-store/index.js';
import { LOG_EVENTS, type Log, poll } from '#platform/index.js';
import type { SeenHead } from '../queries/settling.js';
import { isIllustrative } from './clock.js';
import { observeLast } from './open-ledger.js';

const PAUSE_MS = 1_000;

export interface StoreWatch {
  unreachableSince(): Instant | undefined;
  lastSeen(): SeenHead | undefined;
  readonly unavailable: Promise<void>;
  firstHead(): number | undefined;
  illustrative(): boolean | undefined;
  stop(): Promise<void>;
}

export async function watchStore(store: EventStore, recording: RecordingClock, log: Log): Promise<StoreWatch> {
  const stopping = new AbortController();
  let unreachableSince: Instant | undefined;
  let firstHead: number | undefined;
  let seen: SeenHead | undefined;
  let illustrative: boolean | undefined;
  let failures = 0;
  let tellAway = () => {};
  const unavailable = new Promise<void>((resolve) => {
    tellAway = resolve;
  });

  async function look(): Promise<void> {
    try {
      // An append under way may be recorded earlier than now and not be in the head.
      const at = recording.acknowledgedBefore();
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
      // A slow answer after a success gets one more try before the store counts as unavailable.
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
    lastSeen: () => seen,
    unavailable,
    firstHead: () => firstHead,
    illustrative: () => illustrative,
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}
