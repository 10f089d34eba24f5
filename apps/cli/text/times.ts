import {
  addDays,
  type Instant,
  isInstant,
  londonDate,
  NOT_STATED,
  type OccurredAt,
  startOfDay,
} from '#domain/kernel/calendar.js';

/** An instant to the minute, in UTC. */
export const minuteOf = (instant: Instant) => instant.slice(0, 16).replace('T', ' ');

/** A time as it was stated, with its precision; an instant to the minute. */
export function timeOf(when: OccurredAt): string {
  if (when === NOT_STATED) return 'not stated';
  return isInstant(when) ? minuteOf(when) : when;
}

/** An instant to the minute; the start and the end of a day in London by the day. */
export function momentOf(instant: Instant): string {
  const day = londonDate(instant);
  if (startOfDay(day) === instant) return `the start of ${day}`;
  return Date.parse(startOfDay(addDays(day, 1))) - 1 === Date.parse(instant) ? `the end of ${day}` : minuteOf(instant);
}

interface Dated {
  readonly recordedAt: Instant;
  readonly occurredAt: OccurredAt;
}

/** When an event was recorded, and when it was true where that is another time. */
export function whenOf({ recordedAt, occurredAt }: Dated): string {
  if (occurredAt === recordedAt) return minuteOf(recordedAt);
  const trueAt = occurredAt === NOT_STATED ? 'when true not stated' : `true ${timeOf(occurredAt)}`;
  return `${minuteOf(recordedAt)}, ${trueAt}`;
}
