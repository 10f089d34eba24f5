import type { CalendarDate } from '../kernel/calendar.js';
import { readText } from './read-text.js';
import type { Reading, ReadingContext, Timescale } from './reading.js';

/** The version of the reader: a better one gets another, and old readings stay as they were stored. */
export const READER = 'reader-3';

/** The reader's name where a person confirmed or replaced a reading. */
export const PERSON = 'person';

/**
 * Reads a timescale text as a careful person would (docs/domain.md, section 5). Never throws and never invents a date: what
 * cannot be read has the precision `unread`, what says no date `none`. Depends on nothing but the text and `context`.
 */
export function readTimescale(text: string, context: ReadingContext): Timescale {
  return { text, ...readText(text, context), reader: READER, context };
}

/** A person's dates; one left out is confirmed as it was read. */
export interface ConfirmedDates {
  readonly latest?: CalendarDate | null | undefined;
  readonly earliest?: CalendarDate | null | undefined;
}

/**
 * The timescale with its reading confirmed, or replaced where dates are given: nothing is left assumed. The dates
 * must be real and in order. Who confirms the dates of an estimate does not make a firm promise of it.
 */
export function confirmReading(timescale: Timescale, dates: ConfirmedDates): Timescale {
  const confirmed = { ...timescale, reader: PERSON, assumptions: [], alternatives: [] };
  const { latest = timescale.latest, earliest = timescale.earliest } = dates;
  if (latest === timescale.latest && earliest === timescale.earliest) return confirmed;
  return {
    ...confirmed,
    latest,
    earliest,
    openEnded: timescale.openEnded && latest === null,
    precision: precisionOf(latest, earliest),
    firmness: timescale.latest === null && latest !== null ? 'firm' : timescale.firmness,
  };
}

function precisionOf(latest: CalendarDate | null, earliest: CalendarDate | null): Reading['precision'] {
  if (latest === null && earliest === null) return 'none';
  return latest === null || earliest === null || latest === earliest ? 'day' : 'range';
}
