import {
  addDays,
  type Instant,
  isInstant,
  londonDate,
  NOT_STATED,
  type OccurredAt,
  startOfDay,
} from '#domain/index.js';

export const minuteOf = (instant: Instant) => instant.slice(0, 16).replace('T', ' ');

export function timeOf(when: OccurredAt): string {
  if (when === NOT_STATED) return 'not stated';
  return isInstant(when) ? minuteOf(when) : when;
}

/** A London day's start or end becomes the day; another instant, its minute in UTC. */
export function momentOf(instant: Instant): string {
  const day = londonDate(instant);
  if (startOfDay(day) === instant) return `the start of ${day}`;
  return Date.parse(startOfDay(addDays(day, 1))) - 1 === Date.parse(instant) ? `the end of ${day}` : minuteOf(instant);
}

interface Dated {
  readonly recordedAt: Instant;
  readonly occurredAt: OccurredAt;
}

export function whenOf({ recordedAt, occurredAt }: Dated): string {
  if (occurredAt === recordedAt) return minuteOf(recordedAt);
  const trueAt = occurredAt === NOT_STATED ? 'when true not stated' : `true ${timeOf(occurredAt)}`;
  return `${minuteOf(recordedAt)}, ${trueAt}`;
}
