import type { Kysely } from 'kysely';
import { type CalendarDate, type Instant, londonDate, markOf, startOfDay } from '#domain/index.js';
import type { Schema } from '../tables/schema.js';
import type { Millis } from '../tables/time.js';
import type { AnswerOf } from './answer-schema.js';
import { ReadError } from './errors.js';
import type { AS_OF } from './schemas.js';

/** A bitemporal query: transaction time (`knownAt`, `asOfPosition` or `asOfNumber`) and valid time (`effectiveAt`). */
export interface TemporalQuery {
  readonly knownAt?: Instant;
  readonly asOfPosition?: number;
  /** The number of the last event that was known, the same in every copy of the ledger. */
  readonly asOfNumber?: number;
  readonly effectiveAt?: Instant;
  /** No event can be recorded at or before this instant any more; absent where no writer runs. */
  readonly settledUntil?: Instant;
  readonly day?: CalendarDate;
  readonly mark?: string;
}

export type AsOf = AnswerOf<typeof AS_OF>;
type Behind = NonNullable<AsOf['behind']>[number];

export interface Moment {
  readonly asOf: AsOf;
  readonly mark: string | undefined;
  /** Valid time asked about; undefined takes every version known. */
  readonly effectiveAt: Millis | undefined;
  /** Day for date questions, in Europe/London: of the valid time, the known time, or today. */
  readonly day: CalendarDate;
  /** True when the current rows answer, without closed versions. */
  readonly live: boolean;
  readonly behind: readonly Behind[];
  readonly settledUntil: Instant | undefined;
}

/**
 * Resolves a temporal query against the projected events. `now` is the time of the request.
 * Errors: `position-ahead` and `number-ahead` above the projected head; `bad-moment` for two known times; `not-settled`
 * where an event may still be recorded at or before `knownAt`; `other-history` where the pinned last event differs.
 */
export async function resolveMoment(db: Kysely<Schema>, query: TemporalQuery, now: Instant): Promise<Moment> {
  refuseTwoMoments(query);
  const { knownAt, asOfPosition, asOfNumber, effectiveAt, settledUntil } = query;
  const [head, last, stopped, opened] = await Promise.all([
    db.selectFrom('progress').select(['position', 'number', 'clock']).executeTakeFirstOrThrow(),
    lastEventAt(db, query),
    stoppedIn(db),
    ledgerOpened(db),
  ]);
  if (asOfPosition !== undefined && asOfPosition > head.position)
    throw new ReadError(
      'position-ahead',
      `Position ${asOfPosition} is after the last projected position, ${head.position}; give a lower one.`,
      { field: 'asOfPosition', asOfPosition, head: head.position },
    );
  if (asOfNumber !== undefined && asOfNumber > head.number)
    throw new ReadError('number-ahead', `There is no event ${asOfNumber} yet; the last is ${head.number}.`, {
      field: 'asOfNumber',
      value: asOfNumber,
      last: head.number,
    });
  if (knownAt !== undefined && !isSettled(knownAt, head.clock, settledUntil)) throw notSettled(knownAt);
  const mark = last && markOf({ number: last.number, eventId: last.event_id });
  if (query.mark !== undefined && query.mark !== mark) throw pinnedMismatch(query.mark, mark);
  const isPinned = asOfPosition !== undefined || asOfNumber !== undefined;
  const atLast = knownAt !== undefined || asOfNumber !== undefined;
  const position = asOfPosition ?? (atLast ? (last?.from_position ?? 0) : head.position);
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
    day: query.day ?? londonDate(effectiveAt ?? knownAt ?? (!isPinned || atHead ? now : (recordedAt ?? now))),
    live: atHead && (trueAt === undefined || trueAt >= head.clock),
    behind,
    settledUntil,
  };
}

const KNOWN = ['knownAt', 'asOfPosition', 'asOfNumber', 'asOfMeeting'] as const;

/** Errors: `bad-moment` where a query gives two known times. */
export function refuseTwoMoments(query: { readonly [Name in (typeof KNOWN)[number]]?: unknown }): void {
  const [first, field] = KNOWN.filter((name) => query[name] !== undefined);
  if (field !== undefined) throw new ReadError('bad-moment', `Give ${first} or ${field}, not both.`, { field });
}

/** Every later event has at least the running maximum of recording times, so none can come before it. */
function isSettled(knownAt: Instant, clock: Millis, settledUntil: Instant | undefined): boolean {
  return settledUntil === undefined || settledUntil >= knownAt || clock > Date.parse(knownAt);
}

function notSettled(knownAt: Instant): ReadError {
  return new ReadError(
    'not-settled',
    `knownAt ${knownAt} is too recent: an event may still be recorded at or before it. Retry later, or leave knownAt out.`,
    { knownAt },
  );
}

function pinnedMismatch(pinned: string, mark: string | undefined): ReadError {
  const detail = `The cursor belongs to another history: this ledger does not hold event ${pinned}. It was restored or replaced; leave the cursor out to start again.`;
  return new ReadError('other-history', detail, { field: 'cursor', pinned, standing: mark ?? null });
}

/** Resolves another known time for the same valid time. Errors: those of `resolveMoment`. */
export function momentAt(
  { db, moment }: { readonly db: Kysely<Schema>; readonly moment: Moment },
  known: Pick<TemporalQuery, 'asOfPosition' | 'knownAt'>,
): Promise<Moment> {
  const { effectiveAt, day, settledUntil } = moment;
  const about = effectiveAt === undefined ? {} : { effectiveAt: new Date(effectiveAt).toISOString() };
  return resolveMoment(db, { ...known, ...about, settledUntil }, startOfDay(day));
}

function lastEventAt(db: Kysely<Schema>, { knownAt, asOfPosition, asOfNumber }: TemporalQuery) {
  const rows = db.selectFrom('audit').select(['from_position', 'number', 'clock', 'event_id']).limit(1);
  if (knownAt !== undefined)
    return rows
      .where('clock', '<=', Date.parse(knownAt))
      .orderBy('clock', 'desc')
      .orderBy('from_position', 'desc')
      .executeTakeFirst();
  if (asOfNumber !== undefined) return rows.where('number', '=', asOfNumber).executeTakeFirst();
  return rows
    .$if(asOfPosition !== undefined, (query) => query.where('from_position', '<=', asOfPosition as number))
    .orderBy('from_position', 'desc')
    .executeTakeFirst();
}

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
