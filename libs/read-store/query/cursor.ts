import { type CalendarDate, type Instant, isCalendarDate, isInstant } from '#domain/kernel/calendar.js';
import { readMark } from '#domain/kernel/event-mark.js';
import { ReadError } from './errors.js';
import type { Moment, TemporalQuery } from './moment.js';

/** Where a page ended, and the moment that all its pages stand on. */
export interface Cursor {
  readonly moment: {
    readonly asOfPosition: number;
    readonly effectiveAt?: Instant;
    readonly day: CalendarDate;
    readonly mark?: string;
  };
  /** The sort values of the last item shown. */
  readonly after: readonly (string | number)[];
}

/** The cursor of the page that follows an item, pinned to the moment of this one. */
export function cursorAfter({ asOf, mark, effectiveAt, day }: Moment, after: Cursor['after']): string {
  const about = effectiveAt === undefined ? {} : { effectiveAt: new Date(effectiveAt).toISOString() };
  return encodeCursor({ moment: { asOfPosition: asOf.position, ...about, day, mark }, after });
}

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** Reads a cursor that a page gave; fails with `bad-cursor` for anything else. */
export function decodeCursor(text: string): Cursor {
  try {
    const { moment, after } = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (isPinned(moment) && Array.isArray(after) && after.every(isSortValue)) return { moment, after };
  } catch {
    // Not one that was given: answered below.
  }
  throw unreadable(text);
}

/** That a cursor is one of another list. */
export const badCursor = (cursor: Cursor): ReadError => unreadable(encodeCursor(cursor));

function unreadable(cursor: string): ReadError {
  return new ReadError('bad-cursor', 'The cursor is none that a page gave; leave it out to begin.', {
    field: 'cursor',
    cursor,
  });
}

/**
 * The sort values of the last item shown, of the types that the order of this list has.
 * Errors: `bad-cursor` for one that another list gave.
 */
export function sortValues(cursor: Cursor, types: readonly ('string' | 'number')[]): Cursor['after'] {
  const { after } = cursor;
  if (after.length === types.length && after.every((value, index) => typeof value === types[index])) return after;
  throw badCursor(cursor);
}

function isPinned({ asOfPosition, effectiveAt, day, mark }: Partial<Cursor['moment']>): boolean {
  const known = Number.isSafeInteger(asOfPosition) && Number(asOfPosition) >= 0;
  const marked = mark === undefined || (typeof mark === 'string' && readMark(mark) !== undefined);
  return known && marked && (effectiveAt === undefined || isInstant(effectiveAt)) && isCalendarDate(day);
}

const isSortValue = (value: unknown) =>
  typeof value === 'string' ? !value.includes('\0') : Number.isSafeInteger(value);

/** The moment that a page is to be read at: the cursor's where there is one. */
export function momentOf(asked: TemporalQuery, cursor: Cursor | undefined): TemporalQuery {
  return cursor ? cursor.moment : asked;
}
