import type { Reading, Timescale } from '#domain/timescale/reading.js';
import type { Values } from './columns.js';
import type { LedgerEvent } from './events.js';
import type { Appended } from './projection.js';
import { promises } from './tables.js';

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

/** Keeps every promise that `find` sees in an event. */
export function promisesOf<E extends LedgerEvent>(find: (event: E) => DatedPromise | undefined): Appended<E> {
  return {
    table: promises,
    row: (event, effective) => {
      const found = find(event);
      return found && { effective, values: promiseColumns(found) };
    },
  };
}

function promiseColumns({ sort, timescale, authority }: DatedPromise): Values<typeof promises.columns> {
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
