import { type CalendarDate, daysBetween, londonDate } from '#domain/kernel/calendar.js';
import type { Reading, Timescale } from '#domain/timescale/reading.js';
import { movedTo } from '#domain/timescale/slip.js';
import type { Values } from './columns.js';
import type { LedgerEvent } from './events.js';
import type { Appended, ItemState } from './projection.js';
import { promises } from './tables.js';
import type { Millis } from './time.js';

/** A timescale as answers show it: its text and reading, without who read it and in what context. */
export type Promised = Reading & { readonly text: string };

export function promised({ reader, context, ...timescale }: Timescale): Promised {
  return timescale;
}

/** The columns by which a date is listed and reported; `due` is the last day of what is promised next. */
export function dateColumns(timescale: Promised | undefined, due = timescale?.latest ?? null) {
  return {
    latest: due,
    firmness: timescale?.firmness ?? null,
    // A promise that comes round has no end and still has its dates.
    open_ended: timescale?.openEnded && !timescale.recurrence ? 1 : 0,
  } as const;
}

/** Which promise a date was: the first, one that replaced it, the owner's forecast, or a reading made anew. */
export type PromiseSort = 'original' | 'agreed' | 'forecast' | 'reading' | 'correction';

export interface DatedPromise {
  readonly sort: PromiseSort;
  readonly timescale: Timescale;
  readonly authority?: string;
}

/** A state with a promise that a revision would take the place of. */
export interface Promising {
  readonly original?: Promised;
  /** The promise that stands, where it is not the first one. */
  readonly agreed?: Promised;
}

/** The promise that stands. */
export const agreedOf = ({ agreed, original }: Promising): Promised | undefined => agreed ?? original;

/** A date that moves so many days before it falls due, or later, moves when it was near. */
const NEAR_DAYS = 14;

/** Keeps every promise that `find` sees in an event, and of a revision how it moved the date that stood. */
export function promisesOf<E extends LedgerEvent>(find: (event: E) => DatedPromise | undefined): Appended<E> {
  return {
    table: promises,
    row: (event, effective, _keys, previous: (ItemState & Promising) | undefined) => {
      const found = find(event);
      const revised = found?.sort === 'agreed' && previous ? movement(previous, found.timescale, effective) : UNMOVED;
      return found && { effective, values: { ...promiseColumns(found), ...revised } };
    },
  };
}

const UNMOVED = { movement: null, days: null, working_days: null, near_due: null };

function movement(previous: Promising, timescale: Timescale, effective: Millis) {
  const before = agreedOf(previous);
  const { movement, days, workingDays } = movedTo(before, timescale);
  return { movement, days, working_days: workingDays, near_due: isNear(before?.latest ?? null, effective) ? 1 : 0 };
}

function isNear(due: CalendarDate | null, effective: Millis): boolean {
  return due !== null && daysBetween(londonDate(new Date(effective).toISOString()), due) <= NEAR_DAYS;
}

function promiseColumns({
  sort,
  timescale,
  authority,
}: DatedPromise): Omit<Values<typeof promises.columns>, keyof typeof UNMOVED> {
  return {
    sort,
    text: timescale.text,
    earliest: timescale.earliest,
    latest: timescale.latest,
    firmness: timescale.firmness,
    open_ended: timescale.openEnded ? 1 : 0,
    authority: authority ?? null,
  };
}
