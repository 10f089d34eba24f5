import type { Kysely } from 'kysely';
import { type CalendarDate, type Instant, londonDate, startOfDay } from '#domain/kernel/calendar.js';
import { markOf } from '#domain/kernel/event-mark.js';
import type { Schema } from '../tables/schema.js';
import type { Millis } from '../tables/time.js';
import { ReadError } from './errors.js';

/** What moment is asked about: what was known when (or at a position), and what was true when. */
export interface TemporalQuery {
  readonly knownAt?: Instant;
  readonly asOfPosition?: number;
  readonly effectiveAt?: Instant;
  /** Up to this instant nothing more can be recorded; left out where nobody records meanwhile. */
  readonly settledUntil?: Instant;
  /** The day for questions about dates where it is not to follow from these: the one that a cursor pinned. */
  readonly day?: CalendarDate;
  /** The mark of the last event that is to have been known then, where a cursor pinned it. */
  readonly mark?: string;
}

/** What every answer about a moment says of it. */
export interface AsOf {
  readonly ledger: string | null;
  readonly position: number;
  readonly number: number;
  /** When the last event that the answer stands on was recorded; null before the beginning. */
  readonly recordedAt: Instant | null;
  /** Only where the ledger holds invented data. */
  readonly illustrative?: true;
  /** Only where projections stopped before this: whose rows are older than the answer says. */
  readonly behind?: readonly Behind[];
}

/** A projection that has stopped, and the position at which its rows stand. */
export interface Behind {
  readonly projection: string;
  readonly position: number;
}

/** A moment resolved: the position that the answer stands on, and the true time that it is about. */
export interface Moment {
  readonly asOf: AsOf;
  /** The mark of the last event that the answer stands on; undefined before the first. */
  readonly mark: string | undefined;
  /** The true time asked about, or undefined for all that was known. */
  readonly effectiveAt: Millis | undefined;
  /** The day for questions about dates: of the true time, of what was known, or today's. Europe/London. */
  readonly day: CalendarDate;
  /** True when the current rows are the answer. */
  readonly live: boolean;
  /** Projections that stopped before this moment: rows of theirs are older than the answer says. */
  readonly behind: readonly Behind[];
  readonly settledUntil: Instant | undefined;
}

/**
 * Resolves a moment against what is projected. `now` is the moment of asking.
 * Errors: `position-ahead` above the projected head; `bad-moment` for two ways of saying what was known;
 * `not-settled` where an event may still be recorded at or before `knownAt`, so that the answer could change;
 * `other-history` where another event was the last then than was pinned.
 */
export async function resolveMoment(db: Kysely<Schema>, asked: TemporalQuery, now: Instant): Promise<Moment> {
  const { knownAt, asOfPosition, effectiveAt, settledUntil } = asked;
  if (knownAt !== undefined && asOfPosition !== undefined)
    throw new ReadError('bad-moment', 'Give knownAt or asOfPosition, not both.', {
      field: 'asOfPosition',
      knownAt,
      asOfPosition,
    });
  const [head, last, stopped, opened] = await Promise.all([
    db.selectFrom('progress').select(['position', 'number', 'clock']).executeTakeFirstOrThrow(),
    lastKnown(db, asked),
    stoppedIn(db),
    ledgerOpened(db),
  ]);
  if (asOfPosition !== undefined && asOfPosition > head.position)
    throw new ReadError(
      'position-ahead',
      `Position ${asOfPosition} is ahead of what is known here; the last is ${head.position}.`,
      { field: 'asOfPosition', asOfPosition, head: head.position },
    );
  if (knownAt !== undefined && !isSettled(knownAt, head.clock, settledUntil)) throw notSettled(knownAt);
  const mark = last && markOf({ number: last.number, eventId: last.event_id });
  if (asked.mark !== undefined && asked.mark !== mark) throw otherThanPinned(asked.mark, mark);
  const position = asOfPosition ?? (knownAt === undefined ? head.position : (last?.from_position ?? 0));
  const trueAt = effectiveAt === undefined ? undefined : Date.parse(effectiveAt);
  const atHead = (last?.number ?? 0) === head.number;
  const recordedAt = last ? new Date(last.clock).toISOString() : null;
  const behind = stopped.filter((each) => each.position < position);
  return {
    asOf: {
      ledger: opened?.ledger ?? null,
      position,
      number: last?.number ?? 0,
      recordedAt,
      ...(opened?.illustrative && { illustrative: true as const }),
      ...(behind.length > 0 && { behind }),
    },
    mark,
    effectiveAt: trueAt,
    day:
      asked.day ??
      londonDate(effectiveAt ?? knownAt ?? (asOfPosition === undefined || atHead ? now : (recordedAt ?? now))),
    live: atHead && (trueAt === undefined || trueAt >= head.clock),
    behind,
    settledUntil,
  };
}

/** Later events have the running maximum of the recordings at least, so none can come before it. */
function isSettled(knownAt: Instant, clock: Millis, settledUntil: Instant | undefined): boolean {
  return settledUntil === undefined || settledUntil >= knownAt || clock > Date.parse(knownAt);
}

function notSettled(knownAt: Instant): ReadError {
  return new ReadError(
    'not-settled',
    `What was known at ${knownAt} is not settled yet: an event may still be recorded at or before it. Ask again later, or leave knownAt out.`,
    { knownAt },
  );
}

function otherThanPinned(pinned: string, mark: string | undefined): ReadError {
  const detail = `The cursor goes on after the event ${pinned}, which is not of this ledger's history, which was restored or replaced. Leave the cursor out to begin again.`;
  return new ReadError('other-history', detail, { field: 'cursor', pinned, standing: mark ?? null });
}

/** Another moment of what is known, about the same true time as this one. Errors: those of `resolveMoment`. */
export function momentAt(
  { db, moment }: { readonly db: Kysely<Schema>; readonly moment: Moment },
  known: Pick<TemporalQuery, 'asOfPosition' | 'knownAt'>,
): Promise<Moment> {
  const { effectiveAt, day, settledUntil } = moment;
  const about = effectiveAt === undefined ? {} : { effectiveAt: new Date(effectiveAt).toISOString() };
  return resolveMoment(db, { ...known, ...about, settledUntil }, startOfDay(day));
}

/** The last event of the ledger at a position, or with a running maximum of recordings no later than an instant. */
function lastKnown(db: Kysely<Schema>, { knownAt, asOfPosition }: TemporalQuery) {
  const rows = db.selectFrom('audit').select(['from_position', 'number', 'clock', 'event_id']).limit(1);
  if (knownAt !== undefined)
    return rows
      .where('clock', '<=', Date.parse(knownAt))
      .orderBy('clock', 'desc')
      .orderBy('from_position', 'desc')
      .executeTakeFirst();
  return rows
    .$if(asOfPosition !== undefined, (query) => query.where('from_position', '<=', asOfPosition as number))
    .orderBy('from_position', 'desc')
    .executeTakeFirst();
}

/** The ledger's own id and whether its data are invented, from its first event. */
async function ledgerOpened(db: Kysely<Schema>): Promise<{ ledger: string; illustrative: boolean } | undefined> {
  const row = await db
    .selectFrom('items')
    .innerJoin('bodies', 'bodies.key', 'items.key')
    .select('bodies.body')
    .where('items.kind', '=', 'ledger')
    .executeTakeFirst();
  return row && JSON.parse(row.body);
}

async function stoppedIn(db: Kysely<Schema>): Promise<Moment['behind']> {
  return db
    .selectFrom('projections')
    .select(['name as projection', 'position'])
    .where('state', '=', 'stopped')
    .execute();
}
