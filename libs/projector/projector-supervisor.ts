import { openForReading, type StoreLocation } from '#event-store/index.js';
import { exponentialBackoff, inSpan, type RetryPolicy, SPANS, withRetry } from '#platform/index.js';
import {
  batches,
  type Pointer,
  type PoisonEvent,
  type Progress,
  type ReadStore,
  requireHistory,
} from '#read-store/index.js';

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 10_000;
/** A projector that runs this long without an error, in milliseconds, counts as recovered. */
const RECOVERED_AFTER_MS = 2_000;

export const retryAfter = exponentialBackoff(FIRST_RETRY_MS, LONGEST_RETRY_MS);

export interface ProjectorEvents {
  readonly onMoved: (name: string, progress: Progress) => void;
  readonly onPoison: (projection: string, poison: PoisonEvent) => void;
  readonly onDegraded: (name: string, error: unknown) => void;
}

export interface ProjectorSupervisor {
  /** Starts projectors for the read models of the pointer and stops all others. */
  switchTo(pointer: Pointer): void;
  /** Resolves when all projectors have stopped; only the signal stops them. */
  drain(): Promise<void>;
}

/** Projects until the signal aborts; retries failures with exponential back-off. */
export function superviseProjectors(
  store: ReadStore,
  events: StoreLocation,
  listener: ProjectorEvents,
  signal: AbortSignal,
): ProjectorSupervisor {
  const projectors = new Map<string, AbortController>();
  const running = new Set<Promise<void>>();

  async function run(name: string, ended: AbortSignal): Promise<void> {
    // A projector before this one may have reported an error, so clear it first.
    let degraded = true;
    const recovered = () => {
      if (degraded) listener.onDegraded(name, undefined);
      degraded = false;
    };
    let failures = 0;
    async function attempt(): Promise<void> {
      // After a failure, an open alone proves nothing: wait for an applied batch, or for quiet.
      const settled = failures > 0 ? setTimeout(recovered, RECOVERED_AFTER_MS).unref() : undefined;
      try {
        await project(name, ended, failures === 0 ? recovered : () => {}, () => {
          failures = 0;
          recovered();
        });
      } finally {
        clearTimeout(settled);
      }
    }
    const policy: RetryPolicy = {
      work: 'projector',
      // Counted here, as a batch that was applied ends the row of failures within an attempt.
      delayMs: () => retryAfter(++failures),
      onRetry(error) {
        degraded = true;
        if (!ended.aborted) listener.onDegraded(name, error);
      },
      signal: ended,
    };
    while (!ended.aborted) await withRetry(attempt, policy);
  }

  async function project(name: string, ended: AbortSignal, begins: () => void, applied: () => void): Promise<void> {
    const projecting = await store.startProjecting(name);
    try {
      const source = await openForReading(events);
      try {
        await requireHistory(source, projecting.progress());
        listener.onMoved(name, projecting.progress());
        begins();
        for await (const batch of batches(source, projecting.progress().checkpoint, ended)) {
          // A server may return with another log after a reconnect, so check before each apply.
          await requireHistory(source, projecting.progress());
          const stops = await inSpan(SPANS.projectBatch, { events: batch.length }, () => projecting.apply(batch));
          for (const { name: projection, poison } of stops) listener.onPoison(projection, poison);
          listener.onMoved(name, projecting.progress());
          applied();
        }
      } finally {
        await source.close();
      }
    } finally {
      await projecting.close();
    }
  }

  return {
    switchTo({ live, previous }) {
      const names = [live, ...(previous === null ? [] : [previous])];
      for (const name of names) {
        if (projectors.has(name) || signal.aborted) continue;
        const stop = new AbortController();
        projectors.set(name, stop);
        const done = run(name, AbortSignal.any([stop.signal, signal])).finally(() => running.delete(done));
        running.add(done);
      }
      for (const [name, stop] of projectors) {
        if (names.includes(name)) continue;
        stop.abort();
        projectors.delete(name);
      }
    },
    drain: async () => {
      await Promise.all(running);
    },
  };
}
