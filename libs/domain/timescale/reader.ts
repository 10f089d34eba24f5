import type { CalendarDate } from '../kernel/calendar.js';
import { readText } from './read-text.js';
import { READER } from './reader-version.js';
import type { Reading, ReadingContext, Timescale } from './reading.js';

export const PERSON = 'person';

/**
 * Pure: never throws and never invents a date. Precision `unread` means not understood, `none` means no date
 * (docs/domain.md, section 5).
 */
export function readTimescale(text: string, context: ReadingContext): Timescale {
  return { text, ...readText(text, context), reader: READER, context };
}

export interface ConfirmedDates {
  readonly latest?: CalendarDate | null | undefined;
  readonly earliest?: CalendarDate | null | undefined;
}

/** The dates must be real and in order. Confirming an estimate does not make it a firm promise. */
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
