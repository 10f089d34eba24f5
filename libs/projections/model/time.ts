import { isInstant, type OccurredAt, spanOf, startOf } from '#domain/kernel/calendar.js';
import type { LedgerEvent } from './events.js';

/** A moment in milliseconds since 1970, UTC; negative before. */
export type Millis = number;

/** Facts keyed by a period: they keep their own time. */
const KEYED: ReadonlySet<string> = new Set([
  'TargetMeasured',
  'TargetMeasurementCorrected',
  'TargetBreached',
  'TargetRecovered',
]);
const NOTES: ReadonlySet<string> = new Set(['ActionNoteAdded', 'ActionEvidenceAttached']);

/** An item's own fact adds to what the item is; the others stand beside it, in rows and at times of their own. */
export function isOwnFact({ type }: Pick<LedgerEvent, 'type'>): boolean {
  return !KEYED.has(type) && !NOTES.has(type);
}

/** A correction's true time is that of what it corrects: domain, section 2. */
export function isCorrection({ type }: Pick<LedgerEvent, 'type'>): boolean {
  return type.endsWith('Corrected');
}

/**
 * When a fact was true, as stated: the start of an imprecise time, the last day of a measurement's period,
 * the recording when nothing was stated; never later than the recording. Design, section 7.
 */
export function statedTime(event: LedgerEvent): Millis {
  const recorded = Date.parse(event.metadata.recordedAt);
  const stated = KEYED.has(event.type)
    ? endOfPeriod((event.data as { period: string }).period)
    : beginning(event.metadata.occurredAt);
  return stated === undefined ? recorded : Math.min(stated, recorded);
}

/**
 * The time from which an item's own fact takes effect: no earlier than the facts recorded before it in its stream
 * (`previous`). What is no own fact, and a correction, leaves that time where it is.
 */
export function effectiveTime(event: LedgerEvent, previous: Millis | undefined): Millis {
  if (previous === undefined) return statedTime(event);
  if (!isOwnFact(event) || isCorrection(event)) return previous;
  return Math.max(previous, statedTime(event));
}

/** The time from which a fact keyed by a period holds: its own, or for a correction that of what it corrects. */
export function keyedTime(event: LedgerEvent, previous: Millis | undefined): Millis {
  if (previous === undefined) return statedTime(event);
  return isCorrection(event) ? previous : Math.max(previous, statedTime(event));
}

const beginning = remembered((when) => startOf(when));
const endOfPeriod = remembered((period) => {
  const span = spanOf(period);
  return span && startOf(span.last);
});

/** Dates and periods are few and dear to place in a time zone; instants are many and cheap. */
function remembered(place: (when: OccurredAt) => string | undefined): (when: OccurredAt) => Millis | undefined {
  const known = new Map<OccurredAt, Millis | undefined>();
  return (when) => {
    if (isInstant(when)) return Date.parse(when);
    if (!known.has(when)) {
      const instant = place(when);
      known.set(when, instant === undefined ? undefined : Date.parse(instant));
    }
    return known.get(when);
  };
}
