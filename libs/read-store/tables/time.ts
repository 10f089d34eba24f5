import { isInstant, NOT_STATED, type OccurredAt, spanOf, startOf } from '#domain/index.js';
import type { LedgerEvent } from './events.js';

/** Milliseconds since 1970, UTC; negative before. */
export type Millis = number;

const PERIOD_EVENTS: ReadonlySet<string> = new Set([
  'TargetMeasured',
  'TargetMeasurementCorrected',
  'TargetBreached',
  'TargetRecovered',
]);
const NOTES: ReadonlySet<string> = new Set(['ActionNoteAdded', 'ActionEvidenceAttached']);

export function isItemEvent({ type }: Pick<LedgerEvent, 'type'>): boolean {
  return !PERIOD_EVENTS.has(type) && !NOTES.has(type);
}

/** A correction takes the valid time of the event that it corrects; see docs/domain.md. */
export function isCorrection({ type }: Pick<LedgerEvent, 'type'>): boolean {
  return type.endsWith('Corrected');
}

/**
 * Valid time as stated, never after the recording: start of an imprecise time, last day of a measured period, the
 * document's date where not stated. See docs/architecture.md.
 */
export function statedTime(event: LedgerEvent): Millis {
  const { recordedAt, occurredAt, source } = event.metadata;
  const recorded = instant(recordedAt);
  if (PERIOD_EVENTS.has(event.type)) return earlier(endOfPeriod((event.data as { period: string }).period), recorded);
  if (occurredAt === recordedAt) return recorded;
  return earlier(beginning(occurredAt === NOT_STATED ? (source?.statedBy ?? NOT_STATED) : occurredAt), recorded);
}

export const recordedTime = ({ metadata }: LedgerEvent): Millis => instant(metadata.recordedAt);

const earlier = (stated: Millis | undefined, recorded: Millis) =>
  stated === undefined ? recorded : Math.min(stated, recorded);

/** Valid time of an item's new version, never before its previous one. Corrections and child events keep `previous`. */
export function effectiveTime(event: LedgerEvent, previous: Millis | undefined): Millis {
  if (previous === undefined) return statedTime(event);
  if (!isItemEvent(event) || isCorrection(event)) return previous;
  return Math.max(previous, statedTime(event));
}

export function periodTime(event: LedgerEvent, previous: Millis | undefined): Millis {
  if (previous === undefined) return statedTime(event);
  return isCorrection(event) ? previous : Math.max(previous, statedTime(event));
}

/** One-entry cache: the times of one event are read several times in a row. */
const instant = memoizeLast(Date.parse);
const beginning = memoized((when) => startOf(when));
const endOfPeriod = memoized((period) => {
  const span = spanOf(period);
  return span && startOf(span.last);
});

/** Caches dates and periods, which are few and slow to place in a time zone; instants are cheap. */
function memoized(place: (when: OccurredAt) => string | undefined): (when: OccurredAt) => Millis | undefined {
  const known = new Map<OccurredAt, Millis | undefined>();
  return memoizeLast((when) => {
    if (isInstant(when)) return Date.parse(when);
    if (!known.has(when)) {
      const instant = place(when);
      known.set(when, instant === undefined ? undefined : Date.parse(instant));
    }
    return known.get(when);
  });
}

function memoizeLast<Found>(find: (text: string) => Found): (text: string) => Found {
  let last: { readonly text: string; readonly found: Found } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, found: find(text) };
    return last.found;
  };
}
