import { MOVEMENTS } from '#domain/index.js';
import { DAYS, DONE, object, oneOf, orNull, TEXT, TIMESCALE } from '#read-store/index.js';

export const DATE_REQUEST = object({
  timescale: TIMESCALE,
  reason: TEXT,
  ...DONE,
  movement: oneOf(MOVEMENTS),
  // Positive when later than the agreed date; null when either has no last day.
  days: orNull(DAYS),
});
