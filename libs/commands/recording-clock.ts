import type { Instant } from '#domain/index.js';
import { CommandFailure } from './failures.js';

/** How far the clocks of the processes that record in one ledger may differ, in milliseconds. */
export const CLOCK_SKEW_MS = 2_000;

export interface RecordingClockOptions {
  /** The moment, in UTC. */
  now(): Instant;
  /** True for invented data: a clock that is set by hand stamps what it says. */
  readonly simulated?: boolean;
}

/** Two times that contradict each other: the ledger's last stamp lies ahead of this machine's clock. */
export interface ClockAhead {
  readonly lastRecordedAt: Instant;
  readonly now: Instant;
}

/** Stamps events with the time at which they are recorded. */
export interface RecordingClock {
  now(): Instant;
  /** Takes note of an event's stamp: no later stamp of this process is earlier. */
  observe(recordedAt: Instant): void;
  /**
   * Runs what appends events, with their stamp: the present, or the last stamp seen where that is later.
   * Fails with `clock-ahead` where the last stamp seen is more than `CLOCK_SKEW_MS` ahead of the present.
   */
  stamped<Result>(append: (recordedAt: Instant) => Promise<Result>): Promise<Result>;
  /** Resolves when every append of this process stamped at or before an instant has ended. */
  settled(until: Instant): Promise<void>;
  /** Set while `stamped` fails with `clock-ahead`. */
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
    now,
    observe,
    ahead,
    async stamped(append) {
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
