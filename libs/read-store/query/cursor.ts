import { type CalendarDate, type Instant, isCalendarDate, isInstant, readMark } from '#domain/index.js';
import { ReadError } from './errors.js';
import type { Moment, TemporalQuery } from './moment.js';

/** The keyset of a page and the as-of moment that all its pages share. */
export interface Cursor {
  readonly moment: {
    readonly asOfPosition: number;
    readonly effectiveAt?: Instant;
    readonly day: CalendarDate;
    readonly mark?: string;
  };
  readonly after: readonly (string | number)[];
  /** How many match, as the first page counted them. */
  readonly total?: number | null;
}

export function cursorAfter(
  { asOf, mark, effectiveAt, day }: Moment,
  after: Cursor['after'],
  total?: Cursor['total'],
): string {
  const about = effectiveAt === undefined ? {} : { effectiveAt: new Date(effectiveAt).toISOString() };
  return encodeCursor({ moment: { asOfPosition: asOf.position, ...about, day, mark }, after, total });
}

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** Errors: `bad-cursor` for text that no page returned. */
export function decodeCursor(text: string): Cursor {
  try {
    const { moment, after, total } = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (isPinned(moment) && Array.isArray(after) && after.every(isSortValue) && isTotal(total))
      return { moment, after, total };
  } catch {
    // A malformed cursor falls through to `bad-cursor`.
  }
  throw unreadable(text);
}

export const badCursor = (cursor: Cursor): ReadError => unreadable(encodeCursor(cursor));

function unreadable(cursor: string): ReadError {
  return new ReadError('bad-cursor', 'Invalid cursor; leave it out to start from the first page.', {
    field: 'cursor',
    cursor,
  });
}

/**
 * Checks a cursor's sort values against the types of this list's order.
 * Errors: `bad-cursor` for a cursor of another list.
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

const isTotal = (total: unknown) =>
  total === undefined || total === null || (Number.isSafeInteger(total) && Number(total) >= 0);

const isSortValue = (value: unknown) =>
  typeof value === 'string' ? !value.includes('\0') : Number.isSafeInteger(value);

export function pinnedQuery(query: TemporalQuery, cursor: Cursor | undefined): TemporalQuery {
  return cursor ? cursor.moment : query;
}
