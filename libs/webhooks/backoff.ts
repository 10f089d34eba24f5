const MIN_BACKOFF_MS = 1_000;
export const MAX_BACKOFF_MS = 3_600_000;
/** A webhook that fails this long without a success is disabled, in milliseconds. */
const DISABLE_AFTER_MS = 5 * 86_400_000;

/** Exponential up to an hour, less up to half as jitter. A longer Retry-After counts, up to an hour. */
export function backoffDelay(failures: number, random: number, retryAfterMs = 0): number {
  const pause = Math.min(MIN_BACKOFF_MS * 2 ** (failures - 1), MAX_BACKOFF_MS) * (1 - random / 2);
  return Math.round(Math.max(pause, Math.min(retryAfterMs, MAX_BACKOFF_MS)));
}

/** RFC 9110, section 10.2.3: seconds or a date; undefined for neither. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(at - now, 0);
}

export function shouldDisable(failingSince: string, now: number): boolean {
  return now - Date.parse(failingSince) > DISABLE_AFTER_MS;
}
