import { isInstant, NOT_STATED, type OccurredAt, spanOf, startOf } from '#domain/kernel/calendar.js';
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

/** A correction's true time is that of what it corrects: docs/domain.md, section 2. */
export function isCorrection({ type }: Pick<LedgerEvent, 'type'>): boolean {
  return type.endsWith('Corrected');
}

/**
 * When a fact was true, as stated: the start of an imprecise time, the last day of a measurement's period; where no
 * time was stated, by when the document says it, or else the recording. Never later than the recording. docs/architecture.md, section 7.
 */
export function statedTime(event: LedgerEvent): Millis {
  const { recordedAt, occurredAt, source } = event.metadata;
  const recorded = instant(recordedAt);
  if (KEYED.has(event.type)) return earlier(endOfPeriod((event.data as { period: string }).period), recorded);
  if (occurredAt === recordedAt) return recorded;
  return earlier(beginning(occurredAt === NOT_STATED ? (source?.statedBy ?? NOT_STATED) : occurredAt), recorded);
}

/** When a fact was recorded. */
export const recordedTime = ({ metadata }: LedgerEvent): Millis => instant(metadata.recordedAt);

const earlier = (stated: Millis | undefined, recorded: Millis) =>
  stated === undefined ? recorded : Math.min(stated, recorded);

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

/** The times of an event are asked for several times in a row: only the last one is kept. */
const instant = lastOnly(Date.parse);
const beginning = remembered((when) => startOf(when));
const endOfPeriod = remembered((period) => {
  const span = spanOf(period);
  return span && startOf(span.last);
});

/** Dates and periods are few and dear to place in a time zone; instants are many and cheap. */
function remembered(place: (when: OccurredAt) => string | undefined): (when: OccurredAt) => Millis | undefined {
  const known = new Map<OccurredAt, Millis | undefined>();
  return lastOnly((when) => {
    if (isInstant(when)) return Date.parse(when);
    if (!known.has(when)) {
      const instant = place(when);
      known.set(when, instant === undefined ? undefined : Date.parse(instant));
    }
    return known.get(when);
  });
}

function lastOnly<Found>(find: (text: string) => Found): (text: string) => Found {
  let last: { readonly text: string; readonly found: Found } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, found: find(text) };
    return last.found;
  };
}
