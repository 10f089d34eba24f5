/** The first pause between two attempts, and the longest, in milliseconds. */
const MIN_BACKOFF_MS = 1_000;
export const MAX_BACKOFF_MS = 3_600_000;
/** For so long a webhook may fail without a break before it is disabled. */
const DISABLE_AFTER_MS = 5 * 86_400_000;

/**
 * How long to wait, in milliseconds, after so many failures in a row: twice as long each time up to an hour, of which
 * `random` (0 to 1) takes away up to half, so that many senders do not come back at once. What the receiver asks for in
 * Retry-After is waited for too, but never longer than an hour.
 */
export function backoffDelay(failures: number, random: number, retryAfterMs = 0): number {
  const pause = Math.min(MIN_BACKOFF_MS * 2 ** (failures - 1), MAX_BACKOFF_MS) * (1 - random / 2);
  return Math.round(Math.max(pause, Math.min(retryAfterMs, MAX_BACKOFF_MS)));
}

/** Retry-After (RFC 9110, section 10.2.3), seconds or a date, as milliseconds from now; undefined where it says neither. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(at - now, 0);
}

/** Whether a webhook that has failed since then without a break has failed for too long. */
export function shouldDisable(failingSince: string, now: number): boolean {
  return now - Date.parse(failingSince) > DISABLE_AFTER_MS;
}
