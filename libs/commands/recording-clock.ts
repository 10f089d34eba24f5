import type { Instant } from '#domain/index.js';
import { CommandFailure } from './failures.js';

/** Maximum clock skew between processes that write to one ledger, in milliseconds. */
export const CLOCK_SKEW_MS = 2_000;

export interface RecordingClockOptions {
  now(): Instant;
  readonly simulated?: boolean;
}

export interface ClockAhead {
  readonly lastRecordedAt: Instant;
  readonly now: Instant;
}

export interface RecordingClock {
  /** What is recorded is invented, and the same each time. */
  readonly simulated: boolean;
  now(): Instant;
  /** Keeps recordedAt monotonic: this process never records earlier than an observed event. */
  observe(recordedAt: Instant): void;
  /**
   * Appends with a monotonic recordedAt. Errors: `clock-ahead` if the last one exceeds the present by `CLOCK_SKEW_MS`.
   */
  withRecordedAt<Result>(append: (recordedAt: Instant) => Promise<Result>): Promise<Result>;
  settled(until: Instant): Promise<void>;
  /** The instant before which no event that is recorded here still waits for the store. */
  acknowledgedBefore(): Instant;
  ahead(): ClockAhead | undefined;
}

export function recordingClock({ now, simulated = false }: RecordingClockOptions): RecordingClock {
  let last = Number.NEGATIVE_INFINITY;
  const underWay = new Set<{ readonly at: number; readonly ended: Promise<unknown> }>();

  function observe(recordedAt: Instant): void {
    last = Math.max(last, Date.parse(recordedAt));
  }

  function ahead(): ClockAhead | undefined {
    const present = now();
    if (simulated || last - Date.parse(present) <= CLOCK_SKEW_MS) return undefined;
    return { lastRecordedAt: new Date(last).toISOString(), now: present };
  }

  return {
    simulated,
    now,
    observe,
    ahead,
    acknowledgedBefore: () => new Date(Math.min(Date.parse(now()), ...[...underWay].map(({ at }) => at))).toISOString(),
    async withRecordedAt(append) {
      const wrong = ahead();
      if (wrong) throw clockAhead(wrong);
      observe(now());
      const at = simulated ? Date.parse(now()) : last;
      const ended = append(new Date(at).toISOString());
      const entry = { at, ended };
      underWay.add(entry);
      return ended.finally(() => underWay.delete(entry));
    },
    async settled(until) {
      const limit = Date.parse(until);
      await Promise.allSettled([...underWay].filter(({ at }) => at <= limit).map(({ ended }) => ended));
    },
  };
}

function clockAhead({ lastRecordedAt, now }: ClockAhead): CommandFailure {
  const seconds = Math.ceil((Date.parse(lastRecordedAt) - Date.parse(now)) / 1000);
  const detail =
    `The last event was recorded at ${lastRecordedAt}, ${seconds} seconds ahead of this server's clock (${now}). ` +
    'Nothing is recorded until the clock has passed that time: check the clocks of all servers (NTP).';
  return new CommandFailure('clock-ahead', detail, { lastRecordedAt, now, retryAfterSeconds: seconds });
}
