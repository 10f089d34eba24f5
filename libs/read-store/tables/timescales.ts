import {
  agreedOf,
  type CalendarDate,
  daysBetween,
  londonDate,
  londonDateAt,
  type Movement,
  movedTo,
  type PromisedDates,
  type Reading,
  type Timescale,
} from '#domain/index.js';
import type { Columns, Values } from './columns.js';
import type { LedgerEvent } from './events.js';
import type { AppendOnlyTable, CounterTable, ItemState, Keys } from './projection.js';
import { moves, promises } from './tables.js';
import type { Millis } from './time.js';

export type Promised = Reading & { readonly text: string };

export function promised({ reader, context, ...timescale }: Timescale): Promised {
  return timescale;
}

/** `due` is the last day of the next promised occurrence. */
export function dateColumns(timescale: Promised | undefined, due = timescale?.latest ?? null) {
  return {
    latest: due,
    firmness: timescale?.firmness ?? null,
    // A recurring promise has no end, but it has due dates.
    open_ended: timescale?.openEnded && !timescale.recurrence ? 1 : 0,
  } as const;
}

export type PromiseSort = 'original' | 'agreed' | 'forecast' | 'reading' | 'correction';

export interface DatedPromise {
  readonly sort: PromiseSort;
  readonly timescale: Timescale;
  readonly authority?: string;
}

type Promising = PromisedDates<Promised>;

/** A move this many days before the due date, or later, counts as near due. */
const NEAR_DAYS = 14;

export function promisesOf<E extends LedgerEvent>(find: (event: E) => DatedPromise | undefined): AppendOnlyTable<E> {
  return {
    table: promises,
    row: (event, effective, { key }, previous: (ItemState & Promising) | undefined) => {
      const found = find(event);
      if (!found) return undefined;
      const changed = previous ? changeIn(found, previous, event, effective) : undefined;
      const moved_by = changed ? key('party', event.metadata.actor.party) : null;
      return { effective, values: promiseColumns(found, changed ?? {}, moved_by) };
    },
  };
}

const isMove = (movement: unknown) => movement !== null && movement !== 'unchanged';
export const SLIPS: readonly unknown[] = ['slip', 'given-up'] satisfies Movement[];

export function movesOf<State extends object, const Field extends keyof State & string>(
  fields: readonly Field[],
  lead: (state: Pick<State, Field>, keys: Keys) => Record<'programme' | 'owner' | 'action', number | null>,
): CounterTable<State> {
  return {
    table: moves,
    of: promises,
    counts: (row) =>
      row.restatement !== null ? restatementCounts(row) : isMove(row.movement) ? moveCounts(row) : undefined,
    fields,
    lead(state, keys) {
      const { programme, owner, action } = lead(state, keys);
      return [programme, owner, action];
    },
  };
}

type Written = Values<Columns>;

const moveCounts = ({ movement, days, working_days, authority, near_due }: Written) =>
  [1, SLIPS.includes(movement) ? 1 : 0, days, working_days, authority === 'lead' ? 1 : 0, near_due, 0, 0, 0].map(
    Number,
  );
const restatementCounts = ({ restated_days, restated_after_due }: Written) =>
  [0, 0, 0, 0, 0, 0, 1, restated_days, restated_after_due].map(Number);

function changeIn(
  found: DatedPromise,
  previous: Promising,
  event: LedgerEvent,
  effective: Millis,
): Changed | undefined {
  const { sort, timescale } = found;
  if (sort === 'agreed') return movement(previous, found, effective);
  if (sort !== 'reading' && sort !== 'correction') return undefined;
  const moved = restatement(agreedOf(previous), timescale, event);
  return (
    moved && {
      restatement: moved.movement,
      restated_days: moved.days,
      restated_after_due: moved.afterDue ? 1 : 0,
    }
  );
}

export interface Restated {
  readonly times: number;
  readonly days: number;
  readonly afterDue: number;
  readonly first: Pick<Promised, 'text' | 'latest'>;
}

export function restatedBy(
  state: Promising & { readonly restated?: Restated },
  timescale: Timescale,
  event: Pick<LedgerEvent, 'metadata'>,
): Restated | undefined {
  const before = agreedOf(state);
  const found = restatement(before, timescale, event);
  if (!before || !found) return state.restated;
  const { times, days, afterDue, first } = state.restated ?? { times: 0, days: 0, afterDue: 0, first: before };
  return {
    times: times + 1,
    days: days + found.days,
    afterDue: afterDue + (found.afterDue ? 1 : 0),
    first: { text: first.text, latest: first.latest },
  };
}

function restatement(before: Promised | undefined, timescale: Timescale, { metadata }: Pick<LedgerEvent, 'metadata'>) {
  const { movement, days } = movedTo(before, timescale);
  const latest = before?.latest ?? null;
  if (latest === null || movement === 'unchanged') return undefined;
  // Uses the recording time: a correction's valid time is that of the corrected event.
  return { movement, days, afterDue: latest < londonDate(metadata.recordedAt) };
}

function movement(previous: Promising, { timescale, authority }: DatedPromise, effective: Millis) {
  const before = agreedOf(previous);
  const { movement, days, workingDays } = movedTo(before, timescale);
  // With unknown authority, the day of the move is unknown too.
  const isNearDue = authority !== 'unknown' && isNear(before?.latest ?? null, effective);
  return { movement, days, working_days: workingDays, near_due: isNearDue ? 1 : 0 };
}

export function isNear(due: CalendarDate | null, effective: Millis): boolean {
  return due !== null && daysBetween(londonDateAt(effective), due) <= NEAR_DAYS;
}

type Changed = Partial<
  Pick<
    Values<typeof promises.columns>,
    'movement' | 'days' | 'working_days' | 'near_due' | 'restatement' | 'restated_days' | 'restated_after_due'
  >
>;

function promiseColumns(
  { sort, timescale, authority }: DatedPromise,
  changed: Changed,
  moved_by: number | null,
): Values<typeof promises.columns> {
  return {
    sort,
    text: timescale.text,
    earliest: timescale.earliest,
    latest: timescale.latest,
    firmness: timescale.firmness,
    open_ended: timescale.openEnded ? 1 : 0,
    authority: authority ?? null,
    movement: changed.movement ?? null,
    days: changed.days ?? null,
    working_days: changed.working_days ?? null,
    near_due: changed.near_due ?? null,
    restatement: changed.restatement ?? null,
    restated_days: changed.restated_days ?? null,
    restated_after_due: changed.restated_after_due ?? null,
    moved_by,
  };
}
