import { IsBoolean, IsOptional } from 'class-validator';
import { Nullable } from '../kernel/body.js';
import { type CalendarDate, londonDate, NOT_STATED, startOf } from '../kernel/calendar.js';
import { CommandBody } from '../kernel/command.js';
import { type Context, type Refusal, refuse } from '../kernel/decider.js';
import { IsNestedList } from '../kernel/nested.js';
import { IsDay, IsDayOrNotStated, IsDayOrNull, IsText } from '../kernel/validation.js';
import { LEDGER_STREAM, type LedgerState, USUAL_YEAR_START } from '../ledger/state.js';
import { nextMeetingOf, type Overseen } from './next-meeting.js';
import { confirmReading, PERSON, readTimescale } from './reader.js';
import type { ReadingContext, Timescale } from './reading.js';

export const TIMESCALE_LIMIT = 1000;

export class NeighbourBody {
  @IsText(TIMESCALE_LIMIT) text: string;
  /** Left out where its own reading has none. */
  @IsOptional() @IsDay() latest?: CalendarDate;
}

/** What a careful reader of the document would know besides the text. */
export class ReadAsBody {
  /** The date of the document that the text stands in; `not-stated` where nobody knows it: what counts from it stays unread. */
  @IsOptional() @IsDayOrNotStated() documentDate?: CalendarDate | typeof NOT_STATED;
  /** The rows above it, nearest first. */
  @IsOptional() @IsNestedList(() => NeighbourBody, 20) above?: NeighbourBody[];
  /** True where it stands in a column of dates: only there a serial number of a spreadsheet is a date. */
  @IsOptional() @IsBoolean() columnOfDates?: boolean;
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

export function readPromise(text: string, readAs: ReadAsBody | undefined, context: Context, item: Overseen): Timescale {
  const known: ReadingContext = { ...datedBy(readAs, context), ...rowsOf(readAs), ...yearOf(context) };
  const read = readTimescale(text, known);
  const nextMeeting = MEETING.test(text) ? nextMeetingOf(item, known.documentDate, context) : undefined;
  if (!nextMeeting) return read;
  const withMeeting = readTimescale(text, { ...known, nextMeeting });
  // The meeting is kept only when it changed the reading.
  return withMeeting.latest === read.latest && withMeeting.earliest === read.earliest ? read : withMeeting;
}

const MEETING = /\b(?:meetings?|agm)\b/i;

/** Uses the named date, occurredAt or the source's date. Otherwise it assumes today and says so. */
function datedBy(
  readAs: ReadAsBody | undefined,
  { occurredAt, statedBy, today }: Context,
): Pick<ReadingContext, 'documentDate' | 'documentDateKnown'> {
  const named = readAs?.documentDate;
  if (named !== undefined && named !== NOT_STATED) return { documentDate: named };
  const stated = named === NOT_STATED ? undefined : (startOf(occurredAt) ?? startOf(statedBy ?? NOT_STATED));
  return stated ? { documentDate: londonDate(stated) } : { documentDate: today, documentDateKnown: false };
}

function rowsOf(readAs: ReadAsBody | undefined): Pick<ReadingContext, 'above' | 'columnOfDates'> {
  const above = readAs?.above?.map((row) => ({ text: row.text, latest: row.latest ?? null }));
  return { ...(above && { above }), ...(readAs?.columnOfDates && { columnOfDates: true }) };
}

function yearOf({ lookup }: Context): Pick<ReadingContext, 'financialYearStartsOn'> {
  const ledger = lookup.find<LedgerState>('ledger', LEDGER_STREAM)?.state;
  const financialYearStartsOn = ledger?.financialYearStartsOn ?? USUAL_YEAR_START;
  return financialYearStartsOn === USUAL_YEAR_START ? {} : { financialYearStartsOn };
}

export function reread(before: Timescale | undefined, text: string, context: Context, item: Overseen): Timescale {
  return before ? readTimescale(text, before.context) : readPromise(text, undefined, context, item);
}

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

/** A person's confirmed reading survives the same text given again. */
export function isSamePromise(before: Timescale | undefined, after: Timescale): boolean {
  if (before?.text !== after.text) return false;
  return before.reader === PERSON || (before.latest === after.latest && before.earliest === after.earliest);
}
