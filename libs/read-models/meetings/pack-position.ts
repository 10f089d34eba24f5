import type { Kysely } from 'kysely';
import { addDays, type CalendarDate, type Instant, type IssuedPack, londonDate, startOfDay } from '#domain/index.js';
import { findItem, type QueryContext, ReadError, requireItem, type Schema } from '#read-store/index.js';
import type { MeetingView } from './meetings.projection.js';

/** A copied store has other positions, so the event number finds the pack there. Old packs have no number. */
export async function packPosition(
  db: Kysely<Schema>,
  { position, number }: Pick<IssuedPack, 'position' | 'number'>,
): Promise<number> {
  if (number === undefined) return position;
  const rows = db.selectFrom('audit').select(['from_position', 'number']).limit(1);
  const atPosition = await rows
    .where('from_position', '<=', position)
    .orderBy('from_position', 'desc')
    .executeTakeFirst();
  if (atPosition?.number === number) return position;
  const byNumber = await rows.where('number', '=', number).executeTakeFirst();
  return byNumber?.from_position ?? position;
}

/** What a pack was asked of: what was known at its position, about the day of its issue. */
export async function packMoment(
  db: Kysely<Schema>,
  issued: IssuedPack & { readonly issuedAt: Instant },
): Promise<{ readonly asOfPosition: number; readonly effectiveAt: Instant }> {
  return { asOfPosition: await packPosition(db, issued), effectiveAt: endOfDay(londonDate(issued.issuedAt)) };
}

/** Errors: `unknown-reference` for no visible meeting, `bad-moment` for one without a pack. */
export async function momentOfMeeting(view: QueryContext, idOrReference: string, field: string) {
  await requireItem(view, 'meeting', idOrReference, field);
  const meeting = await findItem<MeetingView>(view, 'meeting', idOrReference);
  const pack = meeting?.state.pack;
  if (pack) return packMoment(view.db, pack);
  const message = `${meeting?.head.reference ?? idOrReference} has no pack, so it was shown nothing; ask for another moment by knownAt, asOfPosition or asOfNumber.`;
  throw new ReadError('bad-moment', message, { field });
}

export function endOfDay(day: CalendarDate): Instant {
  return new Date(Date.parse(startOfDay(addDays(day, 1))) - 1).toISOString();
}
