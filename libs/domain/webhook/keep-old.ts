import { Temporal } from 'temporal-polyfill';
import { field } from '../kernel/validation.js';

/** Longest overlap of two signing secrets, in milliseconds. */
const LONGEST_MS = 7 * 86_400_000;

export function durationMs(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^P[\dDTHMS]{2,30}$/.test(text)) return undefined;
  try {
    const duration = Temporal.Duration.from(text);
    if (duration.years !== 0 || duration.months !== 0) return undefined;
    return duration.total('milliseconds');
  } catch {
    return undefined;
  }
}

const isKept = (value: unknown): boolean => {
  const length = durationMs(value);
  return length !== undefined && length > 0 && length <= LONGEST_MS;
};

export const IsKeepingTime = () =>
  field(
    'isKeepingTime',
    isKept,
    'must be a duration of ISO 8601 in days, hours, minutes or seconds, such as P1D or PT12H, and at most P7D',
    { type: 'string', maxLength: 31, examples: ['P1D', 'PT12H'] },
  );
