import {
  concatMap,
  defer,
  EMPTY,
  firstValueFrom,
  fromEvent,
  lastValueFrom,
  type MonoTypeOperatorFunction,
  NEVER,
  type Observable,
  of,
  repeat,
  retry,
  takeUntil,
  timer,
} from 'rxjs';
import { measure, type RetriedWork } from './telemetry.js';

export interface RetryPolicy {
  /** The label of the retry metric. */
  readonly work: RetriedWork;
  /** The pause in milliseconds after so many failures in a row, from 1, of which this error is the last. */
  delayMs(failures: number, error: unknown): number;
  /** Retries every error if absent. */
  isRetried?(error: unknown): boolean;
  /** Told of each failure that is retried; what it throws ends the retries. */
  onRetry?(error: unknown, delayMs: number): void;
  /** Ends the pause and the retries; work that runs is waited for. */
  readonly signal?: AbortSignal | undefined;
}

/** Exponential back-off in milliseconds: doubles after each failure, up to a cap. */
export const exponentialBackoff = (firstMs: number, longestMs: number) => (failures: number) =>
  Math.min(longestMs, firstMs * 2 ** (failures - 1));

/** Emits once when a signal aborts, at once where it has. */
export function abortOf(signal: AbortSignal | undefined): Observable<unknown> {
  if (!signal) return NEVER;
  return signal.aborted ? of(undefined) : fromEvent(signal, 'abort');
}

/** Retries a failed source by a policy; completes where the signal aborts before the next attempt. */
export function retryBy<T>({ work, delayMs, isRetried, onRetry, signal }: RetryPolicy): MonoTypeOperatorFunction<T> {
  return retry({
    delay(error, failures) {
      if (isRetried && !isRetried(error)) throw error;
      const ms = delayMs(failures, error);
      measure('retries', 1, { work });
      onRetry?.(error, ms);
      return signal?.aborted ? EMPTY : pause(ms, signal);
    },
  });
}

/** Does work until it succeeds; undefined where the signal aborts first. Errors: those that the policy does not retry. */
export function withRetry<T>(work: () => Promise<T>, policy: RetryPolicy): Promise<T | undefined> {
  return firstValueFrom(defer(work).pipe(retryBy(policy)), { defaultValue: undefined });
}

/** Looks again after each pause until the signal aborts; a look that runs is waited for. The first look is the caller's. */
export async function poll(
  look: () => Promise<void>,
  pauseMs: number | (() => number),
  signal: AbortSignal,
): Promise<void> {
  const next = () => pause(typeof pauseMs === 'number' ? pauseMs : pauseMs(), signal);
  const looks = next().pipe(concatMap(() => defer(look).pipe(repeat({ delay: next }))));
  await lastValueFrom(looks, { defaultValue: undefined });
}

/** Waits; ends at once where the signal aborts. */
export async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await lastValueFrom(pause(ms, signal), { defaultValue: undefined });
}

/** Emits after a time; completes without a value where the signal aborts first. */
function pause(ms: number, signal: AbortSignal | undefined): Observable<unknown> {
  return timer(ms).pipe(takeUntil(abortOf(signal)));
}
