import { field } from '../kernel/validation.js';

const DURATION = /^P(?=\d|T)(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/;
/** Longest overlap of two signing secrets, in milliseconds. */
const LONGEST_MS = 7 * 86_400_000;

export function durationMs(text: unknown): number | undefined {
  const parts = typeof text === 'string' ? DURATION.exec(text) : null;
  if (!parts) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
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
