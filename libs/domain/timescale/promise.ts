import { IsOptional } from 'class-validator';
import { Nullable } from '../kernel/body.js';
import { type CalendarDate, londonDate, startOf } from '../kernel/calendar.js';
import { CommandBody } from '../kernel/command.js';
import { type Context, type Refusal, refuse } from '../kernel/decider.js';
import { IsNestedList } from '../kernel/nested.js';
import { IsDay, IsDayOrNull, IsText } from '../kernel/validation.js';
import { confirmReading, PERSON, readTimescale } from './reader.js';
import type { Timescale } from './reading.js';

/** Longest timescale text: one cell may hold several. */
export const TIMESCALE_LIMIT = 1000;

export class NeighbourBody {
  @IsText(TIMESCALE_LIMIT) text: string;
  /** Left out where its own reading has none. */
  @IsOptional() @IsDay() latest?: CalendarDate;
}

/** What a careful reader of the document would know besides the text. */
export class ReadAsBody {
  /** The date of the document that the text stands in. */
  @IsOptional() @IsDay() documentDate?: CalendarDate;
  /** The rows above it, nearest first. */
  @IsOptional() @IsNestedList(() => NeighbourBody, 20) above?: NeighbourBody[];
}

/** Confirms or replaces the reading of an item's timescale text. */
export class ConfirmReading extends CommandBody {
  /** The last day on which the promise is still kept; null for none, left out to keep it as it was read. */
  @IsOptional() @Nullable() @IsDayOrNull() latest?: CalendarDate | null;
  /** The first day of its window; null for none, left out to keep it as it was read. */
  @IsOptional() @Nullable() @IsDayOrNull() earliest?: CalendarDate | null;
  /** Why it is to be read so. */
  @IsText(2000) basis: string;
}

/** The promise that a text makes, read as of the document's date: the command's own unless it names another. */
export function readPromise(text: string, readAs: ReadAsBody | undefined, context: Context): Timescale {
  const occurred = startOf(context.occurredAt);
  const documentDate = readAs?.documentDate ?? (occurred ? londonDate(occurred) : context.today);
  const above = readAs?.above?.map((row) => ({ text: row.text, latest: row.latest ?? null }));
  return readTimescale(text, above ? { documentDate, above } : { documentDate });
}

/** The promise of a text that corrects another, read as of the same document. */
export function reread(before: Timescale | undefined, text: string, context: Context): Timescale {
  return before ? readTimescale(text, before.context) : readPromise(text, undefined, context);
}

/** The same text as a person reads it; undefined when they read it so before. */
export function confirmed(
  timescale: Timescale,
  { latest = timescale.latest, earliest = timescale.earliest }: ConfirmReading,
): Timescale | Refusal | undefined {
  if (latest && earliest && earliest > latest) {
    return refuse('dates-out-of-order', `The window begins on ${earliest}, after its end on ${latest}.`, {
      field: 'earliest',
      value: earliest,
    });
  }
  const isSame = latest === timescale.latest && earliest === timescale.earliest;
  return isSame && timescale.reader === PERSON ? undefined : confirmReading(timescale, { latest, earliest });
}

/** True when a text given again promises nothing new. A reading that a person confirmed stands. */
export function isSamePromise(before: Timescale | undefined, after: Timescale): boolean {
  if (before?.text !== after.text) return false;
  return before.reader === PERSON || (before.latest === after.latest && before.earliest === after.earliest);
}
